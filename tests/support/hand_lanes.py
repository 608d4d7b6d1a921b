"""Real lanes whose answers wait until a test lets them in: the screen's thread without a screen."""

import queue
from collections.abc import Callable

from app.ui.lanes import Lane, Lanes

_PATIENCE = 10.0
_ROUNDS = 4


class HandLanes:
    """`settle` runs everything that was asked, and everything that the answers asked."""

    def __init__(self) -> None:
        self.faults: list[Exception] = []
        self._posted: queue.Queue[Callable[[], None]] = queue.Queue()
        self._lanes = [Lane(name, self._posted.put, self.faults.append) for name in ("read", "write")]
        self.lanes = Lanes(*self._lanes)

    def settle(self) -> None:
        for _ in range(_ROUNDS):
            for lane in self._lanes:
                reached: list[None] = []
                lane.submit(_nothing, reached.append)
                while not reached:
                    self._posted.get(timeout=_PATIENCE)()

    def close(self) -> None:
        for lane in self._lanes:
            assert lane.close()


def _nothing() -> None:
    return None
