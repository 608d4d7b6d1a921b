"""Groups: stack, first, best. What competes, what wins, and what is told to those that lose."""

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

from app.domain.programme.benefits import AmountOff, BuyGet, FixedPrice, FreeProduct, PercentOff, UnitsOff
from app.domain.programme.lines import Lines
from app.domain.programme.promotions import Group, GroupMode, Limits, Scope
from app.domain.quote import Clip
from tests.support.loyalty import (
    CAKE,
    COFFEE,
    DRINKS,
    FOOD,
    TEA,
    basket,
    goods,
    grouped,
    nets,
    off,
    percent,
    quoted,
    refusals_of,
    right,
    rule,
    shop,
    taken,
    why_not,
)

STACK, FIRST, BEST = GroupMode.STACK, GroupMode.FIRST, GroupMode.BEST
OUTRANKED = ("outranked", 0, ())
A, B = goods(100_000, "a"), goods(100_000, "b")
ONLY_A, ONLY_B = Lines(skus=("a",)), Lines(skus=("b",))


def test_in_a_stack_all_apply_in_order_as_without_a_group() -> None:
    ten, twenty = rule(percent("10"), id="a"), rule(percent("20"), id="b")
    for programme in (shop(ten, twenty), grouped(STACK, ten, twenty)):
        assert taken(quoted(programme, basket(TEA))) == [("a", 1_000), ("b", 1_800)]
    of_no_group = shop(replace(ten, group="nowhere"), replace(twenty, group="nowhere"))
    assert taken(quoted(of_no_group, basket(TEA))) == [("a", 1_000), ("b", 1_800)]


def test_the_first_that_takes_something_silences_the_later_ones() -> None:
    ten, twenty, free = rule(percent("10"), id="a"), rule(percent("20"), id="b"), rule(percent("0"), id="0")
    answer = quoted(grouped(FIRST, twenty, ten, free), basket(TEA))
    assert taken(answer) == [("a", 1_000)]
    assert refusals_of(answer) == [("0", "nothing-to-take"), ("b", "outranked")]


def test_first_silences_even_rules_on_other_lines_and_leaves_other_rules_alone() -> None:
    drinks, food = rule(percent("10"), lines=DRINKS, id="a"), rule(percent("10"), lines=FOOD, id="b")
    programme = grouped(FIRST, drinks, food)
    alone = rule(percent("1"), id="c")
    other = replace(rule(percent("2"), id="d"), group="other")
    programme = replace(
        programme,
        promotions=(*programme.promotions, alone, other),
        groups=(*programme.groups, Group(id="other", mode=FIRST)),
    )
    answer = quoted(programme, basket(TEA, CAKE))
    assert (nets(answer), why_not(answer, "b")) == ([8_732, 29_106], OUTRANKED)


def test_a_group_settles_each_phase_by_itself() -> None:
    line, order = rule(percent("10"), id="a"), rule(percent("10"), id="b", scope=Scope.ORDER)
    for mode in (FIRST, BEST):
        assert taken(quoted(grouped(mode, line, order), basket(TEA))) == [("a", 1_000), ("b", 900)]


def test_best_is_chosen_per_line() -> None:
    """10 % on both or 30 % on one of them: 30.000 + 10.000."""
    ten, thirty = rule(percent("10"), id="ten"), rule(percent("30"), id="thirty", lines=ONLY_A)
    answer = quoted(grouped(BEST, ten, thirty), basket(A, B))
    assert (nets(answer), answer.price - answer.net) == ([70_000, 90_000], 40_000)
    assert taken(answer) == [("ten", 10_000), ("thirty", 30_000)]
    assert answer.effects[0] == off(10_000, base=100_000, lines=(2,), rule_id="ten")


def test_best_is_worked_out_on_the_nets_at_the_turn_of_the_first() -> None:
    """Something of no group in between changes nothing for the rivals but their own bases."""
    ten = rule(percent("10"), id="a", priority=1)
    amount = rule(AmountOff(amount=12_000), id="b", priority=3)
    half = rule(percent("50"), id="between", priority=2)
    programme = grouped(BEST, ten, amount)
    programme = replace(programme, promotions=(*programme.promotions, half))
    answer = quoted(programme, basket(A))
    assert taken(answer) == [("b", 12_000), ("between", 44_000)]
    assert why_not(answer, "a") == OUTRANKED


