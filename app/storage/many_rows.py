"""Many rows by one statement, past the library's care for each value: for plain integers, texts and bytes only.

That care costs more than a third of an import. The statement is still the library's, in the database's own dialect.
"""

from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from operator import itemgetter
from typing import Any

from sqlalchemy import Connection, Delete, Dialect, Insert, Table, Update
from sqlalchemy.sql.compiler import SQLCompiler

from app.storage.driver_read import dialect_of, driver_faults
from app.storage.upsert import upserting


def insert_rows(connection: Connection, table: Table, rows: Sequence[Mapping[str, Any]]) -> None:
    """Inserts plain rows, each with a value for every column that the first one has."""
    write_many(connection, _inserting(table), rows)


@lru_cache(maxsize=256)
def _inserting(table: Table) -> Insert:
    return table.insert()


def write_many(
    connection: Connection, statement: Insert | Update | Delete, rows: Sequence[Mapping[str, Any]]
) -> None:
    """Runs a statement for each row; each has a value for every column, or parameter, that the first one has.

    On the driver's own cursor, in the library's transaction; by the library where parameters aren't numbered.
    """
    if not rows:
        return
    sql, values = _compiled(statement, dialect_of(connection), tuple(rows[0]))
    if values is None:
        connection.exec_driver_sql(sql, [dict(row) for row in rows])
        return
    if not connection.in_transaction():
        connection.begin()
    with driver_faults(connection, sql):
        cursor = connection.connection.cursor()
        if len(rows) == 1:
            cursor.execute(sql, values(rows[0]))
        else:
            cursor.executemany(sql, [values(row) for row in rows])


Values = Callable[[Mapping[str, Any]], tuple[Any, ...]]
"""A row's values in the order in which its statement takes them."""


@lru_cache(maxsize=256)
def _compiled(
    statement: Insert | Update | Delete, dialect: Dialect, columns: tuple[str, ...]
) -> tuple[str, Values | None]:
    """Made once a statement: that costs more than running it. An update says itself what it sets."""
    keys = list(columns) if isinstance(statement, Insert) else None
    compiled = statement.compile(dialect=dialect, column_keys=keys)
    if not isinstance(compiled, SQLCompiler):
        raise TypeError(f"{statement} is no statement with values")
    return str(compiled), None if compiled.positiontup is None else _in_order(compiled.positiontup)


def _in_order(names: Sequence[str]) -> Values:
    if len(names) > 1:
        return itemgetter(*names)
    (name,) = names
    return lambda row: (row[name],)  # `itemgetter` makes no tuple of one


def upsert_many(connection: Connection, table: Table, rows: Sequence[Mapping[str, Any]]) -> None:
    """As `upsert`, for many plain rows."""
    write_many(connection, upserting(table, connection.dialect.name), rows)
