"""Tables in the encodings, with the separators and in the workbooks that shops have."""

import io
from datetime import date, datetime

import pytest
from openpyxl import Workbook

from app.services.importing.reasons import SourceFault, UnusableSource
from app.services.importing.source import SourceTable, read_text_table
from app.services.importing.workbook import is_workbook, read_workbook, text_of

TEXT = 'Nama,Catatan\nSiti "Café",x\n'


def cells(table: SourceTable) -> list[tuple[str, ...]]:
    return [row.cells for row in table.rows()]


def workbook(rows: list[list[object]]) -> bytes:
    book = Workbook()
    for row in rows:
        book.worksheets[0].append(row)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


@pytest.mark.parametrize(
    "data",
    [
        TEXT.encode(),
        TEXT.encode("utf-8-sig"),
        TEXT.encode("utf-16"),
        TEXT.encode("utf-16-le"),
        TEXT.encode("utf-16-be"),
        TEXT.encode("cp1252"),
        TEXT.replace(",", ";").encode(),
        TEXT.replace(",", "\t").encode(),
        ("sep=|\n" + TEXT.replace(",", "|")).encode(),
        ("\n\n" + TEXT.replace("\n", "\r\n")).encode(),
    ],
)
def test_a_table_is_read_in_every_encoding_and_with_every_separator(data: bytes) -> None:
    table = read_text_table(data)
    assert table.columns == ("Nama", "Catatan")
    assert cells(table) == [('Siti "Café"', "x")]


def test_rows_are_padded_and_blank_ones_passed_over() -> None:
    table = read_text_table(b"a,b,c\n\n 1 \n,,\n1,2,3,\n1,2,3,4\n")
    assert [(row.line, row.cells, row.extra) for row in table.rows()] == [
        (3, ("1", "", ""), False),
        (5, ("1", "2", "3"), False),
        (6, ("1", "2", "3"), True),
    ]


def test_a_cell_may_have_lines() -> None:
    table = read_text_table(b'a,b\n"one\ntwo",3\n4,5\n')
    assert [(row.line, row.cells) for row in table.rows()] == [(3, ("one\ntwo", "3")), (4, ("4", "5"))]


@pytest.mark.parametrize("tail", ["x,y\n" * 3, "x,y\n" * 2_000, "y" * 200_000])
def test_a_quotation_mark_that_nobody_closed_loses_no_row_silently(tail: str) -> None:
    table = read_text_table(('a,b\n1,2\n"3,4\n' + tail).encode())
    with pytest.raises(UnusableSource) as caught:
        cells(table)
    assert (caught.value.fault, caught.value.line) == (SourceFault.OPEN_QUOTE, 3)


@pytest.mark.parametrize("data", [b"", b"\n\n", b" , ,\n"])
def test_an_empty_file_is_told(data: bytes) -> None:
    with pytest.raises(UnusableSource) as caught:
        read_text_table(data)
    assert caught.value.fault is SourceFault.EMPTY


def test_a_workbook_is_a_table_too() -> None:
    rows: list[list[object]] = [
        [],
        ["Nama", "HP", "Lahir", "Poin"],
        ["Siti", 81234567890, date(1990, 4, 21), 12.5],
        [],
        ["Budi", "0812", datetime(2026, 11, 22, 10, 15), 12.125],  # noqa: DTZ001 - a workbook knows no zones
    ]
    data = workbook(rows)
    assert is_workbook(data)
    table = read_workbook(data)
    assert table.columns == ("Nama", "HP", "Lahir", "Poin")
    assert [(row.line, row.cells) for row in table.rows()] == [
        (3, ("Siti", "81234567890", "1990-04-21", "12.5")),
        (5, ("Budi", "0812", "2026-11-22T10:15:00", "12.1250")),
    ]


def test_cells_are_written_as_a_csv_would_have_them() -> None:
    assert [text_of(cell) for cell in (None, True, 3, 4.0, 0.1)] == ["", "true", "3", "4", "0.1"]


@pytest.mark.parametrize("data", [b"PK\x03\x04 no workbook", workbook([[]])])
def test_a_broken_or_empty_workbook_is_told(data: bytes) -> None:
    with pytest.raises(UnusableSource):
        read_workbook(data)
