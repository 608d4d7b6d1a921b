"""What services ask of the papers that wait for a printer: a part of the unit of work."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol

from app.services.receipt import Receipt


class PaperKind(StrEnum):
    """What a paper is for, and so which printer prints it where there are several."""

    RECEIPT = "receipt"
    """Whatever is for a customer or the shop's books: receipts, cards, reports of the drawer."""
    VOUCHERS = "vouchers"
    """The vouchers that a sale gave."""
    KITCHEN = "kitchen"
    """What is to be made: no prices."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintJob:
    """A receipt in the spool. copy 0: the original. values: what fills the placeholders now."""

    job_id: bytes
    receipt: Receipt
    copy: int
    values: dict[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class InDoubt:
    """A paper that may have come out, and nobody knows. number: as it says itself; at: when it was queued."""

    document_id: bytes
    kind: PaperKind
    number: str
    at: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperInDoubt:
    """number: as the paper says itself; empty: it has none. at: by the shop's clock, when it was queued."""

    document_id: bytes
    kind: PaperKind
    number: str
    at: datetime


class Spool(Protocol):
    """Papers on their way to a printer. Where no kind is asked for, receipts are meant."""

    def queue(
        self,
        *,
        job_id: bytes,
        document_id: bytes,
        subject_id: bytes | None,
        receipt: Receipt,
        copy: int,
        at: int,
        kind: PaperKind = PaperKind.RECEIPT,
        kept: bool = False,
    ) -> None:
        """Adds a job. kept: nothing prints it until somebody asks (`release`)."""

    def release(self, document_id: bytes) -> bool:
        """A document's kept receipt is queued now, as its original; False: it has none that is kept."""

    def take(self, kinds: Collection[PaperKind] = (PaperKind.RECEIPT,)) -> PrintJob | None:
        """The oldest queued job, which is `sending` from now on: after a crash nobody knows if it came out."""

    def give_up_sending(self, kinds: Collection[PaperKind] = (PaperKind.RECEIPT,)) -> int:
        """At start: jobs that a crash interrupted become `unconfirmed`. How many there were."""

    def settle(self, job_id: bytes, state: str, fault: str | None) -> None:
        """Moves a job to queued (nothing was sent), sent, confirmed or unconfirmed."""

    def in_doubt(self, kinds: Collection[PaperKind] = (PaperKind.RECEIPT,)) -> int:
        """How many unconfirmed jobs have no later copy that came out."""

    def doubtful(self, limit: int) -> tuple[InDoubt, ...]:
        """Those of every kind of which no copy is on its way, a document once, the newest first."""

    def came_out(self, document_id: bytes, kind: PaperKind = PaperKind.RECEIPT) -> None:
        """Somebody has seen the paper: the document's unconfirmed jobs are `sent`."""

    def copies(self, document_id: bytes, kind: PaperKind = PaperKind.RECEIPT) -> int:
        """How many jobs a document had."""

    def receipt_of(
        self, document_id: bytes, kind: PaperKind = PaperKind.RECEIPT
    ) -> tuple[Receipt, bytes | None] | None:
        """A document's receipt and whose name it has."""
