"""What carries the bill: tender vouchers, rewards and points, then gift value, cashback, QRIS, card, and cash."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from app.domain.basket import (
    HeldVoucher,
    MemberSnapshot,
    PaymentMethod,
    TenderKind,
    TenderPart,
    other_method,
)
from app.domain.programme.benefits import AmountOff, FreeProduct
from app.domain.programme.document import Programme
from app.domain.programme.gifts import Reward, VoucherKind
from app.domain.programme.lines import Lines
from app.domain.programme.points import CashbackRules
from app.domain.programme.settling import (
    CashRounding,
    Instrument,
    InstrumentRule,
    RoundingMode,
    ServiceCharge,
    Tax,
    TaxRate,
    Treatment,
)
from app.domain.quote import Carried, Phase, RedemptionBound, Refusal, RefusalReason, ServiceTotal
from tests.support.loyalty import (
    CAKE,
    DRINKS,
    TEA,
    TOBACCO,
    a_member,
    basket,
    goods,
    nets,
    percent,
    quoted,
    refusals_of,
    refused_in,
    rule,
    shop,
    why_not,
)

GIFT, CASHBACK = PaymentMethod.GIFT_VALUE, PaymentMethod.CASHBACK
QRIS, CARD = PaymentMethod.QRIS, PaymentMethod.CARD
ALL_TENDERS = tuple(InstrumentRule(instrument=each, counts_as=Treatment.TENDER) for each in Instrument)
HUNDRED = basket(goods(100_000))
RICH = a_member(wallet=50_000)


def part(method: PaymentMethod, amount: int) -> TenderPart:
    return TenderPart(method=method, amount=amount)


def by(method: PaymentMethod, amount: int) -> Carried:
    return Carried(rule_id=method.value, amount=amount, method=method)


def wallet_shop(**changes: Any) -> Programme:
    return shop(cashback=replace(CashbackRules(), **changes))


def tender_shop(**changes: Any) -> Programme:
    """Vouchers of 3.000 and rewards of 4.000 for 100 points, all of them tenders."""
    kind = VoucherKind(id="voucher", name="voucher", gives=AmountOff(amount=3_000))
    reward = Reward(id="reward", name="reward", points=100, gives=AmountOff(amount=4_000))
    programme = shop(vouchers=(kind,), rewards=(reward,), cashback=CashbackRules(), instruments=ALL_TENDERS)
    return replace(programme, **changes)


def voucher(code: str = "A1") -> HeldVoucher:
    return HeldVoucher(code=code, kind_id="voucher")


def test_instruments_carry_in_a_fixed_order_each_at_most_what_is_left() -> None:
    answer = quoted(
        tender_shop(),
        basket((TEA, 3)),
        a_member(wallet=2_000),
        vouchers=(voucher("B"), voucher("A")),
        rewards=("reward",),
        points_asked=500,
        split=(part(CARD, 1_000), part(QRIS, 1_500), part(CASHBACK, 2_000), part(GIFT, 2_500)),
        tender=TenderKind.CASH,
    )
    assert answer.carried == (
        Carried(rule_id="voucher", amount=3_000, code="A"),
        Carried(rule_id="voucher", amount=3_000, code="B"),
        Carried(rule_id="reward", amount=4_000, points=100),
        Carried(rule_id="points", amount=5_000, points=500),
        by(GIFT, 2_500),
        by(CASHBACK, 2_000),
        by(QRIS, 1_500),
        by(CARD, 1_000),
    )
    assert (nets(answer), answer.total, answer.payable) == ([30_000], 30_000, 8_000)
    assert (answer.refusals, answer.effects) == ((), ())


def test_what_the_shop_named_carries_after_card_and_cash_gets_the_rest() -> None:
    asked = (other_method("GoPay"), CARD, QRIS)
    split = tuple(part(method, 3_000) for method in asked)
    answer = quoted(shop(), basket(TEA), split=split, tender=TenderKind.CASH)
    assert answer.carried == (by(QRIS, 3_000), by(CARD, 3_000), by(other_method("GoPay"), 3_000))
    assert (answer.payable, answer.cash_rounding) == (1_000, 0)


def test_more_than_is_due_is_over_the_limit_by_the_difference() -> None:
    answer = quoted(shop(), basket(TEA), split=(part(QRIS, 4_000), part(GIFT, 7_000), part(CARD, 5_000)))
    assert answer.carried == (by(GIFT, 7_000), by(QRIS, 3_000))
    assert why_not(answer, "qris") == ("over-limit", 1_000, ())
    assert why_not(answer, "card") == ("over-limit", 5_000, ())
    assert (answer.payable, {refusal.phase for refusal in answer.refusals}) == (0, {Phase.TENDER})
    exact = quoted(shop(), basket(TEA), split=(part(GIFT, 10_000),))
    assert (exact.payable, exact.refusals) == (0, ())


def test_the_wallet_carries_at_most_what_is_in_it() -> None:
    answer = quoted(wallet_shop(), HUNDRED, RICH, split=(part(CASHBACK, 50_001),))
    assert answer.carried == (by(CASHBACK, 50_000),)
    assert why_not(answer, "cashback") == ("over-limit", 1, ())


def test_the_wallet_carries_at_most_its_share_of_the_total_rounded_down() -> None:
    third = wallet_shop(spend_percent=Decimal("33.3333"))
    answer = quoted(third, basket(goods(10_001)), RICH, split=(part(CASHBACK, 9_000),))
    assert answer.carried == (by(CASHBACK, 3_333),)  # 3.333,66
    after_gift = quoted(
        wallet_shop(spend_percent=Decimal(50)),
        HUNDRED,
        RICH,
        split=(part(GIFT, 40_000), part(CASHBACK, 60_000)),
    )
    assert after_gift.carried == (by(GIFT, 40_000), by(CASHBACK, 50_000))


def test_below_its_minimum_the_wallet_carries_nothing() -> None:
    strict = wallet_shop(spend_minimum=5_000)
    enough = quoted(strict, HUNDRED, RICH, split=(part(CASHBACK, 5_000),))
    assert enough.carried == (by(CASHBACK, 5_000),)
    little = quoted(strict, HUNDRED, RICH, split=(part(CASHBACK, 4_999),))
    assert (little.carried, why_not(little, "cashback")) == ((), ("over-limit", 4_999, ()))


def test_two_parts_of_the_wallet_share_it() -> None:
    parts = (part(CASHBACK, 20_000), part(CASHBACK, 40_000))
    answer = quoted(wallet_shop(), HUNDRED, RICH, split=parts)
    assert answer.carried == (by(CASHBACK, 20_000), by(CASHBACK, 30_000))
    third = quoted(wallet_shop(), HUNDRED, RICH, split=(part(CASHBACK, 10_000), *parts))
    assert [each.amount for each in third.carried] == [10_000, 20_000, 20_000]
    share = quoted(wallet_shop(spend_percent=Decimal(30)), HUNDRED, RICH, split=parts)
    assert share.carried == (by(CASHBACK, 20_000), by(CASHBACK, 10_000))


@pytest.mark.parametrize(
    ("programme", "member", "reason"),
    [(wallet_shop(), None, ("needs-member", 0, ())), (shop(), RICH, ("unknown", 0, ()))],
)
def test_a_wallet_wants_a_member_and_a_programme_that_has_one(
    programme: Programme, member: MemberSnapshot | None, reason: tuple[str, int, tuple[str, ...]]
) -> None:
    answer = quoted(programme, HUNDRED, member, split=(part(CASHBACK, 5_000),))
    assert (answer.carried, why_not(answer, "cashback")) == ((), reason)


def test_paying_20_000_of_100_000_from_the_wallet_earns_80_points() -> None:
    answer = quoted(wallet_shop(), HUNDRED, RICH, split=(part(CASHBACK, 20_000),))
    assert (answer.earning.points, answer.payable, nets(answer)) == (80, 80_000, [100_000])


@pytest.mark.parametrize("method", [GIFT, QRIS, CARD])
def test_gift_value_and_other_tenders_do_not_lower_what_is_earned(method: PaymentMethod) -> None:
    answer = quoted(shop(), HUNDRED, RICH, split=(part(method, 20_000),))
    assert (answer.earning.points, answer.lines[0].wallet) == (100, 0)


def test_tender_points_and_rewards_lower_what_is_earned_tender_vouchers_do_not() -> None:
    answer = quoted(
        tender_shop(), HUNDRED, RICH, vouchers=(voucher(),), rewards=("reward",), points_asked=500
    )
    assert (answer.lines[0].wallet, answer.earning.base, answer.earning.points) == (9_000, 91_000, 91)
    assert (answer.redemption.points, answer.redemption.reward_points) == (500, 100)


def test_the_wallet_s_share_is_spread_by_net_and_tax_on_top_the_service_charge_last() -> None:
    """20.000 of 115.500: 100.000 and 10.000 tax are the line's, 5.500 the service charge's."""
    programme = replace(
        wallet_shop(),
        taxes=(Tax(id="t", name="t", rates=(TaxRate(percent=Decimal(10)),), inside=False),),
        service_charge=ServiceCharge(name="s", percent=Decimal(5)),
    )
    answer = quoted(programme, HUNDRED, RICH, split=(part(CASHBACK, 20_000),))
    assert answer.lines[0].wallet == 19_048  # 19.047,6
    assert answer.service == ServiceTotal(amount=5_000, tax=500, tax_on_top=500, wallet=952)
    assert (answer.earning.base, answer.payable) == (90_952, 95_500)


def test_the_wallet_s_share_of_what_earns_nothing_lowers_no_points() -> None:
    """9.000 of 72.000: 1.250 on the tea, 3.750 on the cake, 4.000 on cigarettes that are excluded from everything."""
    answer = quoted(wallet_shop(), basket(TEA, CAKE, TOBACCO), RICH, split=(part(CASHBACK, 9_000),))
    assert [line.wallet for line in answer.lines] == [1_250, 3_750, 4_000]
    assert (answer.earning.base, answer.earning.points) == (35_000, 35)


def test_a_tender_voucher_is_worth_at_most_what_is_due_and_nothing_when_nothing_is() -> None:
    answer = quoted(tender_shop(), basket(goods(4_000)), vouchers=(voucher("A"), voucher("B"), voucher("C")))
    assert [(each.code, each.amount) for each in answer.carried] == [("A", 3_000), ("B", 1_000)]
    assert refusals_of(answer) == [("voucher", "nothing-to-take")]
    assert (answer.payable, answer.refusals[0].phase) == (0, Phase.TENDER)


def test_a_tender_reward_that_carries_nothing_costs_nothing() -> None:
    answer = quoted(tender_shop(), basket(goods(0)), a_member(), rewards=("reward",))
    assert (answer.carried, answer.redemption.reward_points) == ((), 0)
    assert why_not(answer, "reward") == ("nothing-to-take", 0, ())
    cake = Reward(id="reward", name="reward", points=100, gives=FreeProduct(of=Lines(skus=("cake",))))
    missing = quoted(tender_shop(rewards=(cake,)), basket(TEA), a_member(usable=100), rewards=("reward",))
    assert (why_not(missing, "reward"), missing.redemption.reward_points) == (("add-product", 0, ()), 0)
    paid_already = quoted(
        tender_shop(), basket(goods(3_000)), a_member(), vouchers=(voucher(),), rewards=("reward",)
    )
    assert (paid_already.redemption.reward_points, len(paid_already.carried)) == (0, 1)
    assert refused_in(paid_already, "reward") == Refusal(
        rule_id="reward", phase=Phase.TENDER, reason=RefusalReason.NOTHING_TO_TAKE
    )


def test_points_as_a_tender_are_whole_points_of_what_is_left() -> None:
    answer = quoted(
        tender_shop(), basket(goods(10_005)), a_member(), vouchers=(voucher(),), points_asked=9_999
    )
    assert (repr(answer.redemption.limit), answer.redemption.bound) == ("700", RedemptionBound.NET)
    assert (answer.payable, why_not(answer, "points")) == (5, ("over-limit", 9_299, ("net",)))


@pytest.mark.parametrize("instrument", [Instrument.POINTS, Instrument.REWARDS, Instrument.VOUCHERS])
def test_each_store_says_what_counts_as_a_tender(instrument: Instrument) -> None:
    here = InstrumentRule(instrument=instrument, counts_as=Treatment.TENDER, stores=("JKT-1",))
    asked: dict[str, Any] = {"points_asked": 100, "rewards": ("reward",), "vouchers": (voucher(),)}
    programme = tender_shop(instruments=(here,))
    there = quoted(programme, HUNDRED, a_member(), store="JKT-2", **asked)
    assert (nets(there), there.carried) == ([92_000], ())
    tender = quoted(programme, HUNDRED, a_member(), store="JKT-1", **asked)
    assert (len(tender.carried), tender.payable) == (1, 92_000)


def test_points_of_a_tender_reward_that_came_to_nothing_are_not_spent() -> None:
    only_rewards = (InstrumentRule(instrument=Instrument.REWARDS, counts_as=Treatment.TENDER),)
    answer = quoted(tender_shop(instruments=only_rewards), basket(goods(0)), a_member(), rewards=("reward",))
    assert (answer.redemption.reward_points, answer.carried) == (0, ())


def test_a_tender_benefit_is_worked_out_on_its_lines_as_they_are() -> None:
    ten = VoucherKind(id="voucher", name="voucher", gives=percent("10"), lines=DRINKS)
    half = rule(percent("50"))
    programme = tender_shop(vouchers=(ten,), promotions=(half,))
    answer = quoted(programme, basket(TEA, CAKE), vouchers=(voucher("A"), voucher("B")))
    assert [each.amount for each in answer.carried] == [500, 500]
    assert nets(answer) == [5_000, 15_000]


def test_no_line_is_closed_to_a_tender() -> None:
    closing = rule(percent("50"), exclusive=True)
    programme = tender_shop(promotions=(closing,))
    answer = quoted(programme, basket(TEA), a_member(), vouchers=(voucher(),), rewards=("reward",))
    assert [each.amount for each in answer.carried] == [3_000, 2_000]


def test_rewards_as_a_tender_keep_their_points_from_points_as_money() -> None:
    answer = quoted(tender_shop(), HUNDRED, a_member(usable=150), rewards=("reward",), points_asked=100)
    assert [(each.rule_id, each.points) for each in answer.carried] == [("reward", 100), ("points", 50)]
    only_rewards = (InstrumentRule(instrument=Instrument.REWARDS, counts_as=Treatment.TENDER),)
    mixed = quoted(
        tender_shop(instruments=only_rewards),
        HUNDRED,
        a_member(usable=150),
        rewards=("reward",),
        points_asked=100,
    )
    assert (mixed.redemption.points, nets(mixed)) == (50, [99_500])


@pytest.mark.parametrize(
    ("due", "nearest", "down"),
    [
        (107_867, 107_900, 107_800),
        (107_849, 107_800, 107_800),
        (107_850, 107_900, 107_800),
        (107_900, 107_900, 107_900),
        (49, 0, 0),
    ],
)
def test_what_cash_pays_is_rounded_half_up_or_down_on_its_own_line(due: int, nearest: int, down: int) -> None:
    for mode, expected in ((RoundingMode.NEAREST, nearest), (RoundingMode.DOWN, down)):
        programme = shop(cash=CashRounding(step=100, mode=mode))
        answer = quoted(programme, basket(goods(due)), tender=TenderKind.CASH)
        assert (answer.payable, answer.cash_rounding) == (expected, expected - due)
        assert (answer.net, answer.total) == (due, due)


def test_only_cash_rounds_and_only_its_remainder() -> None:
    thing = basket(goods(10_049))
    for tender in (None, TenderKind.QRIS, TenderKind.CARD):
        answer = quoted(shop(), thing, tender=tender)
        assert (answer.payable, answer.cash_rounding) == (10_049, 0)
    rest = quoted(shop(), thing, split=(part(QRIS, 10_000),), tender=TenderKind.CASH)
    assert (rest.payable, rest.cash_rounding) == (0, -49)
    to_the_step = quoted(shop(), thing, split=(part(QRIS, 10_030),), tender=TenderKind.CASH)
    assert (to_the_step.payable, to_the_step.cash_rounding) == (0, -19)  # 19, not 10.049
    by_fifties = shop(cash=CashRounding(step=50))
    assert quoted(by_fifties, thing, tender=TenderKind.CASH).payable == 10_050


def test_cash_rounding_changes_nothing_that_is_earned() -> None:
    answer = quoted(shop(), basket(goods(10_951)), a_member(), tender=TenderKind.CASH)
    assert (answer.payable, answer.earning.base, answer.earning.points) == (11_000, 10_951, 10)
