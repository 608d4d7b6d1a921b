"""Exclusive promotions: nothing else on the lines that they touched, before or after."""

from dataclasses import replace
from datetime import date

import pytest

from app.domain.basket import Entitlement, HeldVoucher, ItemKind, ManualDiscount
from app.domain.programme.benefits import (
    AmountOff,
    BuyGet,
    FixedPrice,
    FreeProduct,
    PercentOff,
    PriceBenefit,
    UnitsOff,
)
from app.domain.programme.gifts import Reward, VoucherKind
from app.domain.programme.levels import Plan, Tier
from app.domain.programme.lines import ALL_LINES, Lines
from app.domain.programme.promotions import GroupMode, Scope
from tests.support.loyalty import (
    CAKE,
    DRINKS,
    FOOD,
    TEA,
    a_member,
    an_item,
    basket,
    goods,
    grouped,
    nets,
    percent,
    quoted,
    rule,
    shop,
    taken,
    times,
    why_not,
)

CLOSED = ("closed-lines", 0, ())
NOTHING = ("nothing-to-take", 0, ())
ONLY_DRINKS = rule(percent("10"), id="a", lines=DRINKS, exclusive=True)
ALL_BENEFITS: tuple[PriceBenefit, ...] = (
    percent("20"),
    AmountOff(amount=2_000),
    AmountOff(amount=2_000, per_unit=True),
    UnitsOff(units=1),
    BuyGet(buy=1, get=1),
    BuyGet(buy=1, get=1, get_lines=ALL_LINES),
    FixedPrice(price=1),
    FreeProduct(of=ALL_LINES),
)


def test_what_an_exclusive_rule_touched_is_closed_to_everything_later() -> None:
    later = rule(percent("50"), id="b")
    answer = quoted(shop(ONLY_DRINKS, later), basket(TEA, CAKE))
    assert (nets(answer), taken(answer)) == ([9_000, 15_000], [("a", 1_000), ("b", 15_000)])
    assert why_not(quoted(shop(ONLY_DRINKS, later), basket(TEA)), "b") == CLOSED


@pytest.mark.parametrize("benefit", ALL_BENEFITS)
@pytest.mark.parametrize("scope", list(Scope))
def test_every_benefit_keeps_off_closed_lines_and_says_so(benefit: PriceBenefit, scope: Scope) -> None:
    later = rule(benefit, id="b", scope=scope)
    answer = quoted(shop(ONLY_DRINKS, later), basket((TEA, 2)))
    assert (nets(answer), why_not(answer, "b")) == ([18_000], CLOSED)


@pytest.mark.parametrize("benefit", ALL_BENEFITS)
def test_every_benefit_says_when_nothing_is_left(benefit: PriceBenefit) -> None:
    free = rule(percent("100"), id="a")
    answer = quoted(shop(free, rule(benefit, id="b")), basket((TEA, 2)))
    assert (nets(answer), why_not(answer, "b")) == ([0], NOTHING)


@pytest.mark.parametrize("benefit", ALL_BENEFITS)
def test_every_exclusive_benefit_leaves_out_lines_that_others_touched(benefit: PriceBenefit) -> None:
    first = rule(percent("10"), id="a")
    answer = quoted(shop(first, rule(benefit, id="b", exclusive=True)), basket((TEA, 2)))
    assert (nets(answer), why_not(answer, "b")) == ([18_000], CLOSED)


@pytest.mark.parametrize("benefit", ALL_BENEFITS)
def test_every_exclusive_benefit_closes_the_lines_that_it_took_from(benefit: PriceBenefit) -> None:
    last = rule(percent("10"), id="c")
    answer = quoted(shop(rule(benefit, id="b", exclusive=True), last), basket((TEA, 2)))
    assert taken(answer)[0][0] == "b"
    assert why_not(answer, "c") is not None


def test_a_rule_before_takes_the_exclusive_one_s_lines_away_also_from_an_earlier_phase() -> None:
    first = rule(percent("10"), id="a", lines=DRINKS)
    on_order = rule(percent("50"), id="b", exclusive=True, scope=Scope.ORDER)
    assert nets(quoted(shop(first, on_order), basket(TEA, CAKE))) == [9_000, 15_000]


def test_only_lines_that_it_took_something_from_are_closed() -> None:
    cheapest = rule(UnitsOff(units=1), id="a", exclusive=True)
    assert nets(quoted(shop(cheapest, rule(percent("10"), id="b")), basket(TEA, CAKE))) == [0, 27_000]


