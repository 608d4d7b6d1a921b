"""Members who may be one person: a manager looks at each and decides."""

from dataclasses import dataclass

from app.services.member_view import MemberView
from app.services.unit import Unit


@dataclass(frozen=True, slots=True, kw_only=True)
class MergeSuggestion:
    """Several members with one phone (E.164), the oldest first."""

    phone: str
    members: tuple[MemberView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class WaitingMerge:
    """What a till asked its server for and wasn't told of yet. asked_at: instant."""

    absorbed: MemberView
    kept: MemberView
    asked_at: int


def waiting_merges(unit: Unit, now: int) -> tuple[WaitingMerge, ...]:
    """Those that are two members here still, the oldest first."""
    waiting = []
    for asked in unit.documents.merges_asked():
        absorbed = unit.members.view(asked.absorbed_id, now)
        kept = unit.members.view(asked.kept_id, now)
        if absorbed is not None and kept is not None and absorbed.member_id != kept.member_id:
            at = asked.heading.committed_at
            waiting.append(WaitingMerge(absorbed=absorbed, kept=kept, asked_at=at))
    return tuple(waiting)


def merge_suggestions(unit: Unit, limit: int, now: int) -> tuple[MergeSuggestion, ...]:
    """At most so many, by phone."""
    found = []
    for phone, people in unit.members.same_phone(limit).items():
        views = (unit.members.view(member_id, now) for member_id in people)
        found.append(MergeSuggestion(phone=phone, members=tuple(view for view in views if view is not None)))
    return tuple(found)
