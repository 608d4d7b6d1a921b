"""Returns and voids: what comes back, what is clawed back, and that any order and split ends alike."""

from collections import Counter
from dataclasses import replace
from decimal import Decimal
from itertools import permutations

import pytest

from app.domain.basket import (
    HeldVoucher,
    Item,
    ItemKind,
    Line,
    PaymentMethod,
    QuoteInputs,
    Right,
    StampCount,
    TenderKind,
    TenderPart,
)
from app.domain.programme.benefits import (
    AmountOff,
    BonusPoints,
    BonusStamps,
    BuyGet,
    CashbackPercent,
    GiveVoucher,
    IssueVoucher,
    PointsMultiplier,
)
from app.domain.programme.conditions import MinimumSpend, NoneOf, PaidWith
from app.domain.programme.document import Programme
from app.domain.programme.gifts import Reward, StampCard, VoucherKind
from app.domain.programme.levels import Plan, TierMetric, TierRules
from app.domain.programme.points import CashbackRules
from app.domain.programme.promotions import Limits
from app.domain.programme.settling import (
    CashRounding,
    Instrument,
    InstrumentRule,
    ReturnRules,
    RoundingMode,
    ServiceCharge,
    Tax,
    TaxRate,
    Treatment,
)
from app.domain.quote import Grant, GrantKind
from app.domain.returns import (
    NOTHING_YET,
    Freed,
    LineBack,
    RefundPart,
    Returned,
    ReturnQuote,
    ReturnRefusal,
    ReturnRefused,
    StampsBack,
    void_of,
)
from tests.support.returning import Sale, sale_of
from tests.support.worked_example import (
    BAKERY,
    BASIC,
    BREAD,
    CIGARETTES,
    COFFEE,
    EXAMPLE_INPUTS,
    EXAMPLE_PROGRAMME,
    NOON,
    SILVER,
    inputs,
    item,
    lines,
    programme,
    promotion,
)

DAY = 86_400_000
EXAMPLE = sale_of(EXAMPLE_PROGRAMME, EXAMPLE_INPUTS)
THING = item("thing", "things", 20_000)


def plain_sale(rules: Programme, *wanted: tuple[Item, int], **changes: object) -> Sale:
    """A sale to a member without a tier's benefits, paid by QRIS unless `changes` of the inputs say otherwise."""
    basket = inputs(lines(*wanted), BASIC, tender=TenderKind.QRIS)
    return sale_of(rules, replace(basket, **changes))  # type: ignore[arg-type]  # names and values of QuoteInputs


def paid_back(*returns: ReturnQuote) -> Counter[PaymentMethod]:
    sums: Counter[PaymentMethod] = Counter()
    for each in returns:
        sums.update({part.method: part.amount for part in each.money})
    return sums


def test_the_worked_example_s_return_of_one_coffee() -> None:
    back = EXAMPLE.back((1, 1))
    assert [(line.number, line.quantity, line.net) for line in back.lines] == [(1, 1_000, 27_760)]
    assert (back.amount, back.points_back, back.clawback) == (27_760, 549, 34)
    assert back.metric == 27_760 + 5_490


def test_three_units_share_1099_redeemed_points_and_give_back_367_366_366_in_that_order() -> None:
    basket = inputs(lines((THING, 3)), SILVER, points_asked=1_099, tender=TenderKind.QRIS)
    rules = replace(
        EXAMPLE_PROGRAMME, points=replace(EXAMPLE_PROGRAMME.points, redeem_multiple=1, redeem_minimum=1)
    )
    sale = sale_of(rules, basket)
    assert sale.quote.redemption.points == 1_099
    back, points = NOTHING_YET, []
    for _ in range(3):
        part = sale.back((1, 1), before=back)
        points.append(part.points_back)
        back = part.after
    assert points == [367, 366, 366]


def test_thresholds_for_earning_are_tested_again_on_the_kept_lines() -> None:
    """Rp100.000 with +50 points from Rp100.000 on, return 40.000: clawback 40 + 50 = 90."""
    fifty = promotion("fifty", BonusPoints(points=50), MinimumSpend(amount=100_000))
    sale = plain_sale(programme(fifty), (THING, 5))
    assert sale.quote.earning.points == 150
    assert sale.back((1, 2)).clawback == 90


