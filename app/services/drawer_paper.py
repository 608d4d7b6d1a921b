"""What papers about a drawer are written from."""

from collections.abc import Callable
from dataclasses import dataclass

from app.domain.programme.document import Programme
from app.domain.shift import Shift
from app.domain.shift_report import ShiftReport
from app.protocol.facts import Store
from app.protocol.facts_shift import CashMoved, ShiftClosed
from app.services.receipt import Receipt
from app.services.unit import Unit


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportPaper:
    """An X report; with `closing`: the Z report. programme: for the names of its taxes."""

    report: ShiftReport
    shift: Shift
    closing: ShiftClosed | None
    programme: Programme
    store: Store
    terminal_name: str
    cashier_name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MovePaper:
    """Cash that came or went without a sale, or a drawer that was opened."""

    fact: CashMoved
    store: Store
    cashier_name: str


DrawerPaper = ReportPaper | MovePaper
WriteDrawerPaper = Callable[[DrawerPaper], Receipt]


def report_paper(unit: Unit, shift: Shift, report: ShiftReport, closing: ShiftClosed | None) -> ReportPaper:
    """The paper of a report that was drawn."""
    identity = unit.identity()
    return ReportPaper(
        report=report,
        shift=shift,
        closing=closing,
        programme=unit.catalogue.programme(),
        store=identity.store,
        terminal_name=identity.terminal_name,
        cashier_name=name_of(unit, shift.cashier_id),
    )


def name_of(unit: Unit, staff_id: bytes) -> str:
    """Who it is; empty: nobody here knows."""
    who = unit.staff.by_id(staff_id)
    return "" if who is None else who.name
