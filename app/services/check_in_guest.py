"""The guest list of an event, and who came: each place lets its member in once."""

from dataclasses import dataclass

from app.domain.events import CheckInRefused, Guest, check_in
from app.domain.events import guest_list as listed
from app.domain.programme.benefits import Attend
from app.domain.programme.gifts import Reward
from app.protocol.facts_events import GuestCheckedIn
from app.services.headings import heading_of
from app.services.unit import Unit


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckInRequest:
    """A member at the door, asked for once or often. reward_id: what gave him the place."""

    document_id: bytes
    reward_id: str
    member_id: bytes
    staff_id: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckedIn:
    """He may come in. at: instant; place_id: which of his places that took."""

    member_id: bytes
    place_id: bytes
    at: int


@dataclass(frozen=True, slots=True, kw_only=True)
class NoSuchEvent:
    """The programme in force has no reward of that id that gives a place."""


CheckInOutcome = CheckedIn | CheckInRefused | NoSuchEvent


def check_in_guest(unit: Unit, request: CheckInRequest, now: int) -> CheckInOutcome:
    """Lets a member in on his first place that nobody has come on yet."""
    done = unit.documents.by_id(request.document_id)
    if isinstance(done, GuestCheckedIn):
        return _outcome_of(done)
    reward = _event(unit, request.reward_id)
    if reward is None:
        return NoSuchEvent()
    member_id = request.member_id
    if unit.members.row(member_id) is not None:
        member_id = unit.members.current(member_id)
    place = check_in(reward, unit.events.places(reward.id), member_id, now)
    if isinstance(place, CheckInRefused):
        return place
    heading = heading_of(unit, request.document_id, now, staff_id=request.staff_id)
    fact = GuestCheckedIn(heading=heading, member_id=member_id, reward_id=reward.id, place_id=place.place_id)
    unit.journal.append(fact, member_id=member_id, revision=unit.catalogue.programme().revision)
    return _outcome_of(fact)


def guest_list(unit: Unit, reward_id: str) -> tuple[Guest, ...] | NoSuchEvent:
    """Who may come, in the order of giving, and when he came."""
    reward = _event(unit, reward_id)
    return NoSuchEvent() if reward is None else listed(reward, unit.events.places(reward_id))


def _event(unit: Unit, reward_id: str) -> Reward | None:
    rewards = unit.catalogue.programme().rewards
    return next(
        (reward for reward in rewards if reward.id == reward_id and isinstance(reward.gives, Attend)), None
    )


def _outcome_of(fact: GuestCheckedIn) -> CheckedIn:
    return CheckedIn(member_id=fact.member_id, place_id=fact.place_id, at=fact.heading.committed_at)
