"""The machine's own clock and chance."""

import os
import time

from app.domain.identifiers import uuid7


class SystemClock:
    """The wall clock in milliseconds and a monotonic one in nanoseconds."""

    def now(self) -> int:
        """Milliseconds since 1970, UTC."""
        return time.time_ns() // 1_000_000

    def monotonic(self) -> int:
        """Nanoseconds that only rise."""
        return time.monotonic_ns()


class SystemChance:
    """Ids and random bytes from the operating system."""

    def new_id(self, at: int) -> bytes:
        """A UUIDv7 of an instant."""
        return uuid7(at, os.urandom(10))

    def random_bytes(self, count: int) -> bytes:
        """Bytes fit for keys and nonces."""
        return os.urandom(count)
