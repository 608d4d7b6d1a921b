"""Many rows by one statement, past the library's care for each value: for plain integers, texts and bytes only.

That care costs more than a third of an import. The statement is still the library's, in the database's own dialect.
"""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from operator import itemgetter
from typing import Any

from sqlalchemy import Connection, Delete, Dialect, Insert, Table, Update
from sqlalchemy.sql.compiler import SQLCompiler

from app.storage.upsert import upserting


def insert_rows(connection: Connection, table: Table, rows: Sequence[Mapping[str, Any]]) -> None:
    """Inserts plain rows, each with a value for every column that the first one has."""
    write_many(connection, _inserting(table), rows)


@lru_cache(maxsize=64)
def _inserting(table: Table) -> Insert:
    return table.insert()


def write_many(
    connection: Connection, statement: Insert | Update | Delete, rows: Sequence[Mapping[str, Any]]
) -> None:
    """Runs a statement for each row; each has a value for every column, or parameter, that the first one has."""
    if not rows:
        return
    compiled = _compiled(statement, connection.dialect, tuple(rows[0]))
    names = compiled.positiontup
    if names is None:
        connection.exec_driver_sql(str(compiled), [dict(row) for row in rows])
    elif len(names) == 1:  # `itemgetter` makes no tuple of one
        connection.exec_driver_sql(str(compiled), [(row[names[0]],) for row in rows])
    else:
        connection.exec_driver_sql(str(compiled), list(map(itemgetter(*names), rows)))


@lru_cache(maxsize=64)
def _compiled(statement: Insert | Update | Delete, dialect: Dialect, columns: tuple[str, ...]) -> SQLCompiler:
    """Made once a statement: that costs more than running it. An update says itself what it sets."""
    keys = list(columns) if isinstance(statement, Insert) else None
    compiled = statement.compile(dialect=dialect, column_keys=keys)
    if not isinstance(compiled, SQLCompiler):
        raise TypeError(f"{statement} is no statement with values")
    return compiled


def upsert_many(connection: Connection, table: Table, rows: Sequence[Mapping[str, Any]]) -> None:
    """As `upsert`, for many plain rows."""
    write_many(connection, upserting(table, connection.dialect.name), rows)
