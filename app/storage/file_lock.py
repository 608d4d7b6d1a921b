"""A lock on a file that many may share or one may own. The operating system frees it when the process ends.

SQLite's own locks on an empty, unencrypted database: they are the same on every system, are told apart within one
process too, and leave nothing behind after a crash.
"""

from pathlib import Path
from typing import Any

import sqlcipher3.dbapi2 as driver

_BUSY = 5


class FileLock:
    """Held by at most one way at a time. Raises the driver's error when the file can't be made or opened."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._connection: Any = None

    def share(self, seconds: float) -> bool:
        """Whether it is held together with others now; waits for an owner at most so long."""
        return self._take(seconds, "BEGIN", "SELECT count(*) FROM sqlite_master")

    def own(self, seconds: float) -> bool:
        """Whether it is held alone now; waits for the others at most so long."""
        return self._take(seconds, "BEGIN EXCLUSIVE")

    def free(self) -> None:
        """Lets go; does nothing when it isn't held."""
        connection, self._connection = self._connection, None
        if connection is not None:
            connection.close()

    def _take(self, seconds: float, *statements: str) -> bool:
        if self._connection is not None:
            raise RuntimeError(f"{self._path} is held already")
        connection = driver.connect(
            str(self._path), timeout=seconds, isolation_level=None, check_same_thread=False
        )
        try:
            for statement in statements:
                connection.execute(statement).fetchall()
        except driver.OperationalError as error:
            connection.close()
            if error.sqlite_errorcode & 0xFF == _BUSY:
                return False
            raise
        self._connection = connection
        return True
