"""The other recorder: the store on APSW's own connection, whose file layer writes down what SQLite asks of it.

It shares nothing with the preloaded one: SQLite is another build (SQLite3 Multiple Ciphers, which speaks SQLCipher's
format), and what is recorded are the calls of SQLite's file layer, not libc's. `Driver` stands in for the store's.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import apsw
import sqlcipher3.dbapi2 as sqlcipher

from tests.support.disk_recording import Event, Naming, Opened, Sync, Truncation, Write

_UNDER, _NAME = "unix", "setia-recorder"
_FOLDER = 0
"""The folder's own number among the files."""
_SIDE_FILES = apsw.SQLITE_OPEN_MAIN_JOURNAL | apsw.SQLITE_OPEN_WAL
_ANSWERED = {"PRAGMA cipher_log_level = NONE": None, "PRAGMA cipher_status": "1"}
"""What only SQLCipher knows; 1: every page that was read was authentic."""


class RecordedFile(apsw.VFSFile):
    """One open file."""

    def __init__(self, layer: "RecordedLayer", path: Path, flags: list[int], number: int) -> None:
        super().__init__(_UNDER, str(path), flags)
        self._events = layer.events
        self._number = number
        self._new_name = bool(flags[0] & _SIDE_FILES)

    def xWrite(self, data: bytes, offset: int) -> None:  # noqa: N802 - SQLite's name
        """Writes."""
        super().xWrite(data, offset)
        self._events.append(Write(self._number, offset, bytes(data)))

    def xTruncate(self, newsize: int) -> None:  # noqa: N802 - SQLite's name
        """Cuts or grows."""
        super().xTruncate(newsize)
        self._events.append(Truncation(self._number, newsize))

    def xSync(self, flags: int) -> None:  # noqa: N802 - SQLite's name
        """SQLite's layer syncs the folder, too, the first time after it made a journal or a log."""
        super().xSync(flags)
        self._events.append(Sync(self._number))
        if self._new_name:
            self._events.append(Sync(_FOLDER))
            self._new_name = False


class RecordedLayer(apsw.VFS):
    """SQLite's file layer for one folder at a time."""

    def __init__(self) -> None:
        super().__init__(_NAME, _UNDER)
        self.events: list[Event] = []
        self._opened = _FOLDER

    def begin(self, folder: Path) -> list[Event]:
        """The list into which everything goes from now on."""
        self.events = [Opened(folder, _FOLDER, emptied=False, folder=True)]
        return self.events

    def xOpen(self, name: Any, flags: list[int]) -> apsw.VFSFile:  # noqa: N802 - SQLite's name
        """Opens a file and numbers it."""
        path = Path(name.filename() if isinstance(name, apsw.URIFilename) else name)
        self._opened += 1
        file = RecordedFile(self, path, flags, self._opened)
        self.events.append(Opened(path, self._opened, emptied=False, folder=False))
        return file

    def xDelete(self, filename: str, syncdir: bool) -> None:  # noqa: N802 - SQLite's name and way
        """Removes a name."""
        super().xDelete(filename, syncdir)
        self.events.append(Naming(((Path(filename), None),)))
        if syncdir:
            self.events.append(Sync(_FOLDER))


LAYER = RecordedLayer()
"""Registered for good: the cipher's own layer stands on it and keeps pointing there."""


class Cursor:
    """As much of a DB-API cursor as SQLAlchemy and the store use."""

    arraysize = 1
    lastrowid = None

    def __init__(self, connection: "Connection") -> None:
        self.connection = connection
        self._cursor = connection.apsw.cursor()
        self._cursor.exec_trace = self._describe
        self._rows: Iterator[Any] = iter(())
        self.description: tuple[Any, ...] | None = None
        self.rowcount = -1

    def _describe(self, cursor: apsw.Cursor, _statement: str, _parameters: Any) -> bool:
        """Asked before the first row: afterwards nobody knows any more."""
        self.description = cursor.description or None
        return True

    def execute(self, statement: str, parameters: Sequence[Any] = ()) -> "Cursor":
        """One statement."""
        if statement in _ANSWERED:
            self._rows = iter([(_ANSWERED[statement],)])
            return self
        if statement.startswith("PRAGMA key"):
            self._cursor.execute("PRAGMA cipher = 'sqlcipher'").fetchall()
            self._cursor.execute("PRAGMA legacy = 4").fetchall()
        self.description = None
        self._rows = iter(self._cursor.execute(statement, tuple(parameters)))
        self.rowcount = self._changed()
        return self

    def _changed(self) -> int:
        return self.connection.apsw.changes() if self.description is None else -1

    def executemany(self, statement: str, rows: Iterable[Sequence[Any]]) -> "Cursor":
        """One statement, many times."""
        for row in rows:
            self.execute(statement, row)
        return self

    def fetchone(self) -> Any:
        """The next row, or None."""
        return next(self._rows, None)

    def fetchmany(self, size: int = 1) -> list[Any]:
        """The next rows."""
        return list(islice(self._rows, size))

    def fetchall(self) -> list[Any]:
        """All other rows."""
        return list(self._rows)

    def close(self) -> None:
        """Ends the statement."""
        self._cursor.close(True)


class Connection:
    """As much of a DB-API connection as SQLAlchemy and the store use."""

    isolation_level = None

    def __init__(self, path: str) -> None:
        self.apsw = apsw.Connection(path, vfs=f"multipleciphers-{_NAME}")

    def cursor(self) -> Cursor:
        """A new one."""
        return Cursor(self)

    def execute(self, statement: str, parameters: Sequence[Any] = ()) -> Cursor:
        """With a cursor of its own."""
        return self.cursor().execute(statement, parameters)

    def commit(self) -> None:
        """Ends a transaction, if there is one."""
        if self.apsw.in_transaction:
            self.apsw.execute("COMMIT")

    def rollback(self) -> None:
        """Takes a transaction back, if there is one."""
        if self.apsw.in_transaction:
            self.apsw.execute("ROLLBACK")

    def create_function(self, *_: Any, **__: Any) -> None:
        """SQLAlchemy brings a REGEXP that nobody here asks for."""

    def close(self) -> None:
        """SQLite brings the log into the file."""
        self.apsw.close()


def _connect(path: str, **_: Any) -> Connection:
    return Connection(path)


Driver = cast("Any", SimpleNamespace(**{**vars(sqlcipher), "connect": _connect}))
"""The store's driver, but for its connections."""
