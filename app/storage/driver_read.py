"""A look-up that a till does for every scan, past the library's care for each value.

The statement is the library's, compiled once; its rows come as the driver gives them, which for texts, integers and
bytes is what they are. That halves what a look-up costs.
"""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any

from sqlalchemy import Connection, Dialect, Row, Select


def read_rows(
    connection: Connection, statement: Select[Any], key: Mapping[str, Any]
) -> Sequence[Row[*tuple[Any, ...]]]:
    """The rows of a statement with these parameters. Booleans come as 0 and 1."""
    sql, names, constants = _compiled(statement, connection.dialect)
    parameters = tuple([key[name] if name in key else constants[name] for name in names])
    return connection.exec_driver_sql(sql, parameters).all()


@lru_cache(maxsize=64)
def _compiled(statement: Select[Any], dialect: Dialect) -> tuple[str, tuple[str, ...], dict[str, Any]]:
    """The statement's text, the names of its parameters in order, and the values of those that never change."""
    compiled = statement.compile(dialect=dialect)
    if compiled.positiontup is None:
        raise TypeError(f"{dialect.name} doesn't number its parameters")
    return str(compiled), tuple(compiled.positiontup), dict(compiled.params)