def test_of_equal_savings_the_lower_id_wins_whatever_the_priority() -> None:
    b, a = rule(percent("10"), id="b", priority=1), rule(percent("10"), id="a", priority=2)
    answer = quoted(grouped(BEST, a, b), basket(A))
    assert (taken(answer), why_not(answer, "b")) == ([("a", 10_000)], OUTRANKED)
    on_order = quoted(grouped(BEST, replace(a, scope=Scope.ORDER), replace(b, scope=Scope.ORDER)), basket(A))
    assert (taken(on_order), why_not(on_order, "b")) == ([("a", 10_000)], OUTRANKED)


def test_orders_compete_as_a_whole() -> None:
    ten = rule(percent("10"), id="ten", scope=Scope.ORDER)
    thirty = rule(percent("30"), id="thirty", lines=ONLY_A, scope=Scope.ORDER)
    answer = quoted(grouped(BEST, ten, thirty), basket(A, B))
    assert (taken(answer), why_not(answer, "ten")) == ([("thirty", 30_000)], OUTRANKED)
    fifteen = replace(thirty, benefit=percent("15"))
    assert taken(quoted(grouped(BEST, ten, fifteen), basket(A, B))) == [("ten", 20_000)]


def test_a_rival_that_works_on_nothing_says_its_own_reason() -> None:
    ten, two = rule(percent("10"), id="a"), rule(BuyGet(buy=1, get=1), id="b")
    for scope in Scope:
        rivals = (replace(ten, scope=scope), replace(two, scope=scope))
        answer = quoted(grouped(BEST, *rivals), basket(A))
        assert (taken(answer), why_not(answer, "b")) == ([("a", 10_000)], ("too-few-units", 1_000, ()))
        only = quoted(grouped(BEST, rivals[1]), basket(A))
        assert (taken(only), why_not(only, "b")) == ([], ("too-few-units", 1_000, ()))


def test_an_amount_that_lost_a_line_is_worked_out_again_on_those_that_it_won() -> None:
    """40.000 over both would be 20.000 each; of a it loses to 30.000, so all of it is b's."""
    amount, thirty = rule(AmountOff(amount=40_000), id="x"), rule(percent("30"), id="y", lines=ONLY_A)
    answer = quoted(grouped(BEST, amount, thirty), basket(A, B))
    assert (nets(answer), taken(answer)) == ([70_000, 60_000], [("x", 40_000), ("y", 30_000)])
    assert answer.effects[0] == off(40_000, base=100_000, lines=(2,), rule_id="x")


def test_a_percentage_with_a_most_is_worked_out_again_on_those_that_it_won() -> None:
    capped = rule(PercentOff(percent=Decimal(50), most=40_000), id="x")
    answer = quoted(grouped(BEST, capped, rule(percent("30"), id="y", lines=ONLY_A)), basket(A, B))
    assert nets(answer) == [70_000, 60_000]
    assert answer.effects[0] == off(
        40_000, base=100_000, exact=50_000, lines=(2,), rule_id="x", clipped=Clip.MOST
    )


def test_a_fixed_price_and_an_amount_per_unit_are_worked_out_again_too() -> None:
    fixed = rule(FixedPrice(price=80_000), id="x")
    answer = quoted(grouped(BEST, fixed, rule(percent("30"), id="y", lines=ONLY_A)), basket(A, B))
    assert (nets(answer), answer.effects[0].base) == ([70_000, 80_000], 100_000)
    each = rule(AmountOff(amount=20_000, per_unit=True), id="x", limits=Limits(per_sale=2))
    again = quoted(grouped(BEST, each, rule(percent("30"), id="y", lines=ONLY_A)), basket(A, (B, 3)))
    assert (nets(again), again.effects[0].times) == ([70_000, 260_000], 2)


