"""A stopwatch for the window's thread: how long it lets a cashier wait."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

BEAT_MS = 5
"""The thread shall come round so often."""


@dataclass(slots=True)
class Pauses:
    """The longest time between two beats of the window's thread, in ms. stood: by the clock. blocked: the same, less
    what Linux says that the thread waited for a processor. worked: what the thread itself computed meanwhile. Other
    processes on a busy machine lengthen the first only.
    """

    stood: int = 0
    blocked: int = 0
    worked: int = 0
    _last: tuple[float, float, float] | None = None

    def beat(self) -> None:
        """The thread came round."""
        now = _now()
        if self._last is not None:
            self.stood = max(self.stood, round((now[0] - self._last[0]) * 1_000) - BEAT_MS)
            self.worked = max(self.worked, round((now[1] - self._last[1]) * 1_000))
            passed = now[0] - self._last[0] - (now[2] - self._last[2])
            self.blocked = max(self.blocked, round(passed * 1_000) - BEAT_MS)
        self._last = now

    @contextmanager
    def aside(self) -> Iterator[None]:
        """What is done inside is the hand's own, as a look at the whole screen: no till does it."""
        if self._last is None:
            yield
            return
        self.beat()
        yield
        self._last = _now()


def _now() -> tuple[float, float, float]:
    """The clock, what this thread computed, and how long it waited for a processor: seconds."""
    return time.monotonic(), time.thread_time(), _waited()


def _waited() -> float:
    """0 where the system doesn't say."""
    try:
        return int(_SCHEDULED.read_text("ascii").split()[1]) / 1e9
    except (OSError, IndexError):
        return 0.0


_SCHEDULED = Path("/proc/thread-self/schedstat")
"""Nanoseconds on a processor, nanoseconds waiting for one, and how often (Documentation/scheduler/sched-stats)."""
