"""The whole of a quote: its phases in order, baskets that make no sense, and earning again on what was kept."""

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest

from app.domain.basket import HeldVoucher, ManualDiscount, PaymentMethod, TenderKind, TenderPart
from app.domain.basket_faults import BasketFaultKind, InvalidBasket
from app.domain.engine.evaluate import earn_again, quote
from app.domain.engine.prepared import prepare
from app.domain.programme.benefits import AmountOff, BonusPoints, OpenPriceList, PointsMultiplier
from app.domain.programme.conditions import HasTier, MinimumSpend, PaidWith
from app.domain.programme.gifts import Reward, VoucherKind
from app.domain.programme.levels import Tier
from app.domain.programme.promotions import ListedPrice, PriceList, Scope
from app.domain.programme.settling import Tax, TaxRate
from app.domain.quote import Phase, settled
from tests.support.loyalty import (
    SHOP,
    TEA,
    TOBACCO,
    a_line,
    a_member,
    basket,
    goods,
    inputs_of,
    nets,
    percent,
    quoted,
    rule,
    shop,
    times,
    why_not,
)

GOLD = Tier(id="basic", name="Gold", threshold=0, discount_percent=Decimal(10), multiplier=Decimal(2))


def test_all_phases_run_in_their_order_each_on_what_the_one_before_left() -> None:
    programme = shop(
        rule(OpenPriceList(price_list="list"), id="e", priority=9),
        rule(AmountOff(amount=10_000), id="d", priority=8),
        rule(percent("50"), id="c", priority=7, scope=Scope.ORDER),
        rule(times("2"), id="a", priority=1),
        price_lists=(PriceList(id="list", name="list", prices=(ListedPrice(sku="thing", price=90_000),)),),
        tiers=(GOLD,),
        vouchers=(VoucherKind(id="voucher", name="v", gives=AmountOff(amount=1_000)),),
        rewards=(Reward(id="reward", name="r", points=10, gives=AmountOff(amount=2_000)),),
        taxes=(Tax(id="t", name="t", rates=(TaxRate(percent=Decimal(10)),), inside=False),),
    )
    answer = quoted(
        programme,
        basket(goods(100_000)),
        a_member(),
        manual=ManualDiscount(amount=5_000),
        vouchers=(HeldVoucher(code="1", kind_id="voucher"),),
        rewards=("reward",),
        points_asked=50,
        split=(TenderPart(method=PaymentMethod.CARD, amount=10_000),),
        tender=TenderKind.CASH,
    )
    assert [(effect.rule_id, effect.phase, effect.amount) for effect in answer.effects] == [
        ("e", Phase.PRICE, 10_000),
        ("d", Phase.LINE_PROMOTION, 10_000),
        ("c", Phase.ORDER_PROMOTION, 40_000),
        ("manual", Phase.MANUAL, 5_000),
        ("basic", Phase.TIER, 3_500),
        ("voucher", Phase.VOUCHER, 1_000),
        ("reward", Phase.VOUCHER, 2_000),
        ("points", Phase.REDEMPTION, 500),
        ("basic", Phase.EARNING, 0),
        ("a", Phase.EARNING, 0),
    ]
    assert (answer.price, answer.net, answer.tax, answer.total) == (100_000, 28_000, 2_800, 30_800)
    assert (answer.payable, answer.cash_rounding) == (20_800, 0)
    assert (answer.earning.base, answer.earning.points) == (30_800, 92)  # 30,8 × 3
    assert (answer.redemption.points, answer.redemption.reward_points) == (50, 10)


def test_a_basket_that_makes_no_sense_is_refused_whole() -> None:
    with pytest.raises(InvalidBasket) as raised:
        quote(prepare(SHOP), inputs_of([a_line(1, TEA, quantity=0), a_line(2, TEA, quantity=-1)]))
    assert [fault.kind for fault in raised.value.faults] == [BasketFaultKind.QUANTITY] * 2


def test_nothing_of_a_quote_feeds_back_the_same_input_gives_the_same_quote() -> None:
    prepared = prepare(shop(rule(percent("50")), tiers=(GOLD,)))
    inputs = inputs_of(basket(TEA, TOBACCO), a_member(), points_asked=10)
    assert quote(prepared, inputs) == quote(prepared, inputs) == quote(prepare(prepared.programme), inputs)
    assert quote(prepared, inputs_of(basket(TOBACCO))).net == 32_000


