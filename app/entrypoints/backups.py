"""Backups and restores of a terminal's folder, the same for the commands, the window and the schedule."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from app.entrypoints.keeper import Keeper
from app.entrypoints.rounds import Pause
from app.entrypoints.settings import Settings
from app.entrypoints.system import SystemChance, SystemClock
from app.entrypoints.terminal_store import KEY, STORE, keys_of, open_terminal_store
from app.services.backups import HOUR, Backup, BackupTaken, Keeping, NoRoom, Restored, StoreContent
from app.services.ports import KeyFault, KeyUnusable, StoreFault, StoreFaultCode
from app.storage.backup_folder import BACKUPS, GoodBackup, backups_in, last_good, rotate
from app.storage.open_store import key_of
from app.storage.restore_store import restore
from app.storage.store_file import prove_file, tag_of
from app.storage.take_backup import Progress, no_progress, take_backup
from app.storage.terminal.store import SqlTerminalStore

BEYOND_OPENING = frozenset(
    {
        StoreFaultCode.CORRUPT,
        StoreFaultCode.WRONG_KEY,
        StoreFaultCode.CHANGES_LOST,
        StoreFaultCode.DEVICE,
        StoreFaultCode.NOT_SET_UP,
    }
)
"""Faults of a store that a backup can help with."""


@dataclass(frozen=True, slots=True)
class Newest:
    """The newest backup of this till; None: there is none. at: instant of the look."""

    backup: Backup | None
    at: int


@dataclass(frozen=True, slots=True)
class Offer:
    """What could be restored. backup None: the store's own file, without its log."""

    source: Path
    content: StoreContent
    backup: Backup | None


def backup_folder(directory: Path, settings: Settings) -> Path:
    """Where the backups of a folder's store are."""
    return Path(settings.backup_folder) if settings.backup_folder else directory / BACKUPS


def keeping_of(settings: Settings) -> Keeping:
    """The rule of the settings."""
    return Keeping(every=settings.backup_hours * HOUR, days=settings.backup_days, weeks=settings.backup_weeks)


def back_up(
    directory: Path, folder: Path, keeping: Keeping | None, progress: Progress = no_progress
) -> BackupTaken | NoRoom:
    """Makes a backup; then removes those that the rule doesn't keep. Raises StoreFault or KeyUnusable."""
    clock = SystemClock()
    store = open_terminal_store(directory, clock, SystemChance())
    try:
        with store.reading() as unit:
            zone = unit.identity().store.zone
        key = key_of(keys_of(directory))
        taken = take_backup(store.path, key, folder, clock.now(), progress)
    finally:
        store.close()
    if isinstance(taken, BackupTaken) and keeping is not None:
        rotate(folder, taken.backup.name.terminal, keeping, zone)
    return taken


def newest_backup(directory: Path, folder: Path) -> Newest:
    """Of this till. Raises StoreFault or KeyUnusable when its store doesn't open."""
    clock = SystemClock()
    store = open_terminal_store(directory, clock, SystemChance())
    try:
        with store.reading() as unit:
            terminal = tag_of(unit.identity().terminal_id)
    finally:
        store.close()
    return Newest(next(iter(backups_in(folder, terminal)), None), clock.now())


def keeper_of(
    store: SqlTerminalStore,
    directory: Path,
    settings: Settings,
    now: Callable[[], int],
    go_round: Callable[[Pause], None] = lambda _pause: None,
) -> Keeper:
    """Makes backups of an open store on time, and goes its rounds; not started."""
    with store.reading() as unit:
        terminal = tag_of(unit.identity().terminal_id)
    return Keeper(
        directory=directory,
        folder=backup_folder(directory, settings),
        terminal=terminal,
        keeping=keeping_of(settings),
        now=now,
        settle=store.settle,
        go_round=go_round,
    )


def last_good_backup(directory: Path, folder: Path) -> GoodBackup | None:
    """The newest that is whole and that the folder's key opens. Raises KeyUnusable."""
    return last_good(folder, _key(directory))


def offered_for(fault: Exception, settings: Settings) -> Offer | None:
    """What could help with a store that doesn't open: the store itself when only its log is lost, or a backup."""
    if not isinstance(fault, StoreFault) or fault.code not in BEYOND_OPENING or fault.path.name != STORE:
        return None
    directory = fault.path.parent
    try:
        if fault.code is StoreFaultCode.CHANGES_LOST:
            with suppress(StoreFault):
                return Offer(fault.path, prove_file(fault.path, _key(directory)), None)
        good = last_good_backup(directory, backup_folder(directory, settings))
    except KeyUnusable:
        return None
    return None if good is None else Offer(good.backup.path, good.content, good.backup)


def restore_from(directory: Path, source: Path) -> Restored:
    """Makes a file the store of a folder. Raises StoreFault or KeyUnusable; then nothing changed."""
    _key(directory)
    return restore(source, directory / STORE, keys_of(directory), SystemClock(), SystemChance())


def _key(directory: Path) -> bytes:
    """The key that is there: a new one would open no backup."""
    if not (directory / KEY).exists():
        raise KeyUnusable(directory / KEY, KeyFault.MISSING)
    return key_of(keys_of(directory))
