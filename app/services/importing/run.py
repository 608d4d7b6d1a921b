"""A file into a store: read, compare and commit in bounded transactions, or only say what would happen.

After a kill, the same command goes on where it stopped: what is in the store already is the same and writes nothing.
"""

from collections.abc import Callable
from dataclasses import dataclass
from itertools import islice

from app.services.importing.columns import ColumnPlan
from app.services.importing.fields import Subject
from app.services.importing.item_batch import ItemImport
from app.services.importing.item_rows import ItemReader, PartOfItem, ReadItem
from app.services.importing.member_batch import MemberImport
from app.services.importing.member_rows import ReadMember, member_reader
from app.services.importing.pace import Pace
from app.services.importing.reasons import Rejected
from app.services.importing.report import ImportReport, Note
from app.services.importing.source import SourceRow, SourceTable
from app.services.importing.store_port import Entry, ImportStore, ImportUnit
from app.services.ports import Chance, Clock

OnReject = Callable[[SourceRow, Rejected], None]
"""Hears of each row that is left out."""
Progress = Callable[[int], None]
"""Hears of each batch how many rows it had."""
ReadRow = ReadMember | ReadItem | PartOfItem | Rejected


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportOrder:
    """What to import. dry: change nothing."""

    subject: Subject
    table: SourceTable
    plan: ColumnPlan
    dry: bool


def run_import(
    order: ImportOrder,
    store: ImportStore,
    chance: Chance,
    clock: Clock,
    on_reject: OnReject,
    progress: Progress,
) -> ImportReport:
    """Takes the whole file. Raises UnusableSource where it can't be read; what came before stays."""
    report = ImportReport()
    members = MemberImport(order.plan.file_format, chance, clock.now(), report)
    items = ItemImport(order.plan, report)
    read = _reader(order)
    rows = order.table.rows()
    pace = Pace()
    while batch := list(islice(rows, pace.rows)):
        found = [read(row) for row in batch]
        report.notes[Note.PART_OF_ITEM] += sum(isinstance(one, PartOfItem) for one in found)
        rejected = [one for one in found if isinstance(one, Rejected)]

        def take(unit: ImportUnit, found: list[ReadRow] = found) -> tuple[list[Entry], list[Rejected]]:
            if order.subject is Subject.MEMBERS:
                return members.take(unit, [one for one in found if isinstance(one, ReadMember)])
            return items.take(unit, [one for one in found if isinstance(one, ReadItem)])

        begun = clock.monotonic()
        rejected += _commit(order, store, take)
        pace.took(len(batch), clock.monotonic() - begun)
        _tell(report, batch, rejected, on_reject)
        progress(len(batch))
    return report


def _commit(
    order: ImportOrder,
    store: ImportStore,
    take: Callable[[ImportUnit], tuple[list[Entry], list[Rejected]]],
) -> list[Rejected]:
    """One transaction, or a look."""
    if order.dry:
        with store.reading() as unit:
            return take(unit)[1]
    with store.writing() as unit:
        entries, rejected = take(unit)
        if entries:
            unit.append(entries, unit.programme().revision)
    return rejected


def _tell(
    report: ImportReport, batch: list[SourceRow], rejected: list[Rejected], on_reject: OnReject
) -> None:
    by_line = {row.line: row for row in batch}
    for one in sorted(rejected, key=lambda one: one.line):
        report.reject(one)
        on_reject(by_line[one.line], one)


def _reader(order: ImportOrder) -> Callable[[SourceRow], ReadRow]:
    if order.subject is Subject.MEMBERS:
        return member_reader(order.table, order.plan).read
    return ItemReader(order.plan).read
