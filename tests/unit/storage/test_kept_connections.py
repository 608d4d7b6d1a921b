"""Connections stay lent between transactions, and one that something went wrong on is never used again."""

from collections.abc import Iterator
from pathlib import Path
from threading import Event, Thread

import pytest
from sqlalchemy import Connection, Engine, event

from app.storage.kept_connections import KeptConnections
from app.storage.key_file import KeyFile
from app.storage.open_store import open_engine


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[Engine]:
    """On a file with one table of one number."""
    engine = open_engine(tmp_path / "store.db", KeyFile(tmp_path / "store.key", tmp_path / "store.db"))
    with engine.begin() as connection:
        connection.exec_driver_sql("CREATE TABLE counts (count INTEGER)")
        connection.exec_driver_sql("INSERT INTO counts VALUES (0)")
    yield engine
    engine.dispose()


def _count(connection: Connection) -> int:
    return int(connection.exec_driver_sql("SELECT count FROM counts").scalar_one())


def _add(connection: Connection) -> None:
    connection.exec_driver_sql("UPDATE counts SET count = count + 1")


def _lent(engine: Engine) -> list[object]:
    """A list that gets an entry at each lending."""
    lent: list[object] = []
    event.listen(engine, "checkout", lambda connection, *_: lent.append(connection))
    return lent


def test_one_connection_reads_and_writes_in_turn(engine: Engine) -> None:
    lent, kept = _lent(engine), KeptConnections(engine)
    for number in range(3):
        with kept.writing() as connection:
            _add(connection)
        with kept.reading() as connection:
            assert _count(connection) == number + 1
    assert len(lent) == 1
    kept.close()


def test_what_is_written_while_reading_is_gone(engine: Engine) -> None:
    kept = KeptConnections(engine)
    with kept.reading() as connection:
        _add(connection)
    with kept.reading() as connection:
        assert _count(connection) == 0
    kept.close()


def test_a_reader_leaves_a_writer_in_peace_and_sees_one_state(engine: Engine) -> None:
    kept = KeptConnections(engine)
    with kept.reading() as reader:
        assert _count(reader) == 0
        with kept.writing() as writer:
            assert writer is not reader
            _add(writer)
        assert _count(reader) == 0
    with kept.reading() as reader:
        assert _count(reader) == 1
    kept.close()


def test_what_went_wrong_is_rolled_back_and_its_connection_given_back(engine: Engine) -> None:
    lent, kept = _lent(engine), KeptConnections(engine)
    failed = []

    def fail() -> None:
        with kept.writing() as connection:
            failed.append(connection)
            _add(connection)
            raise ValueError("wrong")

    with pytest.raises(ValueError, match="wrong"):
        fail()
    assert failed[0].closed
    with kept.writing() as connection:
        assert _count(connection) == 0
    assert len(lent) == 2
    kept.close()


def test_what_was_invalidated_is_not_kept(engine: Engine) -> None:
    lent, kept = _lent(engine), KeptConnections(engine)
    with kept.reading() as connection:
        assert _count(connection) == 0
        connection.invalidate()
    with kept.reading() as connection:
        assert _count(connection) == 0
    assert len(lent) == 2
    kept.close()


def test_no_more_than_two_are_kept(engine: Engine) -> None:
    kept = KeptConnections(engine)
    with kept.reading() as first, kept.reading() as second, kept.reading() as third:
        connections = {first, second, third}
    assert len(connections) == 3
    assert sum(connection.closed for connection in connections) == 1
    kept.close()
    assert all(connection.closed for connection in connections)


def test_one_that_is_lent_at_the_end_goes_back_when_it_comes(engine: Engine) -> None:
    kept, reading, ended = KeptConnections(engine), Event(), Event()
    connections: list[Connection] = []

    def read() -> None:
        with kept.reading() as connection:
            connections.append(connection)
            reading.set()
            ended.wait(10)

    reader = Thread(target=read)
    reader.start()
    assert reading.wait(10)
    kept.close()
    ended.set()
    reader.join(10)
    assert connections[0].closed
