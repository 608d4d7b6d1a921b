"""So many units off, buy-get, free products: which units they are, how many, and what they come to."""

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest

from app.domain.programme.benefits import AmountOff, BuyGet, FreeProduct, UnitChoice, UnitsOff
from app.domain.programme.lines import ALL_LINES, Lines
from app.domain.programme.promotions import Limits
from app.domain.quote import Clip
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
    quoted,
    right,
    rule,
    shop,
    why_not,
)

DEAREST = UnitChoice.DEAREST
BUDGET = Limits(budget=1_000_000)
HALF = Decimal(50)


def test_the_cheapest_unit_is_free_unless_the_rule_says_otherwise() -> None:
    three = basket(CAKE, TEA, COFFEE)
    answer = quoted(shop(rule(UnitsOff(units=1))), three)
    assert (nets(answer), answer.effects) == ([30_000, 0, 20_000], (off(10_000, base=10_000, lines=(2,)),))
    assert nets(quoted(shop(rule(UnitsOff(units=1, take=DEAREST))), three)) == [0, 10_000, 20_000]


def test_ties_go_to_the_lower_line() -> None:
    same = basket(CAKE, goods(500, "a"), goods(500, "b"))
    assert nets(quoted(shop(rule(UnitsOff(units=1))), same)) == [30_000, 0, 500]
    dear = basket(TEA, goods(50_000, "a"), goods(50_000, "b"))
    assert nets(quoted(shop(rule(UnitsOff(units=1, take=DEAREST))), dear)) == [10_000, 0, 50_000]


def test_several_units_share_one_rounded_percentage_by_their_value() -> None:
    half = rule(UnitsOff(units=2, percent=HALF))
    answer = quoted(shop(half), basket(COFFEE, goods(25), goods(30, "b")))
    # Half of 55 is 27,5: 28, of which 12,7 and 15,3 are the lines'.
    assert nets(answer) == [20_000, 12, 15]
    assert answer.effects == (off(28, base=55, exact=Fraction("27.5"), lines=(2, 3)),)


def test_where_there_are_fewer_units_it_takes_what_there_is() -> None:
    answer = quoted(shop(rule(UnitsOff(units=5))), basket((TEA, 2), COFFEE))
    assert (nets(answer), answer.effects[0].times) == ([0, 0], 1)
    assert nets(quoted(shop(rule(UnitsOff(units=2))), basket((TEA, 3)))) == [10_000]


@pytest.mark.parametrize(
    ("units", "take", "amount"),
    [
        (1, UnitChoice.CHEAPEST, 99),
        (2, UnitChoice.CHEAPEST, 199),
        (3, UnitChoice.CHEAPEST, 299),
        (1, DEAREST, 100),
        (2, DEAREST, 200),
        (3, DEAREST, 299),
    ],
)
def test_the_first_units_of_a_line_carry_its_odd_rupiah(units: int, take: UnitChoice, amount: int) -> None:
    one_off = rule(AmountOff(amount=1), id="a")
    answer = quoted(shop(one_off, rule(UnitsOff(units=units, take=take))), basket((goods(100), 3)))
    assert answer.effects[1].amount == amount


def test_units_off_have_a_budget() -> None:
    limited = shop(rule(UnitsOff(units=1), limits=BUDGET))
    answer = quoted(limited, basket(TEA), rights=(right("budget", 9_999),))
    assert answer.effects == (off(9_999, base=10_000, exact=10_000, clipped=Clip.BUDGET),)


def test_a_million_units_are_no_work() -> None:
    sand = basket((goods(3, "sand"), 1_000_000), (goods(2, "salt"), 1_000_000))
    answer = quoted(shop(rule(UnitsOff(units=1_000_001, percent=HALF))), sand)
    assert nets(answer) == [2_999_998, 1_000_000]  # a million of 2 and one of 3: half of 2.000.003, half up
    assert answer.effects[0].amount == 1_000_002


def test_a_free_unit_that_is_too_cheap_for_its_percentage_is_nothing() -> None:
    answer = quoted(shop(rule(UnitsOff(units=1, percent=Decimal("0.01")))), basket(goods(4_999)))
    assert why_not(answer) == ("nothing-to-take", 0, ())


TWO_PLUS_ONE = rule(BuyGet(buy=2, get=1))


@pytest.mark.parametrize(("teas", "free"), [(3, 1), (4, 1), (5, 1), (6, 2), (9, 3)])
def test_of_each_group_of_bought_and_given_the_given_are_free(teas: int, free: int) -> None:
    answer = quoted(shop(TWO_PLUS_ONE), basket((TEA, teas)))
    amount = free * 10_000
    assert answer.effects == (off(amount, base=amount, uses=free),)


