"""A look-up that a till does for every scan, past the library's care for each statement and value.

The statement is the library's, compiled once. It runs on the driver's own cursor in the library's transaction, and its
rows come as the driver gives them, which for texts, integers and bytes is what they are. That costs a third.
"""

from collections import namedtuple
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any

import sqlcipher3.dbapi2 as driver
from sqlalchemy import Connection, Dialect, Select
from sqlalchemy.exc import DBAPIError


def read_rows(connection: Connection, statement: Select[Any], key: Mapping[str, Any]) -> Sequence[Any]:
    """The rows of a statement with these parameters, columns by name. Booleans come as 0 and 1."""
    sql, names, constants, row = _compiled(statement, connection.dialect)
    parameters = tuple([key[name] if name in key else constants[name] for name in names])
    try:
        found = connection.connection.cursor().execute(sql, parameters).fetchall()
    except driver.Error as error:
        raise DBAPIError(sql, None, error, hide_parameters=True) from error
    return [row._make(one) for one in found]


def stream_rows(connection: Connection, statement: Select[Any]) -> Iterator[tuple[Any, ...]]:
    """The rows of a statement without parameters, some at a time, as plain tuples: for whole tables."""
    sql, names, constants, _ = _compiled(statement, connection.dialect)
    try:
        cursor = connection.connection.cursor().execute(sql, [constants[name] for name in names])
        while rows := cursor.fetchmany(_AT_ONCE):
            yield from rows
    except driver.Error as error:
        raise DBAPIError(sql, None, error, hide_parameters=True) from error


_AT_ONCE = 1_000


@lru_cache(maxsize=64)
def _compiled(statement: Select[Any], dialect: Dialect) -> tuple[str, tuple[str, ...], dict[str, Any], Any]:
    """The text, the parameters' names in order, the values of those that never change, and the type of a row."""
    compiled = statement.compile(dialect=dialect)
    if compiled.positiontup is None:
        raise TypeError(f"{dialect.name} doesn't number its parameters")
    row = namedtuple("Row", [column.key for column in statement.selected_columns])  # type: ignore[misc]  # noqa: PYI024 - the columns are known only now
    return str(compiled), tuple(compiled.positiontup), dict(compiled.params), row
