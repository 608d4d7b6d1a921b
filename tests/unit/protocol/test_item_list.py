"""Lists of items are read from JSON and from what spreadsheets write, and what is wrong is told by its cell."""

import json

from app.domain.basket import Item, ItemKind
from app.protocol.document_faults import DocumentFault, DocumentFaultKind
from app.protocol.item_list import ItemList, items_of_csv, items_of_json

ROTI = Item(
    sku="roti",
    gtin="8999998000019",
    name="Roti, sobek",
    category="bread",
    price=20_000,
    cost=15_000,
    tags=("fresh", "sweet"),
)
ROKOK = Item(sku="rokok", gtin="", name="rokok", category="", price=32_000, no_promotion=True)


def read(csv: str) -> tuple[Item, ...]:
    found = items_of_csv(csv.encode())
    assert isinstance(found, ItemList)
    return found.items


def faults(csv: str | bytes) -> list[DocumentFault]:
    found = items_of_csv(csv.encode() if isinstance(csv, str) else csv)
    assert not isinstance(found, ItemList)
    return list(found)


def test_json_is_that_of_a_case_to_quote() -> None:
    rows = [
        {
            "sku": "roti",
            "gtin": "8999998000019",
            "name": "Roti, sobek",
            "category": "bread",
            "price": 20_000,
            "cost": 15_000,
            "tags": ["fresh", "sweet"],
        },
        {"sku": "rokok", "price": 32_000, "no_promotion": True},
    ]
    assert items_of_json(json.dumps(rows).encode()) == ItemList(items=(ROTI, ROKOK))


def test_a_csv_says_the_same() -> None:
    heading = "sku,gtin,name,category,price,cost,tags,no_promotion\n"
    rows = 'roti,8999998000019,"Roti, sobek",bread,20000,15000,fresh sweet,no\nrokok,,,,32000,,,ya\n'
    assert read(heading + rows) == (ROTI, ROKOK)
    assert read("\ufeff" + heading + rows) == (ROTI, ROKOK)


def test_a_csv_may_part_its_cells_with_semicolons_and_have_empty_lines() -> None:
    assert read("sku;price;kind\r\n\r\nvip;100000;plan-fee\r\n;;\r\n") == (
        Item(sku="vip", gtin="", name="vip", category="", price=100_000, kind=ItemKind.PLAN_FEE),
    )


def test_a_wrong_cell_is_told_by_its_line_and_column() -> None:
    (fault,) = faults("sku,price\n\nroti,20.000,-\nkopi,dear\n")[-1:]
    assert (fault.kind, fault.line, fault.column) == (DocumentFaultKind.NO_NUMBER, 4, 2)


def test_a_column_that_nobody_knows_comes_with_the_nearest() -> None:
    (fault,) = faults("sku,price,catagory\nroti,20000,bread\n")
    assert (fault.kind, fault.nearest, fault.line) == (DocumentFaultKind.UNKNOWN_KEY, "category", 2)


def test_a_missing_column_is_told_by_its_name() -> None:
    (fault,) = faults("sku\nroti\n")
    assert (fault.kind, fault.path, fault.line) == (DocumentFaultKind.MISSING_KEY, "price", None)


def test_what_is_no_text_is_one_fault() -> None:
    assert [fault.kind for fault in faults(b"sku,price\n\xff\xfe,1\n")] == [DocumentFaultKind.NOT_TEXT]


def test_an_empty_list_is_a_list() -> None:
    assert items_of_json(b"[]") == ItemList(items=())
    assert read("") == ()


def test_a_wrong_value_in_json_is_told_by_its_place() -> None:
    found = items_of_json(b'[{"sku": "roti", "price": -1}]')
    assert not isinstance(found, ItemList)
    assert [fault.path for fault in found] == ["[0].price"]
