"""The key of the store in a file that only its owner can read: the fallback where the machine has no key store."""

import os
import secrets
from pathlib import Path

from app.services.ports import KEY_BYTES, KeyFault, KeyUnusable


class KeyFile:
    """A KeyPort on a file of 32 raw bytes, mode 0600. `store`: a file that only this key opens."""

    def __init__(self, path: Path, store: Path) -> None:
        self._path = path
        self._store = store

    def key(self) -> bytes:
        """Reads the key; makes one when there is neither a key nor a store that would need the lost one."""
        try:
            key = self._path.read_bytes()
        except FileNotFoundError:
            if self._store.exists():
                raise KeyUnusable(self._path, KeyFault.MISSING) from None
            return self._make()
        except PermissionError:
            raise KeyUnusable(self._path, KeyFault.PERMISSION) from None
        if len(key) != KEY_BYTES:
            raise KeyUnusable(self._path, KeyFault.SIZE)
        return key

    def _make(self) -> bytes:
        key = secrets.token_bytes(KEY_BYTES)
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            descriptor = os.open(self._path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        except PermissionError:
            raise KeyUnusable(self._path, KeyFault.PERMISSION) from None
        with os.fdopen(descriptor, "wb") as file:
            file.write(key)
            file.flush()
            os.fsync(file.fileno())
        return key
