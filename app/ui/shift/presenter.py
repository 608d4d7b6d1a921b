"""The shift screen's behaviour: every public method is something that a cashier, or a scanner, does.

Lives on the screen's thread; what blocks goes to a lane.
"""

import logging
from dataclasses import replace
from typing import Protocol

from app.domain.shift_report import ShiftReport
from app.domain.shift_rules import CloseRefusal
from app.services.drawer_outcomes import CloseRefused, ShiftIsOpen, ShiftOutcome
from app.services.drawer_paper import ReportPaper
from app.services.front import ShiftStanding
from app.services.print_report_again import ReportKind
from app.ui.approval import ApprovalPad, ApprovalTill
from app.ui.lanes import Lanes
from app.ui.shift.board import Board, Show
from app.ui.shift.count_desk import CountDesk, CountDrawer
from app.ui.shift.expected_desk import ExpectedDesk, ExpectedDrawer
from app.ui.shift.move_desk import MoveDesk, MoveDrawer
from app.ui.shift.state import (
    CloseSheet,
    ExpectedSheet,
    MoveSheet,
    Notice,
    ShiftState,
    Stage,
    Trouble,
    Ways,
)

_log = logging.getLogger("setia.till")


class ShiftDrawer(CountDrawer, MoveDrawer, ExpectedDrawer, Protocol):
    """What this screen asks of the drawer."""

    def standing(self) -> ShiftStanding: ...
    def look(self) -> ReportPaper | None: ...
    def print_report(self) -> ShiftReport | None: ...
    def print_report_again(self, kind: ReportKind) -> bool: ...


