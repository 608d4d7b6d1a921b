"""Two records of one person become one: the pure part."""

from dataclasses import replace

from app.domain.changes import HouseholdSet, MemberMerged, MetricCounted, TierSet
from app.domain.holding import Holding, Movement, by_book, moved
from app.domain.ledger import Account
from app.domain.merging import Person, SecondWelcome, merged_books, merged_changes, moved_whole
from tests.support.books import NOON, lot, points
from tests.support.shop import small_programme

PROGRAMME = small_programme()
TODAY = "2026-11-22"
KEPT = Person(member_id=b"kept", tier_id="basic", tier_since=None, household=None, days=())
ABSORBED = replace(KEPT, member_id=b"absorbed")


def after(absorbed: Holding, kept: Holding) -> tuple[Holding, Holding]:
    movements = {
        booking.member_id: booking.movement
        for booking in merged_books((b"absorbed", absorbed), (b"kept", kept), "points", NOON)
    }
    return (
        moved(absorbed, movements.get(b"absorbed", Movement())),
        moved(kept, movements.get(b"kept", Movement())),
    )


def test_empty_lots_come_along_so_that_points_may_come_back_to_them() -> None:
    spent = replace(lot(b"spent", 30, expires_at=NOON + 1), remaining=0)
    _, kept = after(points(spent), points())
    assert kept.lot(b"spent") == spent


def test_a_lot_that_both_have_is_not_opened_twice() -> None:
    shared = lot(b"shared", 30)
    _, kept = after(points(replace(shared, remaining=10)), points(replace(shared, remaining=5)))
    assert [(one.lot_id, one.remaining) for one in kept.lots] == [(b"shared", 15)]


def test_lots_are_opened_as_they_are_when_the_debt_is_paid() -> None:
    books = merged_books((b"absorbed", points(lot(b"a", 30))), (b"kept", points(debt=20)), "points", NOON)
    assert [(one.lot_id, one.remaining) for one in books[1].movement.opened] == [(b"a", 10)]


def test_nothing_of_two_empty_books_is_booked() -> None:
    assert merged_books((b"absorbed", points()), (b"kept", points()), "points", NOON) == ()


def test_who_can_t_know_what_is_spent_lets_no_lot_pay_a_debt() -> None:
    absorbed, kept = points(lot(b"a", 30), debt=0), points(debt=20)
    there = moved(kept, moved_whole(absorbed, kept).receiver)
    assert (there.debt, there.balance) == (20, 10)
    absorbed, kept = points(debt=20), points(lot(b"b", 30))
    pair = moved_whole(absorbed, kept)
    assert moved(absorbed, pair.giver).debt == 0
    assert (moved(kept, pair.receiver).debt, moved(kept, pair.receiver).balance) == (20, 10)


def test_what_counts_towards_the_tier_goes_over_day_by_day() -> None:
    days = (("2026-11-01", 500), ("2026-11-02", -100))
    changes = merged_changes(PROGRAMME, replace(ABSORBED, days=days), KEPT, TODAY)
    assert [change for change in changes if isinstance(change, MetricCounted)] == [
        MetricCounted(member_id=member_id, business_day=day, amount=amount * sign)
        for day, amount in days
        for member_id, sign in ((b"absorbed", -1), (b"kept", 1))
    ]


def test_only_a_higher_tier_counts_with_the_day_since_which_it_was_reached() -> None:
    silver = replace(ABSORBED, tier_id="silver", tier_since="2026-10-01")
    lifted = TierSet(member_id=b"kept", tier_id="silver", since="2026-10-01")
    assert lifted in merged_changes(PROGRAMME, silver, KEPT, TODAY)
    untold = merged_changes(PROGRAMME, replace(silver, tier_since=None), KEPT, TODAY)
    assert replace(lifted, since=TODAY) in untold
    lower = merged_changes(PROGRAMME, ABSORBED, replace(KEPT, tier_id="silver"), TODAY)
    assert [change for change in lower if isinstance(change, TierSet)] == []


def test_whom_the_absorbed_one_had_absorbed_is_one_step_away_from_the_kept_one() -> None:
    changes = merged_changes(PROGRAMME, replace(ABSORBED, absorbed=(b"older",)), KEPT, TODAY)
    assert changes == (
        MemberMerged(absorbed_id=b"absorbed", member_id=b"kept"),
        MemberMerged(absorbed_id=b"older", member_id=b"kept"),
    )


def test_the_kept_one_s_household_counts_before_the_absorbed_one_s() -> None:
    mine, theirs = replace(KEPT, household=b"mine"), replace(ABSORBED, household=b"theirs")
    left = HouseholdSet(member_id=b"absorbed", household_id=None)
    joined = HouseholdSet(member_id=b"kept", household_id=b"theirs")
    both = merged_changes(PROGRAMME, theirs, mine, TODAY)
    assert (left in both, joined in both) == (True, False)
    assert joined in merged_changes(PROGRAMME, theirs, KEPT, TODAY)


def test_a_second_welcome_is_taken_from_its_own_lots_then_from_others_then_owed() -> None:
    welcome = lot(b"welcome", 50)
    second = SecondWelcome(lots=(("points", welcome, 0),))
    holding = points(replace(welcome, remaining=20), lot(b"other", 10))
    assert moved(holding, second.taken_from(holding, "points", NOON)).balance == -20
    assert second.taken_from(holding, "cashback", NOON) == Movement()


def test_a_second_welcome_that_lapsed_is_taken_from_nobody() -> None:
    gone = replace(lot(b"welcome", 50, expires_at=NOON - 1), remaining=0)
    second = SecondWelcome(lots=(("points", lot(b"welcome", 50), 50),))
    holding = points(gone, lot(b"other", 10))
    movement = second.taken_from(holding, "points", NOON)
    assert moved(holding, movement).balance == 10
    assert {posting.source for posting in movement.postings} == {Account.BREAKAGE}


def test_movements_of_one_book_are_one_booking() -> None:
    books = merged_books((b"absorbed", points(lot(b"a", 30))), (b"kept", points()), "points", NOON)
    twice = by_book((*books, *books))
    assert [len(booking.movement.postings) for booking in twice] == [2, 2]
