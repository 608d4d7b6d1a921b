"""The last of the order's discounts: what a person takes off, then the tier, then each plan."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest

from app.domain.basket import Entitlement, ItemKind, ManualDiscount, MemberSnapshot
from app.domain.programme.levels import Plan, Tier
from app.domain.programme.lines import Lines
from app.domain.programme.promotions import Scope
from app.domain.quote import Clip, Phase, Refusal, RefusalReason
from tests.support.loyalty import (
    CAKE,
    DRINKS,
    GIFT_CARD,
    TEA,
    TOBACCO,
    a_member,
    basket,
    goods,
    nets,
    off,
    percent,
    quoted,
    rule,
    shop,
    taken,
    why_not,
)

TODAY = date(2026, 11, 22)


def a_tier(tier_id: str, percent_off: str, threshold: int = 0) -> Tier:
    return Tier(id=tier_id, name=tier_id, threshold=threshold, discount_percent=Decimal(percent_off))


def a_plan(plan_id: str, percent_off: str, **changes: Any) -> Plan:
    plan = Plan(
        id=plan_id, name=plan_id, sku=plan_id + "-fee", months=1, discount_percent=Decimal(percent_off)
    )
    return replace(plan, **changes)


def with_plans(*plan_ids: str, starts: int = 0, ends: int = 0) -> MemberSnapshot:
    return a_member(
        plans=tuple(
            Entitlement(
                plan_id=plan_id,
                starts=TODAY + timedelta(days=starts),
                ends=TODAY + timedelta(days=ends),
            )
            for plan_id in plan_ids
        )
    )


def test_a_percentage_by_hand_is_in_hundredths_of_a_percent_of_all_open_goods() -> None:
    by_hand = ManualDiscount(basis_points=1_250)
    answer = quoted(shop(), basket(TEA, GIFT_CARD, TOBACCO, CAKE), manual=by_hand)
    assert nets(answer) == [8_750, 100_000, 32_000, 26_250]
    assert answer.effects == (off(5_000, base=40_000, lines=(1, 4), rule_id="manual", phase=Phase.MANUAL),)
    odd = quoted(shop(), basket(goods(25)), manual=ManualDiscount(basis_points=5_000))
    assert odd.effects == (off(13, base=25, exact=Fraction("12.5"), rule_id="manual", phase=Phase.MANUAL),)


def test_an_amount_by_hand_is_spread_by_the_nets_and_never_more_than_they_are() -> None:
    answer = quoted(shop(), basket(TEA, CAKE), manual=ManualDiscount(amount=8_000))
    assert nets(answer) == [8_000, 24_000]
    assert answer.effects == (off(8_000, base=40_000, lines=(1, 2), rule_id="manual", phase=Phase.MANUAL),)
    over = quoted(shop(), basket(TEA), manual=ManualDiscount(amount=10_001))
    assert over.effects == (
        off(10_000, base=10_000, exact=10_001, rule_id="manual", phase=Phase.MANUAL, clipped=Clip.NET),
    )


def test_a_discount_by_hand_comes_after_order_promotions_and_before_the_tier() -> None:
    """100.000 − 10 % − 10.000 by hand − 5 % of the rest."""
    order = rule(percent("10"), scope=Scope.ORDER)
    programme = shop(order, tiers=(a_tier("basic", "5"),))
    answer = quoted(programme, basket(goods(100_000)), a_member(), manual=ManualDiscount(amount=10_000))
    assert taken(answer) == [("rule", 10_000), ("manual", 10_000), ("basic", 4_000)]


@pytest.mark.parametrize("manual", [None, ManualDiscount(), ManualDiscount(reason="nothing")])
def test_nothing_by_hand_is_nothing(manual: ManualDiscount | None) -> None:
    answer = quoted(shop(), basket(TEA), manual=manual)
    assert (answer.effects, answer.refusals) == ((), ())


def test_a_discount_by_hand_that_finds_nothing_says_so() -> None:
    hand = ManualDiscount(basis_points=100)
    assert why_not(quoted(shop(), basket(TOBACCO), manual=hand), "manual") == ("nothing-to-take", 0, ())
    free = shop(rule(percent("100")))
    assert why_not(quoted(free, basket(TEA), manual=hand), "manual") == ("nothing-to-take", 0, ())
    tiny = quoted(shop(), basket(goods(49)), manual=hand)  # 0,49
    assert nets(tiny) == [49]
    assert tiny.refusals == (
        Refusal(rule_id="manual", phase=Phase.MANUAL, reason=RefusalReason.NOTHING_TO_TAKE),
    )


def test_the_tier_s_percentage_is_off_all_open_goods_and_last() -> None:
    """Order −10.000 and tier 5 % on 100.000: 85.500."""
    ten_thousand = rule(percent("10"), scope=Scope.ORDER)
    answer = quoted(
        shop(ten_thousand, tiers=(a_tier("basic", "5"),)), basket(goods(100_000), TOBACCO), a_member()
    )
    assert nets(answer) == [85_500, 32_000]
    assert answer.effects[1] == off(4_500, base=90_000, rule_id="basic", phase=Phase.TIER)


def test_the_tier_at_the_start_of_the_sale_applies_and_a_gone_one_counts_as_the_lowest() -> None:
    tiers = (a_tier("basic", "1"), a_tier("gold", "10", 100))
    programme = shop(tiers=tiers)
    assert taken(quoted(programme, basket(TEA), a_member(tier_metric=1_000_000))) == [("basic", 100)]
    assert taken(quoted(programme, basket(TEA), a_member(tier_id="gold"))) == [("gold", 1_000)]
    assert taken(quoted(programme, basket(TEA), a_member(tier_id="gone"))) == [("basic", 100)]
    assert taken(quoted(programme, basket(TEA))) == []


def test_a_tier_without_a_percentage_says_nothing_one_that_finds_nothing_does() -> None:
    assert quoted(shop(), basket(TEA), a_member()).refusals == ()
    five = shop(tiers=(a_tier("basic", "5"),))
    tiny = quoted(five, basket(goods(9)), a_member())
    assert tiny.refusals == (
        Refusal(rule_id="basic", phase=Phase.TIER, reason=RefusalReason.NOTHING_TO_TAKE),
    )
    assert quoted(five, basket(TOBACCO), a_member()).refusals == ()
    free = shop(rule(percent("100")), tiers=(a_tier("basic", "5"),))
    assert why_not(quoted(free, basket(TEA), a_member()), "basic") == ("nothing-to-take", 0, ())


def test_each_plan_in_force_takes_its_percentage_of_its_lines_after_the_tier() -> None:
    programme = shop(
        tiers=(a_tier("basic", "10"),),
        plans=(a_plan("vip", "50", lines=DRINKS), a_plan("club", "10")),
    )
    answer = quoted(programme, basket(TEA, CAKE), with_plans("club", "vip"))
    assert taken(answer) == [("basic", 4_000), ("vip", 4_500), ("club", 3_150)]
    assert [effect.phase for effect in answer.effects] == [Phase.TIER] * 3
    assert taken(quoted(programme, basket(TEA), with_plans("club"))) == [("basic", 1_000), ("club", 900)]


def test_a_plan_counts_from_its_first_day_to_its_last() -> None:
    programme = shop(plans=(a_plan("vip", "50"),))
    assert taken(quoted(programme, basket(TEA), with_plans("vip"))) == [("vip", 5_000)]
    assert taken(quoted(programme, basket(TEA), with_plans("vip", starts=1, ends=1))) == []
    assert taken(quoted(programme, basket(TEA), with_plans("vip", starts=-1, ends=-1))) == []


def test_a_plan_without_a_percentage_or_a_line_says_nothing() -> None:
    programme = shop(plans=(a_plan("vip", "0"), a_plan("club", "10", lines=Lines(skus=("x",)))))
    answer = quoted(programme, basket(TEA), with_plans("vip", "club"))
    assert (answer.effects, answer.refusals) == ((), ())


FEE = replace(goods(15_000, "courier"), kind=ItemKind.DELIVERY_FEE)
DELIVERS = a_plan("vip", "10", free_delivery=True)


def test_a_plan_with_free_delivery_takes_the_whole_fee_and_nothing_else_of_it() -> None:
    answer = quoted(shop(plans=(DELIVERS,)), basket(TEA, FEE), with_plans("vip"))
    assert taken(answer) == [("vip", 1_000), ("vip", 15_000)]
    assert nets(answer) == [9_000, 0]
    assert answer.effects[-1] == off(15_000, base=15_000, lines=(2,), rule_id="vip", phase=Phase.TIER)
    assert taken(quoted(shop(plans=(DELIVERS,)), basket(FEE), with_plans("vip"))) == [("vip", 15_000)]


def test_a_fee_is_paid_without_the_plan_or_after_its_end_or_by_a_guest() -> None:
    programme = shop(plans=(DELIVERS, a_plan("club", "0")))
    for who in (None, a_member(), with_plans("club"), with_plans("vip", starts=-9, ends=-1)):
        assert nets(quoted(programme, basket(TEA, FEE), who)) == [10_000, 15_000]


def test_no_other_rule_touches_a_fee_unless_it_names_it_and_it_earns_nothing() -> None:
    half = rule(percent("50"))
    answer = quoted(shop(half), basket(TEA, FEE), a_member())
    assert nets(answer) == [5_000, 15_000]
    named = rule(percent("50"), id="named", lines=Lines(skus=("courier",)))
    answer = quoted(shop(named, plans=(DELIVERS,)), basket(FEE), with_plans("vip"))
    assert taken(answer) == [("named", 7_500), ("vip", 7_500)]


def test_of_two_plans_one_delivers_and_what_is_free_already_is_told() -> None:
    programme = shop(plans=(DELIVERS, a_plan("club", "0", free_delivery=True)))
    answer = quoted(programme, basket(FEE), with_plans("vip", "club"))
    assert (taken(answer), answer.refusals) == ([("club", 15_000)], ())
    nothing = quoted(programme, basket(replace(FEE, price=0)), with_plans("club"))
    assert nothing.refusals == (
        Refusal(rule_id="club", phase=Phase.TIER, reason=RefusalReason.NOTHING_TO_TAKE),
    )
