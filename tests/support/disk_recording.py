"""Records what a real process does to the files of a folder: every write, truncation, sync and name, in order.

The recorder (`disk_recorder.c`) is compiled once and preloaded, so that it stands between SQLite, Python and libc.
A line that the process appends to `MARKS` in that folder lies in the same log, between the writes that it came between.
"""

import os
import struct
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

MARKS = "marks"
_SOURCE = Path(__file__).with_name("disk_recorder.c")
_HEAD = struct.Struct("<cBHIQ")
_EMPTIED, _FOLDER = 1, 2
_PATIENCE_SECONDS = 120
_COMPILE = ("cc", "-shared", "-fPIC", "-O1", "-Wall", "-Werror")


@dataclass(frozen=True, slots=True)
class Opened:
    """A name that was opened; a file that had no such name begins here. emptied: with O_TRUNC."""

    path: Path
    file: int
    emptied: bool
    folder: bool


@dataclass(frozen=True, slots=True)
class Write:
    """Bytes at an offset of a file."""

    file: int
    offset: int
    content: bytes


@dataclass(frozen=True, slots=True)
class Truncation:
    """A file's new size."""

    file: int
    size: int


@dataclass(frozen=True, slots=True)
class Sync:
    """All of a file is on the disk; of a folder: all its names."""

    file: int


@dataclass(frozen=True, slots=True)
class Naming:
    """Names that change at once: to another name's file, or None: to nothing."""

    names: tuple[tuple[Path, Path | None], ...]


@dataclass(frozen=True, slots=True)
class Mark:
    """A line of the process about itself."""

    text: str


Event = Opened | Write | Truncation | Sync | Naming | Mark


def compile_recorder(folder: Path) -> Path:
    """Makes the library in a folder; needs a C compiler."""
    library = folder / "disk_recorder.so"
    subprocess.run([*_COMPILE, "-o", library, _SOURCE, "-ldl"], check=True)
    return library


def record(recorder: Path, folder: Path, log: Path, *module_and_arguments: str) -> list[Event]:
    """Runs a Python module until it ends and returns what it did in the folder."""
    environment = {
        **os.environ,
        "LD_PRELOAD": str(recorder),
        "DISK_RECORDER_FOLDER": str(folder),
        "DISK_RECORDER_LOG": str(log),
    }
    subprocess.run(
        [sys.executable, "-m", *module_and_arguments],
        env=environment,
        check=True,
        timeout=_PATIENCE_SECONDS,
    )
    return list(_events(log.read_bytes(), folder / MARKS))


def _events(log: bytes, marks: Path) -> Iterator[Event]:
    """The marks' own file is no part of what it marks."""
    paths: dict[int, Path] = {}
    for kind, flags, file, number, text in _entries(log):
        match kind:
            case b"o":
                paths[file] = Path(os.fsdecode(text))
                if paths[file] != marks:
                    yield Opened(
                        paths[file], file, emptied=bool(flags & _EMPTIED), folder=bool(flags & _FOLDER)
                    )
            case b"w" if paths[file] == marks:
                yield Mark(text.decode().rstrip("\n"))
            case b"w":
                yield Write(file, number, text)
            case b"t":
                yield Truncation(file, number)
            case b"s":
                yield Sync(file)
            case b"u" | b"r" | b"l":
                yield _naming(kind, [Path(os.fsdecode(name)) for name in text.split(b"\0")])


def _naming(kind: bytes, paths: list[Path]) -> Naming:
    match kind, paths:
        case b"u", [path]:
            return Naming(((path, None),))
        case b"l", [path, new]:
            return Naming(((new, path),))
        case b"r", [path, new]:
            return Naming(((new, path), (path, None)))
    raise ValueError((kind, paths))


def _entries(log: bytes) -> Iterator[tuple[bytes, int, int, int, bytes]]:
    """Kind, flags, descriptor, number and text of each."""
    place = 0
    while place < len(log):
        kind, flags, file, length, number = _HEAD.unpack_from(log, place)
        place += _HEAD.size
        yield kind, flags, file, number, log[place : place + length]
        place += length
