# ruff: noqa: N999 - its name on the command line; no code imports it
"""An import of members: reading, comparing, sealing and committing beside the very same rows by raw `executemany`.

Each measurement takes the next program's file (Square, Loyverse, Odoo, Lightspeed, anybody's). While ours runs, the
peer writes each batch right after it into a copy of the store, on the same driver and settings; its time is taken out
of ours. The time of each whole file stands on stderr, beside the minute that 100,000 members may take; the
process's CPU time there is both's.
"""

import sys
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import cycle
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter, process_time
from typing import Any

from sqlalchemy import event

from app.services.importing.fields import FileFormat
from app.services.importing.report import Outcome
from app.storage.key_file import KeyFile
from app.storage.open_store import open_engine
from benchmarks.harness import Comparison
from tests.support.import_files import bring_in, member_file, people
from tests.support.shop import SmallShop, small_shop

LIMIT_SECONDS = 60.0
LIMIT_ROWS = 100_000


@dataclass(slots=True)
class Shadow:
    """Repeats each insert and commit of a store in a copy of it, and adds up the seconds that this takes."""

    cursor: Any
    open: bool = False
    seconds: float = 0.0

    def note(self, *heard: Any) -> None:
        """Hears of each statement before it runs."""
        _connection, _cursor, statement, parameters, _context, many = heard
        if not statement.lstrip().startswith("INSERT"):
            return
        begun = perf_counter()
        if not self.open:
            self.cursor.execute("BEGIN IMMEDIATE")
            self.open = True
        (self.cursor.executemany if many else self.cursor.execute)(statement, parameters)
        self.seconds += perf_counter() - begun

    def commit(self, _connection: object) -> None:
        """Hears of each commit."""
        if not self.open:
            return
        begun = perf_counter()
        self.cursor.execute("COMMIT")
        self.open = False
        self.seconds += perf_counter() - begun


@dataclass(slots=True)
class Imports:
    """Imports a file into a new shop each time."""

    rows: int
    files: Iterator[FileFormat] = field(default_factory=lambda: cycle(FileFormat))
    shadowed: deque[float] = field(default_factory=deque)

    def bring(self) -> float:
        """The seconds of one file, without the shadow's."""
        file_format = next(self.files)
        data = member_file(file_format, people(self.rows))
        with TemporaryDirectory() as name, small_shop(Path(name)) as shop:
            begun = process_time()
            seconds = self._beside(shop, data)
            worked = process_time() - begun
        verdict = "holds" if seconds <= LIMIT_SECONDS or self.rows > LIMIT_ROWS else "MISSED"
        print(
            f"  {file_format.value:10} {self.rows:,} members {seconds:6.1f} s (CPU {worked:.1f} s): {verdict}",
            file=sys.stderr,
        )
        return seconds

    def _beside(self, shop: SmallShop, data: bytes) -> float:
        copy = shop.directory / "copy.db"
        with shop.store.engine.connect().execution_options(reading=True) as connection:
            connection.exec_driver_sql("COMMIT")
            connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
        copy.write_bytes(shop.store.path.read_bytes())
        engine = open_engine(copy, KeyFile(shop.directory / "store.key", copy))
        plain = engine.raw_connection()
        shadow = Shadow(plain.cursor())
        shadow.cursor.execute("PRAGMA cache_size = -65536")
        event.listen(shop.store.engine, "before_cursor_execute", shadow.note)
        event.listen(shop.store.engine, "commit", shadow.commit)
        begun = perf_counter()
        report = bring_in(shop, data)
        taken = perf_counter() - begun
        assert report.outcomes[Outcome.NEW] == self.rows
        plain.close()
        engine.dispose()
        self.shadowed.append(shadow.seconds)
        return taken - shadow.seconds


@contextmanager
def compare(quick: bool) -> Iterator[Comparison]:
    """Every program's file, one after the other."""
    imports = Imports(rows=2_000 if quick else LIMIT_ROWS)
    imports.bring()  # the peer gives the figures of one import behind, so that either may go first
    yield Comparison(
        name="import",
        ours=imports.bring,
        peer=imports.shadowed.popleft,
        unit="s",
        goal=4,
        rounds=len(FileFormat),
    )
