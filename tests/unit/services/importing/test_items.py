"""Items of an older system in a real store."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.domain.basket import Item, ItemKind
from app.services.importing.fields import Subject
from app.services.importing.reasons import Reason, Rejected
from app.services.importing.report import Note, Outcome
from app.services.importing.source import SourceRow
from tests.support.import_files import bring_in
from tests.support.shop import SmallShop, small_shop

LOYVERSE = """Handle,SKU,Name,Category,Description,Sold by weight,Option 1 name,Option 1 value,Cost,Barcode,\
SKU of included item,Quantity of included item,Track stock,Available for sale [Kopi],Price [Kopi],In stock [Kopi]
kopi,10001,Kopi Susu,Kopi,"Manis,
enak",N,Ukuran,Regular,5000.5,8999999000011,,,N,Y,18000,
kopi,10002,,,,,,Besar,6000,,,,N,Y,22000,
paket,10003,Paket Pagi,Paket,,N,,,,,,,N,Y,35000,
paket,,,,,,,,,,10001,1,,,,
jeruk,10004,Jeruk,Buah,,Y,,,,2000123,,,N,Y,42000,
teh,10005,Teh,Teh,,N,,,,,,,N,Y,variable,
"""
SQUARE = """\ufeffToken,Item Name,Variation Name,SKU,Description,Categories,GTIN,Price
TOK1,Latte,Regular,,,"Drinks > Coffee, Food",8999999000011,"Rp25.000"
TOK2,Latte,Large,LAT-L,,Drinks,,Rp30.000
TOK3,Mystery,,,,,,15000
"""
ODOO = (
    "External ID,Name,Internal Reference,Category/External ID,Sale Price,Cost,Barcode\n"
    "__export__.p1,Kopi Bubuk,KB-1,drinks,45000.0,31250.75,8999999000011\n"
)
LIGHTSPEED = (
    "id,handle,sku,name,variant_option_one_value,product_category,supply_price,retail_price,tags\n"
    'uuid-1,kaos,KS-M,Kaos,M,Baju,40000,95000.00,"baru,promo"\n'
    "uuid-2,kaos,KS-L,,L,,40000,95000.00,\n"
)
GENERIC = "Kode;Nama Barang;Kategori;Harga Jual;HPP;Tanpa Promo\nGUL-1;Gula;Sembako;Rp17.500;15.000;ya\n"


@pytest.fixture
def shop(tmp_path: Path) -> Iterator[SmallShop]:
    with small_shop(tmp_path) as shop:
        yield shop


def items(shop: SmallShop) -> dict[str, Item]:
    with shop.store.reading() as unit:
        return {item.sku: item for item in unit.catalogue.all_items()}


def rejected(shop: SmallShop, text: str) -> list[Reason]:
    heard: list[tuple[SourceRow, Rejected]] = []
    bring_in(shop, text.encode(), Subject.ITEMS, rejects=heard)
    return [why.reason for _, why in heard]


def test_loyverse_s_variants_parts_and_store_prices_are_understood(shop: SmallShop) -> None:
    heard: list[tuple[SourceRow, Rejected]] = []
    report = bring_in(shop, LOYVERSE.encode(), Subject.ITEMS, rejects=heard)
    known = items(shop)
    assert [why.reason for _, why in heard] == [Reason.BAD_PRICE]
    assert report.notes[Note.PART_OF_ITEM] == 1
    assert report.notes[Note.BARCODE_DROPPED] == 1
    small, large = known["10001"], known["10002"]
    assert (small.name, small.category, small.price, small.cost) == ("Kopi Susu", "Kopi", 18_000, 5_001)
    assert (small.gtin, large.gtin) == ("8999999000011", "")
    assert (large.name, large.category, large.price) == ("Kopi Susu Besar", "Kopi", 22_000)
    assert (known["10004"].weighed, known["10004"].gtin, small.weighed) == (True, "", False)


@pytest.mark.parametrize(
    ("text", "sku", "name", "price"),
    [
        (SQUARE, "8999999000011", "Latte", 25_000),
        (SQUARE, "LAT-L", "Latte Large", 30_000),
        (SQUARE, "TOK3", "Mystery", 15_000),
        (ODOO, "KB-1", "Kopi Bubuk", 45_000),
        (LIGHTSPEED, "KS-M", "Kaos M", 95_000),
        (LIGHTSPEED, "KS-L", "Kaos L", 95_000),
        (GENERIC, "GUL-1", "Gula", 17_500),
    ],
)
def test_each_program_s_items_come_in(shop: SmallShop, text: str, sku: str, name: str, price: int) -> None:
    bring_in(shop, text.encode(), Subject.ITEMS)
    item = items(shop)[sku]
    assert (item.name, item.price) == (name, price)


def test_tags_costs_and_what_is_never_promoted_come_along(shop: SmallShop) -> None:
    bring_in(shop, LIGHTSPEED.encode(), Subject.ITEMS)
    bring_in(shop, GENERIC.encode(), Subject.ITEMS)
    known = items(shop)
    assert (known["KS-M"].tags, known["KS-M"].cost, known["KS-L"].category) == (
        ("baru", "promo"),
        40_000,
        "Baju",
    )
    assert (known["GUL-1"].no_promotion, known["GUL-1"].cost) == (True, 15_000)


@pytest.mark.parametrize("text", [LOYVERSE, SQUARE, ODOO, LIGHTSPEED, GENERIC])
def test_a_second_run_changes_nothing(shop: SmallShop, text: str) -> None:
    first = bring_in(shop, text.encode(), Subject.ITEMS)
    again = bring_in(shop, text.encode(), Subject.ITEMS)
    assert again.outcomes[Outcome.SAME] == first.outcomes[Outcome.NEW] > 0
    assert again.outcomes[Outcome.NEW] == again.outcomes[Outcome.CHANGED] == 0


def test_a_new_price_changes_the_item_and_what_the_file_doesn_t_say_stays(shop: SmallShop) -> None:
    before = items(shop)["ROK-001"]
    report = bring_in(shop, b"sku,name,price\nROK-001,Rokok Kretek 12,30000\n", Subject.ITEMS)
    after = items(shop)["ROK-001"]
    assert report.outcomes[Outcome.CHANGED] == 1
    assert (after.price, after.gtin, after.category, after.no_promotion) == (
        30_000,
        before.gtin,
        "Rokok",
        True,
    )


def test_what_is_no_goods_says_what_it_is(shop: SmallShop) -> None:
    rows = "O,Ongkir,15000,Ongkos kirim\nV,VIP,100000,plan-fee\nD,Donasi,1000,donasi\nB,Barang,1000,\n"
    bring_in(shop, f"sku,nama,harga,macam\n{rows}".encode(), Subject.ITEMS)
    known = items(shop)
    assert [known[sku].kind for sku in "OVDB"] == [
        ItemKind.DELIVERY_FEE,
        ItemKind.PLAN_FEE,
        ItemKind.DONATION,
        ItemKind.GOODS,
    ]
    bring_in(shop, b"sku,name,price\nO,Ongkir,18000\n", Subject.ITEMS)
    assert (items(shop)["O"].price, items(shop)["O"].kind) == (18_000, ItemKind.DELIVERY_FEE)


def test_rows_that_are_wrong_say_why(shop: SmallShop) -> None:
    heading = "sku,barcode,name,price,cost,tax,kind\n"
    rows = (
        ",,Apa,1000,,,\n"
        "A1,,,1000,,,\n"
        "A2,,Apa,,,,\n"
        "A3,,Apa,12.5,,,\n"
        "A4,,Apa,1000,x,,\n"
        "A5,8999999000012,Apa,1000,,,\n"
        "A6,8.99999E+12,Apa,1000,,,\n"
        f"A7,{items(shop)['KOP-001'].gtin},Apa,1000,,,\n"
        "A8,,Apa,1000,,ppnbm,\n"
        "AA,,Apa,1000,,,keju\n"
        "A9,,Apa,1000,,,\n"
        "A9,,Apa,1000,,,\n"
    )
    assert rejected(shop, heading + rows) == [
        Reason.NO_SKU,
        Reason.NO_NAME,
        Reason.NO_PRICE,
        Reason.BAD_PRICE,
        Reason.BAD_COST,
        Reason.BAD_BARCODE,
        Reason.BAD_BARCODE,
        Reason.BARCODE_TAKEN,
        Reason.UNKNOWN_TAX,
        Reason.BAD_KIND,
        Reason.REPEATED,
    ]
