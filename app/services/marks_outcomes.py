"""What a till can answer when a manager puts a member into segments and lists: a union for a screen, no sentences."""

from dataclasses import dataclass
from enum import StrEnum

from app.services.approval import Approval, NotApproved
from app.services.people_port import KnownMark


class MarksReason(StrEnum):
    """Why. PROOF: he showed that he belongs there, a student's card, say."""

    PROOF = "proof"
    INVITED = "invited"
    ASKED = "asked"
    MISTAKE = "mistake"


@dataclass(frozen=True, slots=True, kw_only=True)
class MarksRequest:
    """held: all that the member has from now on of what the programme names; the rest of that is taken away."""

    document_id: bytes
    member_id: bytes
    held: tuple[KnownMark, ...]
    reason: MarksReason
    staff_id: bytes
    approval: Approval | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class MarksDone:
    """What was given and what was taken away."""

    given: tuple[KnownMark, ...]
    taken: tuple[KnownMark, ...]


class MarksProblem(StrEnum):
    """Why nothing changed; nothing was written but a wrong PIN. UNKNOWN_MARK: the programme doesn't name it any more.

    NOT_APPROVED: no manager's word counts, in `approval`.
    """

    UNKNOWN_MEMBER = "unknown-member"
    UNKNOWN_MARK = "unknown-mark"
    NO_CHANGE = "no-change"
    NOT_APPROVED = "not-approved"


@dataclass(frozen=True, slots=True, kw_only=True)
class MarksRefused:
    """All is as it was."""

    problem: MarksProblem
    approval: NotApproved | None = None


MarksOutcome = MarksDone | MarksRefused
