"""Vouchers as a discount: which may count, in what order, and what they take."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

from app.domain.basket import HeldVoucher
from app.domain.programme.benefits import AmountOff, FreeProduct, PercentOff
from app.domain.programme.conditions import MinimumSpend
from app.domain.programme.document import Programme
from app.domain.programme.gifts import VoucherKind
from app.domain.programme.levels import Tier
from app.domain.programme.lines import Lines
from app.domain.programme.settling import Instrument, InstrumentRule, Treatment
from app.domain.quote import Carried, Clip, Phase
from tests.support.loyalty import (
    CAKE,
    DRINKS,
    FOOD,
    NOON,
    TEA,
    a_member,
    basket,
    goods,
    nets,
    off,
    percent,
    quoted,
    refusals_of,
    rule,
    shop,
    taken,
    why_not,
)

TWO_THOUSAND = VoucherKind(id="kind", name="kind", gives=AmountOff(amount=2_000))


def kind(kind_id: str, **changes: Any) -> VoucherKind:
    return replace(TWO_THOUSAND, id=kind_id, **changes)


def offers(*kinds: VoucherKind, **changes: Any) -> Programme:
    return shop(vouchers=kinds or (TWO_THOUSAND,), **changes)


def held(code: str = "A1", kind_id: str = "kind", **changes: Any) -> HeldVoucher:
    return replace(HeldVoucher(code=code, kind_id=kind_id), **changes)


def test_a_voucher_takes_its_benefit_off() -> None:
    answer = quoted(offers(), basket(TEA, CAKE), vouchers=(held(),))
    assert nets(answer) == [9_500, 28_500]
    assert answer.effects == (off(2_000, base=40_000, lines=(1, 2), rule_id="kind", phase=Phase.VOUCHER),)


def test_each_benefit_a_voucher_may_give() -> None:
    ten = quoted(
        offers(kind("kind", gives=percent("10"), lines=DRINKS)), basket(TEA, CAKE), vouchers=(held(),)
    )
    assert nets(ten) == [9_000, 30_000]
    most = kind("kind", gives=PercentOff(percent=Decimal(10), most=500))
    assert quoted(offers(most), basket(TEA), vouchers=(held(),)).effects[0].clipped is Clip.MOST
    cake = kind("kind", gives=FreeProduct(of=FOOD))
    assert nets(quoted(offers(cake), basket(TEA, CAKE), vouchers=(held(),))) == [10_000, 0]
    each = kind("kind", gives=AmountOff(amount=1_000, per_unit=True))
    assert nets(quoted(offers(each), basket((TEA, 3)), vouchers=(held(),))) == [27_000]
    over = kind("kind", gives=AmountOff(amount=99_000))
    assert nets(quoted(offers(over), basket(TEA), vouchers=(held(),))) == [0]


def test_an_unknown_expired_or_used_up_voucher_says_so() -> None:
    def why(voucher: HeldVoucher) -> object:
        return why_not(quoted(offers(), basket(TEA), vouchers=(voucher,)), voucher.kind_id)

    assert why(held(kind_id="other")) == ("unknown", 0, ("A1",))
    assert why(held(expires_at=NOON - 1)) == ("expired", 0, ("A1",))
    assert why(held(expires_at=NOON)) is None
    assert why(held(uses_left=0)) == ("used-up", 0, ("A1",))
    assert why(held(uses_left=1)) is None


def test_one_code_counts_once() -> None:
    twice = quoted(offers(), basket(TEA), vouchers=(held(), held(uses_left=5)))
    assert (nets(twice), why_not(twice, "kind")) == ([8_000], ("used-up", 0, ("A1",)))
    two = quoted(offers(), basket(TEA), vouchers=(held("A1"), held("A2")))
    assert nets(two) == [6_000]


def test_a_voucher_without_a_line_or_with_a_condition_that_fails_is_refused() -> None:
    toys = offers(kind("kind", lines=Lines(categories=("toys",))))
    assert why_not(quoted(toys, basket(TEA), vouchers=(held(),)), "kind") == ("no-eligible-line", 0, ())
    from_20 = offers(kind("kind", conditions=(MinimumSpend(amount=20_000),)))
    answer = quoted(from_20, basket(TEA), vouchers=(held(),))
    assert (nets(answer), why_not(answer, "kind")) == ([10_000], ("below-minimum", 10_000, ()))
    assert answer.refusals[0].phase is Phase.VOUCHER
    own_lines = kind("kind", lines=DRINKS, conditions=(MinimumSpend(amount=10_001),))
    short = quoted(offers(own_lines), basket(TEA, CAKE), vouchers=(held(),))
    assert why_not(short, "kind") == ("below-minimum", 1, ())


def test_a_refused_code_may_still_be_shown_again_with_another_kind() -> None:
    needs = kind("a", conditions=(MinimumSpend(amount=99_000),))
    answer = quoted(offers(needs, kind("b")), basket(TEA), vouchers=(held("X", "b"), held("X", "a")))
    assert (nets(answer), refusals_of(answer)) == ([8_000], [("a", "below-minimum")])


def test_vouchers_go_by_kind_then_by_code_each_on_what_is_left() -> None:
    kinds = (kind("a", gives=percent("50")), kind("b", gives=AmountOff(amount=1_000)))
    shown = (held("1", "b"), held("3", "a"), held("2", "a"))
    answer = quoted(offers(*kinds), basket(TEA), vouchers=shown)
    assert taken(answer) == [("a", 5_000), ("a", 2_500), ("b", 1_000)]


def test_vouchers_see_the_net_after_tier_and_promotions_but_not_each_other() -> None:
    tier = Tier(id="basic", name="Basic", threshold=0, discount_percent=Decimal(10))
    twice = (kind("a"), kind("b", conditions=(MinimumSpend(amount=9_000),)))
    programme = offers(*twice, tiers=(tier,))
    answer = quoted(programme, basket(TEA), a_member(), vouchers=(held("1", "b"), held("2", "a")))
    assert taken(answer) == [("basic", 1_000), ("a", 2_000), ("b", 2_000)]
    strict = offers(kind("a"), kind("b", conditions=(MinimumSpend(amount=9_001),)), tiers=(tier,))
    short = quoted(strict, basket(TEA), a_member(), vouchers=(held("1", "b"), held("2", "a")))
    assert why_not(short, "b") == ("below-minimum", 1, ())


def test_a_voucher_that_finds_nothing_left_says_so() -> None:
    free = replace(offers(), promotions=(rule(percent("100")),))
    assert why_not(quoted(free, basket(TEA), vouchers=(held(),)), "kind") == ("nothing-to-take", 0, ())


def test_the_first_of_two_kinds_of_one_id_counts() -> None:
    twice = offers(kind("kind", gives=AmountOff(amount=1)), kind("kind"))
    assert nets(quoted(twice, basket(TEA), vouchers=(held(),))) == [9_999]


def test_a_partner_s_voucher_is_a_tender_by_default_and_each_store_may_say_otherwise() -> None:
    by_bank = kind("kind", funder="bank")
    as_tender = quoted(offers(by_bank), basket(TEA), vouchers=(held(),))
    assert (nets(as_tender), as_tender.payable) == ([10_000], 8_000)
    assert as_tender.carried == (Carried(rule_id="kind", amount=2_000, code="A1"),)
    here = InstrumentRule(
        instrument=Instrument.PARTNER_VOUCHERS, counts_as=Treatment.DISCOUNT, stores=("JKT-1",)
    )
    programme = offers(by_bank, instruments=(here,))
    assert nets(quoted(programme, basket(TEA), vouchers=(held(),), store="JKT-1")) == [8_000]
    assert nets(quoted(programme, basket(TEA), vouchers=(held(),), store="JKT-2")) == [10_000]
    own_as_tender = InstrumentRule(instrument=Instrument.VOUCHERS, counts_as=Treatment.TENDER)
    own = quoted(offers(instruments=(own_as_tender,)), basket(goods(5_000)), vouchers=(held(),))
    assert (nets(own), own.payable) == ([5_000], 3_000)
