"""What the sync needs: the terminal's store, and a way to the server.

Calls are made on the sync's thread and may block it.
"""

from typing import Protocol

from app.protocol.messages import Ack, Page, Pull, Push
from app.protocol.record import Head
from app.protocol.terminal_sync import Batch, SyncState
from app.transport.http import Outcome


class Server(Protocol):
    """A way to the server; a `ServerClient` is one."""

    def push(self, message: Push) -> Outcome[Ack]:
        """Sends records."""
        ...

    def pull(self, message: Pull) -> Outcome[Page]:
        """Asks for changes."""
        ...

    def close(self) -> None:
        """Cuts a request short, from any thread."""
        ...


class Journal(Protocol):
    """The terminal's own records. A new epoch begins when the store was restored from a backup."""

    def head(self) -> Head:
        """The last committed record of the current epoch; seq 0 and GENESIS when the epoch has none."""
        ...

    def sending(self, epoch: int, seq: int) -> Head:
        """The last record of the oldest epoch that has records after a place; `head()` when none has."""
        ...

    def waiting(self, epoch: int, seq: int) -> int:
        """How many records come after a place, in any epoch."""
        ...

    def batch(self, epoch: int, from_seq: int, max_records: int, max_bytes: int) -> Batch:
        """Records from from_seq on, in order, without gaps: as many as both bounds (of Σ record bytes) allow,
        but always the first one. Raises LookupError when (epoch, from_seq) is not in the journal.
        """
        ...

    def hash_at(self, epoch: int, seq: int) -> bytes | None:
        """The hash of the record there; GENESIS at seq 0; None when the journal has no such record."""
        ...


class SyncStore(Protocol):
    """The terminal's place in the sync, durable across restarts."""

    def state(self) -> SyncState:
        """As last saved; `SyncState()` right after enrolment."""
        ...

    def save(self, state: SyncState) -> None:
        """Replaces the state, durably."""
        ...

    def apply_page(self, page: Page, state: SyncState) -> None:
        """Stores all changes of a page and `state`, which has the page's cursor, in one transaction."""
        ...
