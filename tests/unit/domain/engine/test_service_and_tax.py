"""Service charge and taxes: inside or on top, each rounded once and spread over its lines."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from app.domain.basket import ItemKind
from app.domain.programme.document import Programme
from app.domain.programme.settling import ServiceCharge, Tax, TaxRate
from app.domain.quote import Quote, ServiceTotal, TaxTotal
from tests.support.loyalty import (
    CAKE,
    CHARITY,
    GIFT_CARD,
    TEA,
    TOBACCO,
    a_member,
    an_item,
    at,
    basket,
    goods,
    percent,
    quoted,
    rule,
    shop,
)


def tax(percent_of: str, *, inside: bool = True, tax_id: str = "tax", since: date | None = None) -> Tax:
    return Tax(
        id=tax_id, name=tax_id, rates=(TaxRate(percent=Decimal(percent_of), since=since),), inside=inside
    )


def on_top(percent_of: str, tax_id: str = "tax") -> Tax:
    return tax(percent_of, inside=False, tax_id=tax_id)


def taxed(*taxes: Tax, service: str | None = None, **changes: Any) -> Programme:
    charge = None
    if service is not None:
        charge = replace(ServiceCharge(name="Layanan", percent=Decimal(service)), **changes)
    return shop(taxes=taxes, service_charge=charge)


def taxes_of(answer: Quote) -> list[tuple[int, int]]:
    """Of each line: tax, and what of it is on top."""
    return [(line.tax, line.tax_on_top) for line in answer.lines]


def test_a_tax_inside_is_rounded_once_and_spread_by_the_nets() -> None:
    """107.867 × 11/111 is 10.689,5."""
    three = basket(goods(55_520), goods(20_347, "b"), TOBACCO)
    answer = quoted(taxed(tax("11")), three)
    assert taxes_of(answer) == [(5_502, 0), (2_017, 0), (3_171, 0)]
    assert answer.taxes == (TaxTotal(tax_id="tax", base=107_867, amount=10_690, inside=True),)
    assert (answer.tax, answer.total, answer.payable) == (10_690, 107_867, 107_867)


def test_a_tax_on_top_is_added() -> None:
    answer = quoted(taxed(on_top("10")), basket(TEA, goods(5)))
    assert taxes_of(answer) == [(1_000, 1_000), (1, 1)]  # 1.000,5 in all
    assert answer.taxes == (TaxTotal(tax_id="tax", base=10_005, amount=1_001, inside=False),)
    assert (answer.net, answer.tax, answer.total, answer.payable) == (10_005, 1_001, 11_006, 11_006)


def test_a_half_goes_up() -> None:
    assert quoted(taxed(on_top("10")), basket(goods(5))).tax == 1
    assert quoted(taxed(on_top("10")), basket(goods(4))).tax == 0
    assert quoted(taxed(tax("100")), basket(goods(3))).tax == 2


def test_a_tax_of_nothing_is_not_mentioned() -> None:
    assert quoted(taxed(tax("0")), basket(TEA)).taxes == ()
    assert quoted(taxed(tax("11")), basket(goods(4))).taxes == ()
    two = quoted(taxed(tax("0"), tax("10", tax_id="b")), basket(TEA, replace(CAKE, tax="b")))
    assert [each.tax_id for each in two.taxes] == ["b"]


def test_tax_is_of_what_the_discounts_left() -> None:
    half = replace(taxed(on_top("10")), promotions=(rule(percent("50")),))
    assert quoted(half, basket(TEA)).tax == 500


def test_a_service_charge_is_of_the_net_of_all_goods_half_up() -> None:
    programme = taxed(on_top("0"), service="5")
    assert quoted(programme, basket(TEA, TOBACCO)).service == ServiceTotal(amount=2_100, tax=0, tax_on_top=0)
    assert quoted(programme, basket(goods(10))).service == ServiceTotal(amount=1, tax=0, tax_on_top=0)
    assert quoted(programme, basket(goods(9))).service is None
    assert quoted(programme, basket(GIFT_CARD, CHARITY)).service is None
    fee = an_item("vip-fee", 100_000, kind=ItemKind.PLAN_FEE)
    assert quoted(programme, basket(fee)).service is None
    assert quoted(taxed(on_top("10")), basket(TEA)).service is None


def test_five_percent_service_and_ten_percent_on_top_of_100_000_are_115_500() -> None:
    answer = quoted(taxed(on_top("10"), service="5"), basket(goods(100_000)))
    assert (answer.net, answer.total, answer.payable) == (100_000, 115_500, 115_500)
    assert answer.service == ServiceTotal(amount=5_000, tax=500, tax_on_top=500)
    assert taxes_of(answer) == [(10_000, 10_000)]
    assert answer.taxes == (TaxTotal(tax_id="tax", base=105_000, amount=10_500, inside=False),)
    assert answer.tax == 10_500


def test_a_service_charge_with_the_tax_inside() -> None:
    answer = quoted(taxed(tax("10"), service="10"), basket(goods(100_000)))
    assert answer.service == ServiceTotal(amount=10_000, tax=909, tax_on_top=0)  # 10.000 of 110.000 × 10/110
    assert (taxes_of(answer), answer.total) == ([(9_091, 0)], 110_000)


def test_a_service_charge_earns_nothing() -> None:
    answer = quoted(taxed(on_top("0"), service="50"), basket(TEA), a_member())
    assert (answer.total, answer.earning.base, answer.earning.points) == (15_000, 10_000, 10)


@pytest.mark.parametrize(
    ("channels", "channel", "charged"),
    [
        ((), "", True),
        (("dine-in",), "dine-in", True),
        (("dine-in",), "takeaway", False),
        (("a", "b"), "b", True),
    ],
)
def test_a_service_charge_may_be_for_some_channels(
    channels: tuple[str, ...], channel: str, charged: bool
) -> None:
    programme = taxed(on_top("0"), service="5", channels=channels)
    answer = quoted(programme, basket(TEA), channel=channel)
    assert (answer.service is not None, answer.total) == (charged, 10_500 if charged else 10_000)


def test_ties_of_the_tax_go_to_the_lower_line_and_last_to_the_service_charge() -> None:
    answer = quoted(taxed(on_top("5"), service="100"), basket(goods(10)))
    assert answer.service == ServiceTotal(amount=10, tax=0, tax_on_top=0)
    assert taxes_of(answer) == [(1, 1)]


def test_each_item_names_its_tax_or_has_the_first_and_so_does_the_service_charge() -> None:
    programme = taxed(on_top("10", "pb1"), tax("100", tax_id="ppn"), service="10", tax="ppn")
    lines = basket(TEA, replace(CAKE, tax="ppn"), an_item("odd", 10_000, tax="gone"))
    answer = quoted(programme, lines)
    assert taxes_of(answer) == [(1_000, 1_000), (15_000, 0), (1_000, 1_000)]
    assert answer.service == ServiceTotal(amount=5_000, tax=2_500, tax_on_top=0)
    assert answer.taxes == (
        TaxTotal(tax_id="pb1", base=20_000, amount=2_000, inside=False),
        TaxTotal(tax_id="ppn", base=35_000, amount=17_500, inside=True),
    )
    unknown = quoted(taxed(on_top("10", "pb1"), service="10", tax="gone"), basket(TEA))
    assert unknown.service == ServiceTotal(amount=1_000, tax=100, tax_on_top=100)


def test_gift_value_and_donations_are_untaxed_a_plan_s_fee_is_not() -> None:
    fee = an_item("vip-fee", 100_000, kind=ItemKind.PLAN_FEE)
    answer = quoted(taxed(on_top("10")), basket(GIFT_CARD, CHARITY, fee))
    assert taxes_of(answer) == [(0, 0), (0, 0), (10_000, 10_000)]
    assert answer.taxes[0].base == 100_000


@pytest.mark.parametrize(
    ("rates", "amount"),
    [
        (((10, None), (20, date(2026, 11, 22)), (30, date(2026, 11, 23))), 2_000),
        (((10, None), (30, date(2026, 11, 23))), 1_000),
        (((20, date(2026, 11, 1)), (10, None)), 2_000),
        (((20, date(2026, 11, 1)), (40, date(2026, 11, 21)), (30, date(2026, 11, 2))), 4_000),
        (((20, date(2026, 11, 23)),), 0),
    ],
)
def test_the_newest_rate_whose_date_has_come_counts(
    rates: tuple[tuple[int, date | None], ...], amount: int
) -> None:
    dated = tuple(TaxRate(percent=Decimal(rate), since=since) for rate, since in rates)
    programme = shop(taxes=(Tax(id="tax", name="tax", rates=dated, inside=False),))
    assert quoted(programme, basket(TEA)).tax == amount


def test_rates_are_exact_decimals() -> None:
    assert quoted(taxed(on_top("1.1")), basket(goods(100_000))).tax == 1_100
    assert quoted(taxed(tax("1.1")), basket(goods(101_100))).tax == 1_100
    assert quoted(taxed(on_top("0"), service="2.5"), basket(TEA)).service == ServiceTotal(
        amount=250, tax=0, tax_on_top=0
    )


def test_a_rate_begins_at_midnight_where_the_store_is() -> None:
    """23.00 in Jakarta, the programme's zone, is 01.00 of the next day in Jayapura."""
    dated = (TaxRate(percent=Decimal(10)), TaxRate(percent=Decimal(20), since=date(2026, 11, 23)))
    programme = shop(taxes=(Tax(id="tax", name="tax", rates=dated, inside=False),))
    late = at("2026-11-22 23:00")
    assert quoted(programme, basket(TEA), opened_at=late, zone="Asia/Jayapura").tax == 2_000
    assert quoted(programme, basket(TEA), opened_at=late, zone="Asia/Jakarta").tax == 1_000


def test_service_and_tax_are_of_what_discounts_and_points_left() -> None:
    """Half of 10.000, less 100 points: 4.000."""
    half = replace(taxed(on_top("10"), service="5"), promotions=(rule(percent("50")),))
    answer = quoted(half, basket(TEA), a_member(), points_asked=100)
    assert answer.service == ServiceTotal(amount=200, tax=20, tax_on_top=20)
    assert (taxes_of(answer), answer.total) == ([(400, 400)], 4_620)


def test_the_first_of_two_taxes_of_one_id_counts_once() -> None:
    twice = taxed(on_top("10"), on_top("50"))
    assert quoted(twice, basket(TEA)).total == 11_000