def test_too_few_to_make_a_group_says_how_many_more() -> None:
    assert why_not(quoted(shop(TWO_PLUS_ONE), basket((TEA, 2)))) == ("too-few-units", 1_000, ())
    assert why_not(quoted(shop(TWO_PLUS_ONE), basket(TEA))) == ("too-few-units", 2_000, ())
    loose = [a_line(1, an_item("apples", 1_000, weighed=True), quantity=3_000)]
    assert why_not(quoted(shop(TWO_PLUS_ONE), loose)) == ("too-few-units", 3_000, ())


def test_the_cheapest_units_of_all_groups_are_the_given_ones() -> None:
    six = basket((CAKE, 2), (TEA, 1), (COFFEE, 3))
    assert nets(quoted(shop(TWO_PLUS_ONE), six)) == [60_000, 0, 40_000]
    dearest = rule(BuyGet(buy=2, get=1, take=DEAREST))
    assert nets(quoted(shop(dearest), six)) == [0, 10_000, 60_000]


def test_given_units_may_be_several_and_only_cheaper() -> None:
    one_plus_two = rule(BuyGet(buy=1, get=2, percent=HALF))
    answer = quoted(shop(one_plus_two), basket(TEA, COFFEE, CAKE))
    assert nets(answer) == [5_000, 10_000, 30_000]
    assert answer.effects == (off(15_000, base=30_000, lines=(1, 2)),)


def test_groups_stop_at_their_times_and_at_their_budget() -> None:
    once = replace(TWO_PLUS_ONE, limits=Limits(per_sale=1))
    assert nets(quoted(shop(once), basket((TEA, 9)))) == [80_000]
    limited = shop(replace(TWO_PLUS_ONE, limits=BUDGET))
    answer = quoted(limited, basket((TEA, 6)), rights=(right("budget", 15_000),))
    assert answer.effects == (off(15_000, base=20_000, exact=20_000, uses=2, clipped=Clip.BUDGET),)


CAKE_FOR_DRINKS = rule(BuyGet(buy=2, get=1, get_lines=FOOD), lines=DRINKS)


@pytest.mark.parametrize(
    ("teas", "cakes", "free"), [(2, 1, 1), (3, 2, 1), (4, 1, 1), (4, 2, 2), (5, 9, 2), (6, 9, 3)]
)
def test_bought_units_reward_units_of_other_lines(teas: int, cakes: int, free: int) -> None:
    answer = quoted(shop(CAKE_FOR_DRINKS), basket((TEA, teas), (CAKE, cakes)))
    amount = free * 30_000
    assert answer.effects == (off(amount, base=amount, lines=(2,), uses=free),)


def test_the_reward_may_take_several_units_each_and_partly() -> None:
    one_gets_two = rule(BuyGet(buy=1, get=2, percent=HALF, get_lines=FOOD), lines=DRINKS)
    answer = quoted(shop(one_gets_two), basket((TEA, 3), (CAKE, 5)))
    assert (nets(answer), answer.effects[0].times) == ([30_000, 90_000], 2)


def test_bought_too_little_is_told_before_the_missing_reward() -> None:
    assert why_not(quoted(shop(CAKE_FOR_DRINKS), basket(TEA, CAKE))) == ("too-few-units", 1_000, ())
    assert why_not(quoted(shop(CAKE_FOR_DRINKS), basket(TEA))) == ("too-few-units", 1_000, ())
    assert why_not(quoted(shop(CAKE_FOR_DRINKS), basket((TEA, 2)))) == ("add-product", 0, ())
    assert why_not(quoted(shop(CAKE_FOR_DRINKS), basket(CAKE))) == ("no-eligible-line", 0, ())
    loose = [a_line(1, TEA, 2), a_line(2, replace(CAKE, weighed=True))]
    assert why_not(quoted(shop(CAKE_FOR_DRINKS), loose)) == ("add-product", 0, ())


@pytest.mark.parametrize(
    ("teas", "cakes", "free"), [(3, 0, 1), (5, 0, 1), (6, 0, 2), (1, 2, 1), (2, 2, 1), (2, 4, 2), (2, 3, 1)]
)
def test_a_unit_is_not_both_bought_and_given(teas: int, cakes: int, free: int) -> None:
    """Buy two of anything, get a drink."""
    drink = rule(BuyGet(buy=2, get=1, get_lines=DRINKS), lines=ALL_LINES)
    answer = quoted(shop(drink), basket((TEA, teas), *([(CAKE, cakes)] if cakes else [])))
    assert (answer.effects[0].amount, answer.effects[0].times) == (free * 10_000, free)


def test_when_every_unit_would_have_to_be_both_a_product_is_missing() -> None:
    drink = rule(BuyGet(buy=2, get=1, get_lines=DRINKS), lines=ALL_LINES)
    assert why_not(quoted(shop(drink), basket((TEA, 2)))) == ("add-product", 0, ())
    assert why_not(quoted(shop(drink), basket((TEA, 1)))) == ("too-few-units", 1_000, ())


