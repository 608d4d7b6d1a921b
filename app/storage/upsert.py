"""Inserts that replace what is there already, in either database's dialect."""

from functools import lru_cache
from typing import Any

from sqlalchemy import Connection, Table
from sqlalchemy.dialects import postgresql, sqlite


def upsert(connection: Connection, table: Table, rows: list[dict[str, Any]]) -> None:
    """Inserts rows; one whose primary key is there already replaces the other columns."""
    if rows:
        connection.execute(upserting(table, connection.dialect.name), rows)


@lru_cache(maxsize=128)
def upserting(table: Table, dialect_name: str) -> sqlite.Insert | postgresql.Insert:
    """An insert whose row replaces the one with its key. Built once: making it costs more than running it."""
    statement = inserting(table, dialect_name)
    others = {
        column.name: statement.excluded[column.name] for column in table.columns if not column.primary_key
    }
    keys = [column.name for column in table.primary_key]
    return statement.on_conflict_do_update(index_elements=keys, set_=others)


def inserting(table: Table, dialect_name: str) -> sqlite.Insert | postgresql.Insert:
    """An INSERT that can say what to do about a conflict, in the database's own dialect."""
    return postgresql.insert(table) if dialect_name == "postgresql" else sqlite.insert(table)
