"""Points: what earns, at which rate, multiplied and floored once, capped, and whose share each point is."""

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest

from app.domain.basket import Item, ItemKind, Proof
from app.domain.programme.benefits import BonusPoints
from app.domain.programme.document import Programme
from app.domain.programme.levels import Tier
from app.domain.programme.lines import ALL_LINES, Lines
from app.domain.programme.points import EarnRate
from app.domain.programme.settling import Tax, TaxRate
from app.domain.quote import EarnedBy, Earning, Effect, Phase, Quote
from tests.support.loyalty import (
    CAKE,
    CHARITY,
    COFFEE,
    DRINKS,
    FOOD,
    GIFT_CARD,
    SHOP,
    TEA,
    TOBACCO,
    a_member,
    an_item,
    basket,
    goods,
    percent,
    quoted,
    rule,
    shop,
    times,
    with_points,
)


def tier(multiplier: str) -> tuple[Tier, ...]:
    return (Tier(id="basic", name="Basic", threshold=0, multiplier=Decimal(multiplier)),)


def earned_by(answer: Quote) -> list[tuple[str, int]]:
    return [(each.rule_id, each.points) for each in answer.earning.by]


def rates(*of: EarnRate) -> Programme:
    return with_points(SHOP, rates=of)


def rate(rate_id: str, lines: Lines, rupiah: int | None, *stores: str) -> EarnRate:
    return EarnRate(id=rate_id, name=rate_id, lines=lines, rupiah_per_point=rupiah, stores=stores)


def test_so_many_rupiah_of_what_was_paid_earn_a_point_rounded_down_once() -> None:
    answer = quoted(SHOP, basket(goods(1_999), goods(1_999, "b"), goods(1, "c")), a_member())
    assert answer.earning == Earning(
        base=3_999,
        numerator=3_999,
        denominator=1_000,
        bonus=0,
        capped=0,
        points=3,
        by=(EarnedBy(rule_id="points", points=3),),
    )
    assert quoted(SHOP, basket(goods(4_000)), a_member()).earning.points == 4
    assert quoted(SHOP, basket(goods(999)), a_member()).earning.by == ()


def test_what_is_excluded_or_no_goods_earns_nothing() -> None:
    fee = an_item("vip-fee", 100_000, kind=ItemKind.PLAN_FEE)
    answer = quoted(SHOP, basket(TEA, TOBACCO, GIFT_CARD, CHARITY, fee), a_member())
    assert (answer.earning.base, answer.earning.points) == (10_000, 10)


def test_every_discount_and_redeemed_points_lower_the_base() -> None:
    half = shop(rule(percent("50")))
    answer = quoted(half, basket((TEA, 2)), a_member(), points_asked=100)
    assert (answer.earning.base, answer.earning.points) == (9_000, 9)


def test_a_rate_of_its_own_for_some_lines() -> None:
    answer = quoted(rates(rate("double", DRINKS, 500)), basket(TEA, CAKE), a_member())
    assert earned_by(answer) == [("points", 30), ("double", 20)]
    assert answer.earning.base == 40_000


def test_the_first_rate_that_takes_a_line_decides_and_none_earns_nothing() -> None:
    programme = rates(rate("none", Lines(skus=("tea",)), None), rate("double", DRINKS, 500))
    answer = quoted(programme, basket(TEA, COFFEE, CAKE), a_member())
    assert earned_by(answer) == [("points", 30), ("double", 40)]
    assert answer.earning.base == 50_000
    other_way = rates(rate("double", DRINKS, 500), rate("none", Lines(skus=("tea",)), None))
    assert quoted(other_way, basket(TEA), a_member()).earning.points == 20


def test_a_rate_may_name_what_is_no_goods_by_its_sku() -> None:
    programme = rates(rate("cards", Lines(skus=("gift-card",)), 10_000))
    answer = quoted(programme, basket(GIFT_CARD, TEA), a_member())
    assert earned_by(answer) == [("points", 10), ("cards", 10)]
    assert quoted(programme, basket(CHARITY), a_member()).earning.base == 0


