"""Begins a shift: whose drawer it is, and the float in it."""

from datetime import date

from app.domain.shift import Shift
from app.protocol.facts_shift import ShiftOpened
from app.services.document_parts import heading_of
from app.services.drawer_outcomes import ShiftIsOpen, ShiftOutcome, ShiftProblem, ShiftRefused, ShiftRequest
from app.services.unit import Unit


def open_shift(unit: Unit, request: ShiftRequest, now: int) -> ShiftOutcome:
    """Writes the shift. One that was opened before gives the same answer again and writes nothing."""
    done = unit.documents.by_id(request.shift_id)
    if isinstance(done, ShiftOpened):
        return ShiftIsOpen(shift=shift_of(done))
    already = unit.shifts.open()
    if already is not None:
        return ShiftRefused(problem=ShiftProblem.ALREADY_OPEN, shift=already)
    if not request.opening.makes_sense:
        return ShiftRefused(problem=ShiftProblem.COUNT_MAKES_NO_SENSE)
    heading = heading_of(unit.identity(), request.shift_id, now, staff_id=request.staff_id)
    fact = ShiftOpened(heading=heading, opening=request.opening)
    unit.journal.append(fact)
    return ShiftIsOpen(shift=shift_of(fact))


def shift_of(fact: ShiftOpened) -> Shift:
    """A shift as it began."""
    return Shift(
        shift_id=fact.heading.document_id,
        cashier_id=fact.heading.staff_id,
        business_day=date.fromisoformat(fact.heading.business_day),
        opened_at=fact.heading.committed_at,
        opening=fact.opening,
    )
