"""The real terminal with a watchdog in its event loop: `python -m tests.support.watched_terminal run …`.

Each pause of the screen's thread that is long enough to be felt is logged as `screen.paused`. SIGUSR1 blocks that
thread on purpose, so that a test can prove the watchdog sees it.
"""

import logging
import signal
import threading
import time
from types import FrameType

from PySide6.QtCore import QObject, Qt, QTimer

import app.entrypoints.run
from app.entrypoints.terminal import main

BLOCK_SECONDS = 1.5
_TICK_MS = 10
_FELT_MS = 50
_log = logging.getLogger("setia.watch")


class Machine:
    """How long this process got no turn, because others had both cores: no fault of the screen's."""

    def __init__(self) -> None:
        self.late_seconds = 0.0
        threading.Thread(target=self._run, name="machine-watch", daemon=True).start()

    def _run(self) -> None:
        never = threading.Event()
        before = time.monotonic()
        while not never.wait(_TICK_MS / 1000):
            now = time.monotonic()
            self.late_seconds += max(0.0, now - before - 2 * _TICK_MS / 1000)
            before = now


class Watchdog(QObject):
    """Ticks in the event loop; what is between two ticks is how long nothing else could happen there.

    A thread beside it is late as well when the machine is: that is taken off. One that waits, or works, lets the other
    go on, so that a block is never taken off.
    """

    def __init__(self) -> None:
        super().__init__()
        self._machine, self._late = Machine(), 0.0
        self._last = time.monotonic()
        self._timer = QTimer(self, interval=_TICK_MS, timerType=Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._tick)
        self._timer.start()

    def _tick(self) -> None:
        now, late = time.monotonic(), self._machine.late_seconds
        paused = round((now - self._last - (late - self._late)) * 1000) - _TICK_MS
        self._last, self._late = now, late
        if paused >= _FELT_MS:
            _log.info("the screen paused", extra={"event": "screen.paused", "ms": paused})


class WatchedTerminal(app.entrypoints.run.Terminal):
    """Nothing else is another."""

    def start(self) -> None:
        self._watchdog = Watchdog()
        super().start()


def _block(_number: int, _frame: FrameType | None) -> None:
    time.sleep(BLOCK_SECONDS)


if __name__ == "__main__":
    signal.signal(signal.SIGUSR1, _block)
    app.entrypoints.run.Terminal = WatchedTerminal  # type: ignore[misc]  # it is one
    main()
