"""Saves the choices, with a manager's word."""

import logging
from dataclasses import replace

from app.services.approval import Approval, NotApproved
from app.services.device_setup import ChoicesNotSaved, ChoicesSaved
from app.ui.approval import ApprovalEntry, ApprovalPad
from app.ui.device_setup.board import Board
from app.ui.device_setup.ports import SetupBench, SetupTill
from app.ui.device_setup.state import Trouble, Value, WordSheet
from app.ui.lanes import Lanes

_log = logging.getLogger("setia.devices")


class SavingDesk:
    """Owns the pad on which the PIN is given."""

    def __init__(self, bench: SetupBench, till: SetupTill, lanes: Lanes, board: Board) -> None:
        self._bench = bench
        self._till = till
        self._lanes = lanes
        self._board = board
        self.pad = ApprovalPad(till, lanes, self._changed, self._given)

    def ask(self) -> None:
        """Asks for a manager, if there is something to save."""
        state = self._board.state
        if state.sheet is None and state.changes:
            self._board.sheet(WordSheet(entry=ApprovalEntry()))
            self.pad.start()

    def _changed(self, entry: ApprovalEntry) -> None:
        sheet = self._board.state.sheet
        if isinstance(sheet, WordSheet):
            self._board.sheet(replace(sheet, entry=entry))

    def _given(self, approval: Approval) -> None:
        number = self._board.number
        self._lanes.write.submit(
            lambda: self._till.vouch(approval), lambda refused: self._judged(number, refused), self._failed
        )

    def _judged(self, number: int, refused: NotApproved | None) -> None:
        if number != self._board.number or not isinstance(self._board.state.sheet, WordSheet):
            return
        if refused is not None:
            self.pad.refused(refused)
            return
        changes = self._board.state.changes
        self._bench.lane.submit(
            lambda: self._bench.slow.save(changes), lambda detail: self._saved(changes, detail), self._failed
        )

    def _saved(self, changes: dict[str, Value], detail: str) -> None:
        state = self._board.state
        if detail:
            self._board.put(replace(state, sheet=None, notice=ChoicesNotSaved(detail=detail)))
            return
        _log.info("devices were chosen", extra={"event": "devices.saved", "settings": sorted(changes)})
        self._bench.quick.apply(changes)
        in_force = {**state.in_force, **changes}
        saved = ChoicesSaved()
        self._board.put(replace(state, sheet=None, in_force=in_force, wanted={}, saved=True, notice=saved))

    def _failed(self, _fault: Exception) -> None:
        self.pad.refused(None)
        self._board.notice(Trouble.FAULT)
