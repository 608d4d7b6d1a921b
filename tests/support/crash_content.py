"""What a store says, so that two moments of it can be compared: all rows of all tables, and what is wrong with it."""

from collections import Counter
from dataclasses import dataclass
from hashlib import sha256

from sqlalchemy import Connection, select, text

from app.protocol.record import decode
from app.storage.terminal.check import check_store
from app.storage.terminal.store import SqlTerminalStore
from app.storage.terminal.tables import journal

Content = dict[str, str]
"""A digest of each table's rows, whatever their order."""
_TABLES = text("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A store at one moment. records: how often each record id stands in the journal."""

    content: Content
    records: Counter[bytes]
    faults: tuple[str, ...]


def look_at(store: SqlTerminalStore) -> Found:
    """Reads it all."""
    with store.engine.connect().execution_options(reading=True) as connection:
        return Found(
            content=content_of(connection),
            records=Counter(record_ids(connection)),
            faults=(*_broken_pages(connection), *_findings(connection)),
        )


def content_of(connection: Connection) -> Content:
    """Every table of the file."""
    return {name: _digest(connection, name) for name in connection.execute(_TABLES).scalars()}


def record_ids(connection: Connection) -> list[bytes]:
    """The journal's, in its order."""
    records = connection.execute(select(journal.c.record).order_by(journal.c.epoch, journal.c.seq))
    return [decode(record).record_id for record in records.scalars()]


def _digest(connection: Connection, table: str) -> str:
    rows = connection.exec_driver_sql(f'SELECT * FROM "{table}"')
    return sha256("\n".join(sorted(repr(tuple(row)) for row in rows)).encode()).hexdigest()[:16]


def _broken_pages(connection: Connection) -> list[str]:
    said = connection.exec_driver_sql("PRAGMA integrity_check").scalars()
    return [f"integrity: {line}" for line in said if line != "ok"]


def _findings(connection: Connection) -> list[str]:
    return [f"{finding.code} at {finding.where}" for finding in check_store(connection).findings]
