"""Cash that comes or goes without a sale, and a drawer that is only opened: each with a reason, on a slip."""

from dataclasses import replace

from app.domain.shift import DrawerMove
from app.domain.shift_rules import MoveRefusal, move_refused
from app.protocol.facts_shift import CashMoved
from app.services.document_parts import heading_of
from app.services.drawer_outcomes import CashIsMoved, MoveOutcome, MoveRefused, MoveRequest
from app.services.drawer_paper import MovePaper, WriteDrawerPaper, name_of
from app.services.ports import Chance
from app.services.unit import Unit

KIND = "drawer.moved"


def move_cash(
    unit: Unit, chance: Chance, write: WriteDrawerPaper, request: MoveRequest, now: int
) -> MoveOutcome:
    """Writes the move and its slip. One that was made before gives the same answer again and writes nothing."""
    done = unit.documents.by_id(request.document_id)
    if isinstance(done, CashMoved):
        return _outcome(done)
    shift = unit.shifts.open()
    if shift is None:
        return MoveRefused(reason=MoveRefusal.SHIFT_CLOSED)
    move = DrawerMove(
        kind=request.kind,
        document_id=request.document_id,
        at=now,
        amount=request.amount,
        reason=request.reason.value,
    )
    refused = move_refused(shift, unit.shifts.cash(shift.shift_id), move)
    if refused is not None:
        return MoveRefused(reason=refused)
    fact = _fact(unit, request, shift.shift_id, now)
    unit.journal.append(fact)
    _print(unit, chance, write, fact)
    return _outcome(fact)


def _fact(unit: Unit, request: MoveRequest, shift_id: bytes, now: int) -> CashMoved:
    identity = unit.identity()
    heading = heading_of(
        identity, request.document_id, now, staff_id=request.staff_id, reason=request.reason.value
    )
    count = unit.documents.count_on(KIND, heading.business_day) + 1
    number = f"{identity.terminal_name}-{heading.business_day[2:].replace('-', '')}-K{count:04d}"
    return CashMoved(
        heading=replace(heading, number=number),
        shift_id=shift_id,
        kind=request.kind,
        amount=request.amount,
    )


def _print(unit: Unit, chance: Chance, write: WriteDrawerPaper, fact: CashMoved) -> None:
    heading = fact.heading
    paper = MovePaper(fact=fact, store=unit.identity().store, cashier_name=name_of(unit, heading.staff_id))
    unit.spool.queue(
        job_id=chance.new_id(heading.committed_at),
        document_id=heading.document_id,
        subject_id=None,
        receipt=write(paper),
        copy=0,
        at=heading.committed_at,
    )


def _outcome(fact: CashMoved) -> CashIsMoved:
    return CashIsMoved(
        document_id=fact.heading.document_id,
        number=fact.heading.number,
        kind=fact.kind,
        amount=fact.amount,
    )
