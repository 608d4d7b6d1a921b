"""Puts a backup in the store's place: proved, in a new epoch, in one step, with the replaced file kept aside.

The new file is made beside the store under a name of its own. Once it is whole and on the disk it has the name
`store.db.restored`; from then on the restore happens, whatever dies: whoever comes next finishes it.
"""

import errno
import secrets
import shutil
from contextlib import closing, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import sqlcipher3.dbapi2 as driver
from sqlalchemy.exc import DBAPIError

from app.services.backups import Restored, StoreContent
from app.services.ports import Chance, Clock, KeyPort, StoreFault, StoreFaultCode
from app.storage.durable import sync_file, sync_folder, write_whole
from app.storage.migrate import SCHEMA, migrate
from app.storage.open_store import connect_store, fault_of, is_fault, key_of, open_engine
from app.storage.store_file import content_of, prove_file, reading_file
from app.storage.store_session import CLOSED, alone_with
from app.storage.terminal.check import check_store
from app.storage.terminal.restoring import begin_epoch
from app.storage.write_ahead_log import LogState, examine_log, log_of

_READY = ".restored"
_EPOCH = "epoch"


def restore(source: Path, path: Path, keys: KeyPort, clock: Clock, chance: Chance) -> Restored:
    """Makes the file `source` the store at `path`. It may be that store itself, when its log is lost.

    Raises StoreFault: IN_USE while somebody has the store open; or what is wrong with `source`. Then nothing changed.
    """
    key = key_of(keys)
    with alone_with(path):
        _finish(path)
        _clear(path.parent, f"{path.name}.*.making*")
        making = path.with_name(f"{path.name}.{secrets.token_hex(4)}.making")
        try:
            content = _copy(source, making, key)
            if source.resolve() == path.resolve():
                _prove_records(making, keys, path)
            replaced = _replaced(path, key, content)
            epoch = _next_epoch(path, content, replaced)
            _begin_epoch(making, keys, epoch, clock, chance)
            write_whole(path.with_suffix(f".{_EPOCH}"), b"%d\n" % epoch)
            making.replace(_ready(path, epoch))
        except OSError as error:
            raise _disk_fault(error, path) from error
        finally:
            _clear(path.parent, making.name + "*")
        aside = _finish(path)
    return Restored(
        source=source,
        content=content,
        epoch=epoch,
        aside=aside,
        later=None if replaced is None else replaced.later,
    )


def finish_restore(path: Path) -> None:
    """Ends a restore that was interrupted after the new file was whole. Raises StoreFault IN_USE."""
    if any(path.parent.glob(f"{path.name}.*{_READY}")):
        with alone_with(path):
            _finish(path)


def _copy(source: Path, making: Path, key: bytes) -> StoreContent:
    """A proved copy. With the store itself, as much of its log as can be read comes along."""
    if not source.is_file():
        raise StoreFault(StoreFaultCode.MISSING, source)
    shutil.copyfile(source, making)
    if log_of(source).exists():
        shutil.copyfile(log_of(source), log_of(making))
        _take_log_in(making, key, source)
    try:
        content = prove_file(making, key)
    except StoreFault as fault:
        raise StoreFault(fault.code, source, str(fault)) from fault
    if content.schema > SCHEMA:
        raise StoreFault(StoreFaultCode.NEWER_SCHEMA, source, f"{content.schema} > {SCHEMA}")
    return content


def _take_log_in(copy: Path, key: bytes, source: Path) -> None:
    """Brings what can be read of a log into the file itself. source: whom to blame."""
    try:
        with closing(connect_store(copy, key)) as connection:
            connection.execute(f"PRAGMA application_id = {CLOSED}")  # first: from now on it needs no log
            connection.execute("PRAGMA journal_mode = DELETE").fetchall()
    except driver.Error as error:
        raise fault_of(error, source) from error
    except StoreFault as fault:
        raise StoreFault(fault.code, source, str(fault)) from fault


