"""Looks at a store's write-ahead log before SQLite does: whether committed changes in it were damaged.

SQLite believes a log up to the first frame whose checksum is wrong and silently forgets the rest. That is right for
the one transaction that a power cut interrupted, and wrong for a log that rotted: each commit is synced before the
next begins, so only the last one may be torn. The format: https://www.sqlite.org/fileformat2.html#the_write_ahead_log

Checksums chain the frames, so the first frame after a commit shows which commit it followed. After two power cuts a
torn commit may lie before what is left of another one that was torn earlier; they don't follow each other.
"""

import sys
from array import array
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import BinaryIO

_HEADER, _FRAME_HEADER = 32, 24
_MAGIC = 0x377F0682
"""Its lowest bit says that checksums are made of big-endian words."""
_LARGEST_PAGE = 65_536
_MASK = 0xFFFF_FFFF
_TURNED_AT_MOST = 2


class LogState(StrEnum):
    """ABSENT: there is no log that SQLite would read. SOUND: at most its last commit is torn."""

    ABSENT = "absent"
    SOUND = "sound"
    DAMAGED = "damaged"


@dataclass(frozen=True, slots=True)
class _Header:
    big_endian: bool
    page_size: int
    salts: bytes
    checksum: tuple[int, int]


def log_of(store: Path) -> Path:
    """Where SQLite keeps the log of a store."""
    return store.with_name(store.name + "-wal")


def examine_log(store: Path) -> LogState:
    """Reads the log of a store that nobody has open."""
    try:
        with log_of(store).open("rb") as log:
            header = _header(log.read(_HEADER))
            if header is None:
                return LogState.ABSENT
            damaged = _lost_a_commit(log, header)
    except FileNotFoundError:
        return LogState.ABSENT
    return LogState.DAMAGED if damaged else LogState.SOUND


def _header(raw: bytes) -> _Header | None:
    """None: it is shorter than a header, or its checksum is wrong."""
    if len(raw) < _HEADER:
        return None
    magic, page_size = int.from_bytes(raw[:4], "big"), int.from_bytes(raw[8:12], "big")
    if magic & ~1 != _MAGIC or not 512 <= page_size <= _LARGEST_PAGE:
        return None
    big_endian = bool(magic & 1)
    checksum = _summed((0, 0), raw[:24], big_endian=big_endian)
    if checksum != _pair(raw[24:32]):
        return None
    return _Header(big_endian, page_size, raw[16:24], checksum)


def _lost_a_commit(log: BinaryIO, header: _Header) -> bool:
    """Whether something followed a commit that SQLite won't believe."""
    readable, before, commit = True, header.checksum, set[tuple[int, int]]()
    while len(frame := log.read(_FRAME_HEADER + header.page_size)) == _FRAME_HEADER + header.page_size:
        said = _pair(frame[16:24])
        if readable:
            readable = frame[8:16] == header.salts and _sum_of(header, before, frame) == said
        elif said in {_sum_of(header, one, frame) for one in commit}:
            return True
        if not readable and _is_of(header, frame) and frame[4:8] != bytes(4):
            commit = {said, _sum_of(header, before, frame)}  # its own checksum may be what rotted
        else:
            commit = set()
        before = said
    return False


def _sum_of(header: _Header, before: tuple[int, int], frame: bytes) -> tuple[int, int]:
    """The checksum of a frame, given that of the frame before."""
    return _summed(before, frame[:8] + frame[_FRAME_HEADER:], big_endian=header.big_endian)


def _is_of(header: _Header, frame: bytes) -> bool:
    """Whether a frame isn't left over from before the log was restarted, even if a bit of its salts has turned.

    A restart counts one salt up and draws 32 new bits for the other.
    """
    turned = int.from_bytes(frame[8:16], "big") ^ int.from_bytes(header.salts, "big")
    return turned.bit_count() <= _TURNED_AT_MOST


def _summed(before: tuple[int, int], content: bytes, *, big_endian: bool) -> tuple[int, int]:
    """SQLite's running checksum over pairs of 32-bit words."""
    words = array("I", content)
    if big_endian != (sys.byteorder == "big"):
        words.byteswap()
    first, second = before
    pairs = iter(words)
    for one, other in zip(pairs, pairs, strict=True):
        first = (first + one + second) & _MASK
        second = (second + other + first) & _MASK
    return first, second


def _pair(raw: bytes) -> tuple[int, int]:
    return int.from_bytes(raw[:4], "big"), int.from_bytes(raw[4:], "big")
