"""What a till can answer to a merge: a union that a screen must handle, without sentences."""

from dataclasses import dataclass
from enum import StrEnum

from app.services.approval import Approval, NotApproved
from app.services.member_view import MemberView


@dataclass(frozen=True, slots=True, kw_only=True)
class MergeRequest:
    """Two records of one person become one, once however often it is asked. absorbed_id: whose all goes to kept_id."""

    document_id: bytes
    absorbed_id: bytes
    kept_id: bytes
    staff_id: bytes
    approval: Approval | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class MergeDone:
    """member: the kept one as he is now."""

    member: MemberView


@dataclass(frozen=True, slots=True, kw_only=True)
class MergeAsked:
    """The request is on disk; the server decides, and tells all tills."""

    absorbed_id: bytes
    kept_id: bytes


class MergeProblem(StrEnum):
    """Why nothing was merged; nothing was written but a wrong PIN.

    SAME_MEMBER: they are one already. NOT_APPROVED: the manager's word doesn't count, in `approval`.
    """

    UNKNOWN_MEMBER = "unknown-member"
    SAME_MEMBER = "same-member"
    NOT_APPROVED = "not-approved"


@dataclass(frozen=True, slots=True, kw_only=True)
class MergeRefused:
    """Nothing was merged."""

    problem: MergeProblem
    approval: NotApproved | None = None


MergeOutcome = MergeDone | MergeAsked | MergeRefused
