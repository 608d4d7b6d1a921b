"""What services ask of the print spool: receipts on their way to paper."""

from dataclasses import dataclass
from typing import Protocol

from app.services.receipt import Receipt


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintJob:
    """A receipt in the spool. copy 0: the original. values: what fills the placeholders now."""

    job_id: bytes
    receipt: Receipt
    copy: int
    values: dict[str, str]


class Spool(Protocol):
    """Receipts on their way to paper."""

    def queue(
        self,
        *,
        job_id: bytes,
        document_id: bytes,
        subject_id: bytes | None,
        receipt: Receipt,
        copy: int,
        at: int,
        kept: bool = False,
    ) -> None:
        """Adds a job. kept: nothing prints it until somebody asks (`release`)."""

    def release(self, document_id: bytes) -> bool:
        """A document's kept receipt is queued now, as its original; False: it has none that is kept."""

    def take(self) -> PrintJob | None:
        """The oldest queued job, which is `sending` from now on: after a crash nobody knows if it came out."""

    def give_up_sending(self) -> int:
        """At start: jobs that a crash interrupted become `unconfirmed`. How many there were."""

    def settle(self, job_id: bytes, state: str, fault: str | None) -> None:
        """Moves a job to queued (nothing was sent), sent, confirmed or unconfirmed."""

    def in_doubt(self) -> int:
        """How many unconfirmed jobs have no later copy that came out."""

    def came_out(self, document_id: bytes) -> None:
        """Somebody has seen the paper: the document's unconfirmed jobs are `sent`."""

    def copies(self, document_id: bytes) -> int:
        """How many jobs a document had."""

    def receipt_of(self, document_id: bytes) -> tuple[Receipt, bytes | None] | None:
        """A document's receipt and whose name it has."""
