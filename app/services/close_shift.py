"""Closes a shift with a blind count: the Z report, numbered without a gap, once."""

from dataclasses import replace

from app.domain.shift import Shift
from app.domain.shift_rules import CloseRefusal, Closing, OpenBaskets, close, count_refused
from app.protocol.facts_shift import ShiftClosed
from app.services.document_parts import heading_of
from app.services.drawer_outcomes import CloseOutcome, CloseRefused, CloseRequest, ShiftIsClosed
from app.services.drawer_paper import WriteDrawerPaper, report_paper
from app.services.ports import Chance
from app.services.shift_so_far import entries_of
from app.services.unit import Unit


def close_shift(
    unit: Unit, chance: Chance, write: WriteDrawerPaper, request: CloseRequest, now: int
) -> CloseOutcome:
    """Writes the Z report and its paper. A close that was made before gives the same answer again."""
    done = unit.documents.by_id(request.document_id)
    if isinstance(done, ShiftClosed):
        return _outcome(done)
    shift = unit.shifts.open()
    if shift is None:
        return CloseRefused(reason=CloseRefusal.SHIFT_CLOSED)
    closing = close(
        shift,
        entries_of(unit, shift.shift_id),
        request.counted,
        _unsold(unit),
        last_number=unit.shifts.last_number(),
        at=now,
    )
    if not isinstance(closing, Closing):
        return CloseRefused(reason=closing)
    fact = _fact(unit, request, closing, now)
    unit.journal.append(fact)
    _print(unit, chance, write, shift, fact)
    return _outcome(fact)


def early(unit: Unit) -> CloseRefusal | None:
    """Why it is too early to count for a close; None: it isn't. Reads only."""
    shift = unit.shifts.open()
    return CloseRefusal.SHIFT_CLOSED if shift is None else count_refused(shift, _unsold(unit))


def _unsold(unit: Unit) -> OpenBaskets:
    """What is held, and lines and tenders of what is open. An empty open basket is a till that waits."""
    newest = unit.baskets.newest()
    lines = 0 if newest is None else len(newest.lines)
    return OpenBaskets(held=len(unit.baskets.held()), lines=lines + len(unit.baskets.paid()))


def _fact(unit: Unit, request: CloseRequest, closing: Closing, now: int) -> ShiftClosed:
    identity = unit.identity()
    heading = heading_of(identity, request.document_id, now, staff_id=request.staff_id)
    return ShiftClosed(
        heading=replace(heading, number=f"{identity.terminal_name}-Z{closing.number:04d}"),
        shift_id=closing.report.shift_id,
        number=closing.number,
        counted=closing.counted,
        expected=closing.expected,
        difference=closing.difference,
        report=closing.report,
    )


def _print(unit: Unit, chance: Chance, write: WriteDrawerPaper, shift: Shift, fact: ShiftClosed) -> None:
    heading = fact.heading
    unit.spool.queue(
        job_id=chance.new_id(heading.committed_at),
        document_id=heading.document_id,
        subject_id=None,
        receipt=write(report_paper(unit, shift, fact.report, fact)),
        copy=0,
        at=heading.committed_at,
    )


def _outcome(fact: ShiftClosed) -> ShiftIsClosed:
    return ShiftIsClosed(
        shift_id=fact.shift_id,
        number=fact.heading.number,
        z_number=fact.number,
        counted=fact.counted.total,
        expected=fact.expected,
        difference=fact.difference,
        report=fact.report,
    )
