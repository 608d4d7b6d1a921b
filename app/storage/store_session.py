"""Who has a store open, and whether it was left in order: taken before the first page is read, given back at the end.

Two locks beside the file. `store.door` is held for a moment by whoever comes in. `store.lock` is shared by all who have
the store open and owned by a restore. The first one in looks at the write-ahead log.

A mark in the header, SQLite's `application_id`, tells a store that lost its log: in the file itself it says OPEN,
and a later commit in the log says CLOSED. Whoever brings the log into the file, also SQLite when the last connection
closes, brings CLOSED along; a file that says OPEN and has no log lost its newest changes, for instance because somebody
copied one file of the two.
"""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import sqlcipher3.dbapi2 as driver
from sqlalchemy import Connection, Engine
from sqlalchemy.exc import DBAPIError

from app.services.ports import StoreFault, StoreFaultCode
from app.storage import open_store
from app.storage.file_lock import FileLock
from app.storage.open_store import fault_of
from app.storage.write_ahead_log import LogState, examine_log

OPEN, CLOSED = 0x53455401, 0x53455400
"""The marks: "SET" and whether the file needs its log. A store from before the mark has 0."""
LOCK_SUFFIX, DOOR_SUFFIX = ".lock", ".door"


class StoreSession:
    """One opening of a store. `begin`, then `end` once; a process that dies ends it as well."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._door = FileLock(path.with_suffix(DOOR_SUFFIX))
        self._users = FileLock(path.with_suffix(LOCK_SUFFIX))
        self._begun = False

    def begin(self, engine: Engine) -> None:
        """Joins those who have it open. Raises StoreFault: IN_USE, CHANGES_LOST, or what opening says."""
        with _driver_faults(self._path), self._at_the_door():
            log = self._log_if_alone()
            if not self._users.share(open_store.BUSY_SECONDS):
                raise StoreFault(StoreFaultCode.IN_USE, self._path)
            try:
                self._take_mark(engine, log)
            except BaseException:
                engine.dispose()
                self._users.free()
                raise
        self._begun = True

    def _take_mark(self, engine: Engine, log: LogState | None) -> None:
        mark = _mark_of(engine)
        if mark == OPEN and log is LogState.ABSENT:
            raise StoreFault(StoreFaultCode.CHANGES_LOST, self._path, "the write-ahead log is gone")
        if log is LogState.SOUND:
            # After a crash: what is left of a torn commit must not lie behind new ones that say the same salts.
            with engine.connect() as connection:
                _checkpoint(connection)
        if log is not None:
            with engine.connect() as connection:
                settle(connection)

    def _log_if_alone(self) -> LogState | None:
        """How the last one left the log; None: somebody has the store open and is writing to it."""
        if not self._users.own(0):
            return None
        try:
            log = examine_log(self._path)
        finally:
            self._users.free()
        if log is LogState.DAMAGED:
            raise StoreFault(StoreFaultCode.CHANGES_LOST, self._path, "the write-ahead log is damaged")
        return log

    def end(self, engine: Engine) -> None:
        """Leaves. Closes the engine; SQLite brings the log into the file when the last one leaves."""
        if not self._begun:
            engine.dispose()
            return
        self._begun = False
        with suppress(DBAPIError):  # a disk that is full, failing or gone
            if _mark_of(engine) != CLOSED:
                with engine.connect() as connection:
                    _put_mark(connection, CLOSED)
        engine.dispose()
        self._users.free()

    @contextmanager
    def _at_the_door(self) -> Iterator[None]:
        """One at a time comes in."""
        if not self._door.own(open_store.BUSY_SECONDS):
            raise StoreFault(StoreFaultCode.IN_USE, self._path)
        try:
            yield
        finally:
            self._door.free()


@contextmanager
def alone_with(path: Path) -> Iterator[None]:
    """Keeps everybody else out of a store. Raises StoreFault IN_USE while somebody has it open."""
    door, users = FileLock(path.with_suffix(DOOR_SUFFIX)), FileLock(path.with_suffix(LOCK_SUFFIX))
    with _driver_faults(path):
        if not door.own(open_store.BUSY_SECONDS):
            raise StoreFault(StoreFaultCode.IN_USE, path)
        try:
            if not users.own(0):
                raise StoreFault(StoreFaultCode.IN_USE, path)
            yield
        finally:
            users.free()
            door.free()


@contextmanager
def _driver_faults(path: Path) -> Iterator[None]:
    try:
        yield
    except driver.Error as error:
        raise fault_of(error, path) from error


def _mark_of(engine: Engine) -> int:
    with engine.connect().execution_options(reading=True) as connection:
        return int(connection.exec_driver_sql("PRAGMA application_id").scalar_one())


def settle(connection: Connection) -> None:
    """Brings the log into the file, and from then on the file says that it needs its log. In no transaction yet."""
    _put_mark(connection, OPEN)
    _checkpoint(connection)
    _put_mark(connection, CLOSED)


def _checkpoint(connection: Connection) -> None:
    """All that nobody is reading goes into the file; if that is all, the next commit begins the log anew."""
    cursor = connection.connection.cursor()  # the driver's: the library would begin a transaction
    cursor.execute("PRAGMA wal_checkpoint(PASSIVE)")
    cursor.close()


def _put_mark(connection: Connection, mark: int) -> None:
    with connection.begin():
        connection.exec_driver_sql(f"PRAGMA application_id = {mark}")
