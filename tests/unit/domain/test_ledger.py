"""Lots: which are spent first, when they lapse, and what a sale moves."""

from dataclasses import replace

from app.domain.expiring import expires_at
from app.domain.ledger import (
    DEBT_LOT,
    Account,
    Asset,
    Draw,
    PostingKind,
    after_activity,
    draw,
    expiry,
    into_member,
    lot_of_sale,
    new_lot,
    opening_lot,
    postings_of_sale,
    spending_order,
    stamp_lot,
    usable,
)
from app.domain.programme.levels import Tier
from app.domain.programme.points import AfterInactivity, AfterMonths, CashbackRules, EndOfPeriod, Period
from app.domain.quote import TierProgress
from tests.support.books import DAY, NOON, ZONE, lot, plain_programme, quote_earning
from tests.support.worked_example import EXAMPLE_PROGRAMME

YEARLY = plain_programme(AfterMonths(months=12))


def test_lots_are_spent_first_expiring_first_then_by_earn_time_then_id_and_undated_last() -> None:
    lots = [
        lot(b"undated", 1),
        lot(b"late", 1, earned_at=1, expires_at=NOON + 2),
        lot(b"b", 1, earned_at=2, expires_at=NOON + 1),
        lot(b"a", 1, earned_at=2, expires_at=NOON + 1),
        lot(b"older", 1, earned_at=1, expires_at=NOON + 1),
    ]
    order = [each.lot_id for each in spending_order(lots, NOON)]
    assert order == [b"older", b"a", b"b", b"late", b"undated"]


def test_a_lot_can_be_spent_up_to_its_last_millisecond() -> None:
    lapsing = lot(b"lapsing", 5, expires_at=NOON)
    assert draw([lapsing], 5, NOON) == (Draw(lot_id=b"lapsing", amount=5),)
    assert draw([lapsing], 5, NOON + 1) is None


def test_a_spend_takes_whole_lots_in_order_and_a_part_of_the_last() -> None:
    lots = [lot(b"undated", 50), lot(b"first", 30, expires_at=NOON), lot(b"empty", 0)]
    assert draw(lots, 31, NOON) == (Draw(lot_id=b"first", amount=30), Draw(lot_id=b"undated", amount=1))
    assert draw(lots, 30, NOON) == (Draw(lot_id=b"first", amount=30),)
    assert draw(lots, 0, NOON) == ()


def test_more_than_there_is_cannot_be_spent() -> None:
    assert draw([lot(b"a", 30)], 31, NOON) is None
    assert draw([], 1, NOON) is None


def test_pending_points_show_and_cannot_be_spent() -> None:
    pending = lot(b"pending", 40, held_until=NOON)
    free = lot(b"free", 10)
    assert usable([pending, free], NOON) == 10
    assert draw([pending, free], 11, NOON) is None
    assert usable([pending, free], NOON + 1) == 50


def test_the_programme_s_hold_is_frozen_into_the_lot_and_only_points_are_held() -> None:
    holding = plain_programme(hold_days=14)
    earned = lot_of_sale(holding, quote_earning(94), b"lot", NOON)
    assert earned is not None
    assert earned.held_until == NOON + 14 * DAY + 12 * 3_600_000 - 1
    assert new_lot(holding, Asset.CASHBACK, b"wallet", 5_000, NOON).held_until is None


def test_points_can_be_spent_at_once_unless_a_programme_holds_them() -> None:
    earned = new_lot(EXAMPLE_PROGRAMME, Asset.POINTS, b"lot", 94, NOON)
    assert (earned.held_until, usable([earned], NOON)) == (None, 94)


def test_a_lot_keeps_the_expiry_that_it_was_earned_with() -> None:
    earned = lot_of_sale(YEARLY, quote_earning(94), b"lot", NOON)
    assert earned is not None
    assert (earned.original, earned.remaining) == (94, 94)
    assert earned.expires_at == expiry(YEARLY, NOON) == expires_at(AfterMonths(months=12), NOON, ZONE)


