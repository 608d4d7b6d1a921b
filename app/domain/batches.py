"""Batches of preprinted cards and vouchers: serials of one outlet, and codes that nobody can guess from them.

A batch is a few numbers and a secret, however many cards it has: the code of a serial is made of both by a keyed hash
(HMAC-SHA256), so each holder of the secret makes the same codes. Who holds a code can't make its neighbour's.

From a code nothing can be read, not even its serial. Which card it is, is therefore looked up: `entries` gives the rows
of an index, made once when a batch becomes known. To try every serial instead would take as long for each scan as to
make the index. A serial that is told beside the code is proved by `is_code_of` without any index.
"""

import hmac
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from app.domain.codes import card_code, qr_payload, voucher_code, voucher_qr_payload
from app.domain.serials import SerialRange, Serials, is_among, printed_serial, serials, without

SECRET_BYTES = 32
LARGEST_BATCH = 100_000
_TAG = b"setia batch code 1\n"
_ENTROPY = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Cards:
    """Member cards that nobody has yet."""


@dataclass(frozen=True, slots=True, kw_only=True)
class VouchersOf:
    """Vouchers of a kind of the programme."""

    kind_id: str


BatchOf = Cards | VouchersOf


@dataclass(frozen=True, slots=True, kw_only=True)
class Batch:
    """What was printed together. store: the outlet's code (BDG), as it is printed before each serial."""

    batch_id: bytes
    of: BatchOf
    store: str
    serials: SerialRange


@dataclass(frozen=True, slots=True, kw_only=True)
class CodeEntry:
    """A row of the index from code to card."""

    code: str
    batch_id: bytes
    serial: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintRow:
    """What a printer needs of one card. payload: what its QR holds."""

    serial: str
    code: str
    payload: str


class BatchRefusal(StrEnum):
    """Why a batch can't be opened."""

    NO_STORE = "no-store"
    """The outlet's code is empty, or not as it would be read back from a card."""
    TOO_LARGE = "too-large"
    """More than LARGEST_BATCH: part it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Overlap:
    """Why a batch can't be opened: another of the same things has these serials."""

    batch_id: bytes
    store: str
    serials: SerialRange


class BlockRefusal(StrEnum):
    """Why a range can't be blocked."""

    OUTSIDE = "outside"
    """Not all of it belongs to the batch."""


def refusal_of(batch: Batch, others: Iterable[Batch]) -> BatchRefusal | Overlap | None:
    """Why a batch can't be opened beside the others; None: it can.

    All outlets share one row of numbers for cards, and one for the vouchers of each kind: a number alone names a
    thing and its outlet. The batch itself among the others is no overlap.
    """
    if not batch.store or batch.store != batch.store.strip().upper():
        return BatchRefusal.NO_STORE
    if len(batch.serials) > LARGEST_BATCH:
        return BatchRefusal.TOO_LARGE
    for other in others:
        same = other.of == batch.of and other.batch_id != batch.batch_id
        if same and other.serials.overlaps(batch.serials):
            shared = SerialRange(
                first=max(batch.serials.first, other.serials.first),
                last=min(batch.serials.last, other.serials.last),
            )
            return Overlap(batch_id=other.batch_id, store=other.store, serials=shared)
    return None


def code_of(batch: Batch, secret: bytes, serial: int) -> str:
    """The code of a serial, a card's or a voucher's. ValueError outside the batch."""
    if len(secret) != SECRET_BYTES:
        raise ValueError(f"a batch's secret has {SECRET_BYTES} bytes, not {len(secret)}")
    if serial not in batch.serials:
        raise ValueError(f"{serial} is not in this batch")
    message = b"".join(
        (_TAG, len(batch.batch_id).to_bytes(2, "big"), batch.batch_id, serial.to_bytes(8, "big"))
    )
    make = card_code if isinstance(batch.of, Cards) else voucher_code
    return make(hmac.digest(secret, message, "sha256")[:_ENTROPY])


def is_code_of(batch: Batch, secret: bytes, serial: int, code: str) -> bool:
    """Whether a code belongs to a serial; takes as long for every wrong one."""
    if serial not in batch.serials:
        return False
    return hmac.compare_digest(code_of(batch, secret, serial).encode(), code.encode())


def entries(batch: Batch, secret: bytes) -> Iterator[CodeEntry]:
    """Every code of a batch, by serial."""
    for serial in range(batch.serials.first, batch.serials.last + 1):
        yield CodeEntry(code=code_of(batch, secret, serial), batch_id=batch.batch_id, serial=serial)


def print_rows(batch: Batch, secret: bytes, blocked: Serials = ()) -> Iterator[PrintRow]:
    """What a printer gets, by serial. What is blocked isn't printed again."""
    payload = qr_payload if isinstance(batch.of, Cards) else voucher_qr_payload
    for entry in entries(batch, secret):
        if not is_among(blocked, entry.serial):
            yield PrintRow(
                serial=printed_serial(batch.store, entry.serial),
                code=entry.code,
                payload=payload(entry.code),
            )


def block(batch: Batch, blocked: Serials, wanted: SerialRange) -> Serials | BlockRefusal:
    """All that is blocked of a batch once a range is, too. Nothing is ever unblocked; again changes nothing."""
    if wanted.first not in batch.serials or wanted.last not in batch.serials:
        return BlockRefusal.OUTSIDE
    return serials((*blocked, wanted))


def missing(batch: Batch, *accounted: Iterable[SerialRange]) -> Serials:
    """Serials of a batch that nobody accounts for: neither counted in stock, nor given out, nor blocked already."""
    return without((batch.serials,), (one for ranges in accounted for one in ranges))
