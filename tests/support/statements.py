"""What a store is asked about rows: each statement as SQLite runs it, with its values in it, whoever sent it."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Connection, Engine, event

_OF_ROWS = ("SELECT", "INSERT", "UPDATE", "DELETE")


@contextmanager
def statements_of(engine: Engine) -> Iterator[list[str]]:
    """The statements of all connections meanwhile, in order."""
    heard: list[str] = []
    traced: list[Any] = []

    def note(statement: str) -> None:
        if statement.startswith(_OF_ROWS):
            heard.append(statement)

    def trace(connection: Connection) -> None:
        driver: Any = connection.connection.driver_connection
        driver.set_trace_callback(note)
        traced.append(driver)

    event.listen(engine, "begin", trace)
    yield heard
    event.remove(engine, "begin", trace)
    for connection in traced:
        connection.set_trace_callback(None)
