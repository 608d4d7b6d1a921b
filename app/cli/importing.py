"""`setia import`: what a shop had in another program, from its files."""

import csv
import gc
import json
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TextIO

from app.cli.whole_file import private_text
from app.services.importing.columns import ColumnPlan, plan_columns
from app.services.importing.fields import FileFormat, Subject
from app.services.importing.reasons import Rejected, UnusableSource
from app.services.importing.report import ImportReport, Outcome
from app.services.importing.run import ImportOrder, Progress, run_import
from app.services.importing.source import LARGEST_FILE, SourceRow, SourceTable, read_text_table
from app.services.importing.store_port import ImportStore
from app.services.importing.workbook import is_workbook, read_workbook
from app.services.ports import Chance, Clock
from app.words.importing import ImportTold, import_lines, reason_sentence, unusable_sentence
from app.words.translate import Words

_OBJECTS_BETWEEN_LOOKS = 50_000


class ImportFailed(Exception):
    """A file that can't be imported. The message is a sentence."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportWish:
    """What somebody asked for. file_format None: found by the heading. rejects None: beside the file."""

    subject: Subject
    path: Path
    file_format: FileFormat | None
    mapped: Mapping[str, str]
    rejects: Path | None
    dry: bool


@dataclass(frozen=True, slots=True)
class Opened:
    """A file that can be read to its end, and what its columns mean. rows: how many there are."""

    wish: ImportWish
    table: SourceTable
    plan: ColumnPlan
    rows: int


def open_file(wish: ImportWish, words: Words) -> Opened:
    """Reads the whole file once. Raises ImportFailed; nothing of the store is needed for that.

    To its end, so that no half of a file that is broken in the middle is brought in.
    """
    try:
        if wish.path.stat().st_size > LARGEST_FILE:
            raise ImportFailed(
                words.gettext("{file} is too large. Part it into smaller files.", file=wish.path)
            )
        data = wish.path.read_bytes()
    except FileNotFoundError:
        raise ImportFailed(words.gettext("{path}: there is no such file.", path=wish.path)) from None
    except PermissionError:
        raise
    except OSError as fault:
        detail = words.gettext("{path} can't be read: {detail}.", path=wish.path, detail=fault.strerror)
        raise ImportFailed(detail) from fault
    with _telling(wish.path, words):
        table = read_workbook(data) if is_workbook(data) else read_text_table(data)
        plan = plan_columns(wish.subject, table.columns, wish.file_format, wish.mapped)
        return Opened(wish, table, plan, rows=sum(1 for _ in table.rows()))


def import_file(
    opened: Opened,
    store: ImportStore,
    chance: Chance,
    clock: Clock,
    words: Words,
    *,
    progress: Progress,
    as_json: bool,
) -> int:
    """Imports and prints what happened; 1 when there were rows and every one was rejected. Raises ImportFailed."""
    wish = opened.wish
    _check_programme(store, words)
    order = ImportOrder(subject=wish.subject, table=opened.table, plan=opened.plan, dry=wish.dry)
    with reject_file(opened, words) as rejects, rare_collections():
        report = run_import(order, store, chance, clock, rejects.write, progress)
    told = ImportTold(
        file=str(wish.path),
        subject=wish.subject,
        plan=opened.plan,
        report=report,
        dry=wish.dry,
        rejects=str(rejects.path) if rejects.path is not None and report.outcomes[Outcome.REJECTED] else "",
    )
    if as_json:
        print(json.dumps(_plain(told, words), indent=2, ensure_ascii=False))
    else:
        print(*import_lines(words, told), sep="\n")
    return 1 if 0 < report.rows == report.outcomes[Outcome.REJECTED] else 0


@contextmanager
def _telling(path: Path, words: Words) -> Iterator[None]:
    try:
        yield
    except UnusableSource as fault:
        raise ImportFailed(unusable_sentence(words, fault, str(path))) from None


@contextmanager
def rare_collections() -> Iterator[None]:
    """Looks for unused cycles seldom: an import makes millions of objects and no cycle, and looking takes a tenth."""
    before = gc.get_threshold()
    gc.set_threshold(_OBJECTS_BETWEEN_LOOKS, *before[1:])
    try:
        yield
    finally:
        gc.set_threshold(*before)


def _check_programme(store: ImportStore, words: Words) -> None:
    try:
        with store.reading() as unit:
            unit.programme()
    except LookupError:
        sentence = words.gettext("This shop has no programme yet: publish one first, then import.")
        raise ImportFailed(sentence) from None


@dataclass(slots=True)
class RejectFile:
    """The rejected rows with their own columns and a reason, for Excel as for another import. path None: unwanted."""

    path: Path | None
    write: Callable[[SourceRow, Rejected], None]
    count: int = field(default=0)


@contextmanager
def reject_file(opened: Opened, words: Words) -> Iterator[RejectFile]:
    """Written under another name and put in place whole, only when there is a row in it."""
    path = _reject_path(opened.wish, words)
    if path is None:
        yield RejectFile(None, lambda _row, _rejected: None)
        return
    building = path.with_name(f"{path.name}.new")
    with _writing(path, words):
        stream = private_text(building)  # it holds people
    try:
        file = _begun(path, stream, opened, words)
        yield file
        with _writing(path, words):
            stream.close()
            building.replace(path) if file.count else building.unlink()
    except BaseException:
        with suppress(OSError):
            stream.close()
        building.unlink(missing_ok=True)
        raise


def _begun(path: Path, stream: TextIO, opened: Opened, words: Words) -> RejectFile:
    """A reject file with its heading."""
    writer = csv.writer(stream, delimiter=opened.table.separator, lineterminator="\r\n")

    def write(row: SourceRow, rejected: Rejected) -> None:
        with _writing(path, words):
            writer.writerow((*row.cells, row.line, reason_sentence(words, rejected)))
        file.count += 1

    file = RejectFile(path, write)
    with _writing(path, words):
        writer.writerow((*opened.table.columns, words.gettext("Line"), words.gettext("Reason")))
    return file


@contextmanager
def _writing(path: Path, words: Words) -> Iterator[None]:
    """A fault of the place where rejected rows go, in a sentence. Rows that came in before it stay."""
    try:
        yield
    except OSError as fault:
        raise ImportFailed(
            words.gettext(
                "The rejected rows can't be written to {path}: {detail}. Name another place with --rejects FILE and run"
                " the command again; what it brought in already stays and comes in once.",
                path=path,
                detail=fault.strerror,
            )
        ) from fault


def _reject_path(wish: ImportWish, words: Words) -> Path | None:
    """A dry run leaves nothing behind unless it is told to."""
    if wish.rejects is None:
        return None if wish.dry else wish.path.with_name(f"{wish.path.stem}.rejected.csv")
    if wish.rejects.resolve() == wish.path.resolve():
        raise ImportFailed(words.gettext("The rejected rows can't be written over the file itself."))
    return wish.rejects


def _plain(told: ImportTold, words: Words) -> dict[str, Any]:
    report: ImportReport = told.report
    return {
        "file": told.file,
        "format": told.plan.file_format.value,
        "dry_run": told.dry,
        "columns": {
            column: None if field is None else field.value
            for column, field in zip(told.plan.columns, told.plan.fields, strict=True)
        },
        "rows": report.rows,
        **{outcome.value: report.outcomes[outcome] for outcome in Outcome},
        "samples": {
            outcome.value: [
                {"line": sample.line, "name": sample.what, "code": sample.code} for sample in samples
            ]
            for outcome, samples in report.samples.items()
        },
        "balances": report.balances,
        "points": report.points,
        "reasons": [
            {
                "reason": rejected.reason.value,
                "count": report.reasons[rejected.reason],
                "first_line": rejected.line,
                "says": reason_sentence(words, rejected),
            }
            for rejected in report.rejected
        ],
        "notes": {note.value: count for note, count in report.notes.items() if count},
        "merge_suggestions": report.suggested,
        "suggestions": [
            {
                "line": suggestion.line,
                "name": suggestion.name,
                "phone": suggestion.phone,
                "other_line": suggestion.other_line,
                "other_name": suggestion.other_name,
            }
            for suggestion in report.suggestions
        ],
        "rejects": told.rejects,
    }
