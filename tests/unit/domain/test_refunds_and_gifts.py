"""By which methods money comes back, and what of a sale's gifts, limits and metric goes with it."""

from dataclasses import replace
from decimal import Decimal

import pytest

from app.domain.basket import (
    HeldVoucher,
    ItemKind,
    PaymentMethod,
    Right,
    StampCount,
    TenderKind,
    TenderPart,
)
from app.domain.programme.benefits import (
    AmountOff,
    BonusPoints,
    BonusStamps,
    CashbackPercent,
    GiveVoucher,
    IssueVoucher,
    PointsMultiplier,
)
from app.domain.programme.conditions import MinimumSpend, PaidWith
from app.domain.programme.gifts import Reward, StampCard, VoucherKind
from app.domain.programme.levels import Plan, TierMetric, TierRules
from app.domain.programme.points import CashbackRules
from app.domain.programme.promotions import Limits
from app.domain.programme.settling import (
    Instrument,
    InstrumentRule,
    Treatment,
)
from app.domain.quote import Grant, GrantKind
from app.domain.refunding import less
from app.domain.returns import (
    NOTHING_YET,
    Freed,
    StampsBack,
)
from tests.support.returning import EXAMPLE, THING, plain_sale
from tests.support.worked_example import (
    BASIC,
    NOON,
    item,
    programme,
    promotion,
)


def test_a_refund_goes_to_the_wallet_then_gift_value_then_the_other_methods_in_reverse_then_the_last_tender() -> (
    None
):
    rules = replace(programme(), cashback=CashbackRules())
    split = (
        TenderPart(method=PaymentMethod.QRIS, amount=20_000),
        TenderPart(method=PaymentMethod.CARD, amount=15_000),
        TenderPart(method=PaymentMethod.CASHBACK, amount=25_000),
        TenderPart(method=PaymentMethod.GIFT_VALUE, amount=10_000),
    )
    sale = plain_sale(
        rules, (THING, 5), split=split, tender=TenderKind.CASH, member=replace(BASIC, wallet=25_000)
    )
    assert sale.quote.payable == 30_000
    before, went = NOTHING_YET, []
    for _ in range(5):
        part = sale.back((1, 1), before=before)
        went.append({refund.method.value: refund.amount for refund in part.money})
        before = part.after
    assert went == [
        {"cashback": 20_000},
        {"cashback": 5_000, "gift-value": 10_000, "card": 5_000},
        {"card": 10_000, "qris": 10_000},
        {"qris": 10_000, "cash": 10_000},
        {"cash": 20_000},
    ]


def test_points_that_carried_a_part_of_the_bill_come_back_as_points_and_not_as_money() -> None:
    tender = InstrumentRule(instrument=Instrument.POINTS, counts_as=Treatment.TENDER)
    rules = replace(programme(), instruments=(tender,))
    sale = plain_sale(rules, (THING, 2), points_asked=1_500)
    assert (sale.quote.redemption.points, sale.quote.payable) == (1_500, 25_000)
    first = sale.back((1, 1))
    second = sale.back((1, 1), before=first.after)
    assert (first.points_back, first.refund, first.amount) == (1_500, 5_000, 20_000)
    assert (second.points_back, second.refund) == (0, 20_000)


def test_a_partner_s_voucher_is_no_money_and_lives_again_when_everything_is_back() -> None:
    kind = VoucherKind(id="gift", name="Gift", gives=AmountOff(amount=15_000), funder="bank")
    rules = replace(programme(), vouchers=(kind,))
    sale = plain_sale(rules, (THING, 2), vouchers=(HeldVoucher(code="V1", kind_id="gift"),))
    assert sale.quote.payable == 25_000
    first = sale.back((1, 1))
    second = sale.back((1, 1), before=first.after)
    assert (first.refund, first.vouchers) == (20_000, ())
    assert (second.refund, second.amount, second.vouchers) == (5_000, 20_000, ("V1",))


