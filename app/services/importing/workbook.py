"""A table in the first sheet of an Excel workbook (XLSX)."""

import io
import warnings
import zipfile
from collections.abc import Iterator
from datetime import date, datetime, time

from app.services.importing.reasons import SourceFault, UnusableSource
from app.services.importing.source import LARGEST_FILE, SourceRow, SourceTable, clean_row, heading_of

_SIGNATURE = b"PK\x03\x04"
_LARGEST_UNPACKED = 4 * LARGEST_FILE


def is_workbook(data: bytes) -> bool:
    """Whether bytes begin as a workbook does."""
    return data.startswith(_SIGNATURE)


def read_workbook(data: bytes) -> SourceTable:
    """The first sheet that has a heading. Its rows are kept: to read a sheet takes long. Raises UnusableSource."""
    # Deferred: openpyxl takes a quarter of a second to load, and most files are CSV.
    from openpyxl import load_workbook  # noqa: PLC0415

    try:
        _check_size(data)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # about styles and extensions, which are of no use here
            book = load_workbook(io.BytesIO(data), read_only=True, data_only=True)
            sheets = [list(sheet.iter_rows(values_only=True)) for sheet in book.worksheets[:1]]
            book.close()
    except UnusableSource:
        raise
    except Exception as error:  # noqa: BLE001 - a broken file breaks the library in any way that it likes
        raise UnusableSource(SourceFault.NOT_A_TABLE, str(error)) from None
    lines = [
        (number, [text_of(cell) for cell in cells])
        for number, cells in enumerate(sheets[0] if sheets else (), start=1)
    ]
    heading = next(((at, names) for at, cells in lines if (names := heading_of(cells))), None)
    if heading is None:
        raise UnusableSource(SourceFault.EMPTY)
    first, columns = heading
    rows = [clean_row(number, cells, len(columns)) for number, cells in lines[first:]]

    def read() -> Iterator[SourceRow]:
        return (row for row in rows if row is not None)

    return SourceTable(columns=columns, read=read)


def text_of(cell: object) -> str:
    """A cell as it would stand in a CSV: numbers with a point and no grouping, days as ISO dates."""
    match cell:
        case None:
            return ""
        case bool():
            return "true" if cell else "false"
        case datetime() if cell.time() == time():
            return cell.date().isoformat()
        case datetime() | date():
            return cell.isoformat()
        case int():
            return str(cell)
        case float():
            return _number(cell)
        case _:
            return str(cell)


def _number(cell: float) -> str:
    """A workbook's numbers are floats; three decimals get a zero more, so that nobody takes them for thousands."""
    if cell.is_integer():
        return str(int(cell))
    text = repr(cell)
    _, _, decimals = text.partition(".")
    return text + "0" if len(decimals) == 3 and decimals.isdigit() else text


def _check_size(data: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        if sum(entry.file_size for entry in archive.infolist()) > _LARGEST_UNPACKED:
            raise UnusableSource(SourceFault.TOO_LARGE)
