"""Hears what is written into a store on the driver's own connections, through the library or past it."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import sqlcipher3.dbapi2 as driver

Note = Callable[[str, Any, bool], None]
"""Told of a statement, its parameters, and whether these are many, before it runs."""


@contextmanager
def hearing(store: Path, note: Note) -> Iterator[None]:
    """Connections to a store that are opened in the block tell of each INSERT, UPDATE and DELETE."""

    class Cursor(driver.Cursor):  # type: ignore[misc]
        def execute(self, statement: str, parameters: Any = ()) -> Any:
            _tell(note, statement, parameters, many=False)
            return super().execute(statement, parameters)

        def executemany(self, statement: str, parameters: Any) -> Any:
            _tell(note, statement, parameters, many=True)
            return super().executemany(statement, parameters)

    class Connection(driver.Connection):  # type: ignore[misc]
        def cursor(self, factory: Any = Cursor) -> Any:
            return super().cursor(factory)

    connect = driver.connect

    def heard(path: str, **settings: Any) -> Any:
        return connect(path, **settings, **({"factory": Connection} if Path(path) == store else {}))

    driver.connect = heard
    try:
        yield
    finally:
        driver.connect = connect


def _tell(note: Note, statement: str, parameters: Any, *, many: bool) -> None:
    if statement.lstrip()[:6] in {"INSERT", "UPDATE", "DELETE"}:
        note(statement, parameters, many)
