"""A member's books of one asset: balance = Σ lots − debt = Σ postings, whatever moves."""

import pytest

from app.domain.holding import (
    NO_MOVEMENT,
    Holding,
    Movement,
    SpendRefused,
    credit,
    lapse,
    moved,
    settle,
    spend,
    spending,
    usable_of,
)
from app.domain.ledger import DEBT_LOT, Account, Asset, Draw, Posting, PostingKind
from tests.support.books import NOON, left, lot, points


def test_a_new_member_has_nothing_and_owes_nothing() -> None:
    fresh = Holding(asset=Asset.POINTS)
    assert (fresh.balance, fresh.debt, usable_of(fresh, NOON)) == (0, 0, 0)


def test_every_later_credit_pays_the_debt_first() -> None:
    owing = points(debt=24)
    after = moved(owing, credit(owing, lot(b"new", 94)))
    assert (after.debt, left(after), after.balance) == (0, {b"new": 70}, 70)


def test_a_credit_smaller_than_the_debt_leaves_an_empty_lot_and_the_rest_of_the_debt() -> None:
    owing = points(debt=24)
    after = moved(owing, credit(owing, lot(b"new", 10)))
    assert (after.debt, left(after), after.balance) == (14, {}, -14)


def test_spending_is_refused_until_the_debt_is_paid() -> None:
    owing = points(lot(b"pending", 50, held_until=NOON), debt=1)
    assert spend(owing, 10, NOON + 1) is SpendRefused.IN_DEBT
    assert spend(owing, 0, NOON + 1) == ()
    assert usable_of(owing, NOON + 1) == 0
    assert spend(points(lot(b"a", 5)), 6, NOON) is SpendRefused.TOO_FEW
    assert usable_of(points(lot(b"a", 5)), NOON) == 5


def test_what_is_spent_leaves_the_lots_for_good() -> None:
    rich = points(lot(b"a", 5, expires_at=NOON), lot(b"b", 5))
    draws = spend(rich, 7, NOON)
    assert draws == (Draw(lot_id=b"a", amount=5), Draw(lot_id=b"b", amount=2))
    after = moved(rich, spending(Asset.POINTS, draws))
    assert (left(after), after.balance) == ({b"b": 3}, 3)


def test_a_debt_that_became_known_late_is_paid_by_what_lapses_first() -> None:
    both = points(
        lot(b"late", 20, expires_at=NOON + 9),
        lot(b"soon", 20, expires_at=NOON + 1, held_until=NOON + 1),
        lot(b"gone", 20, expires_at=NOON - 1),
        debt=30,
    )
    movement = settle(both, NOON)
    after = moved(both, movement)
    assert movement.amount == 0
    assert (after.debt, left(after), after.balance) == (0, {b"late": 10, b"gone": 20}, both.balance)
    assert settle(after, NOON) == NO_MOVEMENT


def test_what_lapses_becomes_breakage() -> None:
    holding = points(
        lot(b"never", 1),
        lot(b"today", 2, expires_at=NOON),
        lot(b"gone", 3, expires_at=NOON - 1),
        lot(b"empty", 0),
    )
    run = lapse(holding, NOON)
    assert run.postings == (
        Posting(
            kind=PostingKind.EXPIRY,
            asset=Asset.POINTS,
            source=Account.MEMBER,
            target=Account.BREAKAGE,
            amount=3,
            lot_id=b"gone",
        ),
    )
    after = moved(holding, run)
    assert after.balance == 3
    assert lapse(after, NOON) == NO_MOVEMENT


@pytest.mark.parametrize(
    ("asset", "amount", "lot_id"),
    [
        (Asset.CASHBACK, 1, b"a"),
        (Asset.POINTS, 0, b"a"),
        (Asset.POINTS, 6, b"a"),
        (Asset.POINTS, 1, b"other"),
    ],
    ids=["another asset", "nothing", "more than the lot holds", "a lot that isn't there"],
)
def test_postings_that_do_not_fit_the_books_are_a_fault(asset: Asset, amount: int, lot_id: bytes) -> None:
    posting = Posting(
        kind=PostingKind.REDEMPTION,
        asset=asset,
        source=Account.MEMBER,
        target=Account.REDEMPTION,
        amount=amount,
        lot_id=lot_id,
    )
    with pytest.raises(ValueError, match="post"):
        moved(points(lot(b"a", 5)), Movement(postings=(posting,)))


def test_a_debt_is_never_paid_twice() -> None:
    owing = points(debt=5)
    too_much = Movement(postings=credit(points(debt=9), lot(b"a", 9)).postings)
    assert [posting.lot_id for posting in too_much.postings] == [DEBT_LOT]
    with pytest.raises(ValueError, match="fit"):
        moved(owing, too_much)


def test_the_last_point_of_a_lot_lapses_too() -> None:
    assert lapse(points(lot(b"one", 1, expires_at=NOON - 1)), NOON).amount == -1
