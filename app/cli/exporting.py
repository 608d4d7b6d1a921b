"""`setia export`: codes for a printer, and what partners owe, as files for a spreadsheet."""

import csv
import json
from collections.abc import Callable, Iterable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from app.cli.whole_file import whole_file
from app.domain.batches import PrintRow, VouchersOf, print_rows
from app.domain.programme.document import Programme
from app.domain.serials import count_of
from app.services.batch_outcomes import BatchSheet, NoSheet
from app.services.batches_port import KnownBatch
from app.services.open_batch import batch_sheet
from app.services.settle_partners import Settlement, documents_in, settle_partners
from app.services.unit import TerminalStore, Unit
from app.words.exporting import (
    SETTLEMENT_COLUMNS,
    batch_line,
    exported_sentence,
    no_sheet_sentence,
    print_columns,
    settled_sentence,
    settlement_columns,
)
from app.words.translate import Words

Bar = Callable[[int], AbstractContextManager[Callable[[int], None]]]
"""A progress bar of so many steps, which hears how many more are done."""
_STEP = 1_000


class ExportFailed(Exception):
    """Nothing was written. The message is a sentence."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """In whose words a command speaks; as_json: for a script."""

    words: Words
    as_json: bool

    def say(self, plain: object, *lines: str) -> None:
        """Prints one or the other."""
        print(json.dumps(plain, indent=2, ensure_ascii=False) if self.as_json else "\n".join(lines))


def list_batches(store: TerminalStore, telling: Telling) -> None:
    """Prints every batch with its id."""
    with store.reading() as unit:
        known = unit.batches.all()
        programme = unit.catalogue.programme()
    names = {kind.id: kind.name for kind in programme.vouchers}
    lines = [batch_line(telling.words, one, names) for one in known]
    nothing = telling.words.gettext("There is no batch yet.")
    telling.say([_plain(one) for one in known], *(lines or [nothing]))


def export_batch(store: TerminalStore, wanted: str, path: Path, telling: Telling, bar: Bar) -> None:
    """Writes serial, code and QR of each card or voucher that isn't blocked. wanted: how its id begins."""
    with store.reading() as unit:
        sheet = _sheet(unit, wanted, telling.words)
    left = len(sheet.batch.serials) - count_of(sheet.blocked)
    rows = print_rows(sheet.batch, sheet.secret, sheet.blocked)
    with bar(left) as progress:
        write_table(path, telling.words, print_columns(telling.words), _counted(rows, progress))
    telling.say(
        {"batch": sheet.batch.batch_id.hex(), "rows": left, "file": str(path)},
        exported_sentence(telling.words, left, path),
    )


def export_settlement(
    store: TerminalStore, days: tuple[date, date], path: Path, telling: Telling, bar: Bar
) -> None:
    """Writes what each partner owes for this till's sales and returns of some business days, both in it."""
    with store.reading() as unit:
        programme = unit.catalogue.programme()
        with bar(documents_in(unit, *days)) as progress:
            settled = settle_partners(unit, *days, progress)
    rows = _partner_rows(programme, settled)
    write_table(path, telling.words, settlement_columns(telling.words), rows)
    telling.say(
        {
            "first": days[0].isoformat(),
            "last": days[1].isoformat(),
            "documents": settled.documents,
            "file": str(path),
            "partners": [dict(zip(SETTLEMENT_COLUMNS, row, strict=True)) for row in rows],
        },
        settled_sentence(telling.words, settled, path),
    )


def _sheet(unit: Unit, wanted: str, words: Words) -> BatchSheet:
    found = [one for one in unit.batches.all() if one.batch.batch_id.hex().startswith(wanted.lower())]
    if len(found) != 1 or not wanted:
        raise ExportFailed(no_sheet_sentence(words, NoSheet.UNKNOWN_BATCH, wanted))
    sheet = batch_sheet(unit, found[0].batch.batch_id)
    if isinstance(sheet, NoSheet):
        raise ExportFailed(no_sheet_sentence(words, sheet, wanted))
    return sheet


def _counted(rows: Iterable[PrintRow], progress: Callable[[int], None]) -> Iterable[tuple[str, str, str]]:
    for number, row in enumerate(rows, start=1):
        yield row.serial, row.code, row.payload
        if number % _STEP == 0:
            progress(_STEP)


def _partner_rows(programme: Programme, settled: Settlement) -> list[tuple[str | int, ...]]:
    names = {partner.id: partner.name for partner in programme.partners}
    return [
        (
            row.partner_id,
            names.get(row.partner_id, ""),
            row.rupiah,
            row.points,
            row.points_rupiah,
            row.owes,
            len(row.documents),
        )
        for row in settled.rows
    ]


def write_table(
    path: Path, words: Words, columns: Sequence[str], rows: Iterable[Sequence[str | int]]
) -> None:
    """For a spreadsheet. Codes are worth money, so only this user can read the file. Raises ExportFailed."""
    try:
        with whole_file(path) as stream:
            writer = csv.writer(stream, lineterminator="\r\n")
            writer.writerow(columns)
            writer.writerows(rows)
    except OSError as fault:
        sentence = words.gettext("{path} can't be written: {detail}.", path=path, detail=fault.strerror)
        raise ExportFailed(sentence) from fault


def _plain(known: KnownBatch) -> dict[str, object]:
    batch = known.batch
    return {
        "batch": batch.batch_id.hex(),
        "kind": batch.of.kind_id if isinstance(batch.of, VouchersOf) else "",
        "store": batch.store,
        "first": batch.serials.first,
        "last": batch.serials.last,
        "blocked": count_of(known.blocked),
        "expires_at": known.expires_at,
    }
