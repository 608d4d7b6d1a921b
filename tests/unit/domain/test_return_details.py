"""Returns in the details that only show in odd sales: several lines, several uses of one rule, single rupiah."""

from typing import Any

import pytest

from app.domain.basket import (
    HeldVoucher,
    ItemKind,
    Line,
    PaymentMethod,
    QuoteInputs,
    TenderKind,
    TenderPart,
)
from app.domain.frozen_parts import State
from app.domain.programme.benefits import (
    AmountOff,
    BonusStamps,
    CashbackPercent,
    GiveCashback,
    IssueVoucher,
    MatchDonation,
)
from app.domain.programme.conditions import MinimumSpend
from app.domain.programme.document import Programme
from app.domain.programme.gifts import Reward, StampCard, VoucherKind
from app.domain.programme.levels import Plan, Tier
from app.domain.programme.lines import Lines
from app.domain.programme.people import Donation
from app.domain.programme.points import CashbackRules
from app.domain.programme.promotions import Limits
from app.domain.programme.settling import Instrument, InstrumentRule, Tax, TaxRate, Treatment
from app.domain.quote import Grant, GrantKind
from app.domain.refunding import refunds
from app.domain.returns import Freed, LineBack, LineRefund, RefundPart, ReturnQuote
from app.domain.still_given import credit_of
from tests.support.loyalty import (
    CAKE,
    DRINKS,
    GIFT_CARD,
    SHOT,
    TEA,
    TOBACCO,
    a_line,
    a_member,
    an_item,
    basket,
    goods,
    inputs_of,
    percent,
    right,
    rule,
    shop,
)
from tests.support.returning import Sale, sale_of

REWARD = Reward(id="reward", name="Reward", points=100, gives=AmountOff(amount=2_000), stock=9)
VOUCHER = VoucherKind(id="voucher", name="Voucher", gives=AmountOff(amount=10_000))
STOCK = (right("stock", 9, "reward"),)


def sold(programme: Programme, lines: tuple[Line, ...], **others: Any) -> Sale:
    """A sale to a member, paid by QRIS unless said otherwise."""
    details: dict[str, Any] = {"member": a_member(), "tender": TenderKind.QRIS, **others}
    return sale_of(programme, inputs_of(lines, **details))


def part(method: PaymentMethod, amount: int) -> TenderPart:
    return TenderPart(method=method, amount=amount)


def test_lines_after_one_that_is_back_still_earn() -> None:
    sale = sold(shop(), basket(TEA, CAKE, TEA))
    assert sale.back((1, 1)).clawback == 10
    assert sale.back((1, 1), (3, 1)).clawback == 20


def test_a_thousandth_of_something_weighed_comes_back() -> None:
    gold = an_item("gold", 1_000_000, weighed=True)
    sale = sold(shop(), (a_line(1, gold, quantity=1),))
    wanted = sale.asked([LineBack(number=1, quantity=1)])
    assert isinstance(wanted, ReturnQuote)
    assert wanted.refund == 1_000
    assert sale.void().refund == 1_000


def test_each_return_says_of_each_line_what_comes_back_now() -> None:
    on_top = Tax(id="t", name="t", rates=(TaxRate(percent=percent("10").percent),), inside=False)
    sale = sold(shop(taxes=(on_top,)), basket((goods(1_005), 3), TEA))
    first = sale.back((1, 1))
    assert first.lines == (LineRefund(number=1, quantity=1_000, net=1_005, tax=101, tax_on_top=101),)
    second = sale.back((1, 2), (2, 1), before=first.after)
    assert second.lines == (
        LineRefund(number=1, quantity=2_000, net=2_010, tax=201, tax_on_top=201),
        LineRefund(number=2, quantity=1_000, net=10_000, tax=1_000, tax_on_top=1_000),
    )


def test_parts_of_one_method_come_back_together() -> None:
    sale = sold(
        shop(), basket(CAKE), split=(part(PaymentMethod.QRIS, 5_000), part(PaymentMethod.CARD, 1_000))
    )
    assert sale.void().money == (
        RefundPart(method=PaymentMethod.CARD, amount=1_000),
        RefundPart(method=PaymentMethod.QRIS, amount=29_000),
    )


def test_refunds_are_counted_from_nothing() -> None:
    quote = sold(shop(), basket(CAKE)).quote
    none = refunds(quote, TenderKind.QRIS, shop().cash, 0)
    assert (none.money, none.points, none.rounding) == ({PaymentMethod.QRIS: 0}, 0, 0)
    some = refunds(quote, TenderKind.QRIS, shop().cash, 7)
    assert (some.money, some.points, some.rounding) == ({PaymentMethod.QRIS: 7}, 0, 0)


