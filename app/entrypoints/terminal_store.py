"""Opens the store of a terminal's folder, the same for the window, the demo and every command."""

from pathlib import Path

from app.services.ports import Chance, Clock, StoreFault, StoreFaultCode
from app.storage.key_file import KeyFile
from app.storage.terminal.store import SqlTerminalStore

STORE, KEY = "store.db", "store.key"


def open_terminal_store(directory: Path, clock: Clock, chance: Chance) -> SqlTerminalStore:
    """Raises StoreFault or KeyUnusable; a folder without a store stays as it was."""
    path = directory / STORE
    if not path.exists():
        raise StoreFault(StoreFaultCode.NOT_SET_UP, path)
    store = SqlTerminalStore(path, KeyFile(directory / KEY, path), clock, chance)
    if not store.is_set_up():
        store.close()
        raise StoreFault(StoreFaultCode.NOT_SET_UP, path)
    return store
