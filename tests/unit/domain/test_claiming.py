"""A guest claims his sale, and a sale on the wrong member is moved: only what it earns changes."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from app.domain.basket import HeldVoucher, ItemKind, PaymentMethod, Right, StampCount, TenderKind, TenderPart
from app.domain.claiming import (
    ClaimRefusal,
    ClaimRefused,
    Credited,
    Reassigned,
    StoredSale,
    claim,
    inputs_with_member,
    lot_of_credited,
    reassign,
    with_member,
)
from app.domain.ledger import Asset, new_lot
from app.domain.programme.benefits import (
    AmountOff,
    BonusPoints,
    BonusStamps,
    CashbackPercent,
    GiveVoucher,
    IssueVoucher,
)
from app.domain.programme.conditions import MembersOnly, MinimumSpend, NoneOf
from app.domain.programme.gifts import Reward, StampCard, VoucherKind
from app.domain.programme.levels import Plan
from app.domain.programme.people import Claims
from app.domain.programme.points import AfterMonths, CashbackRules
from app.domain.programme.promotions import Limits
from app.domain.quote import Grant, GrantKind
from app.domain.returns import StampsBack
from tests.support.returning import DAY, THING, Sale, plain_sale
from tests.support.worked_example import (
    BAKERY,
    BASIC,
    BREAD,
    COFFEE,
    NOON,
    SILVER,
    item,
    programme,
    promotion,
)

SUNDAY = date(2026, 11, 22)
OTHER = replace(SILVER, member_id=b"other")
DRINK = VoucherKind(id="drink", name="Drink", gives=AmountOff(amount=5_000))


def stored(sale: Sale, **changes: object) -> StoredSale:
    whole = StoredSale(inputs=sale.inputs, quote=sale.quote, day=SUNDAY)
    return replace(whole, **changes)  # type: ignore[arg-type]  # names and values of StoredSale


def claimed(sale: Sale, today: date = SUNDAY, **changes: object) -> Credited:
    credited = claim(sale.prepared, stored(sale, **changes), SILVER, today)
    assert isinstance(credited, Credited), credited
    return credited


def why(outcome: object) -> ClaimRefusal:
    assert isinstance(outcome, ClaimRefused), outcome
    return outcome.reason


def reassigned(sale: Sale, **changes: object) -> Reassigned:
    outcome = reassign(sale.prepared, stored(sale, **changes), OTHER, SUNDAY)
    assert isinstance(outcome, Reassigned), outcome
    return outcome


def after(sale: Sale, credited: Credited) -> Sale:
    """The sale as it stands with its member."""
    return Sale(prepared=sale.prepared, inputs=credited.inputs, quote=credited.quote)


GUEST = plain_sale(programme(BAKERY), (COFFEE, 2), (BREAD, 1), member=None)


def test_a_claim_earns_by_the_member_s_tier_on_what_the_guest_paid_and_takes_nothing_off() -> None:
    credited = claimed(GUEST)
    assert GUEST.quote.net == 95_650
    assert (credited.points, credited.metric, credited.day) == (119, 95_650, SUNDAY)
    assert credited.quote.lines == GUEST.quote.lines
    assert credited.quote.payable == GUEST.quote.payable


def test_a_claimed_sale_keeps_the_revision_and_instant_of_the_sale() -> None:
    credited = claimed(GUEST, date(2026, 11, 29))
    assert replace(credited.inputs, member=None) == GUEST.inputs
    assert with_member(GUEST.prepared, credited.inputs, GUEST.quote) == credited.quote


def test_a_sale_is_claimed_within_the_days_of_its_own_revision() -> None:
    short = replace(
        GUEST, prepared=plain_sale(replace(programme(), claims=Claims(days=2)), (THING, 1)).prepared
    )
    assert claimed(short, date(2026, 11, 24)).points > 0
    late = claim(short.prepared, stored(short), SILVER, date(2026, 11, 26))
    assert late == ClaimRefused(reason=ClaimRefusal.TOO_OLD, days=2)


def test_a_sale_is_claimed_once_and_only_a_guest_s() -> None:
    once = stored(after(GUEST, claimed(GUEST)), claimed=True)
    assert why(claim(GUEST.prepared, once, OTHER, SUNDAY)) is ClaimRefusal.CLAIMED
    of_member = plain_sale(programme(), (THING, 1))
    assert why(claim(of_member.prepared, stored(of_member), OTHER, SUNDAY)) is ClaimRefusal.HAS_MEMBER


def test_nothing_is_claimed_before_it_was_sold_or_when_nothing_is_kept() -> None:
    early = claim(GUEST.prepared, stored(GUEST), SILVER, date(2026, 11, 21))
    assert why(early) is ClaimRefusal.NOT_YET
    everything = GUEST.void().after
    gone = claim(GUEST.prepared, stored(GUEST, before=everything), SILVER, SUNDAY)
    assert why(gone) is ClaimRefusal.NOTHING_KEPT


def test_what_came_back_before_the_claim_earns_nothing() -> None:
    first = GUEST.back((1, 1))
    assert first.clawback == 0
    credited = claimed(GUEST, before=first.after)
    assert (credited.points, credited.metric) == (75, 60_650)


def test_claim_and_returns_in_any_order_end_alike() -> None:
    early, late = GUEST.back((1, 1)), after(GUEST, claimed(GUEST)).back((1, 1))
    assert claimed(GUEST).points - late.clawback == claimed(GUEST, before=early.after).points
    assert claimed(GUEST).metric - late.metric == claimed(GUEST, before=early.after).metric
    rest = after(GUEST, claimed(GUEST, before=early.after)).void(early.after)
    assert (rest.clawback, rest.metric) == (75, 60_650)
    assert (early.refund, late.refund) == (35_000, 35_000)


def test_thresholds_for_earning_see_only_what_is_kept_when_it_is_claimed() -> None:
    bonus = promotion("bonus", BonusPoints(points=50), MinimumSpend(amount=40_000))
    sale = plain_sale(programme(bonus), (THING, 2), member=None)
    assert claimed(sale).points == 50 + 50
    assert claimed(sale, before=sale.back((1, 1)).after).points == 25


def test_a_voucher_that_the_guest_got_is_not_given_twice_but_a_member_s_is() -> None:
    to_all = promotion("all", IssueVoucher(voucher="drink"))
    to_members = promotion("members", IssueVoucher(voucher="drink"), MembersOnly())
    sale = plain_sale(replace(programme(to_all, to_members), vouchers=(DRINK,)), (THING, 2), member=None)
    assert [grant.rule_id for grant in sale.quote.grants] == ["all"]
    credited = claimed(sale)
    assert credited.grants == (Grant(rule_id="members", kind=GrantKind.VOUCHER, what="drink", amount=1),)
    revoked = after(sale, credited).void().revoked
    assert {grant.rule_id for grant in revoked} == {"all", "members"}


def test_what_only_a_guest_gets_is_to_be_revoked_by_a_claim() -> None:
    guests = promotion("guests", IssueVoucher(voucher="drink"), NoneOf(conditions=(MembersOnly(),)))
    sale = plain_sale(replace(programme(guests), vouchers=(DRINK,)), (THING, 2), member=None)
    assert claimed(sale).grants == (Grant(rule_id="guests", kind=GrantKind.VOUCHER, what="drink", amount=-1),)


def test_stamps_and_cashback_are_earned_by_a_claim_and_come_back_with_the_goods() -> None:
    card = StampCard(id="card", name="Card", size=10, gives=(GiveVoucher(voucher="drink"),))
    rules = programme(
        promotion("stamps", BonusStamps(card="card", per_units=1)),
        promotion("cash", CashbackPercent(percent=Decimal(10))),
    )
    rules = replace(rules, vouchers=(DRINK,), stamp_cards=(card,), cashback=CashbackRules())
    sale = plain_sale(rules, (THING, 3), member=None)
    member = replace(BASIC, stamps=(StampCount(card_id="card", stamps=8),))
    before = sale.back((1, 1)).after
    credited = claim(sale.prepared, stored(sale, before=before), member, SUNDAY)
    assert isinstance(credited, Credited)
    assert [(one.given, one.completed, one.after) for one in credited.stamps] == [(2, 1, 0)]
    assert set(credited.grants) == {
        Grant(rule_id="cash", kind=GrantKind.CASHBACK, what="", amount=4_000),
        Grant(rule_id="card", kind=GrantKind.VOUCHER, what="drink", amount=1),
    }
    back = after(sale, credited).back((1, 1), before=before)
    assert back.stamps == (StampsBack(card_id="card", stamps=1, completed=1),)


def test_limits_by_member_are_the_claimer_s_and_all_others_the_sale_s() -> None:
    own = Right(rule_id="bonus", limit="per-member", left=2)
    ours = Right(rule_id="bonus", limit="per-day", left=5)
    asked = (own, Right(rule_id="bonus", limit="per-day", left=900))
    sale = plain_sale(programme(), (THING, 1), member=None, rights=(ours,))
    assert inputs_with_member(sale.inputs, SILVER, asked).rights == (ours, own)
    bonus = replace(
        promotion("bonus", BonusPoints(points=50, per_units=1)),
        limits=Limits(per_member=9, per_day=9),
    )
    limited = plain_sale(programme(bonus), (THING, 3), member=None, rights=(ours,))
    credited = claim(limited.prepared, stored(limited), BASIC, SUNDAY, asked)
    assert isinstance(credited, Credited)
    assert credited.points == 60 + 2 * 50


def test_points_of_a_claim_live_from_the_claim_on_by_the_tier_of_the_claimer() -> None:
    rules = programme()
    lasting = replace(rules, points=replace(rules.points, expiry=AfterMonths(months=1)))
    sale = plain_sale(lasting, (THING, 1), member=None)
    lot = lot_of_credited(sale.prepared, claimed(sale), b"lot", NOON + 5 * DAY)
    assert lot == new_lot(lasting, Asset.POINTS, b"lot", 25, NOON + 5 * DAY, "silver")
    nothing = plain_sale(lasting, (replace(THING, no_promotion=True), 1), member=None)
    assert lot_of_credited(sale.prepared, claimed(nothing), b"lot", NOON) is None


def test_what_a_claim_would_bring_shows_the_way_to_the_next_tier() -> None:
    tier = claimed(GUEST).quote.tier
    assert tier is not None
    assert (tier.tier_id, tier.metric_after, tier.next_id, tier.distance) == (
        "silver",
        1_295_650,
        "gold",
        3_704_350,
    )


WRONG = plain_sale(programme(BAKERY), (COFFEE, 2), (BREAD, 1))


def test_a_moved_sale_is_clawed_back_from_the_wrong_member_and_earned_by_the_right_one_s_tier() -> None:
    outcome = reassigned(WRONG)
    assert (outcome.from_wrong.member_id, outcome.from_wrong.points, outcome.from_wrong.metric) == (
        b"member",
        95,
        95_650,
    )
    assert (outcome.to_right.points, outcome.to_right.metric, outcome.to_right.day) == (119, 95_650, SUNDAY)
    assert outcome.to_right.quote.lines == WRONG.quote.lines


def test_a_move_after_a_return_concerns_what_is_kept_and_later_returns_the_right_member() -> None:
    first = WRONG.back((1, 1))
    outcome = reassigned(WRONG, before=first.after)
    assert first.clawback + outcome.from_wrong.points == 95
    assert outcome.to_right.points == 75
    rest = after(WRONG, outcome.to_right).void(first.after)
    assert (rest.clawback, rest.metric) == (75, outcome.to_right.metric)


def test_what_a_sale_gave_is_revoked_from_the_one_and_given_to_the_other() -> None:
    issue = promotion("issue", IssueVoucher(voucher="drink"))
    sale = plain_sale(replace(programme(issue), vouchers=(DRINK,)), (THING, 2))
    voucher = Grant(rule_id="issue", kind=GrantKind.VOUCHER, what="drink", amount=1)
    for before in (stored(sale).before, sale.back((1, 1)).after):
        outcome = reassigned(sale, before=before)
        assert (outcome.from_wrong.revoked, outcome.to_right.grants) == ((voucher,), (voucher,))
    used = reassign(sale.prepared, stored(sale), OTHER, SUNDAY, gifts_used=1)
    assert why(used) is ClaimRefusal.GIFT_USED


def test_a_claimed_sale_can_be_moved_and_moved_back() -> None:
    once = after(GUEST, claimed(GUEST))
    moved_on = reassign(
        GUEST.prepared, stored(once, claimed=True), replace(BASIC, member_id=b"third"), SUNDAY
    )
    assert isinstance(moved_on, Reassigned)
    assert (moved_on.from_wrong.points, moved_on.to_right.points) == (119, 95)
    again = reassign(GUEST.prepared, stored(after(GUEST, moved_on.to_right)), SILVER, SUNDAY)
    assert isinstance(again, Reassigned)
    assert again.to_right.points == 119


TENDER_VOUCHER = replace(DRINK, funder="bank")
OFF = Reward(id="off", name="Off", points=100, gives=AmountOff(amount=4_000))
FREE = Reward(id="free", name="Free", points=0, gives=AmountOff(amount=4_000))


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"points_asked": 1_000}, ClaimRefusal.POINTS_SPENT),
        ({"rewards": ("off",)}, ClaimRefusal.POINTS_SPENT),
        ({"rewards": ("free",)}, ClaimRefusal.VOUCHER_SPENT),
        ({"vouchers": (HeldVoucher(code="A", kind_id="drink"),)}, ClaimRefusal.VOUCHER_SPENT),
        ({"vouchers": (HeldVoucher(code="B", kind_id="bank"),)}, ClaimRefusal.VOUCHER_SPENT),
        (
            {"split": (TenderPart(method=PaymentMethod.CASHBACK, amount=1_000),), "tender": TenderKind.CASH},
            ClaimRefusal.CASHBACK_SPENT,
        ),
    ],
)
def test_a_sale_that_the_member_paid_for_with_his_own_is_not_moved(
    changes: dict[str, object], reason: ClaimRefusal
) -> None:
    rules = replace(
        programme(),
        vouchers=(DRINK, replace(TENDER_VOUCHER, id="bank")),
        rewards=(OFF, FREE),
        cashback=CashbackRules(),
    )
    sale = plain_sale(rules, (THING, 2), member=replace(BASIC, wallet=9_000), **changes)
    assert why(reassign(sale.prepared, stored(sale), OTHER, SUNDAY)) is reason


def test_a_plan_that_was_bought_stays_with_who_bought_it() -> None:
    vip = Plan(id="vip", name="VIP", sku="vip-fee", months=12)
    fee = replace(item("vip-fee", "plans", 100_000), kind=ItemKind.PLAN_FEE)
    sale = plain_sale(replace(programme(), plans=(vip,)), (fee, 1))
    assert why(reassign(sale.prepared, stored(sale), OTHER, SUNDAY)) is ClaimRefusal.PLAN_BOUGHT


def test_a_sale_is_moved_from_somebody_to_somebody_else_while_something_is_kept() -> None:
    assert why(reassign(GUEST.prepared, stored(GUEST), OTHER, SUNDAY)) is ClaimRefusal.NO_MEMBER
    assert why(reassign(WRONG.prepared, stored(WRONG), BASIC, SUNDAY)) is ClaimRefusal.SAME_MEMBER
    assert why(reassign(WRONG.prepared, stored(WRONG), OTHER, date(2026, 11, 21))) is ClaimRefusal.NOT_YET
    gone = stored(WRONG, before=WRONG.void().after)
    assert why(reassign(WRONG.prepared, gone, OTHER, SUNDAY)) is ClaimRefusal.NOTHING_KEPT
