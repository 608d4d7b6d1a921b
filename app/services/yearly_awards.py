"""Birthdays and anniversaries: each gets its award once a year, a slice of members at a time.

The till looks a week back, so that a shop that was closed misses none. A document's id follows from action, member and
year, so that no run can give one twice. A till that has a server leaves them alone: another may be giving the same.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from app.domain.calendar import add_days, business_day, local_time
from app.domain.engagement import (
    DATED,
    Awarded,
    anniversary_between,
    anniversary_outcome,
    birthday_between,
    birthday_outcome,
    yearly_document,
)
from app.domain.programme.people import Action, ActionKind
from app.services.award_action import Award, done_so_far, write_award
from app.services.due_port import Celebrant
from app.services.ports import Chance
from app.services.rounds import LeftToServer, RoundOutcome, SliceDone
from app.services.unit import Unit

DAYS_BACK = 7
MEMBERS_AT_ONCE = 25
"""In one transaction: each has a record of his own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class YearlyAward:
    """Who is to get what. document_id: follows from action, member and year."""

    document_id: bytes
    action: Action
    celebrant: Celebrant


@dataclass(frozen=True, slots=True, kw_only=True)
class YearlyDue:
    """What comes next, at most a slice of it, and how much there is in all."""

    awards: tuple[YearlyAward, ...]
    count: int


def yearly_due(unit: Unit, now: int, limit: int = MEMBERS_AT_ONCE) -> YearlyDue | LeftToServer:
    """Looks for birthdays and anniversaries of the last days that nobody got anything for. Reads only."""
    actions = [action for action in unit.catalogue.programme().actions if action.kind in DATED]
    if unit.identity().server_url is not None:
        return LeftToServer()
    today = _today(unit, now)
    found = [award for action in actions for award in _of_these_days(unit, action, today)]
    made = unit.due.made(tuple(award.document_id for award in found))
    due = [award for award in found if award.document_id not in made and _counts(unit, award, now)]
    return YearlyDue(awards=tuple(due[:limit]), count=len(due))


def yearly_slice(unit: Unit, chance: Chance, due: YearlyDue, now: int) -> RoundOutcome:
    """Gives what is still due of a slice, a record for each."""
    programme, done = unit.catalogue.programme(), 0
    for one in due.awards:
        if unit.documents.by_id(one.document_id) is None and _counts(unit, one, now):
            who = one.celebrant
            award = Award(action=one.action, member_id=who.member_id, tier_id=who.tier_id)
            write_award(unit, chance, programme, award, one.document_id, now)
            done += 1
    return SliceDone(done=done, left=due.count - len(due.awards))


def _of_these_days(unit: Unit, action: Action, today: date) -> Iterator[YearlyAward]:
    last = add_days(today, -DAYS_BACK)
    days = [add_days(last, count) for count in range(DAYS_BACK + 2)]
    texts = {f"{day:%m-%d}" for day in days}
    if {"02-28", "03-01"} & texts:
        texts.add("02-29")
    for celebrant in unit.due.celebrants(action.kind, tuple(sorted(texts))):
        day = _day(unit, action.kind, celebrant, last, today)
        if day is not None and _joined_on(unit, celebrant) <= day:
            yield YearlyAward(
                document_id=yearly_document(action.id, celebrant.member_id, day.year),
                action=action,
                celebrant=celebrant,
            )


def _day(unit: Unit, kind: ActionKind, who: Celebrant, last: date, today: date) -> date | None:
    if kind is ActionKind.BIRTHDAY:
        return birthday_between(who.birthday, last, today)
    return anniversary_between(_joined_on(unit, who), last, today)


def _counts(unit: Unit, award: YearlyAward, now: int) -> bool:
    """Whether the programme's caps leave anything for it."""
    action, who, today = award.action, award.celebrant, _today(unit, now)
    last, done = add_days(today, -DAYS_BACK), done_so_far(unit, action.id, who.member_id, now)
    if action.kind is ActionKind.BIRTHDAY:
        outcome = birthday_outcome(action, who.birthday, last, today, done)
    else:
        outcome = anniversary_outcome(action, _joined_on(unit, who), last, today, done)
    return isinstance(outcome, Awarded)


def _today(unit: Unit, now: int) -> date:
    store = unit.identity().store
    return business_day(now, store.zone, store.cut_over_hour)


def _joined_on(unit: Unit, who: Celebrant) -> date:
    return local_time(who.joined_at, unit.identity().store.zone).date()
