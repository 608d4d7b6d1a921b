"""Nobody gets what a damaged page seemed to say.

SQLCipher authenticates every page. One that fails it gives to SQLite as zeros, and remembers it. Mostly SQLite then
finds the tree broken and says so; but the last page of a long value may be all zeros as far as SQLite can tell, and
the statement ends well. So each unit of work asks SQLCipher at its end (4 µs) whether all that it read was authentic.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import sqlcipher3.dbapi2 as driver
from sqlalchemy import Connection

from app.services.ports import StoreFault, StoreFaultCode

_DETAIL = "a page is not what was written"


@contextmanager
def proved(connection: Connection, path: Path) -> Iterator[None]:
    """Raises StoreFault CORRUPT at the end of the block when something read in it was damaged, whatever came of it."""
    try:
        yield
    except Exception as error:
        if _is_damaged(connection):
            raise StoreFault(StoreFaultCode.CORRUPT, path, f"{_DETAIL}: {error}") from error
        raise
    if _is_damaged(connection):
        raise StoreFault(StoreFaultCode.CORRUPT, path, _DETAIL)


def read_damage(connection: Any) -> bool:
    """Whether a driver's connection has ever read a page that SQLCipher couldn't authenticate."""
    row = connection.execute("PRAGMA cipher_status").fetchone()
    return row is not None and str(row[0]) == "0"


def _is_damaged(connection: Connection) -> bool:
    """Such a connection is never used again: it remembers, and would fail for good pages too."""
    if connection.closed or connection.invalidated:
        return False
    try:
        damaged = read_damage(connection.connection.driver_connection)
    except driver.Error:
        return False
    if damaged:
        connection.invalidate()
    return damaged