def test_closed_lines_take_no_manual_discount_no_tier_no_plan_and_no_vouchers() -> None:
    tiers = (Tier(id="basic", name="Basic", threshold=0, discount_percent=percent("10").percent),)
    kind = VoucherKind(id="voucher", name="voucher", gives=AmountOff(amount=1_000))
    reward = Reward(id="reward", name="reward", points=1, gives=PercentOff(percent=percent("10").percent))
    programme = shop(replace(ONLY_DRINKS, lines=ALL_LINES), tiers=tiers, vouchers=(kind,), rewards=(reward,))
    answer = quoted(
        programme,
        basket(TEA),
        a_member(),
        manual=ManualDiscount(amount=1_000),
        vouchers=(HeldVoucher(code="1", kind_id="voucher"),),
        rewards=("reward",),
    )
    assert taken(answer) == [("a", 1_000)]
    assert [why_not(answer, each) for each in ("manual", "basic", "voucher", "reward")] == [CLOSED] * 4
    assert answer.redemption.reward_points == 0


def test_a_plan_delivers_nothing_free_that_an_exclusive_rule_touched() -> None:
    fee = an_item("courier", 15_000, kind=ItemKind.DELIVERY_FEE)
    named = rule(percent("10"), id="named", lines=Lines(skus=("courier",)), exclusive=True)
    plan = Plan(id="vip", name="VIP", sku="vip-fee", months=1, free_delivery=True)
    today = date(2026, 11, 22)
    member = a_member(plans=(Entitlement(plan_id="vip", starts=today, ends=today),))
    answer = quoted(shop(named, plans=(plan,)), basket(fee), member)
    assert (nets(answer), why_not(answer, "vip")) == ([13_500], CLOSED)


def test_points_still_pay_for_closed_lines_and_they_still_earn() -> None:
    twice = rule(times("2"), id="twice")
    answer = quoted(shop(ONLY_DRINKS, twice), basket(TEA), a_member(), points_asked=100)
    assert (nets(answer), answer.earning.points) == ([8_000], 16)


def test_a_manual_price_does_not_keep_an_exclusive_rule_away() -> None:
    cheaper = [replace(basket(TEA)[0], manual=None)]
    assert nets(quoted(shop(ONLY_DRINKS), cheaper)) == [9_000]


def test_in_a_best_group_an_exclusive_rule_closes_only_what_it_won() -> None:
    ten, thirty = rule(percent("10"), id="a"), rule(percent("30"), id="b", lines=FOOD, exclusive=True)
    programme = grouped(GroupMode.BEST, ten, thirty)
    after = replace(programme, promotions=(*programme.promotions, rule(percent("50"), id="c")))
    assert nets(quoted(after, basket(TEA, CAKE))) == [4_500, 21_000]


def test_in_a_first_group_an_exclusive_rule_that_finds_no_line_lets_the_next_one_try() -> None:
    before = rule(percent("10"), id="0", lines=DRINKS)
    exclusive = rule(percent("20"), id="1", lines=DRINKS, exclusive=True, group="group")
    other = rule(percent("30"), id="2", lines=DRINKS, group="group")
    programme = grouped(GroupMode.FIRST, exclusive, other)
    programme = replace(programme, promotions=(before, *programme.promotions))
    answer = quoted(programme, basket(TEA))
    assert (taken(answer), why_not(answer, "1")) == ([("0", 1_000), ("2", 2_700)], CLOSED)


def test_a_closed_line_of_a_single_rupiah_is_closed_not_empty() -> None:
    half = rule(percent("50"), id="a", exclusive=True)
    answer = quoted(shop(half, rule(percent("50"), id="b")), basket(goods(2)))
    assert (nets(answer), why_not(answer, "b")) == ([1], CLOSED)


def test_a_free_product_of_a_closed_line_is_refused_beside_an_open_one() -> None:
    closing = rule(percent("10"), id="a", lines=Lines(skus=("thing",)), exclusive=True)
    gift = rule(FreeProduct(of=Lines(skus=("thing",))), id="b", lines=DRINKS)
    answer = quoted(shop(closing, gift), basket(TEA, goods(1_000)))
    assert why_not(answer, "b") == CLOSED


def test_the_last_rupiah_beside_a_closed_line_is_still_there_to_take() -> None:
    closing = rule(percent("10"), id="a", lines=DRINKS, exclusive=True)
    answer = quoted(shop(closing, rule(percent("100"), id="b")), basket(TEA, goods(1)))
    assert nets(answer) == [9_000, 0]
