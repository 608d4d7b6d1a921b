"""What should be in the drawer, for a manager who gives the PIN."""

from dataclasses import replace
from typing import Protocol

from app.domain.shift_report import Drawer as Cash
from app.services.approval import Approval, NotApproved
from app.services.drawer_outcomes import CloseRefused
from app.services.shift_standing import ExpectedCash
from app.ui.approval import ApprovalEntry, ApprovalPad, ApprovalTill
from app.ui.lanes import Lanes
from app.ui.shift.board import Board
from app.ui.shift.state import ExpectedSheet, Stage, Trouble


class ExpectedDrawer(Protocol):
    """What telling a manager needs of the drawer."""

    def expected(self, approval: Approval) -> ExpectedCash: ...


class ExpectedDesk:
    """Owns the pad on which the PIN is given."""

    def __init__(self, drawer: ExpectedDrawer, till: ApprovalTill, lanes: Lanes, board: Board) -> None:
        self._drawer = drawer
        self._lanes = lanes
        self._board = board
        self.pad = ApprovalPad(till, lanes, self._changed, self._given)

    def open(self) -> None:
        """Asks for a manager; what was shown is hidden again instead."""
        state = self._board.state
        if state.stage is not Stage.OPEN or state.sheet is not None:
            return
        if state.expected is not None:
            self._board.put(replace(state, expected=None, notice=None))
            return
        self._board.sheet(ExpectedSheet(entry=ApprovalEntry()))
        self.pad.start()

    def _changed(self, entry: ApprovalEntry) -> None:
        if isinstance(self._board.state.sheet, ExpectedSheet):
            self._board.sheet(ExpectedSheet(entry=entry))

    def _given(self, approval: Approval) -> None:
        self._lanes.write.submit(lambda: self._drawer.expected(approval), self._answered, self._failed)

    def _answered(self, outcome: ExpectedCash) -> None:
        state = self._board.state
        if not isinstance(state.sheet, ExpectedSheet):
            return
        match outcome:
            case Cash():
                self._board.put(replace(state, sheet=None, expected=outcome, notice=None))
            case NotApproved():
                self.pad.refused(outcome)
            case _:
                self._board.put(replace(state, sheet=None, notice=CloseRefused(reason=outcome)))

    def _failed(self, _fault: Exception) -> None:
        self.pad.refused(None)
        self._board.notice(Trouble.FAULT)