def test_a_sale_that_needed_no_last_tender_comes_back_too() -> None:
    sale = sold(shop(), basket(TEA), tender=None, split=(part(PaymentMethod.GIFT_VALUE, 10_000),))
    assert sale.void().money == (RefundPart(method=PaymentMethod.GIFT_VALUE, amount=10_000),)


AS_TENDERS = tuple(
    InstrumentRule(instrument=each, counts_as=Treatment.TENDER)
    for each in (Instrument.POINTS, Instrument.REWARDS)
)


def test_points_of_rewards_and_of_money_that_carried_the_bill_come_back_whole_and_together() -> None:
    programme = shop(rewards=(REWARD,), instruments=AS_TENDERS)
    sale = sold(programme, basket((TEA, 3)), rewards=("reward",), rights=STOCK, points_asked=1_001)
    assert (sale.quote.payable, sale.void().points_back) == (17_990, 1_101)
    assert sale.void().freed == (Freed(rule_id="reward", times=1, amount=0),)
    first = sale.back((1, 1))
    assert repr(first.points_back) == "900"  # 100 for the reward's 2.000, and of 10.010 Rp8.000
    assert repr(sale.back((1, 1), before=first.after).points_back) == "201"


def test_a_tender_reward_is_free_again_when_everything_is_back() -> None:
    programme = shop(rewards=(REWARD,), instruments=AS_TENDERS)
    sale = sold(programme, basket((TEA, 3)), rewards=("reward", "reward"), rights=STOCK)
    first = sale.back((1, 1))
    assert first.freed == ()
    assert sale.void(first.after).freed == (Freed(rule_id="reward", times=2, amount=0),)


def test_a_reward_is_free_again_when_all_that_it_lowered_is_back() -> None:
    tea_off = Reward(id="reward", name="r", points=10, gives=AmountOff(amount=3), lines=DRINKS, stock=9)
    sale = sold(shop(rewards=(tea_off,)), basket((TEA, 3), CAKE), rewards=("reward",), rights=STOCK)
    two = sale.back((1, 2))
    assert two.freed == ()  # a rupiah of it is kept
    assert sale.back((1, 1), before=two.after).freed == (Freed(rule_id="reward", times=1, amount=0),)
    assert sale.back((2, 1)).freed == ()
    twice = sold(shop(rewards=(tea_off,)), basket((TEA, 3)), rewards=("reward", "reward"), rights=STOCK)
    assert twice.void().freed == (Freed(rule_id="reward", times=2, amount=0),)


def test_only_promotions_and_rewards_free_limits() -> None:
    tier = Tier(id="basic", name="Basic", threshold=0, discount_percent=percent("10").percent)
    programme = shop(tiers=(tier,), vouchers=(VOUCHER,), cashback=CashbackRules())
    sale = sold(
        programme,
        basket((TEA, 3)),
        vouchers=(HeldVoucher(code="1", kind_id="voucher"),),
        points_asked=10,
        split=(part(PaymentMethod.CASHBACK, 1_000),),
        member=a_member(wallet=1_000),
    )
    assert sale.void().freed == ()


def test_a_price_by_hand_has_no_limit_to_free() -> None:
    sale = sold(shop(), (a_line(1, TEA, 2, manual=9_000),))
    assert (sale.quote.net, sale.void().freed) == (18_000, ())


def test_a_guest_is_credited_nothing_and_a_member_counts_from_nothing() -> None:
    guest = sold(shop(), basket(TEA), member=None)
    credit = credit_of(guest.prepared, State(guest.inputs, guest.quote, {}))
    assert (credit.points, credit.metric) == (0, 0)
    member = sold(shop(), basket(TEA))
    credit = credit_of(member.prepared, State(member.inputs, member.quote, {}))
    assert (credit.points, credit.metric) == (10, 10_000)


def test_a_rule_over_several_lines_is_used_until_the_last_rupiah_of_it_is_back() -> None:
    off = rule(AmountOff(amount=3), limits=Limits(per_day=9))
    sale = sold(shop(off), basket(TEA, TEA, TEA), rights=(right("per-day", 9),))
    first = sale.back((3, 1))
    assert first.freed == (Freed(rule_id="rule", times=0, amount=1),)
    second = sale.back((2, 1), before=first.after)
    assert second.freed == (Freed(rule_id="rule", times=0, amount=1),)
    assert sale.void(second.after).freed == (Freed(rule_id="rule", times=1, amount=1),)


