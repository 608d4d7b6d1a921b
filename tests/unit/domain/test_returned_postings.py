"""The postings of a return: their kinds, accounts and order, and the lot that a grace opens."""

import pytest

from app.domain.ledger import DEBT_LOT, Account, Asset, Draw, Lot, Posting, PostingKind
from app.domain.taking_back import Grace, claw_back, deduct, lapsed_of, restore, restored_shares, take_back
from tests.support.books import DAY, NOON, lot, points

GRACE = Grace(lot_id=b"grace", expires_at=NOON + 7 * DAY)


def posting(source: Account, target: Account, amount: int, lot_id: bytes = b"own") -> Posting:
    return Posting(
        kind=PostingKind.REVERSAL,
        asset=Asset.POINTS,
        source=source,
        target=target,
        amount=amount,
        lot_id=lot_id,
    )


def test_a_clawback_reverses_what_was_issued() -> None:
    clawed = claw_back(points(lot(b"own", 20)), 30, b"own", NOON)
    assert clawed.movement.postings == (
        posting(Account.MEMBER, Account.ISSUANCE, 20),
        posting(Account.MEMBER, Account.ISSUANCE, 10, DEBT_LOT),
    )


def test_a_restore_reverses_the_redemption_debt_first_then_latest_expiring_first() -> None:
    holding = points(
        lot(b"a", 0, expires_at=NOON + 1),
        lot(b"b", 0, expires_at=NOON + 2),
        lot(b"c", 0, expires_at=NOON + 3),
        lot(b"d", 0, expires_at=NOON - 1),
        debt=3,
    )
    drawn = tuple(Draw(lot_id=name, amount=5) for name in (b"d", b"a", b"b", b"c"))
    movement = restore(holding, drawn, 0, 20, NOON, GRACE)
    assert movement.postings == (
        posting(Account.REDEMPTION, Account.MEMBER, 3, DEBT_LOT),
        posting(Account.REDEMPTION, Account.MEMBER, 5, b"c"),
        posting(Account.REDEMPTION, Account.MEMBER, 5, b"b"),
        posting(Account.REDEMPTION, Account.MEMBER, 5, b"a"),
        posting(Account.REDEMPTION, Account.MEMBER, 2, b"grace"),
    )
    assert movement.opened == (
        Lot(
            lot_id=b"grace",
            asset=Asset.POINTS,
            earned_at=NOON,
            expires_at=GRACE.expires_at,
            original=2,
            remaining=2,
        ),
    )


def test_without_a_debt_every_lot_gets_its_own_back_in_order() -> None:
    holding = points(
        *(lot(name, 0, expires_at=NOON + place) for place, name in enumerate((b"a", b"b", b"c")))
    )
    drawn = tuple(Draw(lot_id=name, amount=5) for name in (b"a", b"b", b"c"))
    movement = restore(holding, drawn, 0, 15, NOON, GRACE)
    assert [each.lot_id for each in movement.postings] == [b"c", b"b", b"a"]


def test_the_order_of_spending_decides_and_no_more_comes_back_than_was_drawn() -> None:
    drawn = (Draw(lot_id=b"gone", amount=5), Draw(lot_id=b"a", amount=5))
    assert restored_shares(drawn, 0, 10) == (Draw(lot_id=b"a", amount=5), Draw(lot_id=b"gone", amount=5))
    with pytest.raises(ValueError, match="1 more to restore"):
        restored_shares(drawn, 0, 11)


def test_what_lapsed_is_counted_by_breakage_alone() -> None:
    moves = (
        posting(Account.ISSUANCE, Account.MEMBER, 94),
        posting(Account.MEMBER, Account.BREAKAGE, 90),
        posting(Account.BREAKAGE, Account.ISSUANCE, 30),
        posting(Account.MEMBER, Account.BREAKAGE, 7, b"other"),
    )
    assert repr(lapsed_of(b"own", moves)) == "60"


def test_taking_back_sees_what_has_lapsed_by_then() -> None:
    lapsed_lot = points(lot(b"other", 50, expires_at=NOON - 1), lot(b"own", 0))
    back = take_back(
        lapsed_lot, clawback=30, own_lot=b"own", drawn=(), before=0, back=0, at=NOON, grace=GRACE, lapsed=20
    )
    assert (back.clawed.taken, back.clawed.lapsed, back.clawed.owed, back.owed) == (0, 20, 10, 10)


def test_taking_back_owes_what_it_added_to_an_older_debt() -> None:
    back = take_back(
        points(debt=5), clawback=10, own_lot=None, drawn=(), before=0, back=0, at=NOON, grace=GRACE
    )
    assert back.owed == 10


def test_taking_back_restores_into_the_grace_what_lapsed() -> None:
    gone = points(lot(b"gone", 0, original=9, expires_at=NOON - 1))
    drawn = (Draw(lot_id=b"gone", amount=9),)
    back = take_back(gone, clawback=0, own_lot=None, drawn=drawn, before=0, back=9, at=NOON, grace=GRACE)
    assert [each.lot_id for each in back.movement.opened] == [b"grace"]


def test_a_single_owed_point_may_be_deducted_as_an_adjustment() -> None:
    deducted = deduct(points(debt=3), 1, value=10, refund=99)
    assert (deducted.paid, deducted.amount) == (1, 10)
    assert deducted.movement.postings == (
        Posting(
            kind=PostingKind.ADJUSTMENT,
            asset=Asset.POINTS,
            source=Account.ADJUSTMENT,
            target=Account.MEMBER,
            amount=1,
            lot_id=DEBT_LOT,
        ),
    )