def test_price_discounts_are_never_tested_again() -> None:
    """Buy two get one: returning one of three gives back a third of what was paid, and the rest stays."""
    free = promotion("free", BuyGet(buy=2, get=1))
    sale = plain_sale(programme(free), (THING, 3))
    assert sale.quote.payable == 40_000
    assert sale.back((1, 1)).refund == 13_334
    at_least = promotion("ten", AmountOff(amount=10_000), MinimumSpend(amount=60_000))
    sale = plain_sale(programme(at_least), (THING, 3))
    assert sale.back((1, 2)).refund == 33_334  # 50.000 over three units: 16.667, 16.667, 16.666


def test_a_clawback_is_what_was_credited_so_far_less_what_the_kept_lines_earn() -> None:
    back = EXAMPLE.back((1, 1))
    rest = EXAMPLE.back((1, 1), (2, 1), before=back.after)
    assert (back.clawback, rest.clawback) == (34, 60)
    last = EXAMPLE.back((3, 1), before=rest.after)
    assert (last.clawback, last.points_back, last.everything) == (0, 0, True)


def test_the_bonus_of_a_smaller_basket_is_credited_when_only_the_kept_lines_earn_it() -> None:
    small = promotion("small", BonusPoints(points=50), NoneOf(conditions=(MinimumSpend(amount=100_000),)))
    sale = plain_sale(programme(small), (THING, 5))
    first = sale.back((1, 1))
    assert first.clawback == 20 - 50
    assert sale.void(first.after).clawback == 80 + 50


def test_any_order_and_split_of_returns_ends_the_same() -> None:
    pieces = [(1, 1), (1, 1), (2, 1), (3, 1)]
    ends = set()
    for order in set(permutations(pieces)):
        before, parts = NOTHING_YET, []
        for piece in order:
            parts.append(EXAMPLE.back(piece, before=before))
            before = parts[-1].after
        ends.add(
            (
                sum(part.refund for part in parts),
                sum(part.points_back for part in parts),
                sum(part.clawback for part in parts),
                sum(part.metric for part in parts),
                frozenset(before.lines),
            )
        )
    whole = EXAMPLE.void()
    assert ends == {(107_900, 1_500, 94, 90_867, frozenset(whole.after.lines))}


def test_a_void_is_a_full_return_of_all_that_was_paid_spent_and_earned() -> None:
    whole = EXAMPLE.void()
    assert (whole.refund, whole.points_back, whole.clawback, whole.metric) == (107_900, 1_500, 94, 90_867)
    assert whole.money == (RefundPart(method=PaymentMethod.CASH, amount=107_900),)
    assert whole.everything
    after_one = EXAMPLE.void(EXAMPLE.back((1, 1)).after)
    assert after_one.refund == 107_900 - 27_800


@pytest.mark.parametrize(
    ("mode", "steps"),
    [
        (RoundingMode.NEAREST, [27_800, 27_700, 20_400, 32_000]),
        (RoundingMode.DOWN, [27_700, 27_800, 20_300, 32_000]),
    ],
)
def test_cash_rounding_of_refunds_is_cumulative_and_never_more_than_was_paid(
    mode: RoundingMode, steps: list[int]
) -> None:
    rules = replace(EXAMPLE_PROGRAMME, cash=CashRounding(step=100, mode=mode))
    sale = sale_of(rules, EXAMPLE_INPUTS)
    before, refunds, sums = NOTHING_YET, [], 0
    for number in (1, 1, 2, 3):
        part = sale.back((number, 1), before=before)
        assert part.refund == part.amount + part.cash_rounding
        refunds.append(part.refund)
        sums += part.refund
        assert sums <= sale.quote.payable
        before = part.after
    assert refunds == steps
    assert sums == sale.quote.payable


def test_only_cash_refunds_round() -> None:
    by_card = sale_of(EXAMPLE_PROGRAMME, replace(EXAMPLE_INPUTS, tender=TenderKind.CARD))
    assert by_card.back((1, 1)).money == (RefundPart(method=PaymentMethod.CARD, amount=27_760),)


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


def test_a_guest_s_return_claws_nothing_back() -> None:
    sale = sale_of(programme(BAKERY), inputs(lines((BREAD, 2)), tender=TenderKind.QRIS))
    assert sale.quote.earning.points > 0
    back = sale.back((1, 1))
    assert (back.refund, back.clawback, back.metric) == (25_650, 0, 0)


