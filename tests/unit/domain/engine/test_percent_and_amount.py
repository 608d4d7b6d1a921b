"""A percentage, an amount, an amount for each unit, and a fixed price: what they take, rounded once and spread."""

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest

from app.domain.programme.benefits import AmountOff, FixedPrice, PercentOff
from app.domain.programme.lines import Lines
from app.domain.programme.promotions import Limits, Scope
from app.domain.quote import Clip, Part, Phase
from tests.support.loyalty import (
    CAKE,
    COFFEE,
    DRINKS,
    FOOD,
    SHOT,
    TEA,
    a_line,
    an_item,
    basket,
    goods,
    nets,
    off,
    percent,
    quoted,
    right,
    rule,
    shop,
    taken,
    why_not,
)

BUDGET = Limits(budget=1_000_000)


def test_a_percentage_rounds_once_half_up_and_spreads_by_largest_remainder() -> None:
    """5 % of 70.000 + 25.650 is 4.782,5: 4.783, of which 3.500,4 and 1.282,6 are the lines'."""
    answer = quoted(shop(rule(percent("5"))), basket(goods(70_000), goods(25_650, "b")))
    assert nets(answer) == [66_500, 24_367]
    assert answer.effects == (off(4_783, base=95_650, exact=Fraction("4782.5"), lines=(1, 2)),)
    assert answer.lines[1].parts == (Part(rule_id="rule", phase=Phase.LINE_PROMOTION, amount=1_283),)


def test_ties_of_the_remainder_go_to_the_lower_line() -> None:
    """4 of 44: 1,36 and 1,36 and 1,27."""
    answer = quoted(shop(rule(percent("10"))), basket(goods(15), goods(15, "b"), goods(14, "c")))
    assert nets(answer) == [13, 14, 13]


def test_a_hundred_percent_leaves_nothing_and_nothing_rounds_to_nothing() -> None:
    assert nets(quoted(shop(rule(percent("100"))), basket(goods(99_999)))) == [0]
    tiny = shop(rule(percent("0.01")))
    assert nets(quoted(tiny, basket(goods(5_000)))) == [4_999]  # 0,5
    assert why_not(quoted(tiny, basket(goods(4_999)))) == ("nothing-to-take", 0, ())
    assert why_not(quoted(shop(rule(percent("0"))), basket(TEA))) == ("nothing-to-take", 0, ())


def test_percentages_are_exact_decimals() -> None:
    answer = quoted(shop(rule(percent("33.3333"))), basket(goods(1_000_000)))
    assert nets(answer) == [666_667]
    assert nets(quoted(shop(rule(percent("0.1"))), basket(goods(500)))) == [499]


@pytest.mark.parametrize(
    ("most", "budget", "amount", "clipped"),
    [
        (None, None, 5_000, None),
        (5_000, None, 5_000, None),
        (4_999, None, 4_999, Clip.MOST),
        (0, None, 0, None),
        (None, 5_000, 5_000, None),
        (None, 4_999, 4_999, Clip.BUDGET),
        (4_000, 3_000, 3_000, Clip.BUDGET),
        (3_000, 4_000, 3_000, Clip.MOST),
    ],
)
def test_a_percentage_has_a_most_and_a_budget(
    most: int | None, budget: int | None, amount: int, clipped: Clip | None
) -> None:
    limits = Limits() if budget is None else BUDGET
    rights = () if budget is None else (right("budget", budget),)
    half = rule(PercentOff(percent=Decimal(50), most=most), limits=limits)
    answer = quoted(shop(half), basket(TEA), rights=rights)
    if amount:
        assert answer.effects == (off(amount, base=10_000, exact=5_000, clipped=clipped),)
    else:
        assert why_not(answer) == ("nothing-to-take", 0, ())


def test_each_percentage_is_of_what_the_one_before_left() -> None:
    first, second = rule(percent("50"), id="a"), rule(percent("50"), id="b")
    assert taken(quoted(shop(second, first), basket(TEA))) == [("a", 5_000), ("b", 2_500)]


def test_promotions_go_by_priority_then_by_id() -> None:
    ten, twenty = rule(percent("10"), id="b", priority=1), rule(percent("20"), id="a", priority=2)
    assert taken(quoted(shop(twenty, ten), basket(TEA))) == [("b", 1_000), ("a", 1_800)]
    assert taken(quoted(shop(replace(ten, priority=2), twenty), basket(TEA))) == [("a", 2_000), ("b", 800)]