@dataclass(frozen=True, slots=True)
class _ReplacedFile:
    """What the file that goes has. later: records after the backup's last one."""

    epoch: int
    later: int


def _replaced(path: Path, key: bytes, content: StoreContent) -> _ReplacedFile | None:
    """None: there is no such file, or it can't be read."""
    if not path.exists():
        return None
    try:
        if examine_log(path) is LogState.SOUND:
            _take_log_in(path, key, path)
        with reading_file(path, key) as file:  # a log that is damaged is kept as it is
            return _look_at(file, path, content)
    except (driver.Error, StoreFault):
        return None


def _look_at(connection: Any, path: Path, content: StoreContent) -> _ReplacedFile:
    after = (content.epoch, content.seq)
    counted = "SELECT count(*) FROM journal WHERE (epoch, seq) > (?, ?)"
    later = (
        0 if content_of(connection, path).schema == 0 else connection.execute(counted, after).fetchone()[0]
    )
    return _ReplacedFile(epoch=content_of(connection, path).epoch, later=later)


def _next_epoch(path: Path, content: StoreContent, replaced: _ReplacedFile | None) -> int:
    """Above every epoch that this folder has used. Two folders may choose the same: the server then sees a fork."""
    known = [content.epoch, *([] if replaced is None else [replaced.epoch])]
    with suppress(OSError, ValueError):
        known.append(int(path.with_suffix(f".{_EPOCH}").read_text("ascii")))
    return max(known) + 1


def _begin_epoch(making: Path, keys: KeyPort, epoch: int, clock: Clock, chance: Chance) -> None:
    """Brings the copy to this schema and its journal into the new epoch; leaves one whole file."""
    engine = open_engine(making, keys)
    try:
        migrate(engine, making)
        with engine.begin() as connection:
            begin_epoch(connection, epoch, clock, chance)
            connection.exec_driver_sql(f"PRAGMA application_id = {CLOSED}")
    except DBAPIError as error:
        if is_fault(error.orig):
            raise fault_of(error.orig, making) from error
        raise
    finally:
        engine.dispose()
    sync_file(making)


def _prove_records(making: Path, keys: KeyPort, path: Path) -> None:
    """A file whose log was lost may be torn between two moments: every row must follow from its records."""
    engine = open_engine(making, keys)
    try:
        with engine.connect().execution_options(reading=True) as connection:
            findings = check_store(connection).findings
    finally:
        engine.dispose()
    if findings:
        raise StoreFault(StoreFaultCode.CORRUPT, path, f"{findings[0].code} {findings[0].where}")


def _ready(path: Path, epoch: int) -> Path:
    return path.with_name(f"{path.name}.{epoch}{_READY}")


def _finish(path: Path) -> Path | None:
    """Each step may be done already. Returns where the replaced file is; None: there was nothing to do, or none."""
    ready = next(iter(path.parent.glob(f"{path.name}.*{_READY}")), None)
    if ready is None:
        return None
    epoch = ready.name.removeprefix(f"{path.name}.").removesuffix(_READY)
    aside = path.with_name(f"{path.stem}.before-epoch-{epoch}{path.suffix}")
    sync_folder(path.parent)
    if path.exists():
        path.replace(aside)
    if log_of(path).exists():  # a new file beside an old log would be mended with it
        log_of(path).replace(log_of(aside))
    path.with_name(path.name + "-shm").unlink(missing_ok=True)
    sync_folder(path.parent)
    ready.replace(path)
    sync_folder(path.parent)
    return aside if aside.exists() else None


def _clear(folder: Path, pattern: str) -> None:
    for leftover in folder.glob(pattern):
        leftover.unlink(missing_ok=True)


def _disk_fault(error: OSError, path: Path) -> StoreFault:
    full = error.errno in (errno.ENOSPC, errno.EDQUOT)
    forbidden = error.errno in (errno.EACCES, errno.EPERM, errno.EROFS)
    code = StoreFaultCode.FULL if full else StoreFaultCode.READ_ONLY if forbidden else StoreFaultCode.DEVICE
    return StoreFault(code, path, str(error))
