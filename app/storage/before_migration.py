"""A proved backup before a store's schema changes: without one the store stays as it is."""

from pathlib import Path

from app.services.backups import NoRoom
from app.services.ports import Clock, KeyPort, StoreFault, StoreFaultCode
from app.storage.backup_folder import BACKUPS
from app.storage.open_store import key_of
from app.storage.take_backup import take_backup


def back_up_before_migration(path: Path, keys: KeyPort, clock: Clock) -> None:
    """Into the folder beside the store. Raises StoreFault: FULL when there is no room for it, and others."""
    folder = path.parent / BACKUPS
    outcome = take_backup(path, key_of(keys), folder, clock.now(), reserve=0)
    if isinstance(outcome, NoRoom):
        raise StoreFault(StoreFaultCode.FULL, folder, f"{outcome.free} of {outcome.needed} bytes are free")