def test_cashback_has_lots_with_a_policy_of_its_own_and_stamps_never_lapse() -> None:
    rules = replace(YEARLY, cashback=CashbackRules(expiry=EndOfPeriod(period=Period.MONTH)))
    wallet = new_lot(rules, Asset.CASHBACK, b"wallet", 5_000, NOON)
    assert wallet.asset is Asset.CASHBACK
    assert wallet.expires_at == expires_at(EndOfPeriod(period=Period.MONTH), NOON, ZONE)
    assert expiry(YEARLY, NOON, Asset.CASHBACK) is None
    assert new_lot(rules, Asset.STAMPS, stamp_lot("coffee"), 3, NOON).expires_at is None


def test_points_of_a_tier_may_live_longer_than_the_programme_s() -> None:
    gold = Tier(id="gold", name="Gold", threshold=1, expiry=AfterMonths(months=24))
    rules = replace(YEARLY, tiers=(*YEARLY.tiers, gold))
    progress = TierProgress(tier_id="gold", metric_after=0, next_id=None, distance=0)
    earned = lot_of_sale(rules, replace(quote_earning(94), tier=progress), b"lot", NOON)
    assert earned is not None
    assert earned.expires_at == expires_at(AfterMonths(months=24), NOON, ZONE)
    assert expiry(rules, NOON, tier_id="basic") == expires_at(AfterMonths(months=12), NOON, ZONE)
    assert expiry(rules, NOON, Asset.CASHBACK, "gold") is None


def test_a_lot_of_an_inactivity_policy_follows_the_member_s_activities() -> None:
    rules = plain_programme(AfterInactivity(months=6))
    earned = new_lot(rules, Asset.POINTS, b"lot", 10, NOON)
    visit = NOON + 100 * DAY
    assert after_activity(earned, (), ZONE) == earned
    assert after_activity(earned, (visit,), ZONE).expires_at == expires_at(
        AfterInactivity(months=6), visit, ZONE
    )
    dated = new_lot(YEARLY, Asset.POINTS, b"lot", 10, NOON)
    assert after_activity(dated, (visit,), ZONE) == dated


def test_a_sale_that_earns_nothing_makes_no_lot() -> None:
    assert lot_of_sale(YEARLY, quote_earning(0), b"lot", NOON) is None
    assert postings_of_sale(None, ()) == ()


def test_a_sale_posts_what_it_redeems_before_what_it_earns() -> None:
    earned = lot_of_sale(YEARLY, quote_earning(94), b"new", NOON)
    spent = (Draw(lot_id=b"old", amount=1_400), Draw(lot_id=b"older", amount=100))
    postings = postings_of_sale(earned, spent)
    assert [
        (posting.kind, posting.source, posting.target, posting.amount, posting.lot_id) for posting in postings
    ] == [
        (PostingKind.REDEMPTION, Account.MEMBER, Account.REDEMPTION, 1_400, b"old"),
        (PostingKind.REDEMPTION, Account.MEMBER, Account.REDEMPTION, 100, b"older"),
        (PostingKind.ACCRUAL, Account.ISSUANCE, Account.MEMBER, 94, b"new"),
    ]
    assert sum(into_member(posting) for posting in postings) == 94 - 1_500


def test_what_a_sale_earns_pays_a_debt_first() -> None:
    earned = lot_of_sale(YEARLY, quote_earning(94), b"new", NOON, debt=24)
    assert earned is not None
    assert (earned.original, earned.remaining) == (94, 70)
    assert [(posting.amount, posting.lot_id) for posting in postings_of_sale(earned, ())] == [
        (24, DEBT_LOT),
        (70, b"new"),
    ]
    deep = lot_of_sale(YEARLY, quote_earning(94), b"new", NOON, debt=100)
    assert deep is not None
    assert [(posting.amount, posting.lot_id) for posting in postings_of_sale(deep, ())] == [(94, DEBT_LOT)]


def test_stamps_of_two_cards_are_never_mixed_and_a_reference_is_imported_into_one_lot() -> None:
    ids = [
        stamp_lot("coffee"),
        stamp_lot("tea"),
        opening_lot("old till", "1"),
        opening_lot("old till", "2"),
        opening_lot("old til", "l1"),
    ]
    assert len(set(ids)) == len(ids)
    assert {len(each) for each in ids} == {16}
    assert opening_lot("old till", "1") == opening_lot("old till", "1")


def test_a_posting_is_one_of_six_kinds() -> None:
    kinds = {"accrual", "redemption", "expiry", "adjustment", "transfer", "reversal"}
    assert {kind.value for kind in PostingKind} == kinds
