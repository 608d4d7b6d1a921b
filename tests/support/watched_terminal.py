"""The real terminal with a watchdog in its event loop: `python -m tests.support.watched_terminal run …`.

Each pause of the screen's thread that is long enough to be felt is logged as `screen.paused`. SIGUSR1 blocks that
thread on purpose, so that a test can prove the watchdog sees it.
"""

import logging
import signal
import time
from types import FrameType

from PySide6.QtCore import QObject, Qt, QTimer

import app.entrypoints.run
from app.entrypoints.terminal import main

BLOCK_SECONDS = 1.5
_TICK_MS = 10
_FELT_MS = 50
_log = logging.getLogger("setia.watch")


class Watchdog(QObject):
    """Ticks in the event loop; what is between two ticks is how long nothing else could happen there."""

    def __init__(self) -> None:
        super().__init__()
        self._last = time.monotonic()
        self._timer = QTimer(self, interval=_TICK_MS, timerType=Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._tick)
        self._timer.start()

    def _tick(self) -> None:
        now = time.monotonic()
        paused = round((now - self._last) * 1000) - _TICK_MS
        self._last = now
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
