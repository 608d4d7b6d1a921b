"""Tries what a button tries: paper, drawer, customer's display, sounds, the line to the server."""

import logging
from collections.abc import Callable
from dataclasses import replace
from typing import TypeVar

from app.services.device_setup import LineTried, PrintTried
from app.ui.device_setup.board import Board
from app.ui.device_setup.ports import SetupBench
from app.ui.device_setup.state import (
    COLUMNS_OF,
    SETTING_OF,
    STATUS_OF,
    ShownTried,
    Step,
    Tried,
    Trouble,
    Verdict,
)

_log = logging.getLogger("setia.devices")
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
        slow = self._bench.slow
        match state.step:
            case Step.PRINTER | Step.VOUCHER_PRINTER | Step.KITCHEN_PRINTER as step:
                printer, columns = (
                    str(state.value(SETTING_OF[step])),
                    int(state.value(COLUMNS_OF[step]) or 32),
                )
                self._run(lambda: slow.print_test(printer, columns), self._printed)
            case Step.DRAWER:
                with_drawer = str(state.value("printer"))
                self._run(lambda: slow.open_drawer(with_drawer), self._printed)
            case Step.DISPLAY:
                there = self._bench.quick.show_display(str(state.value("customer_display")))
                self._put(ShownTried(there=there))
            case Step.SOUND:
                self._run(slow.play, lambda there: self._put(ShownTried(there=there)))
            case Step.SERVER:
                self._run(slow.ping, self._pinged)
            case Step.SCANNER | Step.CAMERA | Step.LINE_DISPLAY | Step.SAVE:
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
        key = STATUS_OF[state.step]
        if tried.silent and key not in state.locked:
            self._board.put(replace(state, wanted={**state.wanted, key: "none"}))
        self._put(tried)

    def _pinged(self, tried: LineTried) -> None:
        self._put(tried)

    def _put(self, tried: Tried) -> None:
        board = self._board
        named = {"event": "device.tried", "step": board.state.step.value}
        _log.info("tried the %s: %s", board.state.step.value, tried, extra=named)
        board.put(board.state.with_step(tried=tried, advice=False, verdict=Verdict.OPEN))
