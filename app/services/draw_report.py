"""The X report: what the open shift did so far. It is drawn as often as anybody wants and changes nothing."""

from app.domain.shift_report import ShiftReport, report
from app.services.drawer_paper import WriteDrawerPaper, report_paper
from app.services.ports import Chance
from app.services.shift_so_far import entries_of
from app.services.unit import Unit


def draw_report(unit: Unit, now: int) -> ShiftReport | None:
    """Of the open shift; None: there is none. Reads only."""
    shift = unit.shifts.open()
    return None if shift is None else report(shift, entries_of(unit, shift.shift_id), now)


def print_report(unit: Unit, chance: Chance, write: WriteDrawerPaper, now: int) -> ShiftReport | None:
    """The same, and its paper into the spool; no journal record."""
    shift, drawn = unit.shifts.open(), draw_report(unit, now)
    if shift is None or drawn is None:
        return None
    unit.spool.queue(
        job_id=chance.new_id(now),
        document_id=chance.new_id(now),
        subject_id=None,
        receipt=write(report_paper(unit, shift, drawn, None)),
        copy=0,
        at=now,
    )
    return drawn
