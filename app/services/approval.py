"""A manager's word: a PIN that is checked and kept nowhere."""

from dataclasses import dataclass
from enum import StrEnum

from app.services.front import LockedOut, LoggedIn, Role, WrongPin
from app.services.log_in import log_in
from app.services.unit import Unit


@dataclass(frozen=True, slots=True, kw_only=True)
class Approval:
    """A manager's word, to be checked. The PIN is kept nowhere."""

    staff_id: bytes
    pin: str


class ApprovalFault(StrEnum):
    """NEEDS_MANAGER: nobody approved. NOT_APPROVED: wrong PIN, or nobody of that name."""

    NEEDS_MANAGER = "needs-manager"
    NOT_APPROVED = "not-approved"
    NOT_A_MANAGER = "not-a-manager"


@dataclass(frozen=True, slots=True, kw_only=True)
class NotApproved:
    """pin: what came of the PIN, for NOT_APPROVED; None: nobody has that name."""

    fault: ApprovalFault
    pin: WrongPin | LockedOut | None = None


_FAULTS = {fault.value: fault for fault in ApprovalFault}


def missing_word(problem: StrEnum, pin: WrongPin | LockedOut | None) -> NotApproved | None:
    """What a problem says of a manager's word; None: no word helps. All lists of problems name these three alike."""
    fault = _FAULTS.get(problem.value)
    return None if fault is None else NotApproved(fault=fault, pin=pin)


def not_approved(unit: Unit, approval: Approval | None, now: int) -> NotApproved | None:
    """Why a manager's word doesn't count; None: it does. Counts a wrong PIN, so ask when all else is right."""
    if approval is None:
        return NotApproved(fault=ApprovalFault.NEEDS_MANAGER)
    if unit.staff.by_id(approval.staff_id) is None:
        return NotApproved(fault=ApprovalFault.NOT_APPROVED)
    checked = log_in(unit, approval.staff_id, approval.pin, now)
    if not isinstance(checked, LoggedIn):
        return NotApproved(fault=ApprovalFault.NOT_APPROVED, pin=checked)
    if checked.staff.role is not Role.MANAGER:
        return NotApproved(fault=ApprovalFault.NOT_A_MANAGER)
    return None
