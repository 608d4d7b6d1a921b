"""The paper says what the quote says: each line, each rule by its name, each tax, each point; and nothing else."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from app.devices.printer.layout import PaperLine, lay_out
from app.domain.basket import UNIT, Item, Line, ManualPrice, TenderKind
from app.domain.programme.benefits import BonusPoints, BundlePart, BundlePrice, PercentOff, PointsMultiplier
from app.domain.programme.document import Programme
from app.domain.programme.levels import TierMetric, TierRules
from app.domain.programme.lines import Lines
from app.domain.programme.promotions import ListedPrice, PriceList, Promotion, Scope
from app.domain.programme.settling import (
    Instrument,
    InstrumentRule,
    ManualRules,
    ServiceCharge,
    Tax,
    TaxRate,
    Treatment,
)
from app.services.found_shop import publish_first
from app.services.open_basket import OpenBasket, asking, with_quantity
from app.services.outcomes import SaleDone
from app.services.receipt import Receipt
from app.words.translate import Language
from tests.support.selling import basket_of, pay, sell
from tests.support.shop import SmallShop, small_shop

EXTRA_SHOT = Item(sku="EXT-001", gtin="", name="Extra shot", category="Kopi", price=6_000)
COFFEE = Lines(categories=("Kopi",))
BREAD = Lines(categories=("Roti",))
PPN_ON_TOP = Tax(
    id="ppn",
    name="PPN",
    rates=(TaxRate(percent=Decimal(11)), TaxRate(percent=Decimal(12), since=date(2027, 1, 1))),
    inside=False,
)
MEMBERS_LIST = PriceList(
    id="members", name="Harga anggota", prices=(ListedPrice(sku="KOP-003", price=30_000),)
)
BREAKFAST = Promotion(
    id="breakfast",
    name="Paket sarapan",
    benefit=BundlePrice(price=45_000, parts=(BundlePart(lines=COFFEE), BundlePart(lines=BREAD))),
)
ORDER = Promotion(id="order", name="Jumat hemat", benefit=PercentOff(percent=Decimal(10)), scope=Scope.ORDER)
DOUBLE = Promotion(id="double", name="Poin ganda", benefit=PointsMultiplier(times=Decimal(2)))
BONUS = Promotion(id="bonus", name="Bonus roti", benefit=BonusPoints(points=5), lines=BREAD)


@pytest.fixture
def shop(tmp_path: Path) -> Iterator[SmallShop]:
    with small_shop(tmp_path, Language.ENGLISH) as shop:
        yield shop


def ruled(shop: SmallShop, programme: Programme) -> None:
    """Another revision, whatever it says."""
    with shop.store.writing() as unit:
        publish_first(unit, replace(programme, revision=unit.catalogue.programme().revision + 1))


def receipt(shop: SmallShop, sale: SaleDone) -> Receipt:
    with shop.store.reading() as unit:
        found = unit.spool.receipt_of(sale.sale_id)
    assert found is not None
    return found[0]


def paper(shop: SmallShop, sale: SaleDone, columns: int = 32) -> list[str]:
    """From the first line of the basket down to the foot."""
    laid = lay_out(receipt(shop, sale), columns)
    texts = [line.text for line in laid if isinstance(line, PaperLine)]
    rules = [place for place, text in enumerate(texts) if text == "-" * columns]
    return texts[rules[1] + 1 : rules[-1]]


def foot(shop: SmallShop, sale: SaleDone) -> list[str]:
    """What stands below the last rule."""
    texts = [line.text for line in lay_out(receipt(shop, sale), 32) if isinstance(line, PaperLine)]
    return texts[len(texts) - texts[::-1].index("-" * 32) :]


def with_modifier(basket: OpenBasket, item: Item) -> OpenBasket:
    """The basket with something added to its first line."""
    number = max(line.number for line in basket.lines) + 1
    extra = Line(number=number, item=item, quantity=basket.lines[0].quantity, parent=basket.lines[0].number)
    return replace(basket, lines=(*basket.lines, extra))


def test_a_plain_sale_has_its_line_its_total_and_the_tax_inside_it(shop: SmallShop) -> None:
    assert paper(shop, sell(shop, "KOP-001", member=None)) == [
        "Kopi Susu Setia         Rp24.000",
        "--------------------------------",
        "Subtotal                Rp24.000",
        "TOTAL   Rp24.000",
        "QRIS                    Rp24.000",
        "Includes PB1 10%         Rp2.182",
    ]


def test_every_rule_is_named_under_the_line_that_it_lowered(shop: SmallShop) -> None:
    basic, silver = shop.programme.tiers
    ruled(
        shop,
        replace(
            shop.programme,
            tiers=(replace(basic, price_list="members"), silver),
            price_lists=(MEMBERS_LIST,),
            promotions=(BREAKFAST, ORDER),
            manual=ManualRules(cashier_percent=Decimal(20)),
        ),
    )
    basket = basket_of(shop, "KOP-001", "KOP-003", "ROT-001", "ROK-001")
    first, *others = basket.lines
    basket = replace(
        basket,
        lines=(replace(first, manual=ManualPrice(price=20_000, reason="broken cup")), *others),
    )
    basket = with_modifier(with_quantity(basket, 1, 2 * UNIT), EXTRA_SHOT)
    assert paper(shop, pay(shop, basket))[:21] == [
        "Kopi Susu Setia         Rp48.000",
        "  2 x Rp24.000",
        "  By hand               −Rp8.000",
        "  Jumat hemat           −Rp4.000",
        "  Extra shot            Rp12.000",
        "    2 x Rp6.000",
        "    Jumat hemat         −Rp1.200",
        "Cold Brew               Rp35.000",
        "  Harga anggota         −Rp5.000",
        "  Paket sarapan         −Rp6.923",
        "  Jumat hemat           −Rp2.308",
        "Roti Sobek Cokelat      Rp28.500",
        "  Paket sarapan         −Rp6.577",
        "  Jumat hemat           −Rp2.192",
        "Rokok Kretek 12         Rp28.000",
        "--------------------------------",
        "Subtotal               Rp151.500",
        "Discounts              −Rp36.200",
        "TOTAL  Rp115.300",
        "QRIS                   Rp115.300",
        "Includes PB1 10%        Rp10.482",
    ]


def test_what_comes_on_top_stands_between_the_discounts_and_the_total(shop: SmallShop) -> None:
    charged = replace(
        shop.programme,
        taxes=(*shop.programme.taxes, PPN_ON_TOP),
        service_charge=ServiceCharge(name="Servis", percent=Decimal(5), tax="ppn"),
    )
    ruled(shop, charged)
    basket = basket_of(shop, "KOP-001", member=None)
    taxed = replace(basket.lines[0], number=2, item=replace(shop.item("KUE-001"), tax="ppn"))
    sold = pay(shop, replace(basket, lines=(*basket.lines, taxed)), TenderKind.CASH)
    assert paper(shop, sold)[3:] == [
        "Subtotal                Rp58.500",
        "Servis 5%                Rp2.925",
        "PPN 11% on Rp37.425      Rp4.117",
        "Rounding                   −Rp42",
        "TOTAL   Rp65.500",
        "Cash                    Rp65.500",
        "Change                       Rp0",
        "Includes PB1 10%         Rp2.182",
    ]


def test_points_that_carry_a_part_of_the_bill_stand_under_the_total(shop: SmallShop) -> None:
    tender = InstrumentRule(instrument=Instrument.POINTS, counts_as=Treatment.TENDER)
    ruled(shop, replace(shop.programme, instruments=(tender,)))
    sell(shop, "BIJ-001")
    sold = pay(shop, asking(basket_of(shop, "KOP-003"), 300), TenderKind.CASH)
    assert paper(shop, sold)[2:] == [
        "Subtotal                Rp35.000",
        "TOTAL   Rp35.000",
        "Points redeemed, 300 points",
        "                        −Rp3.000",
        "To pay                  Rp32.000",
        "Cash                    Rp32.000",
        "Change                       Rp0",
        "Includes PB1 10%         Rp3.182",
        "--------------------------------",
        "{member_name}              Teman",
        "{member_phone}",
        "Points before                334",
        "Points spent                −300",
        "Points earned                +32",
        "Points balance                66",
        "Rp131.000 to Sahabat",
    ]


def test_points_as_a_discount_stand_above_the_total(shop: SmallShop) -> None:
    sell(shop, "BIJ-001")
    sold = pay(shop, asking(basket_of(shop, "KOP-003"), 300))
    assert paper(shop, sold)[2:5] == [
        "Subtotal                Rp35.000",
        "300 points redeemed     −Rp3.000",
        "TOTAL   Rp32.000",
    ]


def test_points_are_told_by_rule_when_more_than_the_plain_rate_earned_some(shop: SmallShop) -> None:
    ruled(shop, replace(shop.programme, promotions=(DOUBLE, BONUS)))
    text = paper(shop, sell(shop, "ROT-001"))
    assert text[-7:] == [
        "Points before                  0",
        "Points earned                +62",
        "  Plain rate                 +29",
        "  Poin ganda                 +28",
        "  Bonus roti                  +5",
        "Points balance                62",
        "Rp471.500 to Sahabat",
    ]


@pytest.mark.parametrize(
    ("metric", "told"),
    [(TierMetric.SPEND, "Rp499.976 to Sahabat"), (TierMetric.VISITS, "499.999 visits to Sahabat")],
)
def test_the_next_level_is_told_in_what_counts_towards_it(
    shop: SmallShop, metric: TierMetric, told: str
) -> None:
    ruled(shop, replace(shop.programme, tier_rules=TierRules(metric=metric)))
    basket = basket_of(shop, "KOP-001")
    cheap = replace(basket.lines[0], item=replace(basket.lines[0].item, price=24))
    assert paper(shop, pay(shop, replace(basket, lines=(cheap,))))[-1] == told


def test_a_level_that_was_reached_is_told_even_when_it_is_two_up(shop: SmallShop) -> None:
    gold = replace(shop.programme.tiers[1], id="gold", name="Saudara", threshold=600_000)
    ruled(shop, replace(shop.programme, tiers=(*shop.programme.tiers, gold)))
    basket = with_quantity(basket_of(shop, "BIJ-001"), 1, 2 * UNIT)
    assert paper(shop, pay(shop, basket))[-1] == "You are Saudara now. Thank you!"


@pytest.mark.parametrize("columns", [32, 42, 48])
def test_it_fits_every_paper_and_never_names_anybody(shop: SmallShop, columns: int) -> None:
    ruled(shop, replace(shop.programme, promotions=(BREAKFAST, ORDER, DOUBLE, BONUS)))
    basket = with_modifier(basket_of(shop, "KOP-001", "ROT-001", "KUE-001"), EXTRA_SHOT)
    text = paper(shop, pay(shop, basket, TenderKind.CASH), columns)
    assert max(len(line) for line in text) <= columns
    assert not any("Siti" in line or "81234" in line for line in text)


def test_the_foot_names_the_revision_of_the_sale_not_the_newest(shop: SmallShop) -> None:
    opened_before = basket_of(shop, "KOP-001")
    ruled(shop, shop.programme)
    assert "Programme revision 1" in foot(shop, pay(shop, opened_before))
    assert "Programme revision 2" in foot(shop, sell(shop, "KOP-001"))
