"""The key of the store in a file that only its owner can read: the fallback where the machine has no key store."""

import os
import secrets
from contextlib import suppress
from pathlib import Path

from app.services.ports import KEY_BYTES, KeyFault, KeyUnusable
from app.storage.durable import sync_folder


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
        """Writes a new key under another name and links it, so that there is a whole key or none, and only one."""
        new = self._path.with_name(f"{self._path.name}.{secrets.token_hex(4)}.new")
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            _write_private(new, secrets.token_bytes(KEY_BYTES))
            with suppress(FileExistsError):  # another process was first: its key is the store's
                os.link(new, self._path)
            new.unlink()
        except PermissionError:
            raise KeyUnusable(self._path, KeyFault.PERMISSION) from None
        sync_folder(self._path.parent)  # a store outlives no lost key
        return self.key()


def _write_private(path: Path, content: bytes) -> None:
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
