"""The connections that a store's transactions run on, of which two stay lent.

To lend one and take it back costs the library more than most look-ups, so those used last are kept at hand. The very
last comes first, whether to read or to write: what it read is decrypted already, and nobody else's commit made it
stale. Others are lent and given back as usual, and so is one in whose transaction anything went wrong.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Connection, Engine

_KEPT = 2
"""One that reads while one writes."""


class KeptConnections:
    """Lends connections; any thread."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._kept: list[Connection] = []
        self._closed = False

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """In a transaction that sees one state of the store, and is rolled back."""
        with self._lent(reading=True) as connection, connection.begin() as transaction:
            yield connection
            transaction.rollback()

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """In a transaction that is committed, unless something is raised in the block."""
        with self._lent() as connection, connection.begin():
            yield connection

    @contextmanager
    def idle(self) -> Iterator[Connection]:
        """In no transaction yet. One that begins by itself wants to write."""
        with self._lent() as connection:
            yield connection

    @contextmanager
    def _lent(self, *, reading: bool = False) -> Iterator[Connection]:
        try:
            connection = self._kept.pop()
        except IndexError:
            connection = self._engine.connect()
        try:
            yield connection.execution_options(reading=reading)
        except BaseException:
            connection.close()
            raise
        if len(self._kept) >= _KEPT or connection.invalidated or connection.in_transaction():
            connection.close()
            return
        self._kept.append(connection)
        if self._closed:  # in the meantime
            self.close()

    def close(self) -> None:
        """What is kept is given back, and what is lent when it comes. Lends still, and keeps nothing any more."""
        self._closed = True
        while True:
            try:
                connection = self._kept.pop()
            except IndexError:
                return
            connection.close()
