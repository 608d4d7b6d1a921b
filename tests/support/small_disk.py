"""A disk of a few megabytes, really mounted: what happens when it is full is what happens to a till."""

import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


class MountRefused(Exception):
    """Nobody may mount on this machine. The message says why."""


@contextmanager
def small_disk(at: Path, megabytes: int) -> Iterator[Path]:
    """A tmpfs of that size on a new folder; gone afterwards. Raises MountRefused."""
    at.mkdir()
    _mount("-t", "tmpfs", "-o", f"size={megabytes}m,mode=0777", "setia-test", str(at))
    try:
        yield at
    finally:
        subprocess.run(["umount", "--lazy", str(at)], check=True)


@contextmanager
def read_only(folder: Path) -> Iterator[Path]:
    """The folder can't be written for a while, not even by root."""
    _mount("--bind", str(folder), str(folder))
    try:
        _mount("-o", "remount,bind,ro", str(folder))
        yield folder
    finally:
        subprocess.run(["umount", "--lazy", str(folder)], check=True)


def fill(folder: Path, leave: int = 0) -> Path:
    """Fills a disk but for some bytes, a multiple of 4 KiB."""
    filler = folder / "filler"
    with filler.open("wb", buffering=0) as file:
        size = max(0, os.statvfs(folder).f_bavail * os.statvfs(folder).f_frsize - leave)
        for _ in range(size // 4096):
            file.write(bytes(4096))
    return filler


def _mount(*arguments: str) -> None:
    try:
        done = subprocess.run(["mount", *arguments], capture_output=True, text=True, check=False)
    except FileNotFoundError as error:
        raise MountRefused(str(error)) from error
    if done.returncode != 0:
        raise MountRefused(done.stderr.strip())
