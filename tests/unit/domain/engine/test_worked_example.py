"""The rules' worked example and its shorter ones, to the rupiah and the point."""

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest

from app.domain.basket import PaymentMethod, QuoteInputs, TenderKind, TenderPart
from app.domain.engine.evaluate import quote
from app.domain.engine.prepared import prepare
from app.domain.numbers import spread
from app.domain.programme.benefits import AmountOff, BonusPoints
from app.domain.programme.conditions import MinimumSpend
from app.domain.programme.document import Programme
from app.domain.programme.levels import Tier
from app.domain.programme.lines import Lines
from app.domain.programme.points import CashbackRules
from app.domain.programme.promotions import GroupMode, Scope
from app.domain.programme.settling import ServiceCharge, Tax, TaxRate
from app.domain.quote import Phase, Quote, TaxTotal
from tests.support.loyalty import a_member, basket, goods, grouped, nets, off, percent, quoted, rule, shop
from tests.support.worked_example import (
    BAKERY,
    DOUBLE,
    EXAMPLE_INPUTS,
    EXAMPLE_PROGRAMME,
    SILVER,
    ex_tax,
    programme,
)

HUNDRED_THOUSAND = basket(goods(100_000))


def evaluated(rules: Programme = EXAMPLE_PROGRAMME, inputs: QuoteInputs = EXAMPLE_INPUTS) -> Quote:
    return quote(prepare(rules), inputs)


def test_each_line_goes_from_its_price_to_its_net_by_the_rules_that_touched_it() -> None:
    ways = [
        (line.line.price, [(part.rule_id, part.amount, part.points) for part in line.parts], line.net)
        for line in evaluated().lines
    ]
    assert ways == [
        (70_000, [("silver", 3_500, 0), ("points", 10_980, 1_098)], 55_520),
        (28_500, [("bakery", 2_850, 0), ("silver", 1_283, 0), ("points", 4_020, 402)], 20_347),
        (32_000, [], 32_000),
    ]


def test_the_sums_are_those_of_the_example_and_cash_rounds_on_its_own_line() -> None:
    answer = evaluated()
    assert (answer.price, answer.net, answer.total) == (130_500, 107_867, 107_867)
    assert (answer.cash_rounding, answer.payable) == (33, 107_900)
    by_card = evaluated(inputs=replace(EXAMPLE_INPUTS, tender=TenderKind.CARD))
    assert (by_card.cash_rounding, by_card.payable) == (0, 107_867)


def test_every_effect_says_its_base_and_what_it_was_before_it_rounded() -> None:
    bakery, silver, points, earned = evaluated().effects
    assert bakery == off(2_850, base=28_500, lines=(2,), rule_id="bakery")
    assert silver == off(
        4_783, base=95_650, exact=Fraction("4782.5"), lines=(1, 2), rule_id="silver", phase=Phase.TIER
    )
    assert points == off(
        15_000, base=90_867, lines=(1, 2), rule_id="points", phase=Phase.REDEMPTION, points=1_500
    )
    assert (earned.rule_id, earned.phase, earned.points) == ("silver", Phase.EARNING, 19)


def test_half_of_the_eligible_net_may_be_redeemed_in_whole_hundreds() -> None:
    redemption = evaluated().redemption
    assert (redemption.limit, redemption.points, redemption.amount) == (4_500, 1_500, 15_000)


@pytest.mark.parametrize(
    ("rules", "exact", "points"),
    [
        (EXAMPLE_PROGRAMME, Fraction("94.83375"), 94),
        (programme(BAKERY, DOUBLE), Fraction("170.70075"), 170),
        (ex_tax(EXAMPLE_PROGRAMME), Fraction("94.83375") * 100 / 111, 85),
    ],
    ids=["tier alone", "tier and double campaign", "without tax"],
)
def test_points_are_floored_once_after_everything_is_multiplied(
    rules: Programme, exact: Fraction, points: int
) -> None:
    earning = evaluated(rules).earning
    assert earning.base == 75_867
    assert Fraction(earning.numerator, earning.denominator) == exact
    assert earning.points == points


def test_the_tax_inside_is_rounded_once_and_spread_over_every_line() -> None:
    answer = evaluated()
    assert answer.taxes == (TaxTotal(tax_id="ppn", base=107_867, amount=10_690, inside=True),)  # 10.689,5
    assert [line.tax for line in answer.lines] == [5_502, 2_017, 3_171]


def test_the_tier_counts_the_eligible_net_before_redemption() -> None:
    tier = evaluated().tier
    assert tier is not None
    assert (tier.counted, tier.metric_after) == (90_867, SILVER.tier_metric + 90_867)
    assert (tier.next_id, tier.distance) == ("gold", 5_000_000 - 1_290_867)


def test_a_bonus_of_50_from_100_000_on() -> None:
    fifty = shop(rule(BonusPoints(points=50), MinimumSpend(amount=100_000)))
    assert quoted(fifty, HUNDRED_THOUSAND, a_member()).earning.points == 150
    assert quoted(fifty, basket(goods(60_000)), a_member()).earning.points == 60


def test_three_units_share_1099_points() -> None:
    assert spread(1_099, (1, 1, 1)) == (367, 366, 366)


def test_ten_percent_on_two_lines_or_thirty_on_one_of_them() -> None:
    ten, thirty = rule(percent("10"), id="ten"), rule(percent("30"), id="thirty", lines=Lines(skus=("a",)))
    answer = quoted(grouped(GroupMode.BEST, ten, thirty), basket(goods(100_000, "a"), goods(100_000, "b")))
    assert (nets(answer), answer.price - answer.net) == ([70_000, 90_000], 40_000)


def test_ten_thousand_off_the_order_then_the_tier_s_five_percent() -> None:
    tier = Tier(id="basic", name="Basic", threshold=0, discount_percent=Decimal(5))
    programme = shop(rule(AmountOff(amount=10_000), scope=Scope.ORDER), tiers=(tier,))
    assert quoted(programme, HUNDRED_THOUSAND, a_member()).net == 85_500


def test_a_bonus_of_50_beside_a_quarter_more() -> None:
    tier = Tier(id="basic", name="Basic", threshold=0, multiplier=Decimal("1.25"))
    programme = shop(rule(BonusPoints(points=50)), tiers=(tier,))
    assert quoted(programme, basket(goods(75_000)), a_member()).earning.points == 93 + 50


def test_20_000_of_100_000_from_the_cashback_wallet() -> None:
    answer = quoted(
        shop(cashback=CashbackRules()),
        HUNDRED_THOUSAND,
        a_member(wallet=20_000),
        split=(TenderPart(method=PaymentMethod.CASHBACK, amount=20_000),),
    )
    assert (answer.earning.points, answer.payable) == (80, 80_000)


def test_five_percent_service_and_ten_percent_tax_on_top() -> None:
    programme = shop(
        taxes=(Tax(id="pb1", name="PB1", rates=(TaxRate(percent=Decimal(10)),), inside=False),),
        service_charge=ServiceCharge(name="Layanan", percent=Decimal(5)),
    )
    assert quoted(programme, HUNDRED_THOUSAND).payable == 115_500
