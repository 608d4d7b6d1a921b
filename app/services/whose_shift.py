"""Whose shift is open, for whoever would sell in it: its drawer is counted by who opened it."""

from app.services.approval import Approval, not_approved
from app.services.front import Role
from app.services.outcomes import SaleRefusal, SaleRefused
from app.services.unit import Unit


def another_s_shift(unit: Unit, staff_id: bytes) -> str:
    """The name of whose shift is open; empty: it is his own, or none is."""
    shift = unit.shifts.open()
    if shift is None or shift.cashier_id == staff_id:
        return ""
    cashier = unit.staff.by_id(shift.cashier_id)
    return "" if cashier is None else cashier.name


def shift_refusal(unit: Unit, staff_id: bytes, *, needed: bool, own: bool) -> SaleRefusal | None:
    """Why somebody sells nothing now; None: he may. needed: nothing is sold while none is open.

    own: only its cashier sells in a shift, and a manager, whose word it would take otherwise.
    """
    if needed and not unit.shifts.open_id():
        return SaleRefusal.NO_SHIFT
    if not own or not another_s_shift(unit, staff_id):
        return None
    seller = unit.staff.by_id(staff_id)
    return None if seller is not None and seller.role == Role.MANAGER.value else SaleRefusal.OTHERS_SHIFT


def without_word(
    unit: Unit, refusal: SaleRefusal | None, approval: Approval | None, now: int
) -> SaleRefused | None:
    """Why it isn't sold although all else is right; None: it is nobody else's shift, or a manager allows it."""
    if refusal is None:
        return None
    missing = not_approved(unit, approval, now)
    return None if missing is None else SaleRefused(reason=refusal, approval=missing)