def test_the_code_of_a_voucher_that_was_used_as_a_discount_lives_again_when_everything_is_back() -> None:
    kind = VoucherKind(id="off", name="Off", gives=AmountOff(amount=5_000))
    rules = replace(programme(), vouchers=(kind,))
    held = (
        HeldVoucher(code="B", kind_id="off"),
        HeldVoucher(code="A", kind_id="off", uses_left=0),
        HeldVoucher(code="L", kind_id="off", expires_at=NOON - 1),
        HeldVoucher(code="X", kind_id="other"),
    )
    sale = plain_sale(rules, (THING, 2), vouchers=held)
    assert sale.quote.payable == 35_000
    assert sale.back((1, 1)).vouchers == ()
    assert sale.void().vouchers == ("B",)


def test_the_points_of_a_reward_come_back_with_the_units_that_it_lowered() -> None:
    off = Reward(id="off", name="Off", points=101, gives=AmountOff(amount=4_000))
    rules = replace(programme(), rewards=(off,))
    sale = plain_sale(rules, (THING, 2), rewards=("off",))
    assert sale.quote.payable == 36_000
    first = sale.back((1, 1))
    assert (first.refund, first.points_back) == (18_000, 51)
    assert sale.back((1, 1), before=first.after).points_back == 50


def test_a_reward_that_gave_a_thing_is_undone_when_everything_is_back() -> None:
    kind = VoucherKind(id="drink", name="Drink", gives=AmountOff(amount=5_000))
    gift = Reward(id="gift", name="Gift", points=100, gives=GiveVoucher(voucher="drink"), stock=9)
    rules = replace(programme(), vouchers=(kind,), rewards=(gift,))
    sale = plain_sale(
        rules, (THING, 2), rewards=("gift",), rights=(Right(rule_id="gift", limit="stock", left=9),)
    )
    first = sale.back((1, 1))
    assert (first.points_back, first.revoked, first.freed) == (0, (), ())
    last = sale.back((1, 1), before=first.after)
    assert last.points_back == 100
    assert last.revoked == (Grant(rule_id="gift", kind=GrantKind.VOUCHER, what="drink", amount=1),)
    assert last.freed == (Freed(rule_id="gift", times=1, amount=0),)


def test_vouchers_cashback_and_plan_months_that_the_kept_lines_no_longer_give_are_revoked() -> None:
    drink = VoucherKind(id="drink", name="Drink", gives=AmountOff(amount=5_000))
    vip = Plan(id="vip", name="VIP", sku="vip-fee", months=12)
    fee = replace(item("vip-fee", "plans", 100_000), kind=ItemKind.PLAN_FEE)
    issue = promotion("issue", IssueVoucher(voucher="drink"), MinimumSpend(amount=60_000))
    cash = promotion("cash", CashbackPercent(percent=Decimal(10)))
    rules = replace(programme(issue, cash), vouchers=(drink,), plans=(vip,), cashback=CashbackRules())
    sale = plain_sale(rules, (THING, 4), (fee, 1))
    first = sale.back((1, 1))
    assert first.revoked == (Grant(rule_id="cash", kind=GrantKind.CASHBACK, what="", amount=2_000),)
    second = sale.back((1, 1), (2, 1), before=first.after)
    assert set(second.revoked) == {
        Grant(rule_id="cash", kind=GrantKind.CASHBACK, what="", amount=2_000),
        Grant(rule_id="issue", kind=GrantKind.VOUCHER, what="drink", amount=1),
        Grant(rule_id="vip", kind=GrantKind.PLAN_MONTHS, what="vip", amount=12),
    }


def test_stamps_come_back_and_a_card_that_is_no_longer_full_gives_its_reward_back() -> None:
    drink = VoucherKind(id="drink", name="Drink", gives=AmountOff(amount=5_000))
    card = StampCard(id="card", name="Card", size=10, gives=(GiveVoucher(voucher="drink"),))
    stamps = promotion("stamps", BonusStamps(card="card", per_units=1))
    rules = replace(programme(stamps), vouchers=(drink,), stamp_cards=(card,))
    member = replace(BASIC, stamps=(StampCount(card_id="card", stamps=8),))
    sale = plain_sale(rules, (THING, 3), member=member)
    first = sale.back((1, 1))
    assert (first.stamps, first.revoked) == ((StampsBack(card_id="card", stamps=1, completed=0),), ())
    second = sale.back((1, 1), before=first.after)
    assert second.stamps == (StampsBack(card_id="card", stamps=1, completed=1),)
    assert second.revoked == (Grant(rule_id="card", kind=GrantKind.VOUCHER, what="drink", amount=1),)


