"""Whose file it is, and what its columns mean."""

import pytest

from app.services.importing.columns import ColumnPlan, format_of, plan_columns
from app.services.importing.fields import Field, FileFormat, Subject
from app.services.importing.reasons import SourceFault, UnusableSource
from tests.support.import_files import WRITERS

LOYVERSE_ITEMS = (
    "Handle,SKU,Name,Category,Description,Sold by weight,Option 1 name,Option 1 value,Cost,Barcode,"
    "SKU of included item,Quantity of included item,Track stock,Available for sale [Kopi],Price [Kopi],"
    "In stock [Kopi],Low stock [Kopi]"
)
ITEM_FILES = {
    FileFormat.SQUARE: "Token,Item Name,Variation Name,SKU,Description,Categories,GTIN,Price",
    FileFormat.LOYVERSE: LOYVERSE_ITEMS,
    FileFormat.ODOO: "External ID,Name,Internal Reference,Category/External ID,Sale Price,Cost,Barcode",
    FileFormat.LIGHTSPEED: "id,handle,sku,name,product_category,supply_price,retail_price",
}


def meaning(plan: ColumnPlan) -> dict[str, str]:
    return {
        column: field.value
        for column, field in zip(plan.columns, plan.fields, strict=True)
        if field is not None
    }


@pytest.mark.parametrize("file_format", list(FileFormat))
def test_a_members_file_is_known_by_its_heading(file_format: FileFormat) -> None:
    assert format_of(Subject.MEMBERS, WRITERS[file_format][0]) is file_format


@pytest.mark.parametrize("file_format", list(ITEM_FILES))
def test_an_items_file_is_known_by_its_heading(file_format: FileFormat) -> None:
    columns = tuple(ITEM_FILES[file_format].split(","))
    plan = plan_columns(Subject.ITEMS, columns)
    assert plan.file_format is file_format
    assert {Field.NAME, Field.PRICE, Field.SKU} <= set(plan.fields)


def test_anybody_s_columns_are_known_by_their_words_in_both_languages() -> None:
    plan = plan_columns(
        Subject.MEMBERS, ("NAMA  LENGKAP *", "No._HP", "tgl-lahir", "Saldo Poin", "Keterangan")
    )
    assert meaning(plan) == {
        "NAMA  LENGKAP *": "name",
        "No._HP": "phone",
        "tgl-lahir": "birthday",
        "Saldo Poin": "points",
    }
    assert meaning(plan_columns(Subject.ITEMS, ("Kode Barang", "Nama Barang", "Harga Jual"))) == {
        "Kode Barang": "sku",
        "Nama Barang": "name",
        "Harga Jual": "price",
    }


def test_a_running_number_identifies_nobody() -> None:
    assert meaning(plan_columns(Subject.MEMBERS, ("No", "Nama", "HP"))) == {"Nama": "name", "HP": "phone"}


def test_a_mapping_says_it_better_than_the_heading() -> None:
    plan = plan_columns(
        Subject.MEMBERS, ("Alias", "Kontak", "Poin"), mapped={"alias": "name", "kontak": "phone", "poin": "-"}
    )
    assert meaning(plan) == {"Alias": "name", "Kontak": "phone"}


@pytest.mark.parametrize(
    ("mapped", "fault"),
    [({"Telepon": "phone"}, SourceFault.UNKNOWN_COLUMN), ({"Kontak": "fone"}, SourceFault.UNKNOWN_FIELD)],
)
def test_a_mapping_that_names_nothing_is_told(mapped: dict[str, str], fault: SourceFault) -> None:
    with pytest.raises(UnusableSource) as caught:
        plan_columns(Subject.MEMBERS, ("Nama", "Kontak"), mapped=mapped)
    assert caught.value.fault is fault


def test_a_file_by_which_nobody_is_known_is_told() -> None:
    with pytest.raises(UnusableSource) as caught:
        plan_columns(Subject.MEMBERS, ("Nama", "Poin"))
    assert (caught.value.fault, caught.value.allowed) == (SourceFault.NO_USE, ("card", "number", "phone"))


@pytest.mark.parametrize("heading", ["Nama,Barcode,Harga", LOYVERSE_ITEMS])
def test_items_are_no_members(heading: str) -> None:
    with pytest.raises(UnusableSource) as caught:
        plan_columns(Subject.MEMBERS, tuple(heading.split(",")))
    assert caught.value.fault is SourceFault.OTHER_SUBJECT


def test_members_are_no_items() -> None:
    with pytest.raises(UnusableSource) as caught:
        plan_columns(Subject.ITEMS, ("Nama", "No HP", "Poin"))
    assert caught.value.fault is SourceFault.OTHER_SUBJECT
