"""What the screens may ask about a till's drawer, each in one transaction. Lanes call it; it starts no thread."""

from dataclasses import dataclass

from app.domain.shift import Shift
from app.domain.shift_report import ShiftReport
from app.domain.shift_rules import CloseRefusal
from app.services.approval import Approval
from app.services.close_shift import close_shift, early
from app.services.draw_report import draw_report, look_at, print_report
from app.services.drawer_outcomes import (
    CloseOutcome,
    CloseRequest,
    MoveOutcome,
    MoveRequest,
    ShiftOutcome,
    ShiftRequest,
)
from app.services.drawer_paper import ReportPaper, WriteDrawerPaper
from app.services.front import ShiftStanding
from app.services.move_cash import move_cash
from app.services.open_shift import open_shift
from app.services.ports import Chance, Clock, CommitListener
from app.services.print_report_again import ReportKind, print_report_again
from app.services.shift_standing import ExpectedCash, expected_cash, standing_of
from app.services.unit import TerminalStore


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawer:
    """One terminal's shifts. needed: nothing is sold while none is open; the `Till` is told the same."""

    store: TerminalStore
    clock: Clock
    chance: Chance
    write: WriteDrawerPaper
    on_commit: CommitListener
    needed: bool = False

    def new_id(self) -> bytes:
        """For a document that a person begins to fill in. Doesn't touch the store, so that no lane is needed."""
        return self.chance.new_id(self.clock.now())

    def standing(self) -> ShiftStanding:
        """Whether a shift is open and has to be."""
        with self.store.reading() as unit:
            return standing_of(unit, self.clock.now(), needed=self.needed)

    def look(self) -> ReportPaper | None:
        """The open shift as its X report says it; None: none is open."""
        with self.store.reading() as unit:
            return look_at(unit, self.clock.now())

    def too_early(self) -> CloseRefusal | None:
        """Why nobody should begin to count for a close; None: it is time."""
        with self.store.reading() as unit:
            return early(unit)

    def expected(self, approval: Approval) -> ExpectedCash:
        """What should be in the drawer, for a manager."""
        with self.store.writing() as unit:
            return expected_cash(unit, approval, self.clock.now())

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

    def print_report_again(self, kind: ReportKind) -> bool:
        """A copy of the newest X report of the open shift, or of the newest Z report; False: there is none."""
        with self.store.writing() as unit:
            found = print_report_again(unit, self.chance, kind, self.clock.now())
        if found:
            self.on_commit()
        return found

    def close(self, request: CloseRequest) -> CloseOutcome:
        """Closes the shift with a blind count, once, however often it is asked."""
        with self.store.writing() as unit:
            outcome = close_shift(unit, self.chance, self.write, request, self.clock.now())
        self.on_commit()
        return outcome
