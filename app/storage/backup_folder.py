"""The folder of the backups: those that are there, the last good one, and making room for the next."""

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from app.services.backups import Backup, BackupName, Keeping, StoreContent, superseded
from app.services.ports import StoreFault
from app.storage.durable import sync_folder
from app.storage.store_file import prove_file

BACKUPS = "backups"
"""The folder beside the store unless the settings name another."""


@dataclass(frozen=True, slots=True)
class GoodBackup:
    """A backup that opens with the key and is whole now."""

    backup: Backup
    content: StoreContent


def backups_in(folder: Path, terminal: str | None = None) -> tuple[Backup, ...]:
    """The newest first. terminal: only those of this one, for tills may share a folder."""
    try:
        paths = list(folder.iterdir())
    except OSError:
        return ()
    named = [(path, BackupName.of(path.name)) for path in paths]
    found = [Backup(path, name) for path, name in named if name is not None]
    of_terminal = [backup for backup in found if terminal in (None, backup.name.terminal)]
    return tuple(
        sorted(of_terminal, key=lambda one: (one.name.at, one.name.epoch, one.name.seq), reverse=True)
    )


def last_good(folder: Path, key: bytes) -> GoodBackup | None:
    """The newest backup that the key opens and that is whole; those of other tills and rotten ones are passed over."""
    return next(_good(backups_in(folder), key), None)


def _good(backups: tuple[Backup, ...], key: bytes) -> Iterator[GoodBackup]:
    for backup in backups:
        with suppress(StoreFault):
            yield GoodBackup(backup, prove_file(backup.path, key))


def rotate(folder: Path, terminal: str, keeping: Keeping, zone: str) -> tuple[Backup, ...]:
    """Removes what the rule doesn't keep; returns what went."""
    gone = superseded(backups_in(folder, terminal), keeping, zone)
    for backup in gone:
        backup.path.unlink(missing_ok=True)
    if gone:
        sync_folder(folder)
    return gone
