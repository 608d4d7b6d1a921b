"""A store that breaks the first rule of the journal, for tests that must notice: never used by the product."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from typing import Any

from app.protocol.record import Head, Record, encode, record_hash
from app.storage.terminal.journal import TerminalJournal
from app.storage.terminal.store import SqlTerminalStore, TerminalUnit
from app.storage.terminal.tables import journal


@dataclass(slots=True)
class LateJournal(TerminalJournal):
    """Keeps back the rows that it should write."""

    rows: list[dict[str, Any]] = field(default_factory=list)

    def write(self, record: Record, previous: bytes) -> None:
        """Chains a record but leaves its row to whoever comes after the transaction."""
        encoded = encode(record)
        chained = record_hash(previous, encoded)
        self.rows.append(
            {
                "epoch": record.epoch,
                "seq": record.seq,
                "record_hash": chained,
                "record": encoded,
                "sidecar": record.sidecar,
            }
        )
        self._head = Head(epoch=record.epoch, seq=record.seq, record_hash=chained)

    def forget_head(self) -> None:
        """A trial is over, which comes before anything is written in earnest."""
        self.rows.clear()
        self._head = None


class JournalApartStore(SqlTerminalStore):
    """Commits what a record means first, and the record in another transaction."""

    def between(self) -> None:
        """The moment at which a document is there without its record: for a test that wants to be told."""

    @contextmanager
    def writing(self) -> Iterator[TerminalUnit]:
        """Two transactions where there must be one."""
        with super().writing() as unit:
            late = LateJournal(unit.connection, unit.journal.identity, self.clock, self.chance)
            yield replace(unit, journal=late)
        if late.rows:
            self.between()
            with self.engine.begin() as connection:
                connection.execute(journal.insert(), late.rows)
