"""A look-up that a till does for every scan, past the library's care for each statement and value.

The statement is the library's, compiled once. It runs on the driver's own cursor in the library's transaction, and its
rows come as the driver gives them, which for texts, integers and bytes is what they are. That costs a third.
"""

from collections import namedtuple
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any

from sqlalchemy import Connection, Dialect, Select
from sqlalchemy.dialects.sqlite.base import SQLiteCompiler
from sqlalchemy.dialects.sqlite.pysqlite import SQLiteDialect_pysqlite
from sqlalchemy.exc import DBAPIError


def read_rows(
    connection: Connection, statement: Select[*tuple[Any, ...]], key: Mapping[str, Any]
) -> Sequence[Any]:
    """The rows of a statement with these parameters, columns by name. Booleans come as 0 and 1.

    A database that doesn't number its parameters reads them the library's way.
    """
    sql, names, constants, row = _compiled(statement, dialect_of(connection))
    if names is None:
        return connection.execute(statement, key).all()
    parameters = tuple([key[name] if name in key else constants[name] for name in names])
    with driver_faults(connection, sql):
        found = connection.connection.cursor().execute(sql, parameters).fetchall()
    return [row._make(one) for one in found]


def stream_rows(
    connection: Connection, statement: Select[*tuple[Any, ...]]
) -> Iterator[Sequence[tuple[Any, ...]]]:
    """The rows of a statement without parameters, a thousand at a time, as plain tuples: for whole tables."""
    sql, names, constants, _ = _compiled(statement, dialect_of(connection))
    with driver_faults(connection, sql):
        cursor = connection.connection.cursor().execute(sql, [constants[name] for name in names or ()])
        while rows := cursor.fetchmany(AT_ONCE):
            yield rows


AT_ONCE = 1_000
"""Rows that a stream holds."""


class _Compiler(SQLiteCompiler):
    """Writes a statement's own numbers into its text.

    SQLite plans a statement anew at each execution when a parameter may change the plan: a LIMIT, the zero of a partial
    index. That takes three times as long as most look-ups. (`sqlite3VdbeSetVarmask` in SQLite's sources.)
    """

    def visit_bindparam(self, bindparam: Any, *args: Any, **settings: Any) -> Any:
        if not bindparam.required and type(bindparam.value) is int:
            settings["literal_binds"] = True
        return super().visit_bindparam(bindparam, *args, **settings)  # type: ignore[no-untyped-call]


class _Dialect(SQLiteDialect_pysqlite):
    statement_compiler = _Compiler


_DIALECT = _Dialect()


def dialect_of(connection: Connection) -> Dialect:
    """The one for statements that stay as they are; all stores have the same."""
    return _DIALECT if connection.dialect.name == _Dialect.name else connection.dialect


class driver_faults:  # noqa: N801 - it is used as a function; a generator would cost as much as a short look-up
    """A driver's error is the library's."""

    __slots__ = ("_connection", "_sql")

    def __init__(self, connection: Connection, sql: str) -> None:
        self._connection = connection
        self._sql = sql

    def __enter__(self) -> None:
        pass

    def __exit__(self, _kind: object, error: BaseException | None, _trace: object) -> None:
        dbapi = self._connection.dialect.loaded_dbapi
        if error is not None and isinstance(error, dbapi.Error):
            raise DBAPIError.instance(self._sql, None, error, dbapi.Error, hide_parameters=True) from error


@lru_cache(maxsize=256)
def _compiled(
    statement: Select[*tuple[Any, ...]], dialect: Dialect
) -> tuple[str, tuple[str, ...] | None, dict[str, Any], Any]:
    """The text, the parameters' names in order, the values of those that never change, and the type of a row.

    No names: the database doesn't number its parameters.
    """
    compiled = statement.compile(dialect=dialect)
    names = None if compiled.positiontup is None else tuple(compiled.positiontup)
    row = namedtuple("Row", [column.key for column in statement.selected_columns])  # type: ignore[misc]  # noqa: PYI024 - the columns are known only now
    return str(compiled), names, dict(compiled.params), row
