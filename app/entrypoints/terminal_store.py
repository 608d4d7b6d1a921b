"""Opens the store of a terminal's folder, the same for the window, the demo and every command."""

from pathlib import Path

from app.services.ports import Chance, Clock, StoreFault, StoreFaultCode
from app.storage.key_file import KeyFile
from app.storage.restore_store import finish_restore
from app.storage.terminal.store import SqlTerminalStore

STORE, KEY = "store.db", "store.key"


def keys_of(directory: Path) -> KeyFile:
    """The key of the folder's store."""
    return KeyFile(directory / KEY, directory / STORE)


def open_terminal_store(directory: Path, clock: Clock, chance: Chance) -> SqlTerminalStore:
    """Raises StoreFault or KeyUnusable; a folder without a store stays as it was."""
    path = directory / STORE
    if directory.is_dir():
        finish_restore(path)
    if not path.exists():
        raise StoreFault(StoreFaultCode.NOT_SET_UP, path)
    if path.stat().st_size == 0:  # SQLite would take it for a new one
        raise StoreFault(StoreFaultCode.CORRUPT, path, "it is empty")
    store = SqlTerminalStore(path, keys_of(directory), clock, chance)
    if not store.is_set_up():
        store.close()
        raise StoreFault(StoreFaultCode.NOT_SET_UP, path)
    return store