def test_a_sale_keeps_what_was_done_not_what_was_refused_or_on_offer() -> None:
    programme = shop(
        rule(percent("50")),
        rule(percent("10"), MinimumSpend(amount=99_000), id="far"),
        rewards=(Reward(id="reward", name="r", points=10, gives=AmountOff(amount=2_000)),),
    )
    answer = quoted(programme, basket(TEA), a_member())
    assert (len(answer.refusals), len(answer.rewards)) == (1, 1)
    assert settled(answer) == replace(answer, refusals=(), rewards=())


def test_a_member_of_a_tier_that_is_gone_is_in_the_lowest_everywhere() -> None:
    programme = shop(
        rule(percent("50"), HasTier(tiers=("basic",))),
        tiers=(GOLD,),
        rewards=(Reward(id="r", name="r", points=1, gives=AmountOff(amount=500), tiers=("basic",)),),
    )
    answer = quoted(programme, basket(TEA), a_member(tier_id="gone"), rewards=("r",))
    assert (nets(answer), answer.earning.points) == ([4_000], 8)
    assert answer.tier is not None
    assert answer.tier.tier_id == "basic"


def test_kept_lines_earn_by_their_frozen_amounts_not_by_their_prices() -> None:
    prepared = prepare(shop(rule(percent("50"), id="half"), rule(BonusPoints(points=5)), tiers=(GOLD,)))
    kept = inputs_of(basket(goods(100_000)), a_member())
    earned = earn_again(prepared, kept, [7_500], 7_500)
    assert (earned.earning.base, earned.earning.points) == (7_500, 20)
    assert Fraction(earned.earning.numerator, earned.earning.denominator) == 15


def test_thresholds_of_earning_are_looked_at_again_on_the_kept_lines() -> None:
    prepared = prepare(shop(rule(BonusPoints(points=50), MinimumSpend(amount=10_000))))
    kept = inputs_of(basket(TEA), a_member())
    assert earn_again(prepared, kept, [10_000], 99_999).earning.points == 60
    assert earn_again(prepared, kept, [9_999], 99_999).earning.points == 9


def test_tenders_are_judged_against_what_was_paid_for_the_whole_sale() -> None:
    """Rp6.000 of Rp10.000 by card; Rp5.000 is kept."""
    by_card = inputs_of(
        basket(TEA),
        a_member(),
        split=(TenderPart(method=PaymentMethod.CARD, amount=6_000),),
        tender=TenderKind.CASH,
    )
    most = PaidWith(methods=(PaymentMethod.CARD,), share=Decimal("60.0001"))
    enough = PaidWith(methods=(PaymentMethod.CARD,), share=Decimal(60))
    assert earn_again(prepare(shop(rule(times("2"), most))), by_card, [5_000], 10_000).earning.points == 5
    assert earn_again(prepare(shop(rule(times("2"), enough))), by_card, [5_000], 10_000).earning.points == 10
    shared = shop(rule(PointsMultiplier(times=Decimal(2), paid_with=(PaymentMethod.CARD,))))
    assert earn_again(prepare(shared), by_card, [5_000], 10_000).earning.points == 8
    assert earn_again(prepare(shared), by_card, [5_000], 0).earning.points == 5


def test_kept_lines_of_a_member_of_a_gone_tier_earn_as_in_the_lowest() -> None:
    kept = inputs_of(basket(TEA), a_member(tier_id="gone"))
    assert earn_again(prepare(shop(tiers=(GOLD,))), kept, [10_000], 10_000).earning.points == 20


def test_kept_lines_earn_without_their_tax_where_the_programme_says_so() -> None:
    ppn = Tax(id="ppn", name="PPN", rates=(TaxRate(percent=Decimal(25)),))
    programme = shop(taxes=(ppn,), points=replace(SHOP.points, earn_on_tax=False))
    kept = inputs_of(basket(TEA), a_member())
    assert earn_again(prepare(programme), kept, [10_000], 10_000).earning.points == 8


def test_refusals_stand_by_phase_lines_first_then_conditions_then_turns() -> None:
    programme = shop(
        rule(percent("10"), id="a"),
        rule(percent("10"), MinimumSpend(amount=99_000), id="b"),
        rule(percent("0"), id="c"),
        rule(percent("10"), id="d", lines=replace(rule(percent("1")).lines, skus=("x",))),
        rule(percent("10"), id="e", stopped=True),
        rule(times("1"), id="f"),
    )
    answer = quoted(programme, basket(TEA), a_member(), points_asked=1_000_000)
    assert [refusal.rule_id for refusal in answer.refusals] == ["e", "d", "b", "c", "points", "f"]
    assert why_not(answer, "e") == ("stopped", 0, ())
