"""Single-worker lanes: what blocks runs off the screen's thread, in order, and its answer comes back to it.

No Qt here: a lane is given `post`, which runs a callable on the screen's thread (`marshaller.py`).
"""

import logging
import queue
import threading
from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol, TypeVar

_log = logging.getLogger(__name__)
_Answer = TypeVar("_Answer")

Post = Callable[[Callable[[], None]], None]
Failed = Callable[[Exception], None]


class LaneFull(Exception):
    """More work waits than the lane takes; what was submitted was dropped."""


class Work(Protocol):
    """Where a presenter sends what blocks."""

    def submit(
        self, work: Callable[[], _Answer], done: Callable[[_Answer], None], failed: Failed | None = None
    ) -> None:
        """Runs `work` elsewhere, then `done(answer)` or `failed(fault)` on the screen's thread."""


class Lane:
    """One worker thread with a bounded queue. Made and used on the screen's thread."""

    def __init__(self, name: str, post: Post, on_fault: Failed, limit: int = 256) -> None:
        """`on_fault` hears every fault, on the screen's thread, after it was logged with its traceback."""
        self.name = name
        self._post = post
        self._on_fault = on_fault
        self._waiting: queue.Queue[Callable[[], None] | None] = queue.Queue(limit)
        self._worker = threading.Thread(target=self._run, name=f"lane-{name}", daemon=True)
        self._worker.start()

    def submit(
        self, work: Callable[[], _Answer], done: Callable[[_Answer], None], failed: Failed | None = None
    ) -> None:
        """See `Work.submit`. A full lane answers `failed` with `LaneFull` and never waits."""

        def run() -> None:
            self.assert_here()
            try:
                answer = work()
            except Exception as fault:  # noqa: BLE001 - the lane's edge: logged, then told to the screen
                self._tell(fault, failed)
            else:
                self._post(lambda: done(answer))

        try:
            self._waiting.put_nowait(run)
        except queue.Full:
            self._tell(LaneFull(self.name), failed)

    def assert_here(self) -> None:
        """Raises when the caller isn't this lane's worker: what belongs to one lane must not leak to another."""
        if threading.current_thread() is not self._worker:
            raise RuntimeError(f"lane {self.name} was entered by {threading.current_thread().name}")

    def close(self, timeout: float = 5.0) -> bool:
        """Finishes what waits, then ends the worker. False: it is still busy after `timeout` seconds."""
        try:
            self._waiting.put(None, timeout=timeout)
        except queue.Full:
            return False
        self._worker.join(timeout)
        return not self._worker.is_alive()

    def _run(self) -> None:
        while (work := self._waiting.get()) is not None:
            work()

    def _tell(self, fault: Exception, failed: Failed | None) -> None:
        _log.error("lane %s: %s", self.name, fault, exc_info=fault)
        self._post(lambda: self._on_fault(fault))
        if failed is not None:
            self._post(lambda: failed(fault))


@dataclass(frozen=True, slots=True)
class Lanes:
    """What screens may send work to. read: quick questions to the store. write: everything that changes it."""

    read: Work
    write: Work