def test_a_deal_over_units_keeps_the_parts_that_it_won() -> None:
    """Two units of each line: buy three get one free would free one of a, which loses to 60 % there."""
    deal = rule(UnitsOff(units=2), id="deal")
    sixty = rule(percent("90"), id="ninety", lines=ONLY_A)
    cheap, dear = goods(100_000, "a"), goods(150_000, "b")
    answer = quoted(grouped(BEST, deal, sixty), basket((cheap, 2), dear))
    # The deal frees both of a (200.000): nothing beats it.
    assert taken(answer) == [("deal", 200_000)]
    three = quoted(grouped(BEST, replace(deal, benefit=UnitsOff(units=3)), sixty), basket((cheap, 2), dear))
    assert taken(three) == [("deal", 350_000)]
    half_deal = replace(deal, benefit=UnitsOff(units=3, percent=Decimal(50)))
    kept = quoted(grouped(BEST, half_deal, sixty), basket((cheap, 2), dear))
    assert (nets(kept), taken(kept)) == ([20_000, 75_000], [("deal", 75_000), ("ninety", 180_000)])
    assert kept.effects[0] == off(75_000, base=350_000, lines=(2,), rule_id="deal")


def test_a_deal_that_won_all_its_lines_keeps_its_exact_amount() -> None:
    half_off_one = rule(UnitsOff(units=1, percent=Decimal(50)), id="a")
    answer = quoted(grouped(BEST, half_off_one, rule(percent("1"), id="b")), basket(goods(25)))
    assert answer.effects == (off(13, base=25, exact=Fraction("12.5"), rule_id="a"),)


def test_deals_and_free_products_compete_by_line_too() -> None:
    free = rule(FreeProduct(of=FOOD), id="free")
    half = rule(percent("50"), id="half")
    answer = quoted(grouped(BEST, free, half), basket(TEA, CAKE))
    assert (nets(answer), taken(answer)) == ([5_000, 0], [("free", 30_000), ("half", 5_000)])


def test_a_rule_that_won_no_line_is_outranked() -> None:
    answer = quoted(
        grouped(BEST, rule(percent("10"), id="a"), rule(percent("20"), id="b"), rule(percent("30"), id="c")),
        basket(A, B),
    )
    assert taken(answer) == [("c", 60_000)]
    assert refusals_of(answer) == [("a", "outranked"), ("b", "outranked")]


def test_winners_apply_in_order_each_on_lines_of_its_own() -> None:
    a = rule(percent("10"), id="z", lines=ONLY_A, priority=1)
    b = rule(percent("10"), id="y", lines=ONLY_B, priority=2)
    answer = quoted(grouped(BEST, b, a), basket(A, B))
    assert [(effect.rule_id, effect.base) for effect in answer.effects] == [("z", 100_000), ("y", 100_000)]


def test_best_is_by_what_is_really_saved_within_the_budget() -> None:
    limited = rule(percent("50"), id="a", limits=Limits(budget=1_000_000))
    ten = rule(percent("10"), id="b")
    answer = quoted(grouped(BEST, limited, ten), basket(A), rights=(right("budget", 9_999, "a"),))
    assert taken(answer) == [("b", 10_000)]
    enough = quoted(grouped(BEST, limited, ten), basket(A), rights=(right("budget", 10_000, "a"),))
    assert taken(enough) == [("a", 10_000)]


def test_a_line_s_part_is_what_counts_after_spreading() -> None:
    """10 % of 15 and 14 is 2,9: 3, of which 2 are the first's; an amount of 1 beats it nowhere."""
    ten = rule(percent("10"), id="b")
    one = rule(AmountOff(amount=1), id="a", lines=Lines(skus=("second",)))
    answer = quoted(grouped(BEST, ten, one), basket(goods(15, "first"), goods(14, "second")))
    assert taken(answer) == [("a", 1), ("b", 2)]
    assert answer.effects[1] == off(2, base=15, exact=Fraction("1.5"), rule_id="b")


def test_groups_of_different_names_do_not_compete() -> None:
    one = replace(rule(percent("10"), id="a"), group="one")
    two = replace(rule(percent("20"), id="b"), group="two")
    groups = (Group(id="one", mode=BEST), Group(id="two", mode=BEST))
    assert nets(quoted(shop(one, two, groups=groups), basket(TEA, COFFEE))) == [7_200, 14_400]


def test_a_zero_saving_wins_no_line() -> None:
    """The fixed price saves nothing on a: the 10 % keeps it."""
    fixed = rule(FixedPrice(price=100_000), id="a")
    ten = rule(percent("10"), id="b", lines=ONLY_A)
    answer = quoted(grouped(BEST, fixed, ten), basket(A, goods(150_000, "b")))
    assert taken(answer) == [("a", 50_000), ("b", 10_000)]
