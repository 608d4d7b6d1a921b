"""What `setia export` says, and the headings of its files."""

from collections.abc import Mapping
from pathlib import Path

from app.domain.batches import VouchersOf
from app.domain.serials import count_of, printed_serial
from app.services.batch_outcomes import NoSheet
from app.services.batches_port import KnownBatch
from app.services.settle_partners import Settlement
from app.words.money import day, points, rupiah
from app.words.translate import Words

SETTLEMENT_COLUMNS = ("partner", "name", "rupiah", "points", "points_rupiah", "owes", "documents")
"""Of a settlement, for scripts."""


BILL_COLUMNS = (
    "till",
    "bill",
    "day",
    "time",
    "total",
    "discount",
    "paid",
    "points_earned",
    "points_spent",
    "receipt",
    "void",
)
"""Of the bills of another till, for scripts."""


def bill_columns(words: Words) -> tuple[str, ...]:
    """Of the bills of another till, as BILL_COLUMNS."""
    return (
        words.gettext("Till"),
        words.gettext("Bill"),
        words.gettext("Day"),
        words.gettext("Time"),
        words.gettext("Total"),
        words.gettext("Discount"),
        words.gettext("Paid"),
        words.gettext("Points earned"),
        words.gettext("Points spent"),
        words.gettext("Receipt"),
        words.gettext("Void"),
    )


def bills_sentence(words: Words, count: int, path: Path) -> str:
    """That the file for comparing is there."""
    return words.ngettext(
        "{count} bill is in {path}.", "{count} bills are in {path}.", count, count=points(count), path=path
    )


RATING_COLUMNS = ("day", "scale", "answer", "question", "receipt")
"""Of what customers answered, for scripts."""


def rating_columns(words: Words) -> tuple[str, ...]:
    """Of what customers answered, as RATING_COLUMNS."""
    return (
        words.gettext("Day"),
        words.gettext("Scale"),
        words.gettext("Answer"),
        words.gettext("Question"),
        words.gettext("Receipt"),
    )


def ratings_sentence(words: Words, count: int, path: Path) -> str:
    """That the answers are there."""
    return words.ngettext(
        "{count} answer is in {path}.",
        "{count} answers are in {path}.",
        count,
        count=points(count),
        path=path,
    )


def print_columns(words: Words) -> tuple[str, ...]:
    """Of a printer's file."""
    return words.gettext("Serial"), words.gettext("Code"), "QR"


def settlement_columns(words: Words) -> tuple[str, ...]:
    """Of a settlement, as SETTLEMENT_COLUMNS."""
    return (
        words.gettext("Partner"),
        words.gettext("Name"),
        words.gettext("Rupiah"),
        words.gettext("Points"),
        words.gettext("Points in rupiah"),
        words.gettext("Owes"),
        words.gettext("Documents"),
    )


def batch_line(words: Words, known: KnownBatch, names: Mapping[str, str]) -> str:
    """One batch: id, things, serials. names: of voucher kinds."""
    batch, of = known.batch, known.batch.of
    things = (
        names.get(of.kind_id, of.kind_id) if isinstance(of, VouchersOf) else words.gettext("Member cards")
    )
    first, last = (printed_serial(batch.store, one) for one in (batch.serials.first, batch.serials.last))
    line = f"{batch.batch_id.hex()}  {things}  {first}\N{EN DASH}{last}"
    blocked = count_of(known.blocked)
    return line + "  " + words.gettext("{count} blocked", count=points(blocked)) if blocked else line


def exported_sentence(words: Words, count: int, path: Path) -> str:
    """That the printer's file is there."""
    sentence = words.ngettext(
        "{count} code is in {path}.", "{count} codes are in {path}.", count, count=points(count), path=path
    )
    warning = words.gettext("Whoever reads the file can use the codes: delete it when they are printed.")
    return f"{sentence} {warning}"


def no_sheet_sentence(words: Words, why: NoSheet, wanted: str) -> str:
    """Why there is no printer's file, and what to do."""
    match why:
        case NoSheet.UNKNOWN_BATCH:
            return words.gettext(
                "{batch} names no batch, or more than one. `setia export batches` lists them.", batch=wanted
            )
        case NoSheet.ERASED:
            return words.gettext(
                "The secret of batch {batch} was erased, or never came to this till: its codes can't be made again.",
                batch=wanted,
            )


def settled_sentence(words: Words, settled: Settlement, path: Path) -> str:
    """What partners owe in all."""
    owed = sum(row.owes for row in settled.rows)
    return words.gettext(
        "{first} to {last}: partners owe {owed}. Each of them is in {path}.",
        first=day(words, settled.first),
        last=day(words, settled.last),
        owed=rupiah(owed),
        path=path,
    )
