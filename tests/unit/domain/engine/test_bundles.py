"""Bundles: the dearest units go in, as often as it saves something, and the saving is shared by their value."""

from dataclasses import replace
from typing import Any

import pytest

from app.domain.programme.benefits import AmountOff, BundlePart, BundlePrice
from app.domain.programme.document import Programme
from app.domain.programme.lines import ALL_LINES, Lines
from app.domain.programme.promotions import GroupMode, Limits, Promotion
from app.domain.quote import Clip
from tests.support.loyalty import (
    BREAD,
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
    grouped,
    nets,
    off,
    percent,
    quoted,
    right,
    rule,
    shop,
    why_not,
)


def bundle(price: int, *parts: tuple[Lines, int], **changes: Any) -> Promotion:
    wanted = tuple(BundlePart(lines=lines, units=units) for lines, units in parts)
    return replace(rule(BundlePrice(price=price, parts=wanted)), **changes)


BREAKFAST = bundle(40_000, (DRINKS, 1), (FOOD, 1))


def breakfast(**limits: int) -> Programme:
    return shop(replace(BREAKFAST, limits=Limits(**limits)))


def test_the_dearest_units_go_in_and_the_saving_is_spread_by_their_value() -> None:
    answer = quoted(shop(BREAKFAST), basket(TEA, COFFEE, CAKE))
    assert nets(answer) == [10_000, 16_000, 24_000]
    assert answer.effects == (off(10_000, base=50_000, lines=(2, 3)),)


def test_it_counts_as_often_as_the_basket_holds_it() -> None:
    answer = quoted(shop(BREAKFAST), basket((COFFEE, 3), (CAKE, 2)))
    assert nets(answer) == [52_000, 48_000]
    assert answer.effects == (off(20_000, base=100_000, lines=(1, 2), uses=2),)


def test_it_stops_where_a_bundle_would_save_nothing() -> None:
    """The second would be tea and cake: 40.000, no more than its price."""
    answer = quoted(shop(BREAKFAST), basket(TEA, COFFEE, (CAKE, 2)))
    assert (nets(answer), answer.effects[0].times) == ([10_000, 16_000, 54_000], 1)
    assert why_not(quoted(shop(BREAKFAST), basket(TEA, CAKE))) == ("nothing-to-take", 0, ())
    cheaper = bundle(39_999, (DRINKS, 1), (FOOD, 1))
    assert quoted(shop(cheaper), basket(TEA, CAKE)).effects[0].amount == 1


def test_where_a_part_is_missing_a_product_is_to_be_added() -> None:
    assert why_not(quoted(shop(BREAKFAST), basket(COFFEE))) == ("add-product", 0, ())
    two_cakes = bundle(40_000, (DRINKS, 1), (FOOD, 2))
    assert why_not(quoted(shop(two_cakes), basket(COFFEE, CAKE))) == ("add-product", 0, ())
    weighed = an_item("beef", 90_000, "food", weighed=True)
    assert why_not(quoted(shop(BREAKFAST), basket(COFFEE, weighed))) == ("add-product", 0, ())


def test_a_part_may_want_several_units_from_several_lines() -> None:
    lunch = bundle(50_000, (DRINKS, 2), (FOOD, 1))
    answer = quoted(shop(lunch), basket((TEA, 2), COFFEE, BREAD))
    # Coffee, one tea and bread are 80.000: 30.000 less, as 20, 10 and 50.
    assert nets(answer) == [16_250, 12_500, 31_250]
    assert answer.effects == (off(30_000, base=80_000, lines=(1, 2, 3)),)


def test_units_of_one_line_count_each_towards_a_bundle_s_value() -> None:
    three = bundle(25_000, (DRINKS, 3))
    assert quoted(shop(three), basket((TEA, 7))).effects == (off(10_000, base=60_000, uses=2),)


def test_a_bundle_that_lost_a_line_to_a_better_rule_keeps_its_other_parts() -> None:
    """The bundle would save 4.000 on the coffee and 6.000 on the cake; 90 % of the coffee is better."""
    ninety = rule(percent("90"), id="z", lines=Lines(skus=("coffee",)))
    answer = quoted(grouped(GroupMode.BEST, BREAKFAST, ninety), basket(COFFEE, CAKE))
    assert nets(answer) == [2_000, 24_000]
    assert answer.effects[0] == off(6_000, base=50_000, lines=(2,))


def test_no_unit_is_in_two_parts() -> None:
    any_two = bundle(15_000, (DRINKS, 1), (ALL_LINES, 1))
    assert why_not(quoted(shop(any_two), basket(COFFEE))) == ("add-product", 0, ())
    answer = quoted(shop(any_two), basket(COFFEE, TEA))
    assert (answer.effects[0].base, answer.effects[0].amount) == (30_000, 15_000)
    both_alike = bundle(15_000, (DRINKS, 1), (DRINKS, 1))
    assert quoted(shop(both_alike), basket((COFFEE, 3))).effects == (off(25_000, base=40_000),)


