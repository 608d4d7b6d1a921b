"""Reads whole tables of a terminal's store for its check, and says how far it has come."""

from collections.abc import Callable, Iterator, Sequence
from itertools import chain
from typing import Any

from sqlalchemy import Column, Connection, Integer, Select, Table, func, literal_column, select

from app.storage.driver_read import stream_rows
from app.storage.terminal.tables import journal, shared

Progress = Callable[[int, int], None]
"""Rows that were read, of about so many."""
_LARGE = (
    journal,
    shared.sales,
    shared.postings,
    shared.accounts,
    shared.lots,
    shared.rights,
    shared.tier_entries,
    shared.members,
    shared.cards,
)


def no_progress(_done: int, _of: int) -> None:
    """For those who don't look."""


class Reading:
    """One check's reading on one connection. The large tables count as progress."""

    def __init__(self, connection: Connection, progress: Progress = no_progress) -> None:
        self.connection = connection
        self._progress = progress
        self._done = 0
        self._of = sum(map(self._size, _LARGE))

    def _size(self, table: Table) -> int:
        """About so many rows: counting them would read them."""
        newest = select(func.max(literal_column("rowid", Integer))).select_from(table)
        return self.connection.execute(newest).scalar() or 0

    def rows(self, *columns: Column[Any]) -> Iterator[tuple[Any, ...]]:
        """These columns of every row of their table, in the order in which they lie."""
        return self.found(select(*columns))

    def batches(self, *columns: Column[Any]) -> Iterator[Sequence[tuple[Any, ...]]]:
        """The same, a thousand rows at a time."""
        return self._counted(select(*columns))

    def found(self, statement: Select[*tuple[Any, ...]]) -> Iterator[tuple[Any, ...]]:
        """The rows of a statement, as plain tuples."""
        return chain.from_iterable(self._counted(statement))

    def _counted(self, statement: Select[*tuple[Any, ...]]) -> Iterator[Sequence[tuple[Any, ...]]]:
        for rows in stream_rows(self.connection, statement):
            self._done += len(rows)
            self._progress(min(self._done, self._of), self._of)
            yield rows

    def end(self) -> None:
        """Everything was read."""
        self._progress(self._of, self._of)