@pytest.mark.parametrize(
    ("what", "points"),
    [(GIFT_CARD, 10), (CHARITY, 1), (an_item("vip-fee", 50_000, kind=ItemKind.PLAN_FEE), 5), (TOBACCO, 0)],
)
def test_only_what_is_excluded_from_everything_earns_nothing_when_a_rule_names_it(
    what: Item, points: int
) -> None:
    programme = rates(rate("named", Lines(skus=(what.sku,)), 10_000))
    assert quoted(programme, basket(what), a_member()).earning.points == points
    assert quoted(SHOP, basket(what), a_member()).earning.points == 0


def test_what_is_untaxed_earns_whole_even_without_the_tax() -> None:
    ppn = Tax(id="ppn", name="PPN", rates=(TaxRate(percent=Decimal(11)),))
    programme = replace(rates(rate("cards", Lines(skus=("gift-card",)), 10_000)), taxes=(ppn,))
    assert (
        quoted(with_points(programme, earn_on_tax=False), basket(GIFT_CARD), a_member()).earning.points == 10
    )


def test_a_rate_may_be_for_some_stores() -> None:
    programme = rates(rate("here", ALL_LINES, 500, "JKT-1", "JKT-2"), rate("there", ALL_LINES, 250, "JKT-3"))
    found = [
        quoted(programme, basket(TEA), a_member(), store=store).earning.points
        for store in ("JKT-2", "JKT-3", "JKT-4", "")
    ]
    assert found == [20, 40, 10, 10]


def test_several_rates_are_summed_before_they_are_floored() -> None:
    programme = rates(rate("drinks", DRINKS, 3_000))
    answer = quoted(programme, basket(TEA, goods(1_700)), a_member())
    assert answer.earning.points == 5  # 3,33 + 1,7
    assert earned_by(answer) == [("points", 2), ("drinks", 3)]


def test_without_the_tax_the_base_is_divided_exactly() -> None:
    ppn = Tax(id="ppn", name="PPN", rates=(TaxRate(percent=Decimal(11)),))
    on_top = Tax(id="pb1", name="PB1", rates=(TaxRate(percent=Decimal(10)),), inside=False)
    without = with_points(replace(SHOP, taxes=(ppn, on_top)), earn_on_tax=False)
    answer = quoted(without, basket(goods(75_867)), a_member())
    assert Fraction(answer.earning.numerator, answer.earning.denominator) == Fraction(758_670, 11_100)
    assert (answer.earning.base, answer.earning.points) == (75_867, 68)
    mixed = basket(goods(11_100), an_item("b", 10_000, tax="pb1"))
    assert quoted(without, mixed, a_member()).earning.points == 20  # 10 inside 11,1 and 10 under 11
    included = replace(without, points=replace(without.points, earn_on_tax=True))
    assert quoted(included, mixed, a_member()).earning.points == 22  # 11,1 + 11


def test_tax_on_top_is_part_of_what_was_paid() -> None:
    on_top = Tax(id="pb1", name="PB1", rates=(TaxRate(percent=Decimal(10)),), inside=False)
    earning = quoted(replace(SHOP, taxes=(on_top,)), basket(TEA), a_member()).earning
    assert (earning.base, earning.points) == (11_000, 11), "with the tax unless the programme says otherwise"


def test_multipliers_add_their_bonuses_and_every_point_has_its_rule() -> None:
    answer = quoted(shop(rule(times("2")), tiers=tier("1.25")), basket(TEA), a_member())
    assert (answer.earning.numerator, answer.earning.denominator) == (45, 2)
    # 22 points as 10, 2,5 and 10 of 22,5.
    assert earned_by(answer) == [("points", 10), ("basic", 2), ("rule", 10)]
    assert answer.effects == (
        Effect(
            rule_id="basic",
            phase=Phase.EARNING,
            base=10_000,
            numerator=5,
            denominator=2,
            amount=0,
            points=2,
            lines=(1,),
        ),
        Effect(
            rule_id="rule",
            phase=Phase.EARNING,
            base=10_000,
            numerator=10,
            denominator=1,
            amount=0,
            points=10,
            lines=(1,),
        ),
    )


