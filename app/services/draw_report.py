"""The X report: what the open shift did so far. It is drawn as often as anybody wants and changes nothing."""

from app.domain.shift_report import ShiftReport, report
from app.services.drawer_paper import ReportPaper, WriteDrawerPaper, report_paper
from app.services.ports import Chance
from app.services.print_report_again import next_x_report
from app.services.shift_so_far import entries_of
from app.services.unit import Unit


def draw_report(unit: Unit, now: int) -> ShiftReport | None:
    """Of the open shift; None: there is none. Reads only."""
    shift = unit.shifts.open()
    return None if shift is None else report(shift, entries_of(unit, shift.shift_id), now)


def look_at(unit: Unit, now: int) -> ReportPaper | None:
    """The same with whose shift it is, the shop and the programme: what stands on its paper. Reads only."""
    shift, drawn = unit.shifts.open(), draw_report(unit, now)
    return None if shift is None or drawn is None else report_paper(unit, shift, drawn, None)


def print_report(unit: Unit, chance: Chance, write: WriteDrawerPaper, now: int) -> ShiftReport | None:
    """The same, and its paper into the spool; no journal record."""
    paper = look_at(unit, now)
    if paper is None:
        return None
    unit.spool.queue(
        job_id=chance.new_id(now),
        document_id=next_x_report(unit, paper.shift.shift_id),
        subject_id=None,
        receipt=write(paper),
        copy=0,
        at=now,
    )
    return paper.report
