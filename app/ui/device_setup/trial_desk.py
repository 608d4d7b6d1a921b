"""Tries what a button tries: paper, drawer, customer's display, sounds, the line to the server."""

from collections.abc import Callable
from dataclasses import replace
from typing import TypeVar

from app.services.device_setup import LineTried, PrintTried
from app.ui.device_setup.board import Board
from app.ui.device_setup.ports import SetupBench
from app.ui.device_setup.state import ShownTried, Step, Tried, Trouble, Verdict

_Answer = TypeVar("_Answer")


class TrialDesk:
    """One test at a time."""

    def __init__(self, bench: SetupBench, board: Board) -> None:
        self._bench = bench
        self._board = board

    def begin(self) -> None:
        """The test of the step that shows, if it has one."""
        state = self._board.state
        if not state.may_try or state.sheet is not None:
            return
        slow, printer = self._bench.slow, str(state.value("printer"))
        match state.step:
            case Step.PRINTER:
                columns = int(state.value("columns") or 32)
                self._run(lambda: slow.print_test(printer, columns), self._printed)
            case Step.DRAWER:
                self._run(lambda: slow.open_drawer(printer), self._printed)
            case Step.DISPLAY:
                there = self._bench.quick.show_display(str(state.value("customer_display")))
                self._put(ShownTried(there=there))
            case Step.SOUND:
                self._run(slow.play, lambda there: self._put(ShownTried(there=there)))
            case Step.SERVER:
                self._run(slow.ping, self._pinged)
            case Step.SCANNER | Step.CAMERA | Step.SAVE:
                pass

    def _run(self, work: Callable[[], _Answer], done: Callable[[_Answer], None]) -> None:
        board, step = self._board, self._board.state.step
        board.put(board.state.with_step(trying=True, tried=None, advice=False, verdict=Verdict.OPEN))

        def answered(answer: _Answer) -> None:
            board.put(board.state.with_step_of(step, trying=False))
            if board.state.step is step:
                done(answer)

        def failed(_fault: Exception) -> None:
            board.put(board.state.with_step_of(step, trying=False))
            board.notice(Trouble.FAULT)

        self._bench.lane.submit(work, answered, failed)

    def _printed(self, tried: PrintTried) -> None:
        state = self._board.state
        if tried.silent and "printer_status" not in state.locked:
            self._board.put(replace(state, wanted={**state.wanted, "printer_status": "none"}))
        self._put(tried)

    def _pinged(self, tried: LineTried) -> None:
        self._put(tried)

    def _put(self, tried: Tried) -> None:
        board = self._board
        board.put(board.state.with_step(tried=tried, advice=False, verdict=Verdict.OPEN))
