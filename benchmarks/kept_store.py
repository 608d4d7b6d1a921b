"""The large store that several cases measure on: made once, kept, and copied by those who write.

It stands in `build/large-store`, or where SETIA_LARGE_STORE says, in a folder named after its size and all that it is
made of: another schema or another record, and it is made anew. A million members take some minutes and 11 GB, and a
case that writes takes as much again for each of its copies.
"""

import os
import shutil
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Any

from app.storage.key_file import KeyFile
from app.storage.open_store import unlock
from tests.support.large_store import build, plan

MILLION, QUICK = 1_000_000, 20_000
_FOLDER = Path(__file__).parent.parent / "build" / "large-store"


def folder() -> Path:
    """Where large stores are kept, and their copies made."""
    chosen = os.environ.get("SETIA_LARGE_STORE")
    made = Path(chosen) if chosen else _FOLDER
    made.mkdir(parents=True, exist_ok=True)
    return made


def kept_store(members: int) -> Path:
    """The directory of the store with so many members: `store.db` and its key. Nobody changes it."""
    with TemporaryDirectory() as name:
        planned = plan(Path(name), members)
    kept = folder() / f"{members}-{planned.fingerprint}"
    if kept.is_dir():
        return kept
    for older in folder().glob(f"{members}-*"):
        shutil.rmtree(older)
    part = kept.with_suffix(".part")
    shutil.rmtree(part, ignore_errors=True)
    part.mkdir()
    begun = perf_counter()
    build(planned, part)
    part.rename(kept)
    size = (kept / "store.db").stat().st_size / 1e9
    print(f"  {members:,} members in {perf_counter() - begun:.0f} s, {size:.1f} GB", file=sys.stderr)
    return kept


@contextmanager
def copy_of(kept: Path) -> Iterator[Path]:
    """A copy of a kept store to write to, which goes at the end."""
    with TemporaryDirectory(dir=folder(), prefix="copy-") as name:
        for part in kept.glob("store.db*"):
            if not part.name.endswith("-shm"):  # the log is part of the store while somebody has it open
                shutil.copy(part, name)
        shutil.copy(kept / "store.key", name)
        yield Path(name)


@contextmanager
def plain_copy_of(kept: Path) -> Iterator[Path]:
    """As `copy_of`: a file of plain SQLite with the same tables and rows. The first of them is kept, too."""
    plain = kept / "plain.db"
    if not plain.exists():
        part = plain.with_suffix(".part")
        part.unlink(missing_ok=True)
        with closing(
            unlock(kept / "store.db", KeyFile(kept / "store.key", kept / "store.db").key())
        ) as connection:
            _export(connection.cursor(), part)
        part.rename(plain)
    with TemporaryDirectory(dir=folder(), prefix="copy-") as name:
        yield Path(shutil.copy(plain, name))


def _export(cursor: Any, plain: Path) -> None:
    run = cursor.execute
    run("ATTACH DATABASE ? AS plain KEY ''", (str(plain),))
    for pragma in ("journal_mode = OFF", "synchronous = OFF", "cache_size = -500000"):
        run(f"PRAGMA plain.{pragma}")
    run("BEGIN")
    made = run(
        "SELECT type, name, sql FROM main.sqlite_master WHERE sql IS NOT NULL ORDER BY type DESC"
    ).fetchall()
    for kind, name, sql in made:  # the tables, then their indexes
        run(sql.replace(f"{kind.upper()} {name}", f"{kind.upper()} plain.{name}", 1))
        if kind == "table":
            run(f"INSERT INTO plain.{name} SELECT * FROM main.{name}")
    run("COMMIT")
