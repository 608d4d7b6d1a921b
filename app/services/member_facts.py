"""What rules ask of a member as a person: his age, and the segments, flags and lists that somebody put him into."""

from dataclasses import replace
from datetime import date

from app.domain.basket import MemberSnapshot
from app.domain.calendar import age
from app.domain.changes import MarkKind
from app.services.profile import BIRTH_YEAR
from app.services.rules import Asks
from app.services.unit import Unit


def with_facts(unit: Unit, snapshot: MemberSnapshot, asks: Asks, today: date) -> MemberSnapshot:
    """The member with what a revision's rules ask of these, and nothing else: it is nobody's business otherwise."""
    if asks.age:
        snapshot = replace(snapshot, age=_age(unit, snapshot.member_id, today))
    if not asks.marks:
        return snapshot
    held = unit.people.marks(snapshot.member_id)
    return replace(
        snapshot,
        segments=tuple(mark.mark for mark in held if mark.kind is MarkKind.SEGMENT),
        flags=tuple(mark.mark for mark in held if mark.kind is MarkKind.FLAG),
        lists=tuple(mark.mark for mark in held if mark.kind is MarkKind.LIST),
    )


def _age(unit: Unit, member_id: bytes, today: date) -> int | None:
    """In years; None: the birthday or its year isn't known."""
    profile = unit.people.profile(member_id)
    year = None if profile is None else profile.details.get(BIRTH_YEAR)
    if profile is None or year is None:
        return None
    try:
        return age(date.fromisoformat(f"{year:04}-{profile.birthday}"), today)
    except ValueError:
        return None
