"""What earning promotions give besides multiplying: bonus points, stamps, cashback, vouchers, matched donations."""

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest

from app.domain.basket import ItemKind, MemberSnapshot, StampCount
from app.domain.programme.benefits import (
    AmountOff,
    Award,
    BonusPoints,
    BonusStamps,
    CashbackAmount,
    CashbackPercent,
    EarnBenefit,
    GiveCashback,
    GivePlan,
    GivePoints,
    GiveStamps,
    GiveVoucher,
    IssueVoucher,
    MatchDonation,
)
from app.domain.programme.conditions import MinimumSpend
from app.domain.programme.document import Programme
from app.domain.programme.gifts import StampCard, VoucherKind
from app.domain.programme.levels import Plan
from app.domain.programme.lines import Lines
from app.domain.programme.people import Donation
from app.domain.programme.points import CashbackRules
from app.domain.programme.promotions import GroupMode, Limits, Promotion
from app.domain.quote import Clip, Effect, Grant, GrantKind, Phase, StampProgress
from tests.support.loyalty import (
    CAKE,
    DRINKS,
    FOOD,
    SHOT,
    TEA,
    a_line,
    a_member,
    an_item,
    basket,
    goods,
    grouped,
    percent,
    quoted,
    refusals_of,
    right,
    rule,
    shop,
    why_not,
)

CARD = StampCard(id="cups", name="Cups", size=10, gives=(GiveVoucher(voucher="coffee"),))
KIND = VoucherKind(id="coffee", name="Coffee", gives=AmountOff(amount=20_000))
REEF = Donation(id="reef", name="Reef", charity="Laut", permit="1")
BUDGET = Limits(budget=1_000_000)


def gives(*promotions: Promotion) -> Programme:
    return shop(
        *promotions, stamp_cards=(CARD,), vouchers=(KIND,), donations=(REEF,), cashback=CashbackRules()
    )


def earning_effect(
    base: int, exact: Fraction | int, *, points: int = 0, count: int = 1, clipped: Clip | None = None
) -> Effect:
    before = Fraction(exact)
    return Effect(
        rule_id="rule",
        phase=Phase.EARNING,
        base=base,
        numerator=before.numerator,
        denominator=before.denominator,
        amount=0,
        points=points,
        lines=(1,),
        times=count,
        clipped=clipped,
    )


def test_a_bonus_counts_once() -> None:
    answer = quoted(gives(rule(BonusPoints(points=50))), basket((TEA, 5)), a_member())
    assert (answer.earning.bonus, answer.earning.points) == (50, 100)
    assert answer.effects == (earning_effect(50_000, 50, points=50),)


