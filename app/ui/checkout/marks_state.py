"""What the sheet about a member's segments, flags and lists shows."""

from dataclasses import dataclass
from enum import StrEnum

from app.services.marks_outcomes import MarksReason, MarksRefused
from app.services.member_view import MemberView
from app.services.people_port import KnownMark


class MarksStep(StrEnum):
    """Choosing, saying why."""

    CHOOSE = "choose"
    REASON = "reason"


@dataclass(frozen=True, slots=True, kw_only=True)
class MarksSheet:
    """named: what the programme names, in its order. before: what the member has; held: what is ticked."""

    member: MemberView
    document_id: bytes
    named: tuple[KnownMark, ...]
    before: frozenset[KnownMark]
    held: frozenset[KnownMark]
    step: MarksStep = MarksStep.CHOOSE
    reason: MarksReason | None = None
    busy: bool = False


class MarksSaid(StrEnum):
    """What was done, or why nothing was."""

    SAVED = "saved"
    NOTHING_NAMED = "nothing-named"
    NOTHING_CHANGED = "nothing-changed"


MarksNotice = MarksSaid | MarksRefused
