"""What a disk may hold after a power cut: a pessimist's model of POSIX.

A file's bytes are there for certain once the file was synced after they were written, a name once its folder was.
Of everything since then any part may be there, whatever was written first: writes singly, and of a write any of its
sectors of 512 bytes. What is missing keeps what was there before, or is zeros where the file has grown.
"""

from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from random import Random
from typing import Self, TypeVar

from tests.support.disk_recording import Event, Mark, Naming, Opened, Sync, Truncation, Write

SECTOR = 512
_FORGOTTEN = "-shm"
"""Shared memory, which SQLite makes anew after a crash: nobody syncs it, and its writes are not seen."""


class Luck(StrEnum):
    """What is there of all that was not synced.

    EARLY: all but the newest write of each file. LATE: all but the oldest. LAST: only the newest.
    """

    NOTHING = "nothing"
    EVERYTHING = "everything"
    EARLY = "early"
    LATE = "late"
    LAST = "last"
    SOME = "some"
    TORN = "torn"


Files = dict[str, bytes]
"""Content by name."""
_Change = TypeVar("_Change")


@dataclass(slots=True)
class _Content:
    """A file's bytes: those on the disk, and what was done since."""

    synced: bytearray = field(default_factory=bytearray)
    loose: list[Write | Truncation] = field(default_factory=list)

    def sync(self) -> None:
        for change in self.loose:
            _apply(self.synced, change)
        self.loose.clear()

    def after(self, luck: Luck, random: Random) -> bytes:
        content = bytearray(self.synced)
        for change in _kept(self.loose, luck, random):
            _apply(content, change, torn=random if luck is Luck.TORN else None)
        return bytes(content)


@dataclass(slots=True)
class Disk:
    """The files of a folder as the process sees them, and as they are for certain."""

    seen: dict[Path, _Content] = field(default_factory=dict)
    certain: dict[Path, _Content] = field(default_factory=dict)
    _files: dict[int, Path | _Content] = field(default_factory=dict)
    _loose: list[dict[Path, _Content | None]] = field(default_factory=list)

    @classmethod
    def of(cls, folder: Path, files: Files) -> Self:
        """A disk on which all that is in a folder is synced."""
        contents = {folder / name: _Content(bytearray(content)) for name, content in files.items()}
        return cls(seen=dict(contents), certain=dict(contents))

    def happen(self, event: Event) -> None:
        """One more event."""
        match event:
            case Opened():
                self._open(event)
            case Write(file) | Truncation(file):
                content = self._files[file]
                assert isinstance(content, _Content)
                content.loose.append(event)
            case Sync(file):
                self._sync(self._files[file])
            case Naming(names):
                self._name({path: None if of is None else self.seen[of] for path, of in names})
            case Mark():
                pass

    def after(self, folder: Path, luck: Luck, random: Random) -> Files:
        """The files of one folder that a power cut now may leave."""
        names: dict[Path, _Content] = dict(self.certain)
        for change in _kept(self._loose, luck, random):
            _rename(names, change)
        return {
            path.name: content.after(luck, random)
            for path, content in sorted(names.items())
            if path.parent == folder and not path.name.endswith(_FORGOTTEN)
        }

    def _open(self, opened: Opened) -> None:
        if opened.folder:
            self._files[opened.file] = opened.path
            return
        if opened.path not in self.seen:
            self._name({opened.path: _Content()})
        content = self._files[opened.file] = self.seen[opened.path]
        if opened.emptied:
            content.loose.append(Truncation(opened.file, 0))

    def _name(self, change: dict[Path, _Content | None]) -> None:
        _rename(self.seen, change)
        self._loose.append(change)

    def _sync(self, what: Path | _Content) -> None:
        if isinstance(what, _Content):
            what.sync()
            return
        here = [change for change in self._loose if next(iter(change)).parent == what]
        for change in here:
            _rename(self.certain, change)
            self._loose.remove(change)


def _kept(loose: list[_Change], luck: Luck, random: Random) -> list[_Change]:
    """What is there of some changes, in their order."""
    match luck:
        case Luck.NOTHING:
            return []
        case Luck.EVERYTHING:
            return list(loose)
        case Luck.EARLY:
            return loose[:-1]
        case Luck.LATE:
            return loose[1:]
        case Luck.LAST:
            return loose[-1:]
        case Luck.SOME | Luck.TORN:
            share = random.random()
            return [change for change in loose if random.random() < share]


def _rename(names: dict[Path, _Content], change: dict[Path, _Content | None]) -> None:
    for path, content in change.items():
        if content is None:
            names.pop(path, None)
        else:
            names[path] = content


def _apply(content: bytearray, change: Write | Truncation, torn: Random | None = None) -> None:
    """torn: only some sectors of a write arrive."""
    if isinstance(change, Truncation):
        _resize(content, change.size)
        return
    end = change.offset + len(change.content)
    _resize(content, max(len(content), end))
    start = change.offset
    while start < end:
        stop = min((start // SECTOR + 1) * SECTOR, end)
        if torn is None or torn.random() < 0.5:
            content[start:stop] = change.content[start - change.offset : stop - change.offset]
        start = stop


def _resize(content: bytearray, size: int) -> None:
    if size < len(content):
        del content[size:]
    else:
        content.extend(bytes(size - len(content)))