@pytest.mark.parametrize(("price", "bonus"), [(3_000, 5), (5_999, 5), (6_000, 10), (30_000, 50)])
def test_a_bonus_may_count_for_each_so_many_rupiah_paid(price: int, bonus: int) -> None:
    each = rule(BonusPoints(points=5, per_rupiah=3_000))
    answer = quoted(gives(each), basket(goods(price)), a_member())
    assert answer.earning.bonus == bonus
    assert answer.effects == (earning_effect(price, bonus, points=bonus, count=bonus // 5),)


def test_a_bonus_per_rupiah_says_what_is_missing() -> None:
    each = rule(BonusPoints(points=5, per_rupiah=13_000))
    assert why_not(quoted(gives(each), basket(TEA), a_member())) == ("below-minimum", 3_000, ())
    exact = rule(BonusPoints(points=5, per_rupiah=10_000))
    assert quoted(gives(exact), basket(TEA), a_member()).earning.bonus == 5


@pytest.mark.parametrize(("teas", "bonus"), [(2, 5), (3, 5), (4, 10)])
def test_a_bonus_may_count_for_each_so_many_units(teas: int, bonus: int) -> None:
    each = rule(BonusPoints(points=5, per_units=2), lines=DRINKS)
    assert quoted(gives(each), basket((TEA, teas), (CAKE, 9)), a_member()).earning.bonus == bonus


def test_a_bonus_per_units_says_what_is_missing_and_counts_whole_units_of_lines() -> None:
    each = rule(BonusPoints(points=5, per_units=3))
    lines = [a_line(1, TEA), a_line(2, SHOT, of=1), a_line(3, CAKE, quantity=500)]
    assert why_not(quoted(gives(each), lines, a_member())) == ("too-few-units", 2_000, ())
    by_modifier = rule(BonusPoints(points=5, per_units=2), lines=Lines(skus=("shot",)))
    two = [a_line(1, TEA, 2), a_line(2, SHOT, 2, of=1)]
    assert quoted(gives(by_modifier), two, a_member()).earning.bonus == 5


@pytest.mark.parametrize(
    "benefit",
    [BonusPoints(points=5, per_rupiah=1_000), BonusPoints(points=5, per_units=1), BonusPoints(points=5)],
)
def test_a_bonus_counts_at_most_its_times(benefit: BonusPoints) -> None:
    limited = rule(benefit, limits=Limits(per_sale=2))
    often = 1 if benefit == BonusPoints(points=5) else 2
    answer = quoted(gives(limited), basket((TEA, 5)), a_member())
    assert (answer.earning.bonus, answer.effects[0].times) == (5 * often, often)


@pytest.mark.parametrize(("left", "bonus", "clip"), [(49, 49, Clip.BUDGET), (50, 50, None), (51, 50, None)])
def test_the_budget_of_a_bonus_is_points(left: int, bonus: int, clip: Clip | None) -> None:
    limited = gives(rule(BonusPoints(points=50), limits=BUDGET))
    answer = quoted(limited, basket(TEA), a_member(), rights=(right("budget", left),))
    assert answer.effects == (earning_effect(10_000, 50, points=bonus, clipped=clip),)
    assert answer.earning.bonus == bonus


def test_conditions_of_earning_rules_see_what_was_paid() -> None:
    """Rp100.000 with +50 points from Rp100.000 on."""
    fifty = gives(rule(BonusPoints(points=50), MinimumSpend(amount=100_000)))
    assert quoted(fifty, basket(goods(100_000)), a_member()).earning.points == 150
    short = quoted(fifty, basket(goods(100_000)), a_member(), points_asked=1)
    assert (short.earning.points, why_not(short)) == (99, ("below-minimum", 10, ()))


def progress(before: int, given: int, completed: int, after: int) -> tuple[StampProgress, ...]:
    card = StampProgress(card_id="cups", before=before, given=given, completed=completed, after=after)
    return (card,)


def stamped(before: int) -> MemberSnapshot:
    return a_member(stamps=(StampCount(card_id="other", stamps=3), StampCount(card_id="cups", stamps=before)))


PER_DRINK = rule(BonusStamps(card="cups", per_units=1), lines=DRINKS)


@pytest.mark.parametrize(
    ("before", "drinks", "completed", "after"),
    [(0, 3, 0, 3), (6, 3, 0, 9), (7, 3, 1, 0), (8, 3, 1, 1), (9, 12, 2, 1)],
)
def test_stamps_complete_a_card_and_the_rest_carries_over(
    before: int, drinks: int, completed: int, after: int
) -> None:
    answer = quoted(gives(PER_DRINK), basket((TEA, drinks)), stamped(before))
    assert answer.stamps == progress(before, drinks, completed, after)
    expected = Grant(rule_id="cups", kind=GrantKind.VOUCHER, what="coffee", amount=completed)
    assert answer.grants == ((expected,) if completed else ())
    assert answer.effects == (earning_effect(drinks * 10_000, drinks, count=drinks),)


@pytest.mark.parametrize(
    ("award", "kind", "what", "amount"),
    [
        (GivePoints(points=350), GrantKind.POINTS, "", 350),
        (GiveCashback(amount=5_000), GrantKind.CASHBACK, "", 5_000),
        (GiveStamps(card="other", stamps=2), GrantKind.STAMPS, "other", 2),
        (GiveVoucher(voucher="coffee", count=3), GrantKind.VOUCHER, "coffee", 3),
        (GivePlan(plan="vip", months=6), GrantKind.PLAN_MONTHS, "vip", 6),
    ],
)
def test_a_full_card_gives_its_awards_each_time(
    award: Award, kind: GrantKind, what: str, amount: int
) -> None:
    programme = replace(gives(PER_DRINK), stamp_cards=(replace(CARD, gives=(award, GivePoints(points=1))),))
    answer = quoted(programme, basket((TEA, 20)), stamped(0))
    assert answer.grants == (
        Grant(rule_id="cups", kind=kind, what=what, amount=2 * amount),
        Grant(rule_id="cups", kind=GrantKind.POINTS, what="", amount=2),
    )


def test_stamps_of_several_rules_and_cards_add_up() -> None:
    other = StampCard(id="bread", name="Bread", size=5, gives=(GivePoints(points=1),))
    rules = (
        rule(BonusStamps(card="cups", stamps=2), id="a"),
        rule(BonusStamps(card="bread"), id="b"),
        rule(BonusStamps(card="cups", per_rupiah=4_000), id="c"),
    )
    programme = replace(gives(*rules), stamp_cards=(other, CARD))
    answer = quoted(programme, basket(TEA), a_member())
    assert answer.stamps == (
        StampProgress(card_id="bread", before=0, given=1, completed=0, after=1),
        StampProgress(card_id="cups", before=0, given=4, completed=0, after=4),
    )


def test_stamps_stop_at_their_times() -> None:
    limited = replace(PER_DRINK, limits=Limits(per_sale=2))
    assert quoted(gives(limited), basket((TEA, 5)), a_member()).stamps == progress(0, 2, 0, 2)


@pytest.mark.parametrize(
    ("price", "most", "amount", "clip"),
    [
        (10_039, None, 250, None),
        (10_040, None, 251, None),
        (10_039, 249, 249, Clip.MOST),
        (10_039, 250, 250, None),
    ],
)
def test_cashback_is_a_percentage_of_what_was_paid_rounded_down(
    price: int, most: int | None, amount: int, clip: Clip | None
) -> None:
    back = rule(CashbackPercent(percent=Decimal("2.5"), most=most))
    answer = quoted(gives(back), basket(goods(price)), a_member())
    assert answer.grants == (Grant(rule_id="rule", kind=GrantKind.CASHBACK, what="", amount=amount),)
    assert answer.effects == (earning_effect(price, Fraction(price, 40), clipped=clip),)


def test_cashback_is_of_its_own_lines_after_redeemed_points() -> None:
    back = rule(CashbackPercent(percent=Decimal(10)), lines=FOOD)
    answer = quoted(gives(back), basket(TEA, CAKE), a_member(), points_asked=400)
    assert answer.grants[0].amount == 2_700


@pytest.mark.parametrize(
    ("benefit", "amount"),
    [(CashbackPercent(percent=Decimal(10)), 1_000), (CashbackAmount(amount=1_000), 1_000)],
)
def test_cashback_keeps_to_its_budget(benefit: EarnBenefit, amount: int) -> None:
    limited = gives(rule(benefit, limits=BUDGET))

    def granted(left: int) -> tuple[int, Clip | None]:
        answer = quoted(limited, basket(TEA), a_member(), rights=(right("budget", left),))
        assert answer.effects[0].numerator == amount
        return answer.grants[0].amount, answer.effects[0].clipped

    assert granted(1_000) == (1_000, None)
    assert granted(999) == (999, Clip.BUDGET)


def test_the_smaller_of_most_and_budget_counts() -> None:
    limited = gives(rule(CashbackPercent(percent=Decimal(10), most=500), limits=BUDGET))
    for left, amount, clip in ((400, 400, Clip.BUDGET), (500, 500, Clip.MOST), (600, 500, Clip.MOST)):
        answer = quoted(limited, basket(TEA), a_member(), rights=(right("budget", left),))
        assert (answer.grants[0].amount, answer.effects[0].clipped) == (amount, clip)


def test_a_share_that_rounds_to_nothing_is_nothing() -> None:
    back = gives(rule(CashbackPercent(percent=Decimal(1))))
    assert why_not(quoted(back, basket(goods(99)), a_member())) == ("nothing-to-take", 0, ())
    assert quoted(back, basket(goods(100)), a_member()).grants[0].amount == 1
    match = gives(rule(MatchDonation(donation="reef", percent=Decimal(1))))
    assert why_not(quoted(match, basket(goods(99)), a_member())) == ("nothing-to-take", 0, ())


def test_a_fixed_cashback_is_given_once() -> None:
    answer = quoted(gives(rule(CashbackAmount(amount=2_000))), basket((TEA, 3)), a_member())
    assert answer.grants == (Grant(rule_id="rule", kind=GrantKind.CASHBACK, what="", amount=2_000),)
    assert answer.effects == (earning_effect(30_000, 2_000),)


def test_vouchers_are_issued_to_guests_too() -> None:
    issue = gives(rule(IssueVoucher(voucher="coffee", count=3)))
    for member in (a_member(), None):
        answer = quoted(issue, basket(TEA), member)
        assert answer.grants == (Grant(rule_id="rule", kind=GrantKind.VOUCHER, what="coffee", amount=3),)
        assert answer.effects == (earning_effect(10_000, 3),)


def test_the_merchant_matches_a_donation_rounded_down() -> None:
    match = gives(rule(MatchDonation(donation="reef", percent=Decimal("1.5"), most=200)))
    answer = quoted(match, basket(goods(10_060)), None)
    assert answer.grants == (Grant(rule_id="rule", kind=GrantKind.DONATION, what="reef", amount=150),)
    assert quoted(match, basket(goods(20_000))).grants[0].amount == 200


@pytest.mark.parametrize(
    ("benefit", "missing"),
    [
        (BonusStamps(card="gone"), "gone"),
        (IssueVoucher(voucher="gone"), "gone"),
        (MatchDonation(donation="gone", percent=Decimal(1)), "gone"),
    ],
)
def test_what_the_revision_does_not_have_is_unknown(benefit: EarnBenefit, missing: str) -> None:
    assert why_not(quoted(gives(rule(benefit)), basket(TEA), a_member())) == ("unknown", 0, (missing,))


@pytest.mark.parametrize("benefit", [CashbackPercent(percent=Decimal(1)), CashbackAmount(amount=1)])
def test_cashback_wants_a_wallet_and_a_member(benefit: EarnBenefit) -> None:
    no_wallet = shop(rule(benefit))
    assert why_not(quoted(no_wallet, basket(TEA), a_member())) == ("unknown", 0, ("cashback",))
    assert why_not(quoted(gives(rule(benefit)), basket(TEA))) == ("needs-member", 0, ())


def test_stamps_want_a_member_bonus_points_do_not() -> None:
    assert why_not(quoted(gives(PER_DRINK), basket(TEA))) == ("needs-member", 0, ())
    assert quoted(gives(rule(BonusPoints(points=5))), basket(TEA)).earning.points == 15


def test_gifts_of_a_first_group_compete_and_a_refused_one_silences_nobody() -> None:
    rivals = (
        rule(CashbackAmount(amount=1_000), id="a"),
        rule(BonusPoints(points=5), id="b"),
        rule(IssueVoucher(voucher="coffee"), id="c"),
    )
    for mode in (GroupMode.FIRST, GroupMode.BEST):
        programme = replace(grouped(mode, *rivals), vouchers=(KIND,))
        beside = rule(BonusPoints(points=2), id="d")
        programme = replace(programme, promotions=(*programme.promotions, beside))
        answer = quoted(programme, basket(TEA), a_member())
        assert refusals_of(answer) == [("a", "unknown"), ("c", "outranked")]
        assert (answer.earning.bonus, answer.grants) == (7, ())


def test_a_plan_s_item_opens_its_months_for_each_unit() -> None:
    fee = an_item("vip-fee", 100_000, kind=ItemKind.PLAN_FEE)
    programme = shop(
        plans=(Plan(id="vip", name="VIP", sku="vip-fee", months=3), Plan(id="x", name="X", sku="x", months=1))
    )
    answer = quoted(programme, basket(TEA, (fee, 2)), a_member())
    assert answer.grants == (Grant(rule_id="vip", kind=GrantKind.PLAN_MONTHS, what="vip", amount=6),)
    guest = quoted(programme, basket(fee, TEA, fee))
    assert (guest.grants, refusals_of(guest)) == ((), [("vip", "needs-member"), ("vip", "needs-member")])
    half = quoted(programme, [a_line(1, fee, quantity=500), a_line(2, fee)], a_member())
    assert [grant.amount for grant in half.grants] == [3]


def test_gifts_stand_in_order_after_what_was_given_before() -> None:
    rules = (rule(CashbackAmount(amount=1_000), id="a"), rule(IssueVoucher(voucher="coffee"), id="b"))
    fee = an_item("vip-fee", 10_000)
    programme = replace(
        gives(*rules, replace(PER_DRINK, id="c")),
        plans=(Plan(id="vip", name="VIP", sku="vip-fee", months=3),),
        stamp_cards=(replace(CARD, size=1),),
    )
    answer = quoted(programme, basket(TEA, fee), a_member())
    assert [grant.rule_id for grant in answer.grants] == ["a", "b", "cups", "vip"]


def test_price_rules_give_nothing_here() -> None:
    answer = quoted(gives(rule(percent("10"))), basket(TEA), a_member())
    assert (answer.grants, answer.stamps) == ((), ())