def test_a_return_frees_only_its_own_share_of_a_limit() -> None:
    bonus = replace(
        promotion("bonus", BonusPoints(points=10, per_units=1)), limits=Limits(per_day=100, budget=1_000)
    )
    off = replace(promotion("off", AmountOff(amount=9_000)), limits=Limits(per_day=5, budget=50_000))
    rights = tuple(
        Right(rule_id=rule, limit=limit, left=1_000_000)
        for rule in ("bonus", "off")
        for limit in ("per-day", "budget")
    )
    sale = plain_sale(programme(bonus, off), (THING, 3), rights=rights)
    first = sale.back((1, 1))
    assert set(first.freed) == {
        Freed(rule_id="off", times=0, amount=3_000),
        Freed(rule_id="bonus", times=1, amount=10),
    }
    assert set(sale.void(first.after).freed) == {
        Freed(rule_id="off", times=1, amount=6_000),
        Freed(rule_id="bonus", times=2, amount=20),
    }


def test_a_multiplier_frees_applications_but_no_budget() -> None:
    double = replace(promotion("double", PointsMultiplier(times=Decimal(2))), limits=Limits(per_day=9))
    rights = (Right(rule_id="double", limit="per-day", left=9),)
    sale = plain_sale(programme(double), (THING, 2), rights=rights)
    first = sale.back((1, 1))
    assert first.freed == ()
    assert sale.void(first.after).freed == (Freed(rule_id="double", times=1, amount=0),)


def test_how_it_was_paid_is_judged_as_it_was_for_the_whole_sale() -> None:
    by_qris = promotion(
        "qris", PointsMultiplier(times=Decimal(2)), PaidWith(methods=(PaymentMethod.QRIS,), share=Decimal(50))
    )
    split = (TenderPart(method=PaymentMethod.GIFT_VALUE, amount=40_000),)
    sale = plain_sale(programme(by_qris), (THING, 5), split=split)
    assert sale.quote.earning.points == 200
    assert sale.back((1, 4)).clawback == 160


def test_a_full_return_restores_the_metric_and_a_visit_counts_until_then() -> None:
    visits = replace(programme(), tier_rules=TierRules(metric=TierMetric.VISITS))
    sale = plain_sale(visits, (THING, 2))
    first = sale.back((1, 1))
    assert (first.metric, sale.void(first.after).metric) == (0, 1)
    by_points = replace(programme(), tier_rules=TierRules(metric=TierMetric.POINTS))
    sale = plain_sale(by_points, (THING, 2))
    assert (sale.back((1, 1)).metric, sale.void().metric) == (20, 40)


def test_tobacco_counts_towards_no_tier_when_it_comes_back_either() -> None:
    back = EXAMPLE.back((3, 1))
    assert (back.refund, back.points_back, back.clawback, back.metric) == (32_000, 0, 0, 0)


@pytest.mark.parametrize(
    ("deducted", "kept"),
    [
        (0, [("qris", 20), ("card", 15), ("cash", 5)]),
        (3, [("qris", 20), ("card", 15), ("cash", 2)]),
        (5, [("qris", 20), ("card", 15)]),
        (12, [("qris", 20), ("card", 8)]),
        (25, [("qris", 15)]),
        (40, []),
        (99, []),
    ],
)
def test_what_is_deducted_is_missing_from_the_last_ways_to_pay_first(
    deducted: int, kept: list[tuple[str, int]]
) -> None:
    money = ((PaymentMethod.QRIS, 20), (PaymentMethod.CARD, 15), (PaymentMethod.CASH, 5))
    assert [(method.value, amount) for method, amount in less(money, deducted)] == kept


def test_nothing_is_taken_from_a_way_to_pay_that_brings_nothing() -> None:
    money = ((PaymentMethod.QRIS, 20), (PaymentMethod.CARD, 0), (PaymentMethod.CASH, 5))
    assert less(money, 7) == ((PaymentMethod.QRIS, 18),)
