"""Whether a shift is open, for whoever asks often; and what should be in its drawer, for a manager."""

from app.domain.calendar import business_day, local_time
from app.domain.shift_report import Drawer as Cash
from app.domain.shift_report import drawer as cash_in
from app.domain.shift_rules import CloseRefusal
from app.services.approval import Approval, NotApproved, not_approved
from app.services.front import ShiftStanding
from app.services.shift_so_far import entries_of
from app.services.unit import Unit

ExpectedCash = Cash | NotApproved | CloseRefusal
"""The cash that should be there; or why nobody is told."""


def standing_of(unit: Unit, now: int, *, needed: bool) -> ShiftStanding:
    """Reads one row, not the journal."""
    shift = unit.shifts.open()
    if shift is None:
        return ShiftStanding(needed=needed)
    store = unit.identity().store
    today = business_day(now, store.zone, store.cut_over_hour)
    return ShiftStanding(
        needed=needed,
        since=local_time(shift.opened_at, store.zone),
        overdue=shift.business_day < today,
    )


def expected_cash(unit: Unit, approval: Approval, now: int) -> ExpectedCash:
    """For a manager only, because a cashier counts blind. Counts a wrong PIN."""
    shift = unit.shifts.open()
    if shift is None:
        return CloseRefusal.SHIFT_CLOSED
    refused = not_approved(unit, approval, now)
    return refused or cash_in(shift, entries_of(unit, shift.shift_id))