def test_cashback_and_matched_gifts_free_their_rupiah_vouchers_only_their_times() -> None:
    limits = Limits(budget=99_000)
    rules = (
        rule(CashbackPercent(percent=percent("10").percent), id="cash", limits=limits),
        rule(MatchDonation(donation="reef", percent=percent("5").percent), id="match", limits=limits),
        rule(
            IssueVoucher(voucher="voucher"), MinimumSpend(amount=20_000), id="issue", limits=Limits(per_day=9)
        ),
    )
    programme = shop(
        *rules,
        vouchers=(VOUCHER,),
        cashback=CashbackRules(),
        donations=(Donation(id="reef", name="Reef", charity="Laut", permit="1"),),
    )
    rights = (right("budget", 99_000, "cash"), right("budget", 99_000, "match"), right("per-day", 9, "issue"))
    sale = sold(programme, basket((TEA, 2)), rights=rights)
    first = sale.back((1, 1))
    assert set(first.freed) == {
        Freed(rule_id="cash", times=0, amount=1_000),
        Freed(rule_id="match", times=0, amount=500),
        Freed(rule_id="issue", times=1, amount=0),
    }


def test_what_a_full_card_gives_is_no_promotion_s_budget() -> None:
    card = StampCard(id="card", name="Card", size=1, gives=(GiveCashback(amount=5_000),))
    stamps = rule(BonusStamps(card="card", per_units=1), id="stamps")
    sale = sold(shop(stamps, stamp_cards=(card,), cashback=CashbackRules()), basket((TEA, 2)))
    assert sale.void().freed == (Freed(rule_id="stamps", times=2, amount=0),)


def test_plan_months_of_two_lines_are_revoked_together() -> None:
    fee = an_item("fee", 50_000, kind=ItemKind.PLAN_FEE)
    programme = shop(plans=(Plan(id="vip", name="VIP", sku="fee", months=3),))
    sale = sold(programme, basket(fee, TEA, fee))
    assert sale.void().revoked == (Grant(rule_id="vip", kind=GrantKind.PLAN_MONTHS, what="vip", amount=6),)


def test_the_metric_leaves_out_what_is_closed_with_its_modifiers_and_what_is_no_goods() -> None:
    rum = an_item("rum", 7_000, no_promotion=True)
    lines = (
        a_line(1, TOBACCO),
        a_line(2, SHOT, of=1),
        a_line(3, TEA),
        a_line(4, rum, of=3),
        a_line(5, GIFT_CARD),
        a_line(6, CAKE),
    )
    sale = sold(shop(), lines)
    assert sale.back((1, 1)).metric == 0
    assert sale.back((3, 1)).metric == 10_000
    assert sale.back((5, 1)).metric == 0
    assert sale.back((6, 1)).metric == 30_000
    assert sale.void().metric == 40_000


def held(code: str, **changes: Any) -> HeldVoucher:
    return HeldVoucher(code=code, kind_id="voucher", **changes)


@pytest.mark.parametrize(
    ("shown", "live_again"),
    [
        ((held("A"), held("B")), ("A", "B")),
        ((held("A"), held("B"), held("C")), ("A", "B")),
        ((held("A", expires_at=0), held("B")), ("B",)),
        ((held("A", uses_left=0), held("B")), ("B",)),
    ],
)
def test_only_codes_that_took_something_live_again(
    shown: tuple[HeldVoucher, ...], live_again: tuple[str, ...]
) -> None:
    """Each takes 10.000 off 20.000: a third finds nothing."""
    sale = sold(shop(vouchers=(VOUCHER,)), basket((TEA, 2)), vouchers=shown)
    assert sale.void().vouchers == live_again


def test_a_voucher_in_its_last_instant_lives_again() -> None:
    opened: QuoteInputs = inputs_of(())
    sale = sold(shop(vouchers=(VOUCHER,)), basket(TEA), vouchers=(held("A", expires_at=opened.opened_at),))
    assert sale.void().vouchers == ("A",)


def test_a_named_modifier_that_was_free_comes_back_with_its_line() -> None:
    free_shot = rule(percent("100"), lines=Lines(skus=("shot",)))
    sale = sold(shop(free_shot), (a_line(1, TEA, 2), a_line(2, SHOT, 2, of=1)))
    assert [line.net for line in sale.back((1, 1)).lines] == [10_000, 0]
