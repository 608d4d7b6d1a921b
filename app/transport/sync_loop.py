"""The thread that keeps a terminal and its server in step. It waits; it never spins, and nobody waits for it."""

import logging
from collections.abc import Callable
from threading import Condition, Thread, current_thread

from app.protocol.terminal_sync import LONGEST_WAIT, SyncState, on_failure
from app.services.front import SyncStatus
from app.transport.exchange import Exchange, Progress

_log = logging.getLogger(__name__)


class SyncLoop:
    """Runs an exchange step after step. All methods may be called on any thread; `on_status` is on the loop's."""

    def __init__(
        self,
        *,
        exchange: Exchange,
        clock: Callable[[], int],
        fraction: Callable[[], float],
        on_status: Callable[[SyncStatus], None],
    ) -> None:
        """clock: milliseconds since 1970 UTC. fraction: 0 ≤ x < 1. on_status: told when something changed."""
        self._exchange = exchange
        self._clock = clock
        self._fraction = fraction
        self._on_status = on_status
        self._woken = Condition()
        self._kicked = False
        self._retry_asked = False
        self._stopping = False
        self._faults = 0
        self._status: SyncStatus | None = None
        self._thread = Thread(target=self._run, name="sync", daemon=True)

    def start(self) -> None:
        """Starts the thread, once."""
        self._thread.start()

    def kick(self) -> None:
        """A record was committed. It goes out now, unless the line failed a moment ago: then with the next try."""
        with self._woken:
            self._kicked = True
            self._woken.notify()

    def retry_now(self) -> None:
        """A person asks to try now, whatever failed before."""
        with self._woken:
            self._kicked = self._retry_asked = True
            self._woken.notify()

    def stop(self, seconds: float = 5.0) -> bool:
        """Cuts a request short and ends the thread; False when it didn't end in time."""
        with self._woken:
            self._stopping = True
            self._woken.notify()
        self._exchange.close()
        if self._thread.ident is not None and self._thread is not current_thread():
            self._thread.join(seconds)
        return not self._thread.is_alive()

    def _run(self) -> None:
        while not self._stopping:
            wait_until = self._step()
            if wait_until is not None:
                self._wait(wait_until)

    def _step(self) -> int | None:
        """One step; the instant to wait for, None: go on at once."""
        try:
            if self._take_retry():
                self._exchange.retry_now()
            progress = self._exchange.step()
            self._faults = 0
            self._report(progress)
        except Exception:  # noqa: BLE001  # the thread's edge: a store that fails must not end the sync for good
            _log.exception("the sync failed")
            self._faults += 1
            return on_failure(SyncState(failures=self._faults), self._clock(), self._fraction()).retry_at
        return progress.wait_until

    def _take_retry(self) -> bool:
        with self._woken:
            asked, self._retry_asked = self._retry_asked, False
        return asked

    def _report(self, progress: Progress) -> None:
        online = progress.online
        if online is None:
            online = self._status is not None and self._status.online
        status = SyncStatus(
            enrolled=True, online=online, to_send=progress.to_send, last_success_at=progress.last_success_at
        )
        if status != self._status:
            self._status = status
            self._on_status(status)

    def _wait(self, until: int) -> None:
        """Until an instant, a kick, or the end; a clock that jumps delays nothing for long."""
        milliseconds = min(max(0, until - self._clock()), LONGEST_WAIT)
        with self._woken:
            self._woken.wait_for(lambda: self._kicked or self._stopping, milliseconds / 1000)
            self._kicked = False
