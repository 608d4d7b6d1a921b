"""`python -m tests.support.crash_story tell FOLDER MANNER`: a till that commits a document of every kind, once.

In the file `marks` it says what it is at, between the writes that its store makes: `try`, a kind; `committed`, the
content of the store after a transaction that has returned; `ack`, the records of a document whose service has returned.

`... recover FOLDER`: opens the store of each folder in there and closes it again, each in a `recover` of its own.
"""

import json
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from random import Random
from typing import Any

from sqlalchemy import event
from sqlalchemy.pool import QueuePool

from app.services.demo_shop import PlayedChance, PlayedClock
from app.storage.key_file import KeyFile
from app.storage.restore_store import finish_restore
from app.storage.terminal.store import SqlTerminalStore, TerminalUnit
from tests.support.crash_broken_store import JournalApartStore
from tests.support.crash_content import content_of, record_ids
from tests.support.crash_kinds import KINDS
from tests.support.crash_shop import Kind, begun
from tests.support.disk_recording import MARKS
from tests.support.shop import NOON, open_store

OPENING, CLOSING = "store_made", "till_closed"
"""What comes before the first kind, the file, its log and its schema; and what comes after the last."""


class Manner(StrEnum):
    """How the till commits; all but the first are wrong, so that the explorer can be checked."""

    SOUND = "sound"
    UNSYNCED = "unsynced"
    JOURNAL_APART = "journal-apart"


class Marks:
    """Lines about what the process is at. write: takes one."""

    def __init__(self, write: Callable[[str], None]) -> None:
        self._write = write
        self._acknowledged = 0

    def say(self, word: str, what: str) -> None:
        """One line."""
        self._write(f"{word} {what}")

    def committed(self, store: SqlTerminalStore) -> None:
        """What the store says now."""
        with store.engine.connect().execution_options(reading=True) as connection:
            self.say("committed", json.dumps(content_of(connection)))

    def acknowledged(self, store: SqlTerminalStore) -> None:
        """The records that have come since the last time."""
        with store.engine.connect().execution_options(reading=True) as connection:
            records = record_ids(connection)
        self.say("ack", json.dumps([record.hex() for record in records[self._acknowledged :]]))
        self._acknowledged = len(records)


class MarkedStore(SqlTerminalStore):
    """Says after each transaction what the store says."""

    marks: Marks | None = None

    @contextmanager
    def writing(self) -> Iterator[TerminalUnit]:
        """One transaction, as always."""
        with super().writing() as unit:
            yield unit
        if self.marks is not None:
            self.marks.committed(self)


class MarkedApartStore(MarkedStore, JournalApartStore):
    """Two transactions where there must be one."""


def marks_in(folder: Path) -> Marks:
    """In a file, each in one write."""
    file = os.open(folder / MARKS, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    return Marks(lambda line: _append(file, line))


def _append(file: int, line: str) -> None:
    os.write(file, f"{line}\n".encode())


def tell(folder: Path, marks: Marks, manner: Manner, kinds: tuple[Kind, ...] = KINDS) -> None:
    """The whole story."""
    if manner is Manner.UNSYNCED:
        event.listen(QueuePool, "connect", _stop_syncing)
    try:
        _tell(folder, marks, manner, kinds)
    finally:
        if manner is Manner.UNSYNCED:
            event.remove(QueuePool, "connect", _stop_syncing)


def _tell(folder: Path, marks: Marks, manner: Manner, kinds: tuple[Kind, ...]) -> None:
    kind = MarkedApartStore if manner is Manner.JOURNAL_APART else MarkedStore

    def opened(directory: Path, clock: PlayedClock, chance: PlayedChance) -> SqlTerminalStore:
        path = directory / "store.db"
        store = kind(path, KeyFile(directory / "store.key", path), clock, chance)
        store.marks = marks
        return store

    marks.say("try", OPENING)
    story = begun(folder, opened)
    marks.committed(story.shop.store)
    marks.acknowledged(story.shop.store)
    for commit in kinds:
        marks.say("try", commit.__name__)
        commit(story)
        marks.committed(story.shop.store)
        marks.acknowledged(story.shop.store)
    marks.say("try", CLOSING)
    story.shop.store.close()
    marks.say("ack", "[]")


def _stop_syncing(connection: Any, _record: Any) -> None:
    connection.execute("PRAGMA synchronous = OFF")


def recover(folder: Path) -> None:
    """What tills do to the stores that power cuts left."""
    marks = marks_in(folder)
    for shop in sorted(path for path in folder.iterdir() if path.is_dir()):
        marks.say("recover", shop.name)
        open_again(shop).close()


def open_again(folder: Path) -> SqlTerminalStore:
    """As the terminal does when it starts."""
    finish_restore(folder / "store.db")
    return open_store(folder, PlayedClock(NOON), PlayedChance(Random(2)))


if __name__ == "__main__":
    if sys.argv[1] == "tell":
        tell(Path(sys.argv[2]), marks_in(Path(sys.argv[2])), Manner(sys.argv[3]))
    else:
        recover(Path(sys.argv[2]))
