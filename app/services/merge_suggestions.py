"""Members who may be one person: a manager looks at each and decides."""

from dataclasses import dataclass

from app.services.member_view import MemberView
from app.services.unit import Unit


@dataclass(frozen=True, slots=True, kw_only=True)
class MergeSuggestion:
    """Several members with one phone (E.164), the oldest first."""

    phone: str
    members: tuple[MemberView, ...]


def merge_suggestions(unit: Unit, limit: int, now: int) -> tuple[MergeSuggestion, ...]:
    """At most so many, by phone."""
    found = []
    for phone, people in unit.members.same_phone(limit).items():
        views = (unit.members.view(member_id, now) for member_id in people)
        found.append(MergeSuggestion(phone=phone, members=tuple(view for view in views if view is not None)))
    return tuple(found)
