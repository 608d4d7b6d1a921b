"""What the screens may ask about a till's drawer, each in one transaction. Lanes call it; it starts no thread."""

from dataclasses import dataclass

from app.domain.shift import Shift
from app.domain.shift_report import ShiftReport
from app.services.close_shift import close_shift
from app.services.draw_report import draw_report, print_report
from app.services.drawer_outcomes import (
    CloseOutcome,
    CloseRequest,
    MoveOutcome,
    MoveRequest,
    ShiftOutcome,
    ShiftRequest,
)
from app.services.drawer_paper import WriteDrawerPaper
from app.services.move_cash import move_cash
from app.services.open_shift import open_shift
from app.services.ports import Chance, Clock, CommitListener
from app.services.unit import TerminalStore


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawer:
    """One terminal's shifts."""

    store: TerminalStore
    clock: Clock
    chance: Chance
    write: WriteDrawerPaper
    on_commit: CommitListener

    def current(self) -> Shift | None:
        """The shift that is open."""
        with self.store.reading() as unit:
            return unit.shifts.open()

    def open(self, request: ShiftRequest) -> ShiftOutcome:
        """Begins a shift, once, however often it is asked."""
        with self.store.writing() as unit:
            outcome = open_shift(unit, request, self.clock.now())
        self.on_commit()
        return outcome

    def move(self, request: MoveRequest) -> MoveOutcome:
        """Cash in or out without a sale, or a drawer that is only opened."""
        with self.store.writing() as unit:
            outcome = move_cash(unit, self.chance, self.write, request, self.clock.now())
        self.on_commit()
        return outcome

    def report(self) -> ShiftReport | None:
        """The X report; None: no shift is open."""
        with self.store.reading() as unit:
            return draw_report(unit, self.clock.now())

    def print_report(self) -> ShiftReport | None:
        """The X report, on paper too."""
        with self.store.writing() as unit:
            drawn = print_report(unit, self.chance, self.write, self.clock.now())
        self.on_commit()
        return drawn

    def close(self, request: CloseRequest) -> CloseOutcome:
        """Closes the shift with a blind count, once, however often it is asked."""
        with self.store.writing() as unit:
            outcome = close_shift(unit, self.chance, self.write, request, self.clock.now())
        self.on_commit()
        return outcome
