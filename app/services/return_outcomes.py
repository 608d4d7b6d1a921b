"""What a till can answer to somebody who brings things back: unions that a screen must handle, without sentences."""

from dataclasses import dataclass
from enum import StrEnum

from app.domain.returns import LineBack, RefundPart, ReturnQuote, ReturnRefused
from app.protocol.facts import SaleCommitted
from app.services.approval import Approval, ApprovalFault, NotApproved, missing_word
from app.services.front import LockedOut, WrongPin

OFFLINE_REFUND_LIMIT = 500_000
"""Rupiah that one till may pay back on a business day, with a manager's word, of sales that only the server may return.

It is the most that a shop can lose a day and till when the same receipts come back at two tills without a line.
"""


class ReturnReason(StrEnum):
    """Why things come back."""

    DEFECTIVE = "defective"
    WRONG_ITEM = "wrong-item"
    CHANGED_MIND = "changed-mind"
    MISTAKE = "mistake"
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class ReturnRequest:
    """One return, made once however often it is asked. expected: the refund that the screen showed, in rupiah.

    return_id: made when the screen opened. wanted: nothing with a void, which takes everything back that is kept.
    deduct_debt: points that the member would owe are taken off the refund at their value; a manager allows it.
    """

    return_id: bytes
    sale_id: bytes
    wanted: tuple[LineBack, ...]
    reason: ReturnReason
    cashier_id: bytes
    expected: int
    void: bool = False
    approval: Approval | None = None
    deduct_debt: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class OfflineLimit:
    """The server should decide on this return; a manager may take the risk. Rupiah.

    used: what was paid back so today. refund: what this return would add.
    """

    limit: int
    used: int
    refund: int

    @property
    def fits(self) -> bool:
        """Whether a manager may still allow it."""
        return self.used + self.refund <= self.limit


@dataclass(frozen=True, slots=True, kw_only=True)
class ReturnPreview:
    """What a return would give and take. left: what could come back before it. deducted: rupiah that the refund is
    smaller by: for gifts that were used, days of a plan that have passed, and, if the manager wants it, owed points.

    offline: None when this till may return the sale by itself. balance_before, balance_after: the member's points;
    None: a guest. debt_after: points that he would owe. usable_after: what could be spent here then.
    """

    sale: SaleCommitted
    returned: ReturnQuote
    left: tuple[LineBack, ...]
    offline: OfflineLimit | None
    balance_before: int | None
    balance_after: int | None
    debt_after: int
    usable_after: int
    deducted: int = 0

    @property
    def refund(self) -> int:
        """Rupiah that the customer gets."""
        return self.returned.refund - self.deducted


class ReturnProblem(StrEnum):
    """Why nothing came back; nothing was written but a wrong PIN.

    REFUSED: the sale's own rules, in `refused`. OTHER_DAY: a void is for the sale's business day only. OTHER_SHIFT: and
    for its own shift, while that is open; the sale can still be returned. NEEDS_SERVER: the server has the sale, so
    another till may return it too; `offline` says what a manager may allow. NEEDS_MANAGER: nobody approved.
    NOT_APPROVED: wrong PIN, in `pin`, or nobody of that name. REFUND_CHANGED: other than the screen showed, in
    `preview`.
    """

    UNKNOWN_SALE = "unknown-sale"
    REFUSED = "refused"
    OTHER_DAY = "other-day"
    OTHER_SHIFT = "other-shift"
    NEEDS_SERVER = "needs-server"
    OVER_OFFLINE_LIMIT = "over-offline-limit"
    NEEDS_MANAGER = "needs-manager"
    NOT_A_MANAGER = "not-a-manager"
    NOT_APPROVED = "not-approved"
    REFUND_CHANGED = "refund-changed"


BAD_WORD = {
    ReturnProblem.NEEDS_MANAGER: ApprovalFault.NEEDS_MANAGER,
    ReturnProblem.NOT_APPROVED: ApprovalFault.NOT_APPROVED,
    ReturnProblem.NOT_A_MANAGER: ApprovalFault.NOT_A_MANAGER,
}
"""The problems that are a manager's word."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReturnNotPossible:
    """Nothing came back."""

    problem: ReturnProblem
    refused: ReturnRefused | None = None
    offline: OfflineLimit | None = None
    pin: WrongPin | LockedOut | None = None
    preview: ReturnPreview | None = None

    @property
    def missing_word(self) -> NotApproved | None:
        """The manager's word that is missing, or didn't count; None: none would help."""
        if self.problem is ReturnProblem.NEEDS_SERVER:
            return NotApproved(fault=ApprovalFault.NEEDS_MANAGER)
        return missing_word(self.problem, self.pin)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReturnDone:
    """What came back. refund, money: rupiah, less what was deducted. clawback: points taken back; below zero: given.

    balance, debt: the member's points right after it; None, 0: a guest.
    """

    return_id: bytes
    sale_id: bytes
    receipt_number: str
    void: bool
    refund: int
    money: tuple[RefundPart, ...]
    deducted: int
    points_back: int
    clawback: int
    balance: int | None
    debt: int
    everything: bool


ReturnOutcome = ReturnDone | ReturnNotPossible
