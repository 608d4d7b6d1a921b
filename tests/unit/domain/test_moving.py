"""Points that change hands: transfers, merges, adjustments by hand, imported balances."""

from dataclasses import replace

import pytest

from app.domain.holding import NO_MOVEMENT, moved
from app.domain.ledger import Account, opening_lot
from app.domain.moving import (
    AdjustmentRefusal,
    Gift,
    Paired,
    TransferRefusal,
    TransferRefused,
    add_by_hand,
    merge,
    open_balance,
    take_by_hand,
    transfer,
)
from app.domain.programme.points import TransferRules, TransferScope
from tests.support.books import NOON, left, lot, points

GIFT = Gift(giver_id=b"giver", receiver_id=b"receiver", same_household=True, amount=30, this_month=0)
ANYBODY = TransferRules(to=TransferScope.MEMBERS, minimum=10, per_month=2)
GIVER = points(lot(b"soon", 20, earned_at=1, expires_at=NOON + 1), lot(b"late", 20, earned_at=2))


def test_a_transfer_is_paired_postings_that_keep_the_lots() -> None:
    paired = transfer(ANYBODY, GIFT, GIVER, points(), NOON)
    assert isinstance(paired, Paired)
    assert [(each.target, each.lot_id, each.amount) for each in paired.giver.postings] == [
        (Account.TRANSFER, b"soon", 20),
        (Account.TRANSFER, b"late", 10),
    ]
    giver, receiver = moved(GIVER, paired.giver), moved(points(), paired.receiver)
    assert left(giver) == {b"late": 10}
    assert [(each.lot_id, each.remaining, each.earned_at, each.expires_at) for each in receiver.lots] == [
        (b"soon", 20, 1, NOON + 1),
        (b"late", 10, 2, None),
    ]
    assert paired.giver.amount + paired.receiver.amount == 0


def test_points_that_are_given_pay_the_receiver_s_debt_first() -> None:
    owing = points(debt=25)
    paired = transfer(ANYBODY, GIFT, GIVER, owing, NOON)
    assert isinstance(paired, Paired)
    after = moved(owing, paired.receiver)
    assert (left(after), after.debt) == ({b"late": 5}, 0)


def test_points_given_back_join_what_is_left_of_their_lot() -> None:
    paired = transfer(ANYBODY, GIFT, GIVER, points(), NOON)
    assert isinstance(paired, Paired)
    giver, receiver = moved(GIVER, paired.giver), moved(points(), paired.receiver)
    returned = transfer(ANYBODY, GIFT, receiver, giver, NOON)
    assert isinstance(returned, Paired)
    assert left(moved(giver, returned.receiver)) == left(GIVER)


@pytest.mark.parametrize(
    ("rules", "gift", "refused"),
    [
        (TransferRules(), GIFT, TransferRefused(reason=TransferRefusal.NOT_ALLOWED)),
        (ANYBODY, replace(GIFT, receiver_id=b"giver"), TransferRefused(reason=TransferRefusal.TO_ONESELF)),
        (
            TransferRules(to=TransferScope.HOUSEHOLD),
            replace(GIFT, same_household=False),
            TransferRefused(reason=TransferRefusal.NOT_HOUSEHOLD),
        ),
        (ANYBODY, replace(GIFT, amount=9), TransferRefused(reason=TransferRefusal.BELOW_MINIMUM, distance=1)),
        (ANYBODY, replace(GIFT, this_month=2), TransferRefused(reason=TransferRefusal.TOO_OFTEN)),
        (ANYBODY, replace(GIFT, amount=41), TransferRefused(reason=TransferRefusal.TOO_FEW, distance=1)),
    ],
)
def test_points_are_only_transferred_where_the_programme_allows_it(
    rules: TransferRules, gift: Gift, refused: TransferRefused
) -> None:
    assert transfer(rules, gift, GIVER, points(), NOON) == refused


def test_within_a_household_points_may_be_given_and_who_owes_gives_nothing() -> None:
    family = TransferRules(to=TransferScope.HOUSEHOLD)
    assert isinstance(transfer(family, GIFT, GIVER, points(), NOON), Paired)
    in_debt = replace(GIVER, debt=1)
    assert transfer(family, GIFT, in_debt, points(), NOON) == TransferRefused(reason=TransferRefusal.IN_DEBT)


def test_a_merge_moves_lots_by_paired_postings_and_they_keep_their_expiry() -> None:
    absorbed = points(
        lot(b"a", 20, expires_at=NOON + 1),
        lot(b"pending", 5, held_until=NOON + 1),
        lot(b"gone", 3, expires_at=NOON - 1),
        lot(b"empty", 0),
    )
    kept = points(lot(b"mine", 7))
    paired = merge(absorbed, kept, NOON)
    before, after = moved(absorbed, paired.giver), moved(kept, paired.receiver)
    assert (before.balance, left(before)) == (0, {})
    assert left(after) == {b"mine": 7, b"a": 20, b"pending": 5, b"gone": 3}
    assert {each.lot_id: (each.expires_at, each.held_until) for each in after.lots} == {
        b"mine": (None, None),
        b"a": (NOON + 1, None),
        b"pending": (None, NOON + 1),
        b"gone": (NOON - 1, None),
    }


def test_a_merge_moves_the_debt_too_and_the_other_s_lots_pay_it() -> None:
    absorbed, kept = points(debt=10), points(lot(b"mine", 7), lot(b"soon", 1, expires_at=NOON + 1))
    paired = merge(absorbed, kept, NOON)
    before, after = moved(absorbed, paired.giver), moved(kept, paired.receiver)
    assert (before.balance, before.debt) == (0, 0)
    assert (after.debt, left(after)) == (2, {})
    paired = merge(kept, absorbed, NOON)
    assert (moved(kept, paired.giver).balance, moved(absorbed, paired.receiver).balance) == (0, -2)


def test_a_manager_s_adjustment_wants_a_reason() -> None:
    holding = points(lot(b"a", 5))
    assert add_by_hand(holding, lot(b"new", 5), " ") is AdjustmentRefusal.NO_REASON
    assert take_by_hand(holding, 5, "", NOON) is AdjustmentRefusal.NO_REASON
    assert add_by_hand(holding, lot(b"new", 0), "sorry") is AdjustmentRefusal.NOTHING
    assert take_by_hand(holding, 0, "typing error", NOON) is AdjustmentRefusal.NOTHING
    assert take_by_hand(holding, 6, "typing error", NOON) is AdjustmentRefusal.TOO_FEW


def test_an_adjustment_posts_against_its_own_account_and_pays_a_debt_first() -> None:
    owing = points(debt=2)
    given = add_by_hand(owing, lot(b"new", 5), "waited too long")
    assert not isinstance(given, AdjustmentRefusal)
    assert {each.source for each in given.postings} == {Account.ADJUSTMENT}
    after = moved(owing, given)
    assert left(after) == {b"new": 3}
    taken = take_by_hand(after, 3, "typing error", NOON)
    assert not isinstance(taken, AdjustmentRefusal)
    assert {each.target for each in taken.postings} == {Account.ADJUSTMENT}
    assert moved(after, taken).balance == 0


def test_an_import_posts_opening_lots_and_again_changes_nothing() -> None:
    opening = lot(opening_lot("old till", "M-1"), 250, expires_at=NOON + 1)
    first = open_balance(points(), opening)
    assert [(each.source, each.amount) for each in first.postings] == [(Account.OPENING, 250)]
    after = moved(points(), first)
    assert open_balance(after, opening) == NO_MOVEMENT
    assert open_balance(points(), lot(opening_lot("old till", "M-2"), 0)) == NO_MOVEMENT
