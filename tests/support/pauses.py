"""A stopwatch for the window's thread: how long it lets a cashier wait."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

BEAT_MS = 5
"""The thread shall come round so often."""


@dataclass(slots=True)
class Pauses:
    """The longest time between two beats of the window's thread, in ms. stood: by the clock. worked: what the thread
    itself computed meanwhile, which another process on a busy machine doesn't lengthen.
    """

    stood: int = 0
    worked: int = 0
    _last: tuple[float, float] | None = None

    def beat(self) -> None:
        """The thread came round."""
        now = _now()
        if self._last is not None:
            self.stood = max(self.stood, round((now[0] - self._last[0]) * 1_000) - BEAT_MS)
            self.worked = max(self.worked, round((now[1] - self._last[1]) * 1_000))
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


def _now() -> tuple[float, float]:
    return time.monotonic(), time.thread_time()
