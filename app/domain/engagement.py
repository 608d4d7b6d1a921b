"""What is earned outside a sale: enrolment, profile, birthday, anniversary, newsletter, survey, visit, referral.

Each is an outcome: awards, or the reason why there are none.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from hashlib import sha256

from app.domain.calendar import anniversary, in_year, parse_birthday
from app.domain.programme.benefits import Award
from app.domain.programme.people import Action, ActionKind, Referral


class NotAwardedReason(StrEnum):
    """Why nothing is earned."""

    DAILY_CAP = "daily-cap"
    MEMBER_CAP = "member-cap"
    ONLY_ONCE = "only-once"
    NOT_DUE = "not-due"
    SAME_PERSON = "same-person"
    NO_REFERRALS = "no-referrals"
    ONESELF = "oneself"
    SAME_PHONE = "same-phone"
    SAME_CARD = "same-card"
    ALREADY_REFERRED = "already-referred"
    NO_SALE_YET = "no-sale-yet"
    BELOW_MINIMUM = "below-minimum"
    REFERRER_CAP = "referrer-cap"


@dataclass(frozen=True, slots=True, kw_only=True)
class Awarded:
    """awards: to the member. referrer: to the one who referred him."""

    awards: tuple[Award, ...]
    referrer: tuple[Award, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class NotAwarded:
    """distance: rupiah that are missing, for BELOW_MINIMUM."""

    reason: NotAwardedReason
    distance: int = 0


Outcome = Awarded | NotAwarded

_ONCE = (ActionKind.ENROLMENT, ActionKind.PROFILE_COMPLETED)
DATED = (ActionKind.BIRTHDAY, ActionKind.ANNIVERSARY)
"""Actions that nobody does: their day comes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """How often a member was awarded for an action: on this business day, and ever."""

    today: int = 0
    ever: int = 0


def action_outcome(action: Action, done: Done) -> Outcome:
    """What a member who did something gets. Enrolment and a completed profile count once, whatever the caps say."""
    if action.kind in DATED:
        return NotAwarded(reason=NotAwardedReason.NOT_DUE)
    if action.kind in _ONCE and done.ever:
        return NotAwarded(reason=NotAwardedReason.ONLY_ONCE)
    return _within_caps(action, done)


def _within_caps(action: Action, done: Done) -> Outcome:
    if action.per_member is not None and done.ever >= action.per_member:
        return NotAwarded(reason=NotAwardedReason.MEMBER_CAP)
    if action.per_day is not None and done.today >= action.per_day:
        return NotAwarded(reason=NotAwardedReason.DAILY_CAP)
    return Awarded(awards=action.gives)


def enrolment_outcome(action: Action, done: Done, *, same_person_enrolled: bool) -> Outcome:
    """The welcome bonus. Two enrolments of one person (a merge suggestion) give one."""
    if same_person_enrolled:
        return NotAwarded(reason=NotAwardedReason.SAME_PERSON)
    return action_outcome(action, done)


def birthday_outcome(action: Action, birthday: str, last: date, today: date, done: Done) -> Outcome:
    """The birthday's award. birthday: "MM-DD". last: the day up to which birthdays were looked after, so that none
    is missed when nobody looked on the day itself, and none counts twice.
    """
    return _dated(action, birthday_between(birthday, last, today), done)


def birthday_between(birthday: str, last: date, today: date) -> date | None:
    """The birthday after one day and up to another, less than a year apart."""
    month, day = parse_birthday(birthday)
    years = range(max(last.year, today.year - 1), today.year + 1)
    return _newest([in_year(month, day, year) for year in years], last, today)


def anniversary_outcome(action: Action, joined_on: date, last: date, today: date, done: Done) -> Outcome:
    """The award of a whole year, or several, after joining. last: as for birthdays."""
    return _dated(action, anniversary_between(joined_on, last, today), done)


def anniversary_between(joined_on: date, last: date, today: date) -> date | None:
    """The anniversary after one day and up to another, less than a year apart."""
    years = range(
        max(1, last.year - joined_on.year, today.year - 1 - joined_on.year), today.year - joined_on.year + 1
    )
    days = [day for count in years if (day := anniversary(joined_on, count)) is not None]
    return _newest(days, last, today)


def _newest(days: Iterable[date], last: date, today: date) -> date | None:
    return max((day for day in days if last < day <= today), default=None)


def _dated(action: Action, day: date | None, done: Done) -> Outcome:
    return NotAwarded(reason=NotAwardedReason.NOT_DUE) if day is None else _within_caps(action, done)


def yearly_document(action_id: str, member_id: bytes, year: int) -> bytes:
    """The id of the document that gives a birthday's or an anniversary's award: one for each year, whoever makes it."""
    return _derived("yearly award", action_id, member_id.hex(), str(year))


def referral_document(member_id: bytes, sale_id: bytes) -> bytes:
    """The id of the document that awards a referral for a sale of the new member."""
    return _derived("referral awarded", member_id.hex(), sale_id.hex())


def revoking_document(awarded_id: bytes) -> bytes:
    """The id of the document that takes back what another one awarded."""
    return _derived("referral revoked", awarded_id.hex())


def _derived(*names: str) -> bytes:
    return sha256("\0".join(("setia", *names)).encode()).digest()[:16]


REFERRED = "referral:referred"
REFERRER = "referral:referrer"
"""The rules that award either side of a referral; no rule of a programme can have these ids."""
NOTED = "referral:noted"
"""The rule under which it is counted that somebody sent a member: once."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Who somebody is, as far as a referral asks. phones: as they are compared, in one spelling."""

    member_id: bytes
    phones: frozenset[str] = frozenset()
    cards: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class FirstSale:
    """A sale of the referred member. kept: rupiah paid, less what came back. returned: nothing of it is kept."""

    at: int
    kept: int
    returned: bool = False


def referral_outcome(
    referral: Referral | None,
    referrer: Person,
    referred: Person,
    sales: Iterable[FirstSale],
    *,
    referrals_awarded: int,
    already: bool = False,
) -> Outcome:
    """What a referral gives both sides: after the referred member's first sale that was not returned.

    referrals_awarded: of this referrer before. already: another referral of this member was awarded. Ask again after
    a return: what was awarded and no longer is, is revoked.
    """
    if referral is None:
        return NotAwarded(reason=NotAwardedReason.NO_REFERRALS)
    same = same_person(referrer, referred)
    if same is not None:
        return NotAwarded(reason=same)
    if already:
        return NotAwarded(reason=NotAwardedReason.ALREADY_REFERRED)
    if referral.per_referrer is not None and referrals_awarded >= referral.per_referrer:
        return NotAwarded(reason=NotAwardedReason.REFERRER_CAP)
    kept = [sale for sale in sales if not sale.returned]
    if not kept:
        return NotAwarded(reason=NotAwardedReason.NO_SALE_YET)
    first = min(kept, key=lambda sale: sale.at)
    if first.kept < referral.minimum_spend:
        return NotAwarded(reason=NotAwardedReason.BELOW_MINIMUM, distance=referral.minimum_spend - first.kept)
    return Awarded(awards=referral.referred, referrer=referral.referrer)


def same_person(referrer: Person, referred: Person) -> NotAwardedReason | None:
    """Nobody refers himself, not even by a second number or card of his own. None: they are two people."""
    if referrer.member_id == referred.member_id:
        return NotAwardedReason.ONESELF
    if referrer.phones & referred.phones:
        return NotAwardedReason.SAME_PHONE
    if referrer.cards & referred.cards:
        return NotAwardedReason.SAME_CARD
    return None
