"""What a till can answer to a claim or a move of a sale: unions that a screen must handle, without sentences."""

from dataclasses import dataclass
from enum import StrEnum

from app.domain.claiming import ClaimRefused
from app.services.approval import Approval, ApprovalFault, NotApproved
from app.services.member_view import MemberView


@dataclass(frozen=True, slots=True, kw_only=True)
class MoveRequest:
    """A sale is to be another member's, once however often it is asked. member_id: whose.

    approval: a manager's word; a claim needs none.
    """

    document_id: bytes
    sale_id: bytes
    member_id: bytes
    staff_id: bytes
    approval: Approval | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class MoveDone:
    """The sale is the member's. points: what he got for it. member: as he is now."""

    points: int
    member: MemberView


class MoveProblem(StrEnum):
    """Why the sale stays as it is; nothing was written but a wrong PIN.

    REFUSED: by the rules, in `refused`. NOT_APPROVED: the manager's word doesn't count, in `approval`.
    """

    UNKNOWN_SALE = "unknown-sale"
    UNKNOWN_MEMBER = "unknown-member"
    REFUSED = "refused"
    NOT_APPROVED = "not-approved"


@dataclass(frozen=True, slots=True, kw_only=True)
class MoveNotPossible:
    """Nothing changed."""

    problem: MoveProblem
    refused: ClaimRefused | None = None
    approval: NotApproved | None = None

    @property
    def missing_word(self) -> NotApproved | None:
        """The manager's word that is missing, or didn't count; None: none would help."""
        if self.problem is not MoveProblem.NOT_APPROVED:
            return None
        return self.approval or NotApproved(fault=ApprovalFault.NEEDS_MANAGER)


MoveOutcome = MoveDone | MoveNotPossible
