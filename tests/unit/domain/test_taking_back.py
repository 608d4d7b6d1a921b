"""What a return does to a member's lots, and what is owed when they hold too little."""

from dataclasses import replace

from app.domain.holding import lapse, moved
from app.domain.ledger import DEBT_LOT, Account, Draw, Posting, PostingKind
from app.domain.taking_back import (
    Grace,
    charge,
    claw_back,
    deduct,
    grace_of,
    lapsed_of,
    restore,
    restored_shares,
    take_back,
)
from tests.support.books import DAY, NOON, left, lot, plain_programme, points

GRACE = Grace(lot_id=b"grace", expires_at=NOON + 7 * DAY)


def test_a_clawback_takes_the_sale_s_own_lot_first_then_first_expiring_then_becomes_debt() -> None:
    holding = points(
        lot(b"later", 5, expires_at=NOON + 5),
        lot(b"own", 20, expires_at=NOON + 9),
        lot(b"soon", 5, expires_at=NOON + 1),
    )
    own_only = claw_back(holding, 15, b"own", NOON)
    assert left(moved(holding, own_only.movement)) == {b"soon": 5, b"own": 5, b"later": 5}
    others = claw_back(holding, 27, b"own", NOON)
    assert left(moved(holding, others.movement)) == {b"later": 3}
    assert (others.taken, others.owed) == (27, 0)
    debt = claw_back(holding, 34, b"own", NOON)
    after = moved(holding, debt.movement)
    assert (left(after), after.debt, after.balance) == ({}, 4, -4)
    assert (debt.taken, debt.owed) == (30, 4)


def test_a_clawback_takes_pending_points_too() -> None:
    holding = points(lot(b"own", 94, held_until=NOON + DAY), lot(b"other", 10))
    assert left(moved(holding, claw_back(holding, 34, b"own", NOON).movement)) == {b"own": 60, b"other": 10}


def test_a_clawback_takes_nothing_from_lots_that_have_lapsed_unless_it_is_the_sale_s_own() -> None:
    holding = points(lot(b"gone", 10, expires_at=NOON - 1), lot(b"own", 10, expires_at=NOON - 1))
    clawed = claw_back(holding, 15, b"own", NOON)
    assert (left(moved(holding, clawed.movement)), clawed.owed) == ({b"gone": 10}, 5)


def test_points_of_the_sale_that_lapsed_unspent_count_as_given_back() -> None:
    holding = points(lot(b"own", 0, original=94, expires_at=NOON - 1), lot(b"other", 10))
    clawed = claw_back(holding, 34, b"own", NOON, lapsed=94)
    assert (clawed.taken, clawed.lapsed, clawed.owed) == (0, 34, 0)
    assert clawed.movement.postings == (
        Posting(
            kind=PostingKind.REVERSAL,
            asset=holding.asset,
            source=Account.BREAKAGE,
            target=Account.ISSUANCE,
            amount=34,
            lot_id=b"own",
        ),
    )
    assert moved(holding, clawed.movement).balance == 10
    partly = claw_back(holding, 34, b"own", NOON, lapsed=30)
    assert (partly.taken, partly.lapsed, partly.owed) == (4, 30, 0)


def test_an_expiry_run_before_or_after_the_return_ends_the_same() -> None:
    holding = points(lot(b"own", 94, expires_at=NOON - 1), lot(b"other", 10))
    clawed_first = moved(holding, claw_back(holding, 34, b"own", NOON).movement)
    end = moved(clawed_first, lapse(clawed_first, NOON))
    run = lapse(holding, NOON)
    lapsed_first = moved(holding, run)
    lapsed = lapsed_of(b"own", run.postings)
    clawed = claw_back(lapsed_first, 34, b"own", NOON, lapsed)
    assert moved(lapsed_first, clawed.movement) == end
    assert (lapsed, lapsed_of(b"own", (*run.postings, *clawed.movement.postings))) == (94, 60)
    assert lapsed_of(b"other", run.postings) == 0


def test_the_grace_is_the_programme_s_by_default_seven_days() -> None:
    assert grace_of(plain_programme(), b"grace", NOON) == Grace(
        lot_id=b"grace", expires_at=NOON + 7 * DAY + DAY // 2 - 1
    )


def test_redeemed_points_go_back_to_their_lots_latest_expiring_first() -> None:
    holding = points(
        lot(b"soon", 0, original=100, expires_at=NOON + 1),
        lot(b"late", 0, original=100, expires_at=NOON + 9),
        lot(b"undated", 0, original=100),
    )
    drawn = (
        Draw(lot_id=b"soon", amount=100),
        Draw(lot_id=b"late", amount=100),
        Draw(lot_id=b"undated", amount=50),
    )
    first = moved(holding, restore(holding, drawn, 0, 120, NOON, GRACE))
    assert left(first) == {b"undated": 50, b"late": 70}
    assert [each.expires_at for each in first.lots] == [NOON + 1, NOON + 9, None]
    second = moved(first, restore(first, drawn, 120, 130, NOON, GRACE))
    assert left(second) == {b"undated": 50, b"late": 100, b"soon": 100}


def test_any_split_of_a_return_restores_the_same_lots() -> None:
    drawn = (Draw(lot_id=b"a", amount=7), Draw(lot_id=b"b", amount=5), Draw(lot_id=b"c", amount=3))
    whole: dict[bytes, int] = {}
    for before in range(15):
        (share,) = restored_shares(drawn, before, 1)
        whole[share.lot_id] = whole.get(share.lot_id, 0) + 1
        assert {each.lot_id: each.amount for each in restored_shares(drawn, 0, before + 1)} == whole
    assert list(whole) == [b"c", b"b", b"a"]


