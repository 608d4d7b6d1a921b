"""Places at an event: as many as it has, a guest list, and everybody comes in once."""

from dataclasses import replace

import pytest

from app.domain.events import (
    CheckInRefusal,
    CheckInRefused,
    Place,
    PlaceRefusal,
    PlaceRefused,
    cancelled,
    check_in,
    checked_in,
    guest_list,
    places_left,
    take_places,
)
from app.domain.programme.benefits import Attend, Donate
from app.domain.programme.gifts import Reward
from tests.support.worked_example import NOON

CLASS = Reward(id="class", name="Class", points=700, gives=Attend(capacity=2, at="Saturday, upstairs"))
NO_EVENT = replace(CLASS, gives=Donate(donation="reef", amount=5_000))


def place(name: str, member: str = "ann", given_at: int = NOON, reward_id: str = "class") -> Place:
    return Place(
        place_id=name.encode(),
        reward_id=reward_id,
        member_id=member.encode(),
        document_id=b"sale " + name.encode(),
        given_at=given_at,
    )


A, B, C = place("a"), place("b", "bob", NOON + 1), place("c", "cat", NOON + 2)


def test_an_event_gives_no_more_places_than_it_has_and_all_or_none() -> None:
    assert take_places(CLASS, (), (A, B)) == (A, B)
    assert take_places(CLASS, (A,), (B, C)) == PlaceRefused(reason=PlaceRefusal.TOO_FEW_LEFT, left=1)
    assert take_places(CLASS, (A, B), (C,)) == PlaceRefused(reason=PlaceRefusal.TOO_FEW_LEFT, left=0)
    assert places_left(CLASS, (A, place("x", reward_id="other"))) == 1


def test_a_cancelled_place_is_free_again_and_one_on_the_list_takes_no_other() -> None:
    gone = cancelled(A, b"return")
    assert cancelled(gone, b"return") == gone
    assert take_places(CLASS, (gone, B), (C,)) == (C,)
    assert take_places(CLASS, (A, B), (B,)) == ()


@pytest.mark.parametrize("places", [(), (A,)])
def test_what_is_no_event_has_no_places_and_no_list(places: tuple[Place, ...]) -> None:
    assert take_places(NO_EVENT, places, (B,)) == PlaceRefused(reason=PlaceRefusal.NO_EVENT)
    assert (places_left(NO_EVENT, places), guest_list(NO_EVENT, places)) == (0, ())


def test_a_member_comes_in_once_for_each_of_his_places() -> None:
    second = place("a2", given_at=NOON + 5)
    first = check_in(CLASS, (second, A), b"ann", NOON + 100)
    assert first == checked_in(A, NOON + 100)
    assert isinstance(first, Place)
    then = check_in(CLASS, (second, first), b"ann", NOON + 200)
    assert isinstance(then, Place)
    assert then.place_id == b"a2"
    again = check_in(CLASS, (first, then), b"ann", NOON + 300)
    assert again == CheckInRefused(reason=CheckInRefusal.ALREADY_IN, at=NOON + 200)


def test_who_is_not_on_the_list_or_cancelled_does_not_come_in() -> None:
    assert check_in(CLASS, (A,), b"bob", NOON) == CheckInRefused(reason=CheckInRefusal.NOT_ON_LIST)
    other = place("x", "bob", reward_id="other")
    assert check_in(CLASS, (other,), b"bob", NOON) == CheckInRefused(reason=CheckInRefusal.NOT_ON_LIST)
    gone = cancelled(A, b"return")
    assert check_in(CLASS, (gone,), b"ann", NOON) == CheckInRefused(reason=CheckInRefusal.CANCELLED)


def test_the_guest_list_stands_in_the_order_of_giving_and_says_who_came() -> None:
    in_twice = checked_in(checked_in(A, NOON + 90), NOON + 50)
    listed = guest_list(CLASS, (B, in_twice, cancelled(C, b"return"), in_twice))
    assert [(guest.place.place_id, guest.came_at, guest.twice) for guest in listed] == [
        (b"a", NOON + 50, True),
        (b"b", None, False),
    ]
    assert checked_in(in_twice, NOON + 50) == in_twice


def test_places_that_two_tills_gave_beyond_the_capacity_show_the_later_ones() -> None:
    listed = guest_list(CLASS, (C, B, A))
    assert [(guest.place.place_id, guest.beyond) for guest in listed] == [
        (b"a", False),
        (b"b", False),
        (b"c", True),
    ]
    assert places_left(CLASS, (A, B, C)) == 0
