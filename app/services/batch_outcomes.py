"""What a manager may ask and hear about preprinted cards and vouchers: data that a screen must handle."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from app.domain.batches import Batch, Overlap
from app.domain.serials import Serials
from app.services.approval import Approval, NotApproved


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenBatchRequest:
    """A new batch, opened once however often it is asked; the document id is the batch's.

    kind_id: of vouchers of the programme; empty: member cards. first, last: serials, both in it. store: the outlet's
    code; empty: this one's. last_day: on which its vouchers are good; None: as long as their kind says, from today.
    """

    document_id: bytes
    first: int
    last: int
    staff_id: bytes
    kind_id: str = ""
    store: str = ""
    last_day: date | None = None
    approval: Approval | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class BatchIsOpen:
    """Its codes can be printed. expires_at: its vouchers' last instant; None: never."""

    batch: Batch
    expires_at: int | None


class BatchProblem(StrEnum):
    """Why no batch was opened; nothing was written but a wrong PIN."""

    NO_SERIALS = "no-serials"
    """The two numbers are no range."""
    NO_STORE = "no-store"
    TOO_LARGE = "too-large"
    OVERLAP = "overlap"
    """Another batch of the same things has these serials."""
    UNKNOWN_KIND = "unknown-kind"
    PAST = "past"
    """The vouchers' last day is over."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BatchNotOpened:
    """overlap: with which batch, for OVERLAP."""

    problem: BatchProblem
    overlap: Overlap | None = None


OpenBatchOutcome = BatchIsOpen | BatchNotOpened | NotApproved


class BlockReason(StrEnum):
    """Why serials count no more."""

    MISSING = "missing"
    DAMAGED = "damaged"
    STOLEN = "stolen"


@dataclass(frozen=True, slots=True, kw_only=True)
class BlockRequest:
    """Serials of a batch that are to count no more, asked for once or often. first, last: both in it."""

    document_id: bytes
    batch_id: bytes
    first: int
    last: int
    reason: BlockReason
    staff_id: bytes
    approval: Approval | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SerialsAreBlocked:
    """They count no more, for good. A card that is a member's already stays his: block that by itself."""

    batch_id: bytes
    first: int
    last: int


class BlockProblem(StrEnum):
    """Why nothing was blocked; nothing was written but a wrong PIN. OUTSIDE: not all of it is of the batch."""

    UNKNOWN_BATCH = "unknown-batch"
    OUTSIDE = "outside"
    NO_SERIALS = "no-serials"


@dataclass(frozen=True, slots=True, kw_only=True)
class NotBlocked:
    """Nothing changed."""

    problem: BlockProblem


BlockOutcome = SerialsAreBlocked | NotBlocked | NotApproved


@dataclass(frozen=True, slots=True, kw_only=True)
class BatchSheet:
    """What a printer's file is made of (`batches.print_rows`); blocked serials aren't printed again."""

    batch: Batch
    secret: bytes
    blocked: Serials


class NoSheet(StrEnum):
    """Why a batch can't be printed. ERASED: what its codes are made with was erased, or never came here."""

    UNKNOWN_BATCH = "unknown-batch"
    ERASED = "erased"