def test_a_lot_that_was_put_off_between_two_returns_gets_no_more_than_its_own() -> None:
    """Idle points that a later sale keeps awake may outlast those that were to lapse after them."""
    drawn = (Draw(lot_id=b"idle", amount=10), Draw(lot_id=b"dated", amount=10))
    holding = points(
        lot(b"idle", 0, original=10, expires_at=NOON + 1), lot(b"dated", 0, original=10, expires_at=NOON + 5)
    )
    first = moved(holding, restore(holding, drawn, 0, 10, NOON, GRACE))
    assert left(first) == {b"dated": 10}
    idle, dated = first.lots
    put_off = points(replace(idle, expires_at=NOON + 9), dated)
    second = moved(put_off, restore(put_off, drawn, 10, 10, NOON, GRACE))
    assert left(second) == {b"idle": 10, b"dated": 10}


def test_points_whose_lot_lapsed_meanwhile_come_back_with_a_grace() -> None:
    holding = points(lot(b"gone", 4, original=100, expires_at=NOON - 1), lot(b"live", 0, expires_at=NOON))
    drawn = (
        Draw(lot_id=b"gone", amount=50),
        Draw(lot_id=b"unknown", amount=10),
        Draw(lot_id=b"live", amount=20),
    )
    after = moved(holding, restore(holding, drawn, 0, 80, NOON, GRACE))
    assert left(after) == {b"gone": 4, b"live": 20, b"grace": 60}
    grace = after.lot(b"grace")
    assert grace is not None
    assert (grace.original, grace.earned_at, grace.expires_at) == (60, NOON, NOON + 7 * DAY)


def test_a_restored_point_too_pays_the_debt_first() -> None:
    holding = points(lot(b"soon", 0, expires_at=NOON + 1), lot(b"late", 0), debt=24)
    drawn = (Draw(lot_id=b"soon", amount=20), Draw(lot_id=b"late", amount=20))
    movement = restore(holding, drawn, 0, 40, NOON, GRACE)
    after = moved(holding, movement)
    assert (left(after), after.debt, movement.amount) == ({b"late": 16}, 0, 40)


def test_the_worked_example_s_member_with_ten_points_owes_24_and_gets_525_to_spend() -> None:
    """The sale's own 94 points and all others are spent; 10 points are left in another lot."""
    holding = points(
        lot(b"own", 0, original=94), lot(b"ten", 10, expires_at=NOON + 1), lot(b"old", 0, original=1_500)
    )
    back = take_back(
        holding,
        clawback=34,
        own_lot=b"own",
        drawn=(Draw(lot_id=b"old", amount=1_500),),
        before=0,
        back=549,
        at=NOON,
        grace=GRACE,
    )
    assert (back.clawed.taken, back.clawed.owed, back.restored.amount) == (10, 24, 549)
    after = moved(holding, back.movement)
    assert (left(after), after.debt, back.owed) == ({b"old": 525}, 0, 0)
    assert [posting.amount for posting in back.movement.postings if posting.lot_id == DEBT_LOT] == [24, 24]


def test_a_return_is_never_blocked_by_a_balance() -> None:
    holding = points()
    back = take_back(holding, clawback=90, own_lot=b"own", drawn=(), before=0, back=0, at=NOON, grace=GRACE)
    assert (moved(holding, back.movement).balance, back.owed) == (-90, 90)


def test_the_manager_may_deduct_what_is_owed_from_the_refund_in_whole_points() -> None:
    owing = points(debt=90)
    whole = deduct(owing, 90, value=10, refund=40_000)
    assert (whole.paid, whole.amount, moved(owing, whole.movement).debt) == (90, 900, 0)
    part = deduct(owing, 90, value=10, refund=455)
    assert (part.paid, part.amount, moved(owing, part.movement).debt) == (45, 450, 45)
    nothing = deduct(owing, 90, value=10, refund=9)
    assert (nothing.paid, nothing.amount, nothing.movement.postings) == (0, 0, ())


def test_an_older_debt_is_not_deducted_from_this_refund() -> None:
    owing = points(debt=90)
    assert deduct(owing, 40, value=10, refund=40_000).amount == 400


def test_what_a_member_owes_for_something_spent_comes_from_what_expires_first_and_then_becomes_debt() -> None:
    holding = points(
        lot(b"gone", 50, expires_at=NOON - 1),
        lot(b"later", 10, expires_at=NOON + 9),
        lot(b"soon", 5, expires_at=NOON + 1),
    )
    paid = charge(holding, 7, NOON)
    assert paid.postings == (
        Posting(
            kind=PostingKind.ADJUSTMENT,
            asset=holding.asset,
            source=Account.MEMBER,
            target=Account.ADJUSTMENT,
            amount=5,
            lot_id=b"soon",
        ),
        Posting(
            kind=PostingKind.ADJUSTMENT,
            asset=holding.asset,
            source=Account.MEMBER,
            target=Account.ADJUSTMENT,
            amount=2,
            lot_id=b"later",
        ),
    )
    after = moved(holding, charge(holding, 19, NOON))
    assert (left(after), after.debt) == ({b"gone": 50}, 4)
    assert [one.lot_id for one in charge(points(), 3, NOON).postings] == [DEBT_LOT]
