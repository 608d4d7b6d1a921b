"""What services need from outside. Adapters are made in the composition root and nowhere else."""

from typing import Protocol

KEY_BYTES = 32


class Clock(Protocol):
    """Time as the machine tells it."""

    def now(self) -> int:
        """Milliseconds since 1970, UTC."""

    def monotonic(self) -> int:
        """Nanoseconds that only rise."""


class Chance(Protocol):
    """Ids and random bytes."""

    def new_id(self, at: int) -> bytes:
        """A UUIDv7 of an instant, 16 bytes."""

    def random_bytes(self, count: int) -> bytes:
        """Bytes fit for keys and nonces."""


class KeyPort(Protocol):
    """Where the key of the store is kept."""

    def key(self) -> bytes:
        """The raw 32-byte key; made and kept at the first call. Raises `KeyUnusable`."""


class KeyUnusable(Exception):
    """The key can't be read or made. `path`: where it should be; `reason`: `permission`, `size`, `missing`."""

    def __init__(self, path: str, reason: str) -> None:
        super().__init__(f"{reason}: {path}")
        self.path = path
        self.reason = reason