class ShiftPresenter:
    """Takes actions, shows states."""

    def __init__(self, drawer: ShiftDrawer, till: ApprovalTill, lanes: Lanes, show: Show, ways: Ways) -> None:
        """till: who knows the managers."""
        self._drawer = drawer
        self._lanes = lanes
        self._ways = ways
        self._board = Board(show)
        self._asked = 0
        self.count = CountDesk(drawer, lanes, self._board, self._opened, self._closed)
        self.moves = MoveDesk(drawer, lanes, self._board, self._look)
        self.cash = ExpectedDesk(drawer, till, lanes, self._board)

    @property
    def state(self) -> ShiftState:
        """What shows now."""
        return self._board.state

    def start(self, staff_id: bytes) -> None:
        """Somebody came in: shows the shift that is open, or asks for a float. A count that was begun is kept."""
        self.count.staff_id = self.moves.staff_id = staff_id
        if self._is_saving():
            return
        self._board.put(ShiftState(count=self.state.count))
        self._look()

    def begin_another(self) -> None:
        """After a Z report: the next shift."""
        if self.state.stage is Stage.CLOSED:
            self._board.put(ShiftState())
            self._look()

    def print_report(self) -> None:
        """The X report, on paper, once a touch."""
        state = self.state
        if state.stage is Stage.OPEN and state.sheet is None and not state.saving:
            self._board.put(replace(state, saving=True, notice=None))
            self._lanes.write.submit(self._drawer.print_report, self._printed, self._not_printed)

    def print_again(self, kind: ReportKind) -> None:
        """A copy of a report that was printed before."""
        state = self.state
        if state.stage in (Stage.OPEN, Stage.CLOSED) and state.sheet is None and not state.saving:
            self._board.put(replace(state, saving=True, notice=None))
            self._lanes.write.submit(
                lambda: self._drawer.print_report_again(kind),
                lambda found: self._copied(kind, found),
                self._not_printed,
            )

    def key(self, digits: str) -> None:
        """Digits, typed or touched."""
        self._taker().key(digits)

    def erase(self) -> None:
        """Takes the last digit back."""
        self._taker().erase()

    def clear(self) -> None:
        """Takes the digits back."""
        self._taker().clear()

    def step(self, by: int) -> None:
        """The next one or the one before: a note, a reason, a manager."""
        self._taker().step(by)

    def confirm(self) -> None:
        """Enter: whatever shows is for."""
        match self.state.sheet, self.state.stage:
            case MoveSheet(), _:
                self.moves.confirm()
            case CloseSheet(), _:
                self.count.close()
            case None, Stage.OPENING | Stage.COUNTING:
                self.count.go_on()
            case None, Stage.CLOSED:
                self._ways.end()
            case _:
                self._board.notice(None)

    def leave(self) -> None:
        """Esc: out of the sheet, out of the count, out of the screen. What is being saved is waited for."""
        if self._is_saving():
            return
        if self.state.sheet is not None:
            self._board.sheet(None)
        elif self.state.stage is Stage.COUNTING:
            self.count.give_up()
        else:
            self._ways.leave()

    def go_on(self) -> None:
        """Where the notice's button leads: to what is not sold yet."""
        match self.state.notice:
            case CloseRefused(reason=CloseRefusal.HELD_BASKETS):
                self._ways.held()
            case CloseRefused(reason=CloseRefusal.OPEN_BASKET):
                self._ways.leave()
            case _:
                self._board.notice(None)

    def end(self) -> None:
        """After a Z report: to the login."""
        self._ways.end()

    def dismiss(self) -> None:
        """The notice was read."""
        self._board.notice(None)

    def scanned(self) -> None:
        """Nothing here is for a scan; what to do is said."""
        self._board.notice(Trouble.SCANNED)

    def scan_broken(self) -> None:
        """Half a code came."""
        self._board.notice(Trouble.SCAN_BROKEN)

    def _taker(self) -> CountDesk | MoveDesk | ApprovalPad:
        """Who takes digits and arrows now."""
        match self.state.sheet:
            case MoveSheet():
                return self.moves
            case ExpectedSheet():
                return self.cash.pad
            case _:
                return self.count

    def _is_saving(self) -> bool:
        sheet = self.state.sheet
        return self.state.saving or (sheet is not None and sheet.saving)

    def _look(self) -> None:
        self._asked += 1
        number = self._asked
        self._lanes.read.submit(
            lambda: (self._drawer.standing(), self._drawer.look()),
            lambda seen: self._looked(number, *seen),
            self._failed,
        )

    def _looked(self, number: int, standing: ShiftStanding, paper: ReportPaper | None) -> None:
        if number != self._asked or self.state.stage not in (Stage.LOADING, Stage.OPEN):
            return
        seen = replace(self.state, needed=standing.needed, paper=paper, expected=None)
        if paper is None:
            self._board.put(seen)
            self.count.show_opening()
            _log.info("the float is asked for", extra={"event": "shift.asked"})
        else:
            self._board.put(replace(seen, stage=Stage.OPEN))

    def _opened(self, outcome: ShiftOutcome) -> None:
        if isinstance(outcome, ShiftIsOpen):
            _log.info("a shift is open", extra={"event": "shift.opened"})
            self._ways.changed()
            self._ways.leave()
        elif outcome.shift is not None:  # somebody was faster
            self._reload(outcome)

    def _closed(self) -> None:
        _log.info("a shift is closed", extra={"event": "shift.closed"})
        self._ways.changed()

    def _printed(self, report: ShiftReport | None) -> None:
        paper = self.state.paper
        if report is None or paper is None:
            self._reload(None)
            return
        newer = replace(paper, report=report)
        self._board.put(replace(self.state, paper=newer, saving=False, notice=Trouble.PRINTING))

    def _copied(self, kind: ReportKind, found: bool) -> None:
        none = Trouble.NO_X_REPORT if kind is ReportKind.X else Trouble.NO_Z_REPORT
        self._board.put(replace(self.state, saving=False, notice=Trouble.COPYING if found else none))

    def _not_printed(self, _fault: Exception) -> None:
        self._board.put(replace(self.state, saving=False, notice=Trouble.FAULT))

    def _reload(self, notice: Notice | None) -> None:
        self._board.put(ShiftState(notice=notice))
        self._look()

    def _failed(self, _fault: Exception) -> None:
        self._board.notice(Trouble.FAULT)
