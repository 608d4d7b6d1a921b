"""A copy of a store while it is open and sells: one snapshot, page by page, under its own name only when it is proved.

Run it in a process or thread of its own: it takes as long as the disk does. In WAL mode its snapshot keeps no writer
waiting, and no writer makes it begin again.
"""

import os
import secrets
import shutil
import time
from collections.abc import Callable
from contextlib import closing, suppress
from pathlib import Path
from typing import Any

import sqlcipher3.dbapi2 as driver

from app.services.backups import Backup, BackupName, BackupTaken, NoRoom
from app.services.ports import StoreFault, StoreFaultCode
from app.storage.durable import sync_folder
from app.storage.open_store import connect_store, fault_of, unlock
from app.storage.proved import read_damage
from app.storage.store_file import content_of, prove_file, terminal_tag
from app.storage.store_session import CLOSED

PART = ".part"
"""The end of the name of a file that is being written. Nobody offers it."""
RESERVE = 32 * 1024 * 1024
"""Bytes that a backup leaves free: a sale is worth more than a copy."""
_PAGES = 128
_REST_SECONDS = 0.002
_SYNC_EVERY = 16
"""Steps between two syncs: one big sync at the end would keep the disk from the next sale."""
_STALE_SECONDS = 3_600

Progress = Callable[[int, int], None]


def no_progress(_done: int, _of: int) -> None:
    """For those who don't look."""


def take_backup(
    path: Path,
    key: bytes,
    folder: Path,
    now: int,
    progress: Progress = no_progress,
    *,
    reserve: int = RESERVE,
) -> BackupTaken | NoRoom:
    """Copies the store at `path`, which the caller has open, into a folder. now: instant. progress: pages, done and of.

    Raises StoreFault when the store can't be read whole, or the copy isn't what was read; then nothing is left.
    """
    _make(folder)
    _clear_parts(folder)
    part = folder / f"setia-{secrets.token_hex(8)}{PART}"
    try:
        return _take(path, key, part, now, progress, reserve)
    except StoreFault as fault:
        if fault.code is StoreFaultCode.FULL and fault.path == part:
            return NoRoom(folder, part.stat().st_size if part.exists() else 0, _free(folder))
        raise
    finally:
        for leftover in (part, part.with_name(part.name + "-journal")):
            leftover.unlink(missing_ok=True)


def _take(
    path: Path, key: bytes, part: Path, now: int, progress: Progress, reserve: int
) -> BackupTaken | NoRoom:
    folder = part.parent
    with closing(connect_store(path, key)) as source:
        try:
            source.execute("BEGIN")  # one snapshot: without it each sale would make the copy begin again
            content = content_of(source, path)
            tag = terminal_tag(source, content.schema)
            size = _pragma(source, "page_count") * _pragma(source, "page_size")
        except driver.Error as error:
            raise fault_of(error, path) from error
        if _free(folder) < size + reserve:
            return NoRoom(folder, size + reserve, _free(folder))
        _copy(source, path, part, key, progress)
    if prove_file(part, key) != content:
        raise StoreFault(StoreFaultCode.CORRUPT, part, "the copy is not what was read")
    name = BackupName(
        terminal=tag, at=now // 1000 * 1000, schema=content.schema, epoch=content.epoch, seq=content.seq
    )
    kept = folder / str(name)
    part.replace(kept)
    sync_folder(folder)
    return BackupTaken(Backup(kept, name), kept.stat().st_size)


def _copy(source: Any, path: Path, part: Path, key: bytes, progress: Progress) -> None:
    """Every page, then the file's own bytes to the disk."""
    part.touch(0o600)
    with part.open("rb+") as file, closing(unlock(part, key)) as target:
        # A file that nobody believes in yet needs no journal of its own, and is synced here.
        try:
            target.execute("PRAGMA journal_mode = OFF")
            target.execute("PRAGMA synchronous = OFF")
            target.execute("PRAGMA cache_size = -1024")  # 1 MB: what is copied goes to the disk at once
        except driver.Error as error:
            raise fault_of(error, part) from error
        steps = 0

        def stepped(_status: int, remaining: int, total: int) -> None:
            nonlocal steps
            steps += 1
            if steps % _SYNC_EVERY == 0:
                os.fsync(file.fileno())
            progress(total - remaining, total)
            time.sleep(_REST_SECONDS)

        try:
            source.backup(target, pages=_PAGES, progress=stepped)
            if read_damage(source):  # the copy would be sound, and wrong
                raise StoreFault(StoreFaultCode.CORRUPT, path, "a page of it is not what was written")
            target.execute("PRAGMA journal_mode = DELETE").fetchall()  # one file, without a log beside it
            target.execute(f"PRAGMA application_id = {CLOSED}")
        except driver.Error as error:
            raise _copy_fault(error, path, part) from error
        except OSError as error:  # the sync's
            raise StoreFault(StoreFaultCode.FULL, part, str(error)) from error
        target.close()
        os.fsync(file.fileno())


def _copy_fault(error: driver.Error, path: Path, part: Path) -> StoreFault:
    """Whose fault it is: what can't be read is the store's, what can't be written is the copy's."""
    code = fault_of(error, part).code
    unwritable = {
        StoreFaultCode.FULL,
        StoreFaultCode.READ_ONLY,
        StoreFaultCode.MISSING,
        StoreFaultCode.DEVICE,
    }
    return fault_of(error, part if code in unwritable else path)


def _make(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except PermissionError as error:
        raise StoreFault(StoreFaultCode.READ_ONLY, folder, str(error)) from error
    except OSError as error:
        raise StoreFault(StoreFaultCode.MISSING, folder, str(error)) from error
    if not os.access(folder, os.W_OK | os.X_OK):
        raise StoreFault(StoreFaultCode.READ_ONLY, folder)


def _clear_parts(folder: Path) -> None:
    """What a process that was killed an hour ago or more left behind."""
    for part in folder.glob(f"setia-*{PART}*"):
        with suppress(OSError):
            if abs(time.time() - part.stat().st_mtime) > _STALE_SECONDS:
                part.unlink()


def _free(folder: Path) -> int:
    return shutil.disk_usage(folder).free


def _pragma(connection: Any, name: str) -> int:
    return int(connection.execute(f"PRAGMA {name}").fetchone()[0])
