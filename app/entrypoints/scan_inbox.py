"""Between the devices' threads and the screen's: a scanner that never stops talking must not bury the screen."""

import logging
import threading
from collections.abc import Callable

from app.services.scans import Scan
from app.ui.lanes import Post

_log = logging.getLogger("setia.terminal")
BURST = 8
"""Codes that may come at once: a sheet of labels before a camera."""
PER_SECOND = 10
"""And so many after that; no hand is faster."""


class ScanInbox:
    """Hands scans on, as many as a person can mean; what is more is noise, and dropped. `put` is for any thread."""

    def __init__(self, serve: Callable[[Scan], None], post: Post, clock: Callable[[], float]) -> None:
        """`serve` runs on the screen's thread. clock: monotonic seconds."""
        self._serve = serve
        self._post = post
        self._clock = clock
        self._lock = threading.Lock()
        self._room = float(BURST)
        self._since = clock()
        self._dropping = False

    def put(self, scan: Scan) -> None:
        """From a device's thread; returns at once."""
        if self._has_room():
            self._post(lambda: self._serve(scan))

    def _has_room(self) -> bool:
        with self._lock:
            now = self._clock()
            self._room = min(BURST, self._room + (now - self._since) * PER_SECOND)
            self._since = now
            took = self._room >= 1
            began, self._dropping = not took and not self._dropping, not took
            self._room -= took
        if began:
            _log.warning("a scanner floods the till", extra={"event": "scans.dropped"})
        return took