SERVED = replace(
    programme(),
    service_charge=ServiceCharge(name="Service", percent=Decimal(5)),
    taxes=(Tax(id="pb1", name="PB1", rates=(TaxRate(percent=Decimal(10)),), inside=False),),
)


def test_tax_on_top_and_the_service_charge_come_back_in_proportion() -> None:
    """100.000 + 5 % service + 10 % tax on top = 115.500."""
    sale = plain_sale(SERVED, (THING, 5))
    assert sale.quote.total == 115_500
    back = sale.back((1, 2))
    assert (back.amount, back.service) == (46_200, 2_200)
    rest = sale.void(back.after)
    assert (rest.amount, rest.service) == (69_300, 3_300)


def test_kept_lines_earn_on_what_was_paid_for_them_with_the_tax_on_top_and_without_the_wallet() -> None:
    rules = replace(
        programme(),
        taxes=(Tax(id="pb1", name="PB1", rates=(TaxRate(percent=Decimal(10)),), inside=False),),
        cashback=CashbackRules(),
    )
    split = (TenderPart(method=PaymentMethod.CASHBACK, amount=20_000),)
    sale = plain_sale(rules, (THING, 5), split=split, member=replace(BASIC, wallet=20_000))
    assert sale.quote.earning.points == 90  # 100.000 + 10.000 − 20.000
    assert sale.back((1, 4)).clawback == 90 - 18


def test_what_was_paid_for_a_kept_unit_is_never_below_zero() -> None:
    """Net 1 and tax on top 1, both carried by the wallet, over two units: their parts must not part."""
    cheap = item("cheap", "things", 1)
    rules = replace(
        programme(),
        taxes=(Tax(id="pb1", name="PB1", rates=(TaxRate(percent=Decimal(50)),), inside=False),),
        cashback=CashbackRules(),
        points=replace(programme().points, rupiah_per_point=1),
    )
    half = promotion("half", AmountOff(amount=1))
    split = (TenderPart(method=PaymentMethod.CASHBACK, amount=2),)
    sale = plain_sale(
        replace(rules, promotions=(half,)), (cheap, 2), split=split, member=replace(BASIC, wallet=2)
    )
    (line,) = sale.quote.lines
    assert (line.net, line.tax_on_top, line.wallet) == (1, 1, 2)
    assert sale.back((1, 1)).clawback == 0


def test_all_of_the_service_charge_is_back_with_the_last_goods() -> None:
    gift = replace(item("gift", "gifts", 50_000), kind=ItemKind.GIFT_VALUE)
    sale = plain_sale(SERVED, (item("odd", "things", 333), 3), (gift, 1))
    parts, before = [], NOTHING_YET
    for _ in range(3):
        parts.append(sale.back((1, 1), before=before))
        before = parts[-1].after
    service = sale.quote.service
    assert service is not None
    assert sum(part.service for part in parts) == service.amount + service.tax_on_top
    assert sale.back((2, 1)).service == 0
    assert sale.void(before).refund == 50_000


def weighed(quantity: int) -> QuoteInputs:
    meat = replace(item("meat", "meat", 129_900), weighed=True)
    line = Line(number=1, item=meat, quantity=quantity)
    return inputs((line, Line(number=2, item=THING, quantity=2_000)), BASIC, tender=TenderKind.QRIS)


def test_weighed_lines_are_returned_whole() -> None:
    sale = sale_of(programme(), weighed(735))
    part = sale.asked([LineBack(number=1, quantity=300)])
    assert part == ReturnRefused(reason=ReturnRefusal.PART_OF_WHOLE, line=1, left=735)
    whole = sale.asked([LineBack(number=1, quantity=735)])
    assert isinstance(whole, ReturnQuote)
    assert whole.refund == 95_477
    again = sale.asked([LineBack(number=1, quantity=735)], whole.after)
    assert again == ReturnRefused(reason=ReturnRefusal.MORE_THAN_SOLD, line=1, left=0)
    two_kilos = sale_of(programme(), weighed(2_000))
    assert isinstance(two_kilos.asked([LineBack(number=1, quantity=1_000)]), ReturnRefused)


def with_modifiers() -> Sale:
    shot = Line(number=2, item=item("shot", "extras", 5_001), quantity=2_000, parent=1)
    oat = Line(number=3, item=item("oat", "extras", 7_000), quantity=1_000, parent=1)
    basket = (
        Line(number=1, item=COFFEE, quantity=2_000),
        shot,
        oat,
        Line(number=4, item=BREAD, quantity=1_000),
    )
    return sale_of(programme(), inputs(basket, BASIC, tender=TenderKind.QRIS))


