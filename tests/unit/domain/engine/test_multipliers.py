"""Multipliers that meet: the cap, exclusive ones, groups, plans, shares of a bill, and those that bring nothing."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from app.domain.basket import Entitlement, Item, PaymentMethod, TenderKind, TenderPart
from app.domain.programme.benefits import BonusPoints, PointsMultiplier
from app.domain.programme.conditions import CouponCode
from app.domain.programme.document import Programme
from app.domain.programme.levels import Plan, Tier
from app.domain.programme.lines import ALL_LINES, Lines
from app.domain.programme.points import EarnRate
from app.domain.programme.promotions import Group, GroupMode, Promotion
from app.domain.quote import Phase, Quote, Refusal, RefusalReason
from tests.support.loyalty import (
    CAKE,
    DRINKS,
    FOOD,
    GIFT_CARD,
    TEA,
    TOBACCO,
    a_member,
    basket,
    goods,
    grouped,
    percent,
    quoted,
    refusals_of,
    refused_in,
    rule,
    shop,
    times,
    why_not,
    with_points,
)

TODAY = date(2026, 11, 22)
VIP = a_member(plans=(Entitlement(plan_id="vip", starts=TODAY, ends=TODAY),))
FIRST, BEST = GroupMode.FIRST, GroupMode.BEST


def multiplier(rule_id: str, by: str, **changes: Any) -> Promotion:
    return replace(rule(times(by)), id=rule_id, **changes)


def tier(by: str) -> tuple[Tier, ...]:
    return (Tier(id="basic", name="Basic", threshold=0, multiplier=Decimal(by)),)


def earned_by(answer: Quote) -> list[tuple[str, int]]:
    return [(each.rule_id, each.points) for each in answer.earning.by]


def of(programme: Programme, *wanted: Item | tuple[Item, int], **others: Any) -> list[tuple[str, int]]:
    return earned_by(quoted(programme, basket(*wanted), a_member(), **others))


def test_multipliers_are_exact_decimals() -> None:
    million = goods(1_000_000)
    assert of(shop(multiplier("a", "1.005")), million) == [("points", 1_000), ("a", 5)]
    assert of(shop(tiers=tier("1.005")), million) == [("points", 1_000), ("basic", 5)]
    club = Plan(id="vip", name="VIP", sku="vip-fee", months=1, multiplier=Decimal("1.005"))
    by_plan = quoted(shop(plans=(club,)), basket(million), VIP)
    assert earned_by(by_plan) == [("points", 1_000), ("vip", 5)]


def test_a_line_s_sum_of_multipliers_has_a_cap_and_all_bonuses_shrink_alike() -> None:
    programme = with_points(shop(multiplier("a", "2"), tiers=tier("1.5")), multiplier_cap=Decimal(2))
    answer = quoted(programme, basket(TEA), a_member())
    assert earned_by(answer) == [("points", 10), ("basic", 3), ("a", 7)]
    assert [(effect.numerator, effect.denominator) for effect in answer.effects] == [(10, 3), (20, 3)]
    exactly = with_points(programme, multiplier_cap=Decimal("2.5"))
    assert of(exactly, TEA) == [("points", 10), ("basic", 5), ("a", 10)]
    assert of(with_points(programme, multiplier_cap=Decimal(1)), TEA) == [("points", 10)]


def test_the_cap_is_each_line_s_own() -> None:
    programme = with_points(
        shop(multiplier("a", "2"), multiplier("b", "3", lines=FOOD)), multiplier_cap=Decimal(3)
    )
    # Tea: 10 + 10. Cake: 30 + 60, as 1 to 2.
    assert of(programme, TEA, CAKE) == [("points", 40), ("a", 30), ("b", 40)]


def test_plans_multiply_on_their_lines_while_they_are_in_force() -> None:
    plans = (
        Plan(id="vip", name="VIP", sku="fee", months=1, multiplier=Decimal(2), lines=DRINKS),
        Plan(id="club", name="Club", sku="club", months=1, multiplier=Decimal(9)),
    )
    programme = shop(tiers=tier("1.5"), plans=plans)
    answer = quoted(programme, basket(TEA, CAKE), VIP)
    assert earned_by(answer) == [("points", 40), ("basic", 20), ("vip", 10)]
    assert [effect.lines for effect in answer.effects] == [(1, 2), (1,)]
    assert of(programme, TEA, CAKE) == [("points", 40), ("basic", 20)]


def test_a_tier_or_plan_of_times_one_has_no_effect() -> None:
    plans = (Plan(id="vip", name="VIP", sku="fee", months=1),)
    assert quoted(shop(plans=plans), basket(TEA), VIP).effects == ()


def test_promotions_share_in_their_order_after_tier_and_plans() -> None:
    plans = (Plan(id="vip", name="VIP", sku="fee", months=1, multiplier=Decimal(2)),)
    programme = shop(multiplier("b", "2"), multiplier("a", "2"), tiers=tier("2"), plans=plans)
    answer = quoted(programme, basket(goods(1_300)), VIP)
    # 6,5 points: 1,3 each; one more goes to the first.
    assert earned_by(answer) == [("points", 2), ("basic", 1), ("vip", 1), ("a", 1), ("b", 1)]


def test_an_exclusive_multiplier_is_alone_on_its_lines_even_beside_the_tier() -> None:
    programme = shop(
        multiplier("a", "2", lines=DRINKS, exclusive=True), multiplier("b", "3"), tiers=tier("1.5")
    )
    assert of(programme, TEA, CAKE) == [("points", 40), ("basic", 15), ("a", 10), ("b", 60)]


def test_a_multiplier_before_an_exclusive_one_on_the_same_lines_is_refused() -> None:
    programme = shop(multiplier("a", "4", lines=DRINKS), multiplier("b", "2", lines=DRINKS, exclusive=True))
    answer = quoted(programme, basket(TEA), a_member())
    assert earned_by(answer) == [("points", 10), ("b", 10)]
    assert refusals_of(answer) == [("a", "closed-lines")]


def test_the_first_of_several_exclusive_ones_is_alone_and_the_others_are_refused_where_no_line_is_left() -> (
    None
):
    programme = shop(
        multiplier("a", "2", lines=DRINKS, exclusive=True),
        multiplier("b", "3", lines=DRINKS, exclusive=True),
        multiplier("c", "4", lines=DRINKS),
    )
    answer = quoted(programme, basket(TEA, CAKE), a_member())
    assert earned_by(answer) == [("points", 40), ("a", 10)]
    assert refusals_of(answer) == [("b", "closed-lines"), ("c", "closed-lines")]
    assert refused_in(answer, "b") == Refusal(
        rule_id="b", phase=Phase.EARNING, reason=RefusalReason.CLOSED_LINES
    )
    wide = shop(multiplier("a", "2", lines=DRINKS, exclusive=True), multiplier("b", "3", exclusive=True))
    beside = quoted(wide, basket(TEA, CAKE), a_member())
    assert earned_by(beside) == [("points", 40), ("a", 10), ("b", 60)]
    assert [(effect.base, effect.lines) for effect in beside.effects] == [(10_000, (1,)), (30_000, (2,))]


def test_a_line_that_earns_nothing_is_no_line_left_beside_an_exclusive_multiplier() -> None:
    exclusive = multiplier("a", "2", lines=DRINKS, exclusive=True)
    none = EarnRate(id="none", name="none", lines=FOOD, rupiah_per_point=None)
    no_rate = with_points(shop(exclusive, multiplier("b", "3")), rates=(none,))
    closed = ("closed-lines", 0, ())
    assert why_not(quoted(no_rate, basket(TEA, CAKE), a_member()), "b") == closed
    free_food = replace(rule(percent("100"), lines=FOOD), id="free")
    nothing_paid = shop(exclusive, multiplier("b", "3"), free_food)
    assert why_not(quoted(nothing_paid, basket(TEA, CAKE), a_member()), "b") == closed
    one_rupiah = quoted(shop(exclusive, multiplier("b", "3")), basket(TEA, goods(1)), a_member())
    assert one_rupiah.refusals == ()


def test_a_single_rupiah_is_something_to_multiply() -> None:
    assert quoted(shop(multiplier("a", "2")), basket(goods(1)), a_member()).refusals == ()
    split = (TenderPart(method=PaymentMethod.CARD, amount=1),)
    by_card = quoted(paid_with(PaymentMethod.CARD), basket(goods(1)), a_member(), split=split)
    assert by_card.refusals == ()


def test_the_first_multiplier_of_a_group_silences_the_later_ones() -> None:
    answer = quoted(grouped(FIRST, multiplier("a", "2"), multiplier("b", "3")), basket(TEA), a_member())
    assert (earned_by(answer), why_not(answer, "b")) == ([("points", 10), ("a", 10)], ("outranked", 0, ()))


def test_one_that_brings_nothing_silences_nobody() -> None:
    answer = quoted(grouped(FIRST, multiplier("a", "1"), multiplier("b", "3")), basket(TEA), a_member())
    assert earned_by(answer) == [("points", 10), ("b", 20)]
    assert why_not(answer, "a") == ("nothing-to-take", 0, ())


def test_a_bonus_and_a_multiplier_of_a_first_group_compete() -> None:
    bonus = replace(rule(BonusPoints(points=50)), id="a")
    answer = quoted(grouped(FIRST, bonus, multiplier("b", "3")), basket(TEA), a_member())
    assert (earned_by(answer), why_not(answer, "b")) == ([("points", 10), ("a", 50)], ("outranked", 0, ()))


def test_of_a_best_group_the_largest_multiplier_wins_each_line_ties_by_id() -> None:
    three = multiplier("a", "3", lines=FOOD)
    answer = quoted(grouped(BEST, multiplier("b", "2"), three), basket(TEA, CAKE), a_member())
    assert earned_by(answer) == [("points", 40), ("a", 60), ("b", 10)]
    tie = quoted(
        grouped(BEST, multiplier("b", "2", priority=1), multiplier("a", "2")), basket(TEA), a_member()
    )
    assert earned_by(tie) == [("points", 10), ("a", 10)]
    assert refused_in(tie, "b") == Refusal(rule_id="b", phase=Phase.EARNING, reason=RefusalReason.OUTRANKED)


def test_in_a_best_group_bonuses_go_as_in_first_beside_the_multipliers() -> None:
    one, two = replace(rule(BonusPoints(points=5)), id="x"), replace(rule(BonusPoints(points=500)), id="y")
    answer = quoted(grouped(BEST, multiplier("a", "2"), one, two), basket(TEA), a_member())
    assert earned_by(answer) == [("points", 10), ("a", 10), ("x", 5)]
    assert why_not(answer, "y") == ("outranked", 0, ())


def test_groups_of_other_names_and_rules_without_one_are_their_own() -> None:
    programme = grouped(BEST, multiplier("a", "2"))
    other = replace(multiplier("b", "3"), group="other")
    programme = replace(
        programme,
        promotions=(*programme.promotions, other, multiplier("c", "4"), multiplier("0", "1.5")),
        groups=(*programme.groups, Group(id="other", mode=BEST)),
    )
    assert of(programme, TEA) == [("points", 10), ("0", 5), ("a", 10), ("b", 20), ("c", 30)]


def test_first_groups_of_other_names_settle_apart() -> None:
    one, two = multiplier("a", "2", group="one"), multiplier("b", "3", group="two")
    programme = shop(one, two, groups=(Group(id="one", mode=FIRST), Group(id="two", mode=FIRST)))
    assert of(programme, TEA) == [("points", 10), ("a", 10), ("b", 20)]


def test_a_multiplier_whose_share_is_less_than_a_point_has_an_effect_of_none() -> None:
    answer = quoted(shop(multiplier("a", "1.01")), basket(TEA), a_member())
    assert earned_by(answer) == [("points", 10)]
    assert [(effect.rule_id, effect.points) for effect in answer.effects] == [("a", 0)]


def test_multipliers_that_bring_nothing_say_so() -> None:
    nothing = ("nothing-to-take", 0, ())
    assert why_not(quoted(shop(multiplier("rule", "1")), basket(TEA), a_member())) == nothing
    free = shop(multiplier("rule", "2"), replace(rule(percent("100")), id="x"))
    assert why_not(quoted(free, basket(TEA), a_member())) == nothing
    cards = shop(multiplier("rule", "2", lines=Lines(skus=("gift-card",))))
    assert why_not(quoted(cards, basket(GIFT_CARD), a_member())) == nothing
    code = shop(replace(rule(times("2"), CouponCode(codes=("X",)))))
    assert why_not(quoted(code, basket(TEA), a_member())) == ("needs-code", 0, ())
    stopped = shop(multiplier("rule", "2", stopped=True))
    assert why_not(quoted(stopped, basket(TEA), a_member())) == ("stopped", 0, ())
    assert quoted(stopped, basket(TEA), a_member()).earning.points == 10


def paid_with(*methods: PaymentMethod) -> Programme:
    return shop(rule(PointsMultiplier(times=Decimal(2), paid_with=methods)))


@pytest.mark.parametrize(("card", "bonus"), [(10_000, 10), (20_000, 10), (6_000, 6), (1_000, 1)])
def test_a_multiplier_may_count_for_the_share_that_a_method_carries(card: int, bonus: int) -> None:
    split = (TenderPart(method=PaymentMethod.CARD, amount=card),)
    found = of(paid_with(PaymentMethod.CARD), TEA, split=split, tender=TenderKind.CASH)
    assert found == [("points", 10), ("rule", bonus)]


def test_the_last_tender_carries_the_rest_of_the_share() -> None:
    split = (TenderPart(method=PaymentMethod.CARD, amount=7_000),)
    found = of(paid_with(PaymentMethod.CASH), TEA, split=split, tender=TenderKind.CASH)
    assert found == [("points", 10), ("rule", 3)]


def test_a_share_is_of_everything_that_was_paid_excluded_lines_too() -> None:
    split = (TenderPart(method=PaymentMethod.CARD, amount=21_000),)
    found = of(paid_with(PaymentMethod.CARD), TEA, TOBACCO, split=split)
    assert found == [("points", 10), ("rule", 5)]


def test_a_share_of_nothing_is_the_wrong_tender() -> None:
    cards = paid_with(PaymentMethod.CARD, PaymentMethod.QRIS)
    answer = quoted(cards, basket(TEA), a_member(), tender=TenderKind.CASH)
    assert why_not(answer) == ("wrong-tender", 0, ("card", "qris"))
    assert earned_by(answer) == [("points", 10)]


def test_which_multiplier_is_best_is_by_times_whatever_its_share() -> None:
    shared = rule(PointsMultiplier(times=Decimal(3), paid_with=(PaymentMethod.CARD,)), id="a")
    split = (TenderPart(method=PaymentMethod.CARD, amount=1_000),)
    answer = quoted(
        grouped(BEST, shared, multiplier("b", "2")),
        basket(TEA),
        a_member(),
        split=split,
        tender=TenderKind.CASH,
    )
    assert earned_by(answer) == [("points", 10), ("a", 2)]


def test_everything_is_taken_even_by_name() -> None:
    assert of(shop(multiplier("a", "2", lines=ALL_LINES)), TEA) == [("points", 10), ("a", 10)]