def test_the_parts_take_their_units_in_the_order_in_which_they_are_written() -> None:
    """Anything first takes the cake, so no food is left."""
    greedy = bundle(15_000, (ALL_LINES, 1), (FOOD, 1))
    assert why_not(quoted(shop(greedy), basket(COFFEE, CAKE))) == ("add-product", 0, ())


def test_units_of_a_line_with_odd_rupiah_go_in_dearest_first() -> None:
    """299 is 100, 100, 99; at 99 each only two save something."""
    one_off = rule(AmountOff(amount=1), id="a")
    answer = quoted(shop(one_off, bundle(99, (ALL_LINES, 1))), basket((goods(100), 3)))
    assert answer.effects[1] == off(2, base=200, uses=2)


def test_a_unit_in_a_bundle_brings_its_modifiers() -> None:
    lines = [a_line(1, COFFEE), a_line(2, SHOT, of=1), a_line(3, CAKE)]
    answer = quoted(shop(BREAKFAST), lines)
    assert answer.effects == (off(15_000, base=55_000, lines=(1, 2, 3)),)
    assert nets(answer) == [14_546, 3_636, 21_818]  # 5.454,5 and 1.363,6 and 8.181,8


@pytest.mark.parametrize(("most", "amount"), [(1, 10_000), (2, 20_000), (3, 20_000)])
def test_it_stops_at_its_times(most: int, amount: int) -> None:
    assert quoted(breakfast(per_sale=most), basket((COFFEE, 2), (CAKE, 2))).effects[0].amount == amount


def test_it_keeps_to_its_budget() -> None:
    answer = quoted(breakfast(budget=9), basket(COFFEE, CAKE), rights=(right("budget", 5_000),))
    assert nets(answer) == [18_000, 27_000]
    assert answer.effects == (off(5_000, base=50_000, exact=10_000, lines=(1, 2), clipped=Clip.BUDGET),)


def test_a_thousand_are_enough() -> None:
    answer = quoted(shop(bundle(1, (ALL_LINES, 1))), basket((goods(2), 1_500)))
    assert answer.effects == (off(1_000, base=2_000, uses=1_000),)


def test_the_rule_s_own_lines_only_say_whether_it_is_looked_at() -> None:
    tea_only = replace(BREAKFAST, lines=Lines(skus=("tea",)))
    assert quoted(shop(tea_only), basket(TEA, COFFEE, CAKE)).effects[0].lines == (2, 3)
    assert why_not(quoted(shop(tea_only), basket(COFFEE, CAKE))) == ("no-eligible-line", 0, ())


def test_lines_that_are_closed_or_free_take_no_part() -> None:
    closing = rule(percent("10"), lines=Lines(skus=("coffee",)), id="a", exclusive=True)
    assert why_not(quoted(shop(closing, BREAKFAST), basket(COFFEE, CAKE))) == ("add-product", 0, ())
    free = rule(percent("100"), lines=FOOD, id="a")
    assert why_not(quoted(shop(free, BREAKFAST), basket(COFFEE, CAKE))) == ("add-product", 0, ())


def test_a_bundle_whose_every_line_is_closed_or_free_says_so() -> None:
    closing = rule(percent("10"), id="a", exclusive=True)
    assert why_not(quoted(shop(closing, BREAKFAST), basket(COFFEE, CAKE))) == ("closed-lines", 0, ())
    free = rule(percent("100"), id="a")
    assert why_not(quoted(shop(free, BREAKFAST), basket(COFFEE, CAKE))) == ("nothing-to-take", 0, ())
    elsewhere = bundle(1, (Lines(skus=("x",)), 1))
    assert why_not(quoted(shop(elsewhere), basket(COFFEE))) == ("add-product", 0, ())


def test_a_modifier_that_a_part_names_alone_is_no_unit_of_the_bundle() -> None:
    lines = [a_line(1, COFFEE), a_line(2, SHOT, of=1)]
    shots = bundle(1_000, (Lines(skus=("shot",)), 1))
    assert why_not(quoted(shop(shots), lines)) == ("add-product", 0, ())
    coffee_and_shot = bundle(1_000, (Lines(skus=("shot", "coffee")), 1))
    assert nets(quoted(shop(coffee_and_shot), lines)) == [800, 200]


def test_an_exclusive_bundle_leaves_out_what_others_touched() -> None:
    first = rule(percent("10"), lines=Lines(skus=("coffee",)), id="a")
    answer = quoted(shop(first, replace(BREAKFAST, exclusive=True)), basket(COFFEE, CAKE, COFFEE))
    assert why_not(answer) == ("add-product", 0, ())
    closes = replace(BREAKFAST, exclusive=True)
    later = rule(percent("10"), id="z")
    assert nets(quoted(shop(closes, later), basket(COFFEE, CAKE, TEA))) == [16_000, 24_000, 9_000]
