"""Opens an encrypted SQLite file: the one way in for terminal, tests, demo and tools.

The file is encrypted by SQLCipher with a raw 32-byte key from a key port. WAL with synchronous FULL: what a
transaction wrote is on disk when it returns. Writers take their lock at BEGIN, so that none fails half-way.
"""

import os
import shutil
from pathlib import Path
from typing import Any

import sqlcipher3.dbapi2 as driver
from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.dialects import registry
from sqlalchemy.dialects.sqlite.pysqlite import SQLiteDialect_pysqlite
from sqlalchemy.pool import QueuePool
from sqlalchemy.util import LRUCache

from app.services.ports import KEY_BYTES, KeyPort, StoreFault, StoreFaultCode
from app.storage.driver_read import driver_faults
from app.storage.proved import read_damage

BUSY_SECONDS = 5.0
_CONNECTIONS = 5
"""At the most: one that reads and one that writes are kept at hand, the others lent while both work."""


class StoreDialect(SQLiteDialect_pysqlite):
    """The library's own, of which all stores' are equal: a statement that was compiled for one is so for all."""

    supports_statement_cache = True

    def __eq__(self, other: object) -> bool:
        return isinstance(other, StoreDialect)

    def __hash__(self) -> int:
        return hash(StoreDialect)


registry.register("sqlite.setia", __name__, StoreDialect.__name__)
_COMPILED: LRUCache[Any, Any] = LRUCache(500)
"""As many statements as the library keeps for an engine of its own."""


def open_engine(path: Path, keys: KeyPort) -> Engine:
    """An engine on the file; made if it doesn't exist. Raises StoreFault when key and file don't fit."""
    key = key_of(keys)

    def connect() -> Any:
        return connect_store(path, key)

    engine = create_engine(
        "sqlite+setia://",
        execution_options={"compiled_cache": _COMPILED},
        module=driver,
        creator=connect,
        poolclass=QueuePool,
        pool_size=_CONNECTIONS,
        max_overflow=0,
        pool_reset_on_return="rollback",
        hide_parameters=True,  # they hold personal data, and errors are logged
    )
    event.listen(engine, "begin", _begin)
    return engine


def key_of(keys: KeyPort) -> bytes:
    """The store's key. Raises KeyUnusable."""
    key = keys.key()
    if len(key) != KEY_BYTES:
        raise ValueError(f"the store's key has {len(key)} bytes, not {KEY_BYTES}")
    return key


def connect_store(path: Path, key: bytes) -> Any:
    """A driver's connection to a store as lanes use it. Raises StoreFault."""
    try:
        connection = unlock(path, key)
    except driver.Error as error:
        raise fault_of(error, path) from error
    try:
        cursor = connection.cursor()
        cursor.execute("PRAGMA journal_mode = WAL")
        cursor.execute("PRAGMA synchronous = FULL")
        cursor.execute("PRAGMA foreign_keys = ON")
        cursor.execute("PRAGMA secure_delete = ON")
        cursor.close()
    except driver.Error as error:
        fault = fault_of(error, path)
        if fault.code is StoreFaultCode.DEVICE and read_damage(connection):
            # A broken page of the schema is an I/O error to SQLite.
            fault = StoreFault(StoreFaultCode.CORRUPT, path, str(error))
        connection.close()  # a file that is put right afterwards is not to meet what this one had mapped of it
        raise fault from error
    return connection


def unlock(path: Path | str, key: bytes, *, uri: bool = False) -> Any:
    """A connection that has the key and nothing else set; the file is read at the first statement."""
    connection = driver.connect(
        str(path), timeout=BUSY_SECONDS, isolation_level=None, check_same_thread=False, uri=uri
    )
    cursor = connection.cursor()
    cursor.execute("PRAGMA cipher_log_level = NONE")  # it would print to the terminal's stderr
    cursor.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
    cursor.close()
    return connection


def is_fault(error: BaseException | None) -> bool:
    """Whether a driver's error is the file's or the machine's fault, and not a wrong statement of ours."""
    return isinstance(error, driver.Error) and _primary(error) in _CODES


def fault_of(error: driver.Error, path: Path) -> StoreFault:
    """The fault that a driver's error stands for."""
    code = _CODES.get(_primary(error)) or _code_in(str(error).lower())
    if code is StoreFaultCode.DEVICE and _is_full(path):
        code = StoreFaultCode.FULL  # a shared-memory file that can't grow is an I/O error to SQLite
    if code is StoreFaultCode.MISSING and path.parent.is_dir() and not os.access(path.parent, os.W_OK):
        code = StoreFaultCode.READ_ONLY
    return StoreFault(code, path, str(error))


def _code_in(text: str) -> StoreFaultCode:
    """The driver forgets the code of what goes wrong in a backup."""
    return next((code for words, code in _SIGNS if words in text), StoreFaultCode.CORRUPT)


_SIGNS = (
    ("full", StoreFaultCode.FULL),
    ("readonly", StoreFaultCode.READ_ONLY),
    ("disk i/o", StoreFaultCode.DEVICE),
    ("unable to open", StoreFaultCode.MISSING),
    ("locked", StoreFaultCode.LOCKED),
    ("not a database", StoreFaultCode.WRONG_KEY),
)


_CODES = {
    3: StoreFaultCode.READ_ONLY,
    5: StoreFaultCode.LOCKED,
    6: StoreFaultCode.LOCKED,
    8: StoreFaultCode.READ_ONLY,
    10: StoreFaultCode.DEVICE,
    11: StoreFaultCode.CORRUPT,
    13: StoreFaultCode.FULL,
    14: StoreFaultCode.MISSING,
    15: StoreFaultCode.LOCKED,
    23: StoreFaultCode.READ_ONLY,
    26: StoreFaultCode.WRONG_KEY,
}
"""SQLite's primary result codes: PERM, BUSY, LOCKED, READONLY, IOERR, CORRUPT, FULL, CANTOPEN, PROTOCOL, AUTH, NOTADB.

https://www.sqlite.org/rescode.html. The others are ours: a constraint, a wrong statement.
"""


def _primary(error: driver.Error) -> int:
    """The lowest byte of the extended code; 0: the driver itself complains."""
    return int(getattr(error, "sqlite_errorcode", 0)) & 0xFF


def _is_full(path: Path) -> bool:
    try:
        return shutil.disk_usage(path.parent).free < _A_PAGE
    except OSError:
        return False


_A_PAGE = 65_536
"""The most that SQLite asks for at once when it makes its side files."""


def _begin(connection: Connection) -> None:
    """The driver begins nothing by itself: reading lanes begin deferred, everybody else with the write lock."""
    reading = connection.get_execution_options().get("reading", False)
    sql = "BEGIN" if reading else "BEGIN IMMEDIATE"
    with driver_faults(connection, sql):
        connection.connection.cursor().execute(sql)
