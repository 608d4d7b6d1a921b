"""Opens an encrypted SQLite file: the one way in for terminal, tests, demo and tools.

The file is encrypted by SQLCipher with a raw 32-byte key from a key port. WAL with synchronous FULL: what a
transaction wrote is on disk when it returns. Writers take their lock at BEGIN, so that none fails half-way.
"""

from pathlib import Path
from typing import Any

import sqlcipher3.dbapi2 as driver
from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.pool import QueuePool

from app.services.ports import KEY_BYTES, KeyPort, StoreFault, StoreFaultCode

BUSY_SECONDS = 5.0
_LANES = 4
"""Connections at the most: one a lane, and one for a tool."""


def open_engine(path: Path, keys: KeyPort) -> Engine:
    """An engine on the file; made if it doesn't exist. Raises StoreFault when key and file don't fit."""
    key = keys.key()
    if len(key) != KEY_BYTES:
        raise ValueError(f"the store's key has {len(key)} bytes, not {KEY_BYTES}")

    def connect() -> Any:
        return _connect(path, key)

    engine = create_engine(
        "sqlite://",
        module=driver,
        creator=connect,
        poolclass=QueuePool,
        pool_size=_LANES,
        max_overflow=0,
        pool_reset_on_return="rollback",
        hide_parameters=True,  # they hold personal data, and errors are logged
    )
    event.listen(engine, "begin", _begin)
    return engine


def fault_of(error: driver.Error, path: Path) -> StoreFault:
    """The fault that a driver's error stands for."""
    text = str(error).lower()
    for words, code in _SIGNS:
        if words in text:
            return StoreFault(code, path, str(error))
    return StoreFault(StoreFaultCode.CORRUPT, path, str(error))


_SIGNS = (
    ("not a database", StoreFaultCode.WRONG_KEY),
    ("readonly", StoreFaultCode.READ_ONLY),
    ("unable to open", StoreFaultCode.MISSING),
    ("locked", StoreFaultCode.LOCKED),
    ("full", StoreFaultCode.FULL),
    ("malformed", StoreFaultCode.CORRUPT),
)


def _connect(path: Path, key: bytes) -> Any:
    try:
        connection = driver.connect(
            str(path), timeout=BUSY_SECONDS, isolation_level=None, check_same_thread=False
        )
        cursor = connection.cursor()
        cursor.execute("PRAGMA cipher_log_level = NONE")  # it would print to the terminal's stderr
        cursor.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
        cursor.execute("PRAGMA journal_mode = WAL")
        cursor.execute("PRAGMA synchronous = FULL")
        cursor.execute("PRAGMA foreign_keys = ON")
        cursor.execute("PRAGMA secure_delete = ON")
        cursor.close()
    except driver.Error as error:
        raise fault_of(error, path) from error
    return connection


def _begin(connection: Connection) -> None:
    """The driver begins nothing by itself: reading lanes begin deferred, everybody else with the write lock."""
    reading = connection.get_execution_options().get("reading", False)
    connection.exec_driver_sql("BEGIN" if reading else "BEGIN IMMEDIATE")