def test_a_modifier_comes_back_with_its_parent_in_proportion() -> None:
    sale = with_modifiers()
    first = sale.back((1, 1))
    assert [(line.number, line.quantity, line.net) for line in first.lines] == [
        (1, 1_000, 35_000),
        (2, 1_000, 5_001),
        (3, 500, 3_500),
    ]
    assert first.refund == 43_501
    assert sale.back((1, 1), before=first.after).refund == 43_501
    assert first.after == Returned(lines=(LineBack(number=1, quantity=1_000),))


def test_a_modifier_never_comes_back_alone() -> None:
    sale = with_modifiers()
    refused = ReturnRefused(reason=ReturnRefusal.MODIFIER, line=2)
    assert sale.asked([LineBack(number=2, quantity=1_000)]) == refused


@pytest.mark.parametrize(
    ("wanted", "refused"),
    [
        ([], ReturnRefused(reason=ReturnRefusal.NOTHING_WANTED)),
        ([(1, 0)], ReturnRefused(reason=ReturnRefusal.NOTHING_WANTED, line=1, left=2_000)),
        ([(1, -1_000)], ReturnRefused(reason=ReturnRefusal.NOTHING_WANTED, line=1, left=2_000)),
        ([(9, 1_000)], ReturnRefused(reason=ReturnRefusal.UNKNOWN_LINE, line=9)),
        ([(1, 3_000)], ReturnRefused(reason=ReturnRefusal.MORE_THAN_SOLD, line=1, left=2_000)),
        ([(1, 1_000), (1, 2_000)], ReturnRefused(reason=ReturnRefusal.MORE_THAN_SOLD, line=1, left=1_000)),
        ([(1, 500)], ReturnRefused(reason=ReturnRefusal.PART_OF_UNIT, line=1, left=2_000)),
    ],
)
def test_what_cannot_come_back_is_refused_with_its_reason(
    wanted: list[tuple[int, int]], refused: ReturnRefused
) -> None:
    asked = [LineBack(number=number, quantity=quantity) for number, quantity in wanted]
    assert EXAMPLE.asked(asked) == refused


def test_returned_is_never_more_than_sold() -> None:
    back = EXAMPLE.back((1, 1))
    asked = EXAMPLE.asked([LineBack(number=1, quantity=2_000)], back.after)
    assert asked == ReturnRefused(reason=ReturnRefusal.MORE_THAN_SOLD, line=1, left=1_000)


def test_when_all_is_back_nothing_is_left_to_return() -> None:
    end = EXAMPLE.void().after
    refused = ReturnRefused(reason=ReturnRefusal.NOTHING_LEFT)
    assert EXAMPLE.asked([LineBack(number=1, quantity=1_000)], end) == refused
    assert void_of(EXAMPLE.prepared, EXAMPLE.inputs, EXAMPLE.quote, end) == refused


def test_a_state_that_cannot_be_of_this_sale_is_a_fault() -> None:
    impossible = Returned(lines=(LineBack(number=1, quantity=9_000),))
    with pytest.raises(ValueError, match="doesn't fit"):
        EXAMPLE.asked([LineBack(number=2, quantity=1_000)], impossible)


def test_after_the_programme_s_days_nothing_comes_back() -> None:
    rules = replace(EXAMPLE_PROGRAMME, returns=ReturnRules(days=7))
    sale = sale_of(rules, EXAMPLE_INPUTS)
    wanted = [LineBack(number=1, quantity=1_000)]
    assert isinstance(sale.asked(wanted, at=NOON + 7 * DAY + 11 * 3_600_000), ReturnQuote)
    late = sale.asked(wanted, at=NOON + 9 * DAY)
    assert late == ReturnRefused(reason=ReturnRefusal.WINDOW_OVER, days=2)
    assert isinstance(sale.asked(wanted), ReturnQuote)
    assert isinstance(EXAMPLE.asked(wanted, at=NOON + 3_000 * DAY), ReturnQuote)


def test_what_cost_nothing_comes_back_for_nothing() -> None:
    free = item("sample", "samples", 0)
    sale = plain_sale(programme(), (free, 1), (CIGARETTES, 1))
    back = sale.back((1, 1))
    assert (back.refund, back.money, back.everything) == (0, (), False)
