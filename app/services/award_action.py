"""A member did something outside a sale that earns: a newsletter, a survey, a visit, an event, a whole profile.

What a programme limits by day or by member is counted over all tills. A till that has a server has no share of it, so
there it isn't given.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from app.domain.engagement import DATED, Awarded, Done, NotAwarded, action_outcome
from app.domain.granting import Occasion
from app.domain.programme.document import Programme
from app.domain.programme.people import Action, ActionKind
from app.domain.quote import Grant, StampProgress
from app.protocol.facts_awards import ActionAwarded
from app.services.awards import give, once, recipient_of
from app.services.document_parts import day_of, heading_of
from app.services.member_view import MemberView
from app.services.ports import Chance
from app.services.unit import Unit


@dataclass(frozen=True, slots=True, kw_only=True)
class ActionRequest:
    """action_id: of the programme in force. staff_id: who says that the member did it."""

    document_id: bytes
    member_id: bytes
    action_id: str
    staff_id: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class ActionDone:
    """What was given."""

    document_id: bytes
    grants: tuple[Grant, ...]
    stamps: tuple[StampProgress, ...]


class ActionProblem(StrEnum):
    """Why this till can't give anything.

    NOT_BY_HAND: enrolment gives it, or its day comes. NOT_COMPLETE: name, phone or birthday is missing. NEEDS_SERVER:
    another till may have given it.
    """

    UNKNOWN_MEMBER = "unknown-member"
    UNKNOWN_ACTION = "unknown-action"
    NOT_BY_HAND = "not-by-hand"
    NOT_COMPLETE = "not-complete"
    NEEDS_SERVER = "needs-server"


@dataclass(frozen=True, slots=True, kw_only=True)
class ActionNotDone:
    """Nothing was given."""

    problem: ActionProblem


ActionOutcome = ActionDone | NotAwarded | ActionNotDone
_BY_ITSELF = (*DATED, ActionKind.ENROLMENT)


def award_action(unit: Unit, chance: Chance, request: ActionRequest, now: int) -> ActionOutcome:
    """Gives what an action earns, once, however often it is asked."""
    done = unit.documents.by_id(request.document_id)
    if isinstance(done, ActionAwarded):
        return _done(done)
    member = unit.members.view(unit.members.current(request.member_id), now)
    if member is None:
        return ActionNotDone(problem=ActionProblem.UNKNOWN_MEMBER)
    programme = unit.catalogue.programme()
    action = next((one for one in programme.actions if one.id == request.action_id), None)
    if action is None:
        return ActionNotDone(problem=ActionProblem.UNKNOWN_ACTION)
    problem = _problem(unit, action, member)
    if problem is not None:
        return ActionNotDone(problem=problem)
    outcome = action_outcome(action, done_so_far(unit, action.id, member.member_id, now))
    if not isinstance(outcome, Awarded):
        return outcome
    grant = Award(
        action=action, member_id=member.member_id, tier_id=member.tier_id, staff_id=request.staff_id
    )
    return _done(write_award(unit, chance, programme, grant, request.document_id, now))


def _problem(unit: Unit, action: Action, member: MemberView) -> ActionProblem | None:
    if action.kind in _BY_ITSELF:
        return ActionProblem.NOT_BY_HAND
    whole = member.name and member.phone and unit.members.birthday(member.member_id)
    if action.kind is ActionKind.PROFILE_COMPLETED and not whole:
        return ActionProblem.NOT_COMPLETE
    counted = action.per_day is not None or action.per_member is not None
    counted = counted or action.kind is ActionKind.PROFILE_COMPLETED
    if counted and unit.identity().server_url is not None:
        return ActionProblem.NEEDS_SERVER
    return None


def done_so_far(unit: Unit, action_id: str, member_id: bytes, now: int) -> Done:
    """How often a member was awarded for an action."""
    today = day_of(unit.identity(), now)
    uses = unit.benefits.uses_of(member_id, (action_id,))
    return Done(
        today=sum(use.times for use in uses if use.business_day == today),
        ever=sum(use.times for use in uses),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Award:
    """What is given to whom. tier_id: the member's. staff_id: empty: the till does it by itself."""

    action: Action
    member_id: bytes
    tier_id: str
    staff_id: bytes = b""


def write_award(
    unit: Unit, chance: Chance, programme: Programme, award: Award, document_id: bytes, now: int
) -> ActionAwarded:
    """Writes the document of an award that is due."""
    identity, action = unit.identity(), award.action
    heading = heading_of(identity, document_id, now, staff_id=award.staff_id, reason=action.kind.value)
    occasion = Occasion(
        document_id=document_id,
        at=now,
        today=date.fromisoformat(heading.business_day),
        tier_id=award.tier_id,
    )
    to = recipient_of(unit, programme, award.member_id, now)
    given = give(chance, programme, action.id, action.gives, to, occasion)
    fact = ActionAwarded(
        heading=heading,
        member_id=award.member_id,
        action_id=action.id,
        grants=given.grants,
        stamps=given.stamps,
        bookings=given.bookings,
        changes=(*given.changes, once(award.member_id, action.id, occasion)),
    )
    unit.journal.append(fact, member_id=award.member_id, revision=programme.revision)
    return fact


def _done(fact: ActionAwarded) -> ActionDone:
    return ActionDone(document_id=fact.heading.document_id, grants=fact.grants, stamps=fact.stamps)
