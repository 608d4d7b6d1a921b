"""Places at an event that a reward gives: capacity, guest list, check-in once.

As with vouchers, what happened is only ever added, so that a list is the same in whatever order it becomes known. Two
tills may give the last place with the line down: the list says who is beyond the capacity, by the order of giving.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum

from app.domain.programme.benefits import Attend
from app.domain.programme.gifts import Reward


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """One place of a member. document_id: the sale that gave it.

    cancelled_by: returns that took it back; check_ins: instants; both sorted, without repetition.
    """

    place_id: bytes
    reward_id: str
    member_id: bytes
    document_id: bytes
    given_at: int
    cancelled_by: tuple[bytes, ...] = ()
    check_ins: tuple[int, ...] = ()

    @property
    def is_taken(self) -> bool:
        """Whether somebody may come: it isn't cancelled."""
        return not self.cancelled_by


class PlaceRefusal(StrEnum):
    """Why there is no place."""

    NO_EVENT = "no-event"
    TOO_FEW_LEFT = "too-few-left"


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceRefused:
    """left: places that can still be had."""

    reason: PlaceRefusal
    left: int = 0


def places_left(reward: Reward, places: Iterable[Place]) -> int:
    """What an event's capacity still holds; zero for what is no event."""
    if not isinstance(reward.gives, Attend):
        return 0
    return max(0, reward.gives.capacity - len(_of(reward, places)))


def take_places(
    reward: Reward, places: Iterable[Place], asked: Iterable[Place]
) -> tuple[Place, ...] | PlaceRefused:
    """Gives the places that a sale asks for, all or none. One that is on the list already takes no other."""
    listed = tuple(places)
    if not isinstance(reward.gives, Attend):
        return PlaceRefused(reason=PlaceRefusal.NO_EVENT)
    known = {place.place_id for place in listed}
    fresh = tuple(place for place in asked if place.place_id not in known)
    left = places_left(reward, listed)
    if len(fresh) > left:
        return PlaceRefused(reason=PlaceRefusal.TOO_FEW_LEFT, left=left)
    return fresh


class CheckInRefusal(StrEnum):
    """Why somebody isn't checked in."""

    NOT_ON_LIST = "not-on-list"
    CANCELLED = "cancelled"
    ALREADY_IN = "already-in"


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckInRefused:
    """at: when he came, for ALREADY_IN."""

    reason: CheckInRefusal
    at: int = 0


def check_in(reward: Reward, places: Iterable[Place], member_id: bytes, at: int) -> Place | CheckInRefused:
    """Lets a member in on his first place that nobody has come on yet; the place as it is then."""
    own = [place for place in places if (place.reward_id, place.member_id) == (reward.id, member_id)]
    if not own:
        return CheckInRefused(reason=CheckInRefusal.NOT_ON_LIST)
    taken = sorted((place for place in own if place.is_taken), key=_given)
    if not taken:
        return CheckInRefused(reason=CheckInRefusal.CANCELLED)
    waiting = next((place for place in taken if not place.check_ins), None)
    if waiting is None:
        last = max(place.check_ins[0] for place in taken)
        return CheckInRefused(reason=CheckInRefusal.ALREADY_IN, at=last)
    return checked_in(waiting, at)


def checked_in(place: Place, at: int) -> Place:
    """After a check-in. A second one, at another door with the line down, is kept: it shows."""
    return replace(place, check_ins=tuple(sorted({*place.check_ins, at})))


def cancelled(place: Place, document_id: bytes) -> Place:
    """After a return of the sale that gave it."""
    return replace(place, cancelled_by=tuple(sorted({*place.cancelled_by, document_id})))


@dataclass(frozen=True, slots=True, kw_only=True)
class Guest:
    """A row of the guest list. beyond: given after the capacity was full. twice: let in more than once."""

    place: Place
    came_at: int | None
    beyond: bool
    twice: bool


def guest_list(reward: Reward, places: Iterable[Place]) -> tuple[Guest, ...]:
    """Who may come, in the order of giving; nobody for what is no event."""
    if not isinstance(reward.gives, Attend):
        return ()
    capacity = reward.gives.capacity
    return tuple(
        Guest(
            place=place,
            came_at=place.check_ins[0] if place.check_ins else None,
            beyond=number > capacity,
            twice=len(place.check_ins) > 1,
        )
        for number, place in enumerate(_of(reward, places), start=1)
    )


def _of(reward: Reward, places: Iterable[Place]) -> list[Place]:
    """The places of an event that are taken, in the order of giving; one that is listed twice counts once."""
    by_id = {place.place_id: place for place in places if place.reward_id == reward.id and place.is_taken}
    return sorted(by_id.values(), key=_given)


def _given(place: Place) -> tuple[int, bytes]:
    return place.given_at, place.place_id