@pytest.mark.parametrize(("teas", "free"), [(2, 1), (3, 1), (4, 2), (5, 2), (8, 4), (9, 4)])
def test_the_largest_number_of_rewards_is_found(teas: int, free: int) -> None:
    one_and_one = rule(BuyGet(buy=1, get=1, get_lines=DRINKS))
    assert quoted(shop(one_and_one), basket((TEA, teas))).effects[0].times == free


def test_several_rewarded_units_of_each_are_not_bought_too() -> None:
    two_and_two = rule(BuyGet(buy=2, get=2, get_lines=DRINKS))
    assert why_not(quoted(shop(two_and_two), basket((TEA, 3)))) == ("add-product", 0, ())
    assert nets(quoted(shop(two_and_two), basket((TEA, 4)))) == [20_000]
    assert nets(quoted(shop(two_and_two), basket((TEA, 7)))) == [50_000]


def test_an_exclusive_deal_rewards_no_line_that_another_touched() -> None:
    first_off = rule(AmountOff(amount=1), lines=FOOD, id="a")
    answer = quoted(shop(first_off, replace(CAKE_FOR_DRINKS, exclusive=True)), basket((TEA, 2), CAKE))
    assert (nets(answer), why_not(answer)) == ([20_000, 29_999], ("add-product", 0, ()))


def test_the_rewarded_units_are_the_cheapest_or_the_dearest_of_their_lines() -> None:
    three = basket((TEA, 2), CAKE, goods(40_000, "pie"))
    pies = Lines(skus=("pie", "cake"))
    cheapest = rule(BuyGet(buy=2, get=1, get_lines=pies), lines=DRINKS)
    assert nets(quoted(shop(cheapest), three)) == [20_000, 0, 40_000]
    dearest = rule(BuyGet(buy=2, get=1, get_lines=pies, take=DEAREST), lines=DRINKS)
    assert nets(quoted(shop(dearest), three)) == [20_000, 30_000, 0]


def test_rewards_of_other_lines_stop_at_their_times_and_budget() -> None:
    once = replace(CAKE_FOR_DRINKS, limits=Limits(per_sale=1))
    assert nets(quoted(shop(once), basket((TEA, 4), (CAKE, 2)))) == [40_000, 30_000]
    limited = shop(replace(CAKE_FOR_DRINKS, limits=BUDGET))
    answer = quoted(limited, basket((TEA, 2), CAKE), rights=(right("budget", 1_000),))
    assert answer.effects == (off(1_000, base=30_000, exact=30_000, lines=(2,), clipped=Clip.BUDGET),)


FREE_CAKE = rule(FreeProduct(of=FOOD), lines=DRINKS)


def test_a_free_product_is_free_once_the_rule_s_own_lines_are_there() -> None:
    answer = quoted(shop(FREE_CAKE), basket(TEA, (CAKE, 2)))
    assert (nets(answer), answer.effects) == (
        [10_000, 30_000],
        (off(30_000, base=30_000, lines=(2,)),),
    )
    assert why_not(quoted(shop(FREE_CAKE), basket(CAKE))) == ("no-eligible-line", 0, ())


def test_a_free_product_that_is_not_there_yet_is_to_be_added() -> None:
    assert why_not(quoted(shop(FREE_CAKE), basket(TEA))) == ("add-product", 0, ())
    half_a_cake = [a_line(1, TEA), a_line(2, CAKE, quantity=500)]
    assert why_not(quoted(shop(FREE_CAKE), half_a_cake)) == ("add-product", 0, ())


def test_a_free_product_has_units_a_choice_and_a_most() -> None:
    foods = basket(TEA, goods(5_000, "a"), goods(6_000, "b"), goods(7_000, "c"))
    abc = Lines(skus=("a", "b", "c"))

    def left(gift: FreeProduct) -> list[int]:
        return nets(quoted(shop(rule(gift)), foods))[1:]

    assert left(FreeProduct(of=abc, units=2)) == [0, 0, 7_000]
    assert left(FreeProduct(of=abc, units=2, take=DEAREST)) == [5_000, 0, 0]
    assert left(FreeProduct(of=abc, take=DEAREST, most=6_999)) == [5_000, 6_000, 1]
    most = quoted(shop(rule(FreeProduct(of=abc, most=4_000))), foods)
    assert most.effects == (off(4_000, base=5_000, exact=5_000, lines=(2,), clipped=Clip.MOST),)
    budget = shop(rule(FreeProduct(of=abc), limits=BUDGET))
    limited = quoted(budget, foods, rights=(right("budget", 3_000),))
    assert limited.effects == (off(3_000, base=5_000, exact=5_000, lines=(2,), clipped=Clip.BUDGET),)


def test_a_free_product_takes_its_modifiers_along() -> None:
    lines = [a_line(1, COFFEE), a_line(2, TEA), a_line(3, SHOT, of=2)]
    tea = rule(FreeProduct(of=Lines(skus=("tea",))))
    assert nets(quoted(shop(tea), lines)) == [20_000, 0, 0]
