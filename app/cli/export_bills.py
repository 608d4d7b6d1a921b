"""`setia export bills`: the old till's bills as they counted here, for comparing them at the end of the day."""

from datetime import date
from pathlib import Path

from app.cli.exporting import Telling, write_table
from app.domain.calendar import local_time
from app.services.counted_bills import CountedBill, counted_bills
from app.services.unit import TerminalStore
from app.words.exporting import BILL_COLUMNS, bill_columns, bills_sentence


def export_bills(store: TerminalStore, days: tuple[date, date], path: Path, telling: Telling) -> None:
    """Writes a row per bill of some business days, both in it. Raises ExportFailed."""
    with store.reading() as unit:
        bills = tuple(counted_bills(unit, *days))
        zone = unit.identity().store.zone
    rows = [_row(bill, zone) for bill in bills]
    write_table(path, telling.words, bill_columns(telling.words), rows)
    telling.say(
        {"file": str(path), "bills": [dict(zip(BILL_COLUMNS, row, strict=True)) for row in rows]},
        bills_sentence(telling.words, len(rows), path),
    )


def _row(bill: CountedBill, zone: str) -> tuple[str | int, ...]:
    when = local_time(bill.at, zone)
    return (
        bill.bill.till,
        bill.bill.number,
        bill.business_day,
        f"{when:%H:%M}",
        bill.total,
        bill.off,
        bill.left,
        bill.points_earned,
        bill.points_spent,
        bill.receipt_number,
        "void" if bill.voided else "",
    )
