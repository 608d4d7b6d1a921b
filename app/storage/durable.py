"""Makes what was written last: a file's bytes, and the names in a folder.

Windows can't sync a folder, and needs not.
"""

import os
from pathlib import Path


def sync_file(path: Path) -> None:
    """Waits until the file's bytes are on the disk."""
    descriptor = os.open(path, os.O_RDWR)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def sync_folder(folder: Path) -> None:
    """Waits until new, changed and removed names of a folder are on the disk."""
    if os.name == "nt":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def write_whole(path: Path, content: bytes) -> None:
    """Replaces a small file: the old content or the new is there after a power cut, never a part of one."""
    new = path.with_name(path.name + ".new")
    new.write_bytes(content)
    sync_file(new)
    new.replace(path)
    sync_folder(path.parent)
