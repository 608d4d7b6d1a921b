"""Puts a member into segments and lists, gives him flags, or takes them away: with a reason and a manager's word."""

from app.domain.changes import MarkKind, MarkSet
from app.domain.programme.document import Programme
from app.protocol.facts_people import MemberMarked
from app.services.approval import not_approved
from app.services.headings import heading_of, made_before
from app.services.marks_outcomes import MarksDone, MarksOutcome, MarksProblem, MarksRefused, MarksRequest
from app.services.people_port import KnownMark
from app.services.unit import Unit


def marks_of(programme: Programme) -> tuple[KnownMark, ...]:
    """All that the programme names, in its order: segments, flags, lists."""
    named = (
        (MarkKind.SEGMENT, programme.segments),
        (MarkKind.FLAG, programme.flags),
        (MarkKind.LIST, programme.lists),
    )
    return tuple(KnownMark(kind=kind, mark=mark) for kind, marks in named for mark in marks)


def mark_member(unit: Unit, request: MarksRequest, now: int) -> MarksOutcome:
    """Once, however often it is asked."""
    done = made_before(unit, request.document_id, MemberMarked)
    if isinstance(done, MemberMarked):
        return _outcome_of(done)
    if unit.members.row(request.member_id) is None:
        return MarksRefused(problem=MarksProblem.UNKNOWN_MEMBER)
    member_id = unit.members.current(request.member_id)
    changes = _changes(unit, member_id, request)
    if isinstance(changes, MarksProblem):
        return MarksRefused(problem=changes)
    refused = not_approved(unit, request.approval, now)
    if refused is not None or request.approval is None:
        return MarksRefused(problem=MarksProblem.NOT_APPROVED, approval=refused)
    heading = heading_of(
        unit,
        request.document_id,
        now,
        staff_id=request.staff_id,
        approver_id=request.approval.staff_id,
        reason=request.reason.value,
    )
    fact = MemberMarked(heading=heading, member_id=member_id, changes=changes)
    unit.journal.append(fact, member_id=member_id, revision=unit.catalogue.programme().revision)
    return _outcome_of(fact)


def _changes(unit: Unit, member_id: bytes, request: MarksRequest) -> tuple[MarkSet, ...] | MarksProblem:
    """What is given, and what is taken away in whichever row it stands: somebody may have been merged into him."""
    named = marks_of(unit.catalogue.programme())
    wanted, before = set(request.held), set(unit.people.marks(member_id))
    if not wanted <= set(named):
        return MarksProblem.UNKNOWN_MARK
    given = [one for one in named if one in wanted and one not in before]
    taken = [one for one in named if one in before and one not in wanted]
    if not given and not taken:
        return MarksProblem.NO_CHANGE
    people = (member_id, *unit.members.absorbed_by(member_id))
    return (
        *(_set(member_id, one, held=True) for one in given),
        *(_set(person, one, held=False) for one in taken for person in people),
    )


def _set(member_id: bytes, mark: KnownMark, *, held: bool) -> MarkSet:
    return MarkSet(member_id=member_id, kind=mark.kind, mark=mark.mark, held=held)


def _outcome_of(fact: MemberMarked) -> MarksDone:
    sets = [change for change in fact.changes if isinstance(change, MarkSet)]
    given = tuple(KnownMark(kind=one.kind, mark=one.mark) for one in sets if one.held)
    taken = (KnownMark(kind=one.kind, mark=one.mark) for one in sets if not one.held)
    return MarksDone(given=given, taken=tuple(dict.fromkeys(taken)))
