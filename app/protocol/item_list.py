"""Lists of items as people write them: JSON as in a case to quote, or CSV with a heading.

A CSV's columns are named like the fields of an item (`sku` and `price` are needed); `tags` are separated by
blanks, `no_promotion` and `weighed` are `yes`, `true` or `1`, and an empty cell takes the default.
"""

import csv
import io
import re
from collections.abc import Sequence
from dataclasses import dataclass, fields, replace
from typing import Any

from app.domain.basket import Item
from app.protocol.document import read_plain
from app.protocol.document_faults import DocumentFault, DocumentFaultKind
from app.protocol.json_text import exact_number, parse_json
from app.protocol.quote_case import CaseItem

_NUMBERS = frozenset({"price", "cost"})
_FLAGS = frozenset({"no_promotion", "weighed"})
_YES, _NO = frozenset({"yes", "ya", "true", "1"}), frozenset({"no", "tidak", "false", "0"})
_ROW = re.compile(r"items\[(\d+)\]\.?([a-z_]*)")


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemList:
    """A catalogue that was read."""

    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _WrittenList:
    items: tuple[CaseItem, ...]


def items_of_json(data: bytes) -> ItemList | tuple[DocumentFault, ...]:
    """The items of a JSON list, or what is wrong with it."""
    plain = parse_json(data)
    if isinstance(plain, tuple):
        return plain
    read = _read(plain)
    if isinstance(read, ItemList):
        return read
    return tuple(replace(fault, path=fault.path.removeprefix("items")) for fault in read)


def items_of_csv(data: bytes) -> ItemList | tuple[DocumentFault, ...]:
    """The items of a CSV in UTF-8, or what is wrong: `line` and `column` are the cell's.

    Commas or semicolons part the cells, whichever the heading has more of.
    """
    try:
        text = data.decode("utf-8-sig")
        heading = text.partition("\n")[0]
        lines = csv.reader(
            io.StringIO(text), delimiter=";" if heading.count(";") > heading.count(",") else ","
        )
        columns = [name.strip() for name in next(lines, [])]
        rows = [(lines.line_num, row) for row in lines if any(cell.strip() for cell in row)]
    except (UnicodeDecodeError, csv.Error) as fault:
        return (DocumentFault(kind=DocumentFaultKind.NOT_TEXT, found=str(fault)),)
    read = _read([_plain(columns, row) for _, row in rows])
    if isinstance(read, ItemList):
        return read
    return tuple(_in_cell(fault, columns, [line for line, _ in rows]) for fault in read)


def _plain(columns: Sequence[str], row: Sequence[str]) -> dict[str, Any]:
    cells = dict(zip(columns, (cell.strip() for cell in row), strict=False))
    return {column: _value(column, cell) for column, cell in cells.items() if cell}


def _value(column: str, cell: str) -> Any:
    if column == "tags":
        return cell.split()
    if column in _FLAGS and cell.lower() in _YES | _NO:
        return cell.lower() in _YES
    return exact_number(cell) if column in _NUMBERS else cell


def _in_cell(fault: DocumentFault, columns: Sequence[str], lines: Sequence[int]) -> DocumentFault:
    """The fault with the line and the column of its cell; what is no column is told of the heading."""
    found = _ROW.match(fault.path)
    if found is None:
        return fault
    line = lines[int(found[1])]
    name = found[2] or fault.found.strip('"')
    if name not in columns:
        return replace(fault, path=name, line=None)
    return replace(fault, line=line, column=columns.index(name) + 1)


def _read(plain: Any) -> ItemList | tuple[DocumentFault, ...]:
    read = read_plain(_WrittenList, {"items": plain})
    if isinstance(read, tuple):
        return read
    return ItemList(items=tuple(_item(one) for one in read.items))


def _item(one: CaseItem) -> Item:
    same = {field.name: getattr(one, field.name) for field in fields(CaseItem)}
    return Item(**{**same, "name": one.name or one.sku, "tax": one.tax or ""})