def test_promotions_on_lines_come_before_those_on_the_order_whatever_their_priority() -> None:
    order = rule(percent("10"), id="a", priority=1, scope=Scope.ORDER)
    line = rule(percent("50"), id="b", priority=9)
    answer = quoted(shop(order, line), basket(TEA))
    assert [(effect.rule_id, effect.phase, effect.amount) for effect in answer.effects] == [
        ("b", Phase.LINE_PROMOTION, 5_000),
        ("a", Phase.ORDER_PROMOTION, 500),
    ]


def test_an_amount_is_taken_once_and_spread_by_the_nets() -> None:
    answer = quoted(shop(rule(AmountOff(amount=8_000))), basket(TEA, COFFEE))
    assert answer.effects == (off(8_000, base=30_000, lines=(1, 2)),)
    assert nets(answer) == [7_333, 14_667]  # 2.666,7 and 5.333,3


def test_an_amount_is_never_more_than_its_lines() -> None:
    big = rule(AmountOff(amount=10_001), lines=DRINKS)
    answer = quoted(shop(big), basket(TEA, CAKE))
    assert answer.effects == (off(10_000, base=10_000, exact=10_001, clipped=Clip.NET),)
    assert nets(answer) == [0, 30_000]
    whole = quoted(shop(rule(AmountOff(amount=10_000))), basket(TEA))
    assert whole.effects == (off(10_000, base=10_000),)


def test_an_amount_keeps_to_its_budget() -> None:
    eight = shop(rule(AmountOff(amount=8_000), limits=BUDGET))
    answer = quoted(eight, basket(TEA), rights=(right("budget", 5_000),))
    assert answer.effects == (off(5_000, base=10_000, exact=8_000, clipped=Clip.BUDGET),)


EACH = rule(AmountOff(amount=3_000, per_unit=True))


def test_an_amount_per_unit_is_taken_for_each_whole_unit_and_counts_each() -> None:
    answer = quoted(shop(EACH), basket((TEA, 2), CAKE))
    assert nets(answer) == [14_000, 27_000]
    assert answer.effects == (off(9_000, base=50_000, lines=(1, 2), uses=3),)


def test_an_amount_per_unit_never_takes_a_unit_below_zero() -> None:
    answer = quoted(shop(EACH), basket((goods(2_000), 2), CAKE))
    assert nets(answer) == [0, 27_000]
    assert answer.effects == (off(7_000, base=34_000, exact=9_000, lines=(1, 2), uses=3, clipped=Clip.NET),)


def test_an_amount_per_unit_is_shared_within_the_family() -> None:
    lines = [a_line(1, TEA, 2), a_line(2, SHOT, 2, of=1), a_line(3, CAKE)]
    answer = quoted(shop(replace(EACH, lines=DRINKS)), lines)
    assert nets(answer) == [16_000, 8_000, 30_000]


@pytest.mark.parametrize(
    ("most", "left", "uses"),
    [(1, [30_000, 17_000], 1), (2, [30_000, 14_000], 2), (3, [27_000, 14_000], 3), (4, [27_000, 14_000], 3)],
)
def test_an_amount_per_unit_stops_at_its_times_the_cheapest_units_first(
    most: int, left: list[int], uses: int
) -> None:
    answer = quoted(shop(replace(EACH, limits=Limits(per_sale=most))), basket(CAKE, (TEA, 2)))
    assert (nets(answer), answer.effects[0].times) == (left, uses)
    assert answer.effects[0].base == 50_000


def test_an_amount_off_the_cheapest_unit_is_no_more_than_it_is_worth_and_ties_go_to_the_lower_line() -> None:
    once = shop(replace(EACH, limits=Limits(per_sale=1)))
    answer = quoted(once, basket(CAKE, (goods(2_000), 2)))
    assert nets(answer) == [30_000, 2_000]
    assert answer.effects == (off(2_000, base=34_000, exact=3_000, lines=(2,), clipped=Clip.NET),)
    assert nets(quoted(once, basket(CAKE, goods(5_000, "a"), goods(5_000, "b")))) == [30_000, 2_000, 5_000]


