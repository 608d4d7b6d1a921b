# ruff: noqa: N999 - its name on the command line; no code imports it
"""An import of members: reading, comparing, sealing and committing beside the very same rows by raw `executemany`.

Each measurement takes the next file: of each program as CSV, then one as an Excel workbook. While ours runs, the peer
writes each batch right after it into a copy of the store, on the same driver and settings; its time is taken out of
ours. Both times of each whole file stand on stderr, beside the minute that 100,000 members may take, and the CPU time
of each, which says more on a machine that has other work.
"""

import io
import sys
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from csv import reader
from dataclasses import dataclass, field
from itertools import cycle
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter, process_time
from typing import Any

from openpyxl import Workbook
from sqlalchemy import event

from app.cli.importing import rare_collections
from app.services.importing.fields import FileFormat
from app.services.importing.report import Outcome
from app.storage.key_file import KeyFile
from app.storage.open_store import open_engine
from app.storage.terminal.import_store import PAGES_KEPT, PAGES_LOGGED
from benchmarks.harness import Comparison
from benchmarks.hearing import hearing
from tests.support.import_files import bring_in, member_file, people
from tests.support.shop import NOON, SmallShop, small_shop

WARM_UP_ROWS = 2_000
LIMIT_SECONDS = 60.0
LIMIT_ROWS = 100_000


@dataclass(frozen=True, slots=True)
class Taken:
    """What something took, in seconds."""

    wall: float = 0.0
    cpu: float = 0.0

    def __add__(self, other: "Taken") -> "Taken":
        return Taken(self.wall + other.wall, self.cpu + other.cpu)

    def __sub__(self, other: "Taken") -> "Taken":
        return Taken(self.wall - other.wall, self.cpu - other.cpu)


def _now() -> Taken:
    return Taken(perf_counter(), process_time())


@dataclass(slots=True)
class Shadow:
    """Repeats each insert and commit of a store in a copy of it, and adds up what this takes.

    cursor: of the copy; None before there is one.
    """

    cursor: Any = None
    open: bool = False
    taken: Taken = field(default_factory=Taken)

    def note(self, statement: str, parameters: Any, many: bool) -> None:
        """Hears of each write before it is done."""
        if self.cursor is None or not statement.lstrip().startswith("INSERT"):
            return
        begun = _now()
        if not self.open:
            self.cursor.execute("BEGIN IMMEDIATE")
            self.open = True
        (self.cursor.executemany if many else self.cursor.execute)(statement, parameters)
        self.taken += _now() - begun

    def commit(self, _connection: object) -> None:
        """Hears of each commit."""
        if not self.open:
            return
        begun = _now()
        self.cursor.execute("COMMIT")
        self.open = False
        self.taken += _now() - begun


@dataclass(frozen=True, slots=True)
class OurClock:
    """Stands still while the shadow works, so that transactions are as large as without it."""

    shadow: Shadow

    def now(self) -> int:
        """Milliseconds since 1970, UTC."""
        return NOON

    def monotonic(self) -> int:
        """Nanoseconds without the shadow's."""
        return int((perf_counter() - self.shadow.taken.wall) * 1e9)


@dataclass(frozen=True, slots=True)
class File:
    """Whose file to bring in, and as what."""

    file_format: FileFormat
    workbook: bool = False

    def __str__(self) -> str:
        return f"{self.file_format.value} {'XLSX' if self.workbook else 'CSV'}"

    def data(self, rows: int) -> bytes:
        """The file."""
        text = member_file(self.file_format, people(rows))
        return _workbook_of(text) if self.workbook else text


FILES = (*(File(one) for one in FileFormat), File(FileFormat.LOYVERSE, workbook=True))


@dataclass(slots=True)
class Imports:
    """Imports a file into a new shop for each pair of measurements, whichever of the two is asked for first."""

    rows: int
    files: Iterator[File] = field(default_factory=lambda: cycle(FILES))
    warm: bool = False
    of_ours: deque[float] = field(default_factory=deque)
    of_peer: deque[float] = field(default_factory=deque)

    def ours(self) -> float:
        """The seconds of one file, without the shadow's."""
        if not self.of_ours:
            self._bring()
        return self.of_ours.popleft()

    def peer(self) -> float:
        """The shadow's."""
        if not self.of_peer:
            self._bring()
        return self.of_peer.popleft()

    def _bring(self) -> None:
        file, rows = (next(self.files), self.rows) if self.warm else (FILES[0], WARM_UP_ROWS)
        data = file.data(rows)
        shadow = Shadow()
        with (
            TemporaryDirectory() as name,
            hearing(Path(name) / "store.db", shadow.note),
            small_shop(Path(name)) as shop,
        ):
            ours, peer = self._beside(shadow, shop, data, rows)
        self.of_ours.append(ours.wall)
        self.of_peer.append(peer.wall)
        if self.warm:
            _tell(file, rows, ours, peer)
        self.warm = True

    def _beside(self, shadow: Shadow, shop: SmallShop, data: bytes, rows: int) -> tuple[Taken, Taken]:
        copy = shop.directory / "copy.db"
        with shop.store.engine.connect().execution_options(reading=True) as connection:
            connection.exec_driver_sql("COMMIT")
            connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
        copy.write_bytes(shop.store.path.read_bytes())
        engine = open_engine(copy, KeyFile(shop.directory / "store.key", copy))
        plain = engine.raw_connection()
        shadow.cursor = plain.cursor()
        shadow.cursor.execute(PAGES_KEPT)
        shadow.cursor.execute(PAGES_LOGGED)
        event.listen(shop.store.engine, "commit", shadow.commit)
        begun = _now()
        with rare_collections():
            report = bring_in(shop, data, clock=OurClock(shadow))
        taken = _now() - begun
        assert report.outcomes[Outcome.NEW] == rows
        plain.close()
        engine.dispose()
        return taken - shadow.taken, shadow.taken


def _tell(file: File, rows: int, ours: Taken, peer: Taken) -> None:
    verdict = "holds" if ours.wall <= LIMIT_SECONDS or rows > LIMIT_ROWS else "MISSED"
    print(
        f"  {file!s:15} {rows:,} members {ours.wall:6.1f} s (CPU {ours.cpu:.1f} s): {verdict}"
        f"   raw executemany {peer.wall:5.1f} s (CPU {peer.cpu:.1f} s)",
        file=sys.stderr,
        flush=True,
    )


def _workbook_of(text: bytes) -> bytes:
    """A CSV's cells as the first sheet of a workbook."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet()
    for cells in reader(io.StringIO(text.decode(), newline="")):
        sheet.append(cells)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


@contextmanager
def compare(quick: bool) -> Iterator[Comparison]:
    """Every program's file, one after the other."""
    imports = Imports(rows=WARM_UP_ROWS if quick else LIMIT_ROWS)
    yield Comparison(
        name="import",
        ours=imports.ours,
        peer=imports.peer,
        unit="s",
        goal=4,
        rounds=len(FILES),
    )
