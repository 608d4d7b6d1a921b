"""What services need from outside. Adapters are made in the composition root and nowhere else."""

from enum import StrEnum
from pathlib import Path
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


class CommitListener(Protocol):
    """Told after each transaction that left something to print or to send."""

    def __call__(self) -> None:
        """Wakes whoever prints and sends."""


class KeyPort(Protocol):
    """Where the key of the store is kept."""

    def key(self) -> bytes:
        """The raw 32-byte key; made and kept at the first call. Raises `KeyUnusable`."""


class KeyFault(StrEnum):
    """Why the key of the store can't be used."""

    MISSING = "missing"
    PERMISSION = "permission"
    SIZE = "size"


class KeyUnusable(Exception):
    """The key can't be read or made. path: where it should be."""

    def __init__(self, path: Path, reason: KeyFault) -> None:
        super().__init__(f"{reason}: {path}")
        self.path = path
        self.reason = reason


class StoreFaultCode(StrEnum):
    """Why a store can't be used."""

    WRONG_KEY = "wrong-key"
    NEWER_SCHEMA = "newer-schema"
    LOCKED = "locked"
    READ_ONLY = "read-only"
    FULL = "full"
    CORRUPT = "corrupt"
    CHANGES_LOST = "changes-lost"
    """The file of the newest changes (the write-ahead log) is gone or damaged; the store alone is older."""
    DEVICE = "device"
    """The disk itself fails to read or write."""
    MISSING = "missing"
    NOT_SET_UP = "not-set-up"
    IN_USE = "in-use"
    """A till or a command has it open, and the work needs it alone."""


class StoreFault(Exception):
    """The store can't be used; nothing was half-written."""

    def __init__(self, code: StoreFaultCode, path: Path, detail: str = "") -> None:
        super().__init__(f"{code}: {path} {detail}".strip())
        self.code = code
        self.path = path
