"""Columns and names of constraints, for all tables."""

from sqlalchemy import BigInteger, Column, Index, Integer, LargeBinary, String, Table, text

NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}


def key(
    name: str, kind: type[LargeBinary] | type[String] | type[BigInteger] | type[Integer] = LargeBinary
) -> Column:  # type: ignore[type-arg]  # a column's Python type follows its kind
    """A column of a primary key."""
    return Column(name, kind, primary_key=True, autoincrement=False, nullable=False)


def column(name: str, kind: type, *, nullable: bool = False) -> Column:  # type: ignore[type-arg]  # as above
    """A plain column."""
    return Column(name, kind, nullable=nullable)


def partial_index(table: Table, name: str, where: str, *columns: str) -> None:
    """An index of the rows of a table of which a condition holds."""
    condition = text(where)
    Index(name, *(table.c[each] for each in columns), sqlite_where=condition, postgresql_where=condition)