def test_an_amount_per_unit_keeps_to_its_budget() -> None:
    limited = shop(replace(EACH, limits=BUDGET))
    answer = quoted(limited, basket((TEA, 2), CAKE), rights=(right("budget", 7_000),))
    assert nets(answer) == [14_000, 29_000]
    assert answer.effects[0].clipped is Clip.BUDGET
    exact = quoted(limited, basket((TEA, 2), CAKE), rights=(right("budget", 9_000),))
    assert (exact.effects[0].amount, exact.effects[0].clipped) == (9_000, None)
    wide = quoted(limited, basket((goods(2_000), 2), CAKE), rights=(right("budget", 8_000),))
    assert (wide.effects[0].amount, wide.effects[0].clipped) == (7_000, Clip.NET)


def test_a_budget_that_runs_out_is_spent_on_the_cheapest_units_first() -> None:
    limited = shop(replace(EACH, limits=BUDGET))
    answer = quoted(limited, basket(CAKE, TEA), rights=(right("budget", 4_000),))
    assert nets(answer) == [29_000, 7_000]


def test_an_amount_per_unit_wants_whole_units() -> None:
    kilo = an_item("apples", 40_000, weighed=True)
    loose = [a_line(1, kilo, quantity=2_000)]
    assert why_not(quoted(shop(EACH), loose)) == ("too-few-units", 0, ())
    assert nets(quoted(shop(EACH), [*loose, a_line(2, TEA)])) == [80_000, 7_000]


FIXED = rule(FixedPrice(price=7_000))


def test_a_fixed_price_is_what_a_unit_costs() -> None:
    answer = quoted(shop(FIXED), basket((TEA, 2), COFFEE))
    assert nets(answer) == [14_000, 7_000]
    assert answer.effects == (off(19_000, base=40_000, lines=(1, 2)),)


def test_a_fixed_price_raises_nothing() -> None:
    dear = rule(FixedPrice(price=15_000))
    answer = quoted(shop(dear), basket(TEA, COFFEE))
    assert (nets(answer), answer.effects[0].lines) == ([10_000, 15_000], (2,))
    assert why_not(quoted(shop(dear), basket(TEA))) == ("nothing-to-take", 0, ())
    assert why_not(quoted(shop(rule(FixedPrice(price=10_000))), basket(TEA))) == ("nothing-to-take", 0, ())
    half_first = rule(percent("50"), id="a")
    assert nets(quoted(shop(half_first, FIXED), basket(TEA))) == [5_000]


def test_a_fixed_price_rounds_once_for_the_line_and_modifiers_keep_theirs() -> None:
    beef = [a_line(1, an_item("beef", 129_900, weighed=True), quantity=735)]
    assert nets(quoted(shop(rule(FixedPrice(price=99_999))), beef)) == [73_499]  # 73.499,265
    with_shot = [a_line(1, TEA), a_line(2, SHOT, of=1)]
    assert nets(quoted(shop(FIXED), with_shot)) == [7_000, 5_000]
    with_more = [a_line(1, TEA), a_line(2, goods(9_000, "syrup"), of=1)]
    assert nets(quoted(shop(FIXED), with_more)) == [7_000, 9_000]


def test_a_fixed_price_keeps_to_its_budget_in_proportion_to_what_it_saves() -> None:
    limited = shop(replace(FIXED, limits=BUDGET))
    answer = quoted(limited, basket((TEA, 2), COFFEE), rights=(right("budget", 10_000),))
    assert nets(answer) == [16_842, 13_158]  # 10.000 × 6/19 = 3.157,9
    assert answer.effects == (off(10_000, base=40_000, exact=19_000, lines=(1, 2), clipped=Clip.BUDGET),)


@pytest.mark.parametrize("benefit", [percent("10"), AmountOff(amount=1), AmountOff(amount=1, per_unit=True)])
def test_only_the_rule_s_own_lines_are_touched(benefit: PercentOff | AmountOff) -> None:
    answer = quoted(shop(rule(benefit, lines=FOOD)), basket(TEA, CAKE))
    assert (nets(answer)[0], answer.effects[0].lines, answer.effects[0].base) == (10_000, (2,), 30_000)


def test_a_category_a_line_or_the_whole_order_may_be_taken_off() -> None:
    everything = quoted(shop(rule(percent("10"), scope=Scope.ORDER)), basket(TEA, CAKE))
    assert nets(everything) == [9_000, 27_000]
    one = quoted(shop(rule(percent("10"), lines=Lines(skus=("cake",)))), basket(TEA, CAKE))
    assert nets(one) == [10_000, 27_000]
