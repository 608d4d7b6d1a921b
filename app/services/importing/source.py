"""A table that a shop exported, as text: CSV in the encodings and with the separators that programs write.

Rows are read again each time that they are asked for, so that a long file is never a long list.
"""

import codecs
import csv
import io
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from app.services.importing.reasons import SourceFault, UnusableSource

LARGEST_FILE = 256 * 1024 * 1024
"""Bytes."""
_SEPARATORS = (",", ";", "\t", "|")
_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_LOOKED_AT = 4096
_EXCEL_HINT = "sep="
_LONGEST_ROW = 500
"""Lines. A description has a few; a quotation mark that nobody closed takes all that follow."""


@dataclass(frozen=True, slots=True)
class SourceRow:
    """A row with something in it. line: its last line in the file (of a workbook: its row), from 1.

    cells: stripped, one for each column; `extra`: there was something after the last column.
    """

    line: int
    cells: tuple[str, ...]
    extra: bool = False


@dataclass(frozen=True, slots=True)
class SourceTable:
    """A heading and the rows below it. read: makes a new walk through the rows."""

    columns: tuple[str, ...]
    read: Callable[[], Iterator[SourceRow]] = field(repr=False)
    separator: str = ","

    def rows(self) -> Iterator[SourceRow]:
        """Every row that isn't blank. Raises UnusableSource where a quotation mark is never closed."""
        return self.read()


def read_text_table(data: bytes) -> SourceTable:
    """The table in the bytes of a CSV file. Raises UnusableSource."""
    if len(data) > LARGEST_FILE:
        raise UnusableSource(SourceFault.TOO_LARGE)
    text = decoded(data)
    start, hinted = _after_hint(text)
    separator = hinted or _separator(text[start : start + _LOOKED_AT])
    heading, lines = _heading(text, start, separator)
    width = len(heading)

    def read() -> Iterator[SourceRow]:
        return _rows(text, start, separator, skipped=lines, width=width)

    return SourceTable(columns=heading, read=read, separator=separator)


def decoded(data: bytes) -> str:
    """Text in UTF-8, UTF-16 or, when it is neither, Windows' Western code page."""
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return data.decode(encoding, errors="replace")
    begin = data[:_LOOKED_AT]
    if begin.count(0) > len(begin) // 4:  # UTF-16 without its mark: Latin letters have a zero half
        return data.decode("utf-16-be" if begin[:1] == b"\0" else "utf-16-le", errors="replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace")


def clean_row(line: int, cells: Sequence[str], width: int) -> SourceRow | None:
    """A row with as many cells as there are columns; None: it is blank."""
    stripped = [cell.strip() for cell in cells]
    if not any(stripped):
        return None
    missing = ("",) * (width - len(stripped))
    return SourceRow(line, (*stripped[:width], *missing), extra=any(stripped[width:]))


def heading_of(cells: Iterable[str]) -> tuple[str, ...]:
    """Column names without blanks at their ends; empty ones at the end of the heading are no columns."""
    names = [" ".join(cell.replace("\ufeff", "").split()) for cell in cells]
    while names and not names[-1]:
        names.pop()
    return tuple(names)


def _after_hint(text: str) -> tuple[int, str]:
    """Where the table begins, and the separator that a first line `sep=;` names."""
    line, _, _ = text.partition("\n")
    bare = line.strip().strip('"')
    if bare.lower().startswith(_EXCEL_HINT) and len(bare) == len(_EXCEL_HINT) + 1:
        return len(line) + 1, bare[-1]
    return 0, ""


def _separator(beginning: str) -> str:
    """Whichever the first line with something in it has most of, outside quotation marks."""
    heading = next((line for line in beginning.splitlines() if line.strip()), "")
    outside = "".join(heading.split('"')[::2])
    return max(_SEPARATORS, key=outside.count)


def _heading(text: str, start: int, separator: str) -> tuple[tuple[str, ...], int]:
    """The column names, and how many rows of the file they and blank rows above them take."""
    rows = _csv_rows(text, start, separator)
    for count, (_, cells) in enumerate(rows, start=1):
        names = heading_of(cells)
        if names:
            return names, count
    raise UnusableSource(SourceFault.EMPTY)


def _rows(text: str, start: int, separator: str, *, skipped: int, width: int) -> Iterator[SourceRow]:
    for count, (line, cells) in enumerate(_csv_rows(text, start, separator)):
        row = clean_row(line, cells, width) if count >= skipped else None
        if row is not None:
            yield row


def _csv_rows(text: str, start: int, separator: str) -> Iterator[tuple[int, list[str]]]:
    """Each row with the number of its last line."""
    stream = io.StringIO(text, newline="")
    stream.seek(start)
    before = text.count("\n", 0, start)
    reader = csv.reader(stream, delimiter=separator)
    ended = before
    try:
        for cells in reader:
            begun, ended = ended + 1, before + reader.line_num
            if ended - begun > _LONGEST_ROW:
                raise UnusableSource(SourceFault.OPEN_QUOTE, line=begun)
            if ended > begun and stream.tell() == len(text) and text.count('"', start) % 2:
                raise UnusableSource(SourceFault.OPEN_QUOTE, line=begun)
            yield ended, cells
    except csv.Error as error:
        raise UnusableSource(SourceFault.OPEN_QUOTE, str(error), line=ended + 1) from None