def test_a_multiplier_works_on_its_lines_only() -> None:
    answer = quoted(shop(rule(times("3"), lines=FOOD)), basket(TEA, CAKE, TOBACCO), a_member())
    assert earned_by(answer) == [("points", 40), ("rule", 60)]
    assert (answer.effects[0].base, answer.effects[0].lines) == (30_000, (2,))


def test_a_multiplier_multiplies_each_line_s_own_rate() -> None:
    programme = replace(rates(rate("double", DRINKS, 500)), promotions=(rule(times("2")),))
    answer = quoted(programme, basket(TEA, CAKE), a_member())
    assert earned_by(answer) == [("points", 30), ("double", 20), ("rule", 50)]


def test_a_fixed_bonus_is_not_multiplied() -> None:
    """75.000 × 1,25 is 93,75: 93 + 50."""
    programme = shop(rule(BonusPoints(points=50)), tiers=tier("1.25"))
    answer = quoted(programme, basket(goods(75_000)), a_member())
    assert (answer.earning.bonus, answer.earning.points) == (50, 143)
    assert earned_by(answer) == [("points", 74), ("basic", 19), ("rule", 50)]  # 93 as 75 to 18,75


def test_a_sale_has_a_most() -> None:
    programme = with_points(shop(rule(times("2")), tiers=tier("1.25")), earn_per_sale=15)
    answer = quoted(programme, basket(TEA), a_member())
    assert (answer.earning.points, answer.earning.capped) == (15, 7)
    assert earned_by(answer) == [("points", 7), ("basic", 1), ("rule", 7)]  # 6,8 1,4 6,8
    exact = quoted(with_points(SHOP, earn_per_sale=10), basket(TEA), a_member())
    assert (exact.earning.points, exact.earning.capped) == (10, 0)
    bonus = quoted(with_points(shop(rule(BonusPoints(points=50))), earn_per_sale=30), basket(TEA), a_member())
    assert (earned_by(bonus), bonus.earning.bonus) == ([("points", 5), ("rule", 25)], 50)
    assert bonus.earning.capped == 30


@pytest.mark.parametrize(("today", "points"), [(0, 10), (90, 10), (91, 9), (99, 1), (100, 0), (101, 0)])
def test_a_member_s_day_has_a_most(today: int, points: int) -> None:
    answer = quoted(with_points(SHOP, earn_per_day=100), basket(TEA), a_member(earned_today=today))
    assert (answer.earning.points, answer.earning.capped) == (points, 10 - points)
    assert earned_by(answer) == ([("points", points)] if points else [])


def test_the_smaller_of_sale_and_day_counts_and_a_guest_has_earned_nothing_today() -> None:
    both = with_points(SHOP, earn_per_day=7, earn_per_sale=8)
    assert quoted(both, basket(TEA), a_member(earned_today=1)).earning.points == 6
    assert quoted(both, basket(TEA)).earning.points == 7
    assert quoted(with_points(both, earn_per_sale=5), basket(TEA), a_member()).earning.points == 5


@pytest.mark.parametrize("proof", list(Proof))
def test_a_number_or_a_name_that_was_told_earns_as_much_as_a_card(proof: Proof) -> None:
    strict = with_points(shop(rule(BonusPoints(points=50)), tiers=tier("1.25")), proof_above=0)
    assert quoted(strict, basket(TEA), a_member(proof=proof)).earning.points == 62


def test_a_guest_sees_what_a_member_would_get_without_tier_or_plan() -> None:
    answer = quoted(shop(rule(times("2")), tiers=tier("1.25")), basket(TEA))
    assert (earned_by(answer), answer.tier) == ([("points", 10), ("rule", 10)], None)


def test_an_empty_basket_earns_nothing() -> None:
    answer = quoted(SHOP, (), a_member())
    assert (answer.earning.points, answer.earning.base, answer.payable, answer.lines) == (0, 0, 0, ())
