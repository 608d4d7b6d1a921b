"""What a till can answer to somebody who wants to be a member: a union that a screen must handle, without sentences."""

from dataclasses import dataclass
from enum import StrEnum

from app.services.member_view import MemberView


@dataclass(frozen=True, slots=True, kw_only=True)
class EnrolRequest:
    """One enrolment, made once however often it is asked. document_id: made when the screen opened.

    phone: in any spelling. name: empty when it wasn't told. birthday: MM-DD, YYYY-MM-DD or empty. card: what was
    scanned from a preprinted card; empty: a new code is made. consents: ids that were ticked. answers: to the
    programme's own questions, by id: a text, the id of a choice, an ISO date; an empty one is none. adult: the member
    said so; a minor's guardian is named instead. referred_by: who brought him; None: nobody.
    """

    document_id: bytes
    phone: str
    staff_id: bytes
    name: str = ""
    birthday: str = ""
    card: str = ""
    consents: tuple[str, ...] = ()
    adult: bool = False
    guardian: str = ""
    referred_by: bytes | None = None
    answers: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Enrolled:
    """The member is on disk. card: the code of the first card. welcome: points that were given."""

    member: MemberView
    card: str
    welcome: int


@dataclass(frozen=True, slots=True, kw_only=True)
class AlreadyMember:
    """The phone is a member's already; nothing was written."""

    member: MemberView


class EnrolProblem(StrEnum):
    """Why nobody was enrolled; nothing was written.

    BAD_CARD: what was scanned is no card of ours. CARD_TAKEN: it names somebody, or is blocked. CARD_BLOCKED: it is
    missing, damaged or stolen. CARD_FOREIGN: it is in none of the shop's batches. NEEDS_GUARDIAN: nobody
    said that the member is an adult, and no guardian is named. NEEDS_…: the programme wants it. BAD_ANSWER: no day, no
    choice of the question, or no question. TOO_YOUNG: for this programme. NO_ADULT: the year of birth says otherwise.
    """

    BAD_PHONE = "bad-phone"
    BAD_BIRTHDAY = "bad-birthday"
    BAD_CARD = "bad-card"
    CARD_TAKEN = "card-taken"
    CARD_BLOCKED = "card-blocked"
    CARD_FOREIGN = "card-foreign"
    UNKNOWN_CONSENT = "unknown-consent"
    NEEDS_GUARDIAN = "needs-guardian"
    UNKNOWN_REFERRER = "unknown-referrer"
    NEEDS_NAME = "needs-name"
    NEEDS_BIRTHDAY = "needs-birthday"
    NEEDS_CONSENT = "needs-consent"
    NEEDS_ANSWER = "needs-answer"
    BAD_ANSWER = "bad-answer"
    TOO_YOUNG = "too-young"
    NO_ADULT = "no-adult"


@dataclass(frozen=True, slots=True, kw_only=True)
class EnrolRefused:
    """Nobody was enrolled. what: the id of the consent or the question that it is about, if it is about one."""

    problem: EnrolProblem
    what: str = ""


EnrolOutcome = Enrolled | AlreadyMember | EnrolRefused
