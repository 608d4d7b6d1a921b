"""Notes who sent a member when nobody said so at the enrolment: before the first sale, once, and never oneself."""

from dataclasses import dataclass, replace
from enum import StrEnum

from app.domain.engagement import NOTED, NotAwardedReason, Person, same_person
from app.protocol.facts_awards import ReferralNoted
from app.services.document_parts import heading_of
from app.services.member_view import MemberView
from app.services.unit import Unit


@dataclass(frozen=True, slots=True, kw_only=True)
class ReferralRequest:
    """member_id: the new one. staff_id: who is at the till."""

    document_id: bytes
    member_id: bytes
    referrer_id: bytes
    staff_id: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class ReferralKept:
    """It is noted; what it gives comes with the first sale."""

    document_id: bytes


class ReferralProblem(StrEnum):
    """Why it isn't noted. NEEDS_SERVER: the first sale may be at another till."""

    UNKNOWN_MEMBER = "unknown-member"
    BOUGHT_BEFORE = "bought-before"
    NEEDS_SERVER = "needs-server"


@dataclass(frozen=True, slots=True, kw_only=True)
class ReferralNotKept:
    """Nothing is noted."""

    problem: ReferralProblem | NotAwardedReason


ReferralNoteOutcome = ReferralKept | ReferralNotKept


def note_referral(unit: Unit, request: ReferralRequest, now: int) -> ReferralNoteOutcome:
    """Notes who sent whom, once, however often it is asked."""
    if isinstance(unit.documents.by_id(request.document_id), ReferralNoted):
        return ReferralKept(document_id=request.document_id)
    request = replace(
        request,
        member_id=unit.members.current(request.member_id),
        referrer_id=unit.members.current(request.referrer_id),
    )
    problem = _problem(unit, request, now)
    if problem is not None:
        return ReferralNotKept(problem=problem)
    heading = heading_of(unit.identity(), request.document_id, now, staff_id=request.staff_id)
    fact = ReferralNoted(heading=heading, member_id=request.member_id, referrer_id=request.referrer_id)
    unit.journal.append(fact, member_id=request.member_id, revision=unit.catalogue.programme().revision)
    return ReferralKept(document_id=request.document_id)


def _problem(unit: Unit, request: ReferralRequest, now: int) -> ReferralProblem | NotAwardedReason | None:
    if unit.identity().server_url is not None:
        return ReferralProblem.NEEDS_SERVER
    if unit.catalogue.programme().referral is None:
        return NotAwardedReason.NO_REFERRALS
    referrer, member = (unit.members.view(who, now) for who in (request.referrer_id, request.member_id))
    if referrer is None or member is None:
        return ReferralProblem.UNKNOWN_MEMBER
    same = same_person(person_of(unit, referrer), person_of(unit, member))
    if same is not None:
        return same
    enrolment = unit.documents.enrolment_of(member.member_id)
    sent = enrolment is not None and enrolment.referred_by is not None
    if sent or unit.benefits.uses_of(member.member_id, (NOTED,)):
        return NotAwardedReason.ALREADY_REFERRED
    if unit.members.history(member.member_id, now).visits:
        return ReferralProblem.BOUGHT_BEFORE
    return None


def person_of(unit: Unit, member: MemberView) -> Person:
    """A member as a referral looks at him."""
    phones = frozenset({member.phone} - {""})
    return Person(member_id=member.member_id, phones=phones, cards=unit.members.codes(member.member_id))
