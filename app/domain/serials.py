"""Printed serial numbers: how they are written, and sets of them as a few ranges."""

import re
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass

HIGHEST_SERIAL = 999_999_999
_DIGITS = 6
_PRINTED = re.compile(rf"(.+)-([0-9]{{{_DIGITS},9}})")


@dataclass(frozen=True, slots=True, kw_only=True)
class SerialRange:
    """Serials from `first` to `last`, both in it. 1 ≤ first ≤ last ≤ HIGHEST_SERIAL, or ValueError."""

    first: int
    last: int

    def __post_init__(self) -> None:
        if not 1 <= self.first <= self.last <= HIGHEST_SERIAL:
            raise ValueError(f"{self.first} to {self.last} is no range of serials")

    def __len__(self) -> int:
        return self.last - self.first + 1

    def __contains__(self, serial: int) -> bool:
        return self.first <= serial <= self.last

    def overlaps(self, other: "SerialRange") -> bool:
        """Whether a serial is in both."""
        return self.first <= other.last and other.first <= self.last


def serial_range(first: int, last: int) -> SerialRange | None:
    """The range that somebody asks for; None: it is none."""
    return SerialRange(first=first, last=last) if 1 <= first <= last <= HIGHEST_SERIAL else None


Serials = tuple[SerialRange, ...]
"""A set of serials: ranges from low to high with a gap between any two, so that each set has one form."""


def serials(ranges: Iterable[SerialRange]) -> Serials:
    """All serials that are in any of the ranges."""
    joined: list[SerialRange] = []
    for one in sorted(ranges, key=lambda one: one.first):
        if joined and one.first <= joined[-1].last + 1:
            before = joined.pop()
            joined.append(SerialRange(first=before.first, last=max(before.last, one.last)))
        else:
            joined.append(one)
    return tuple(joined)


def without(ranges: Iterable[SerialRange], taken: Iterable[SerialRange]) -> Serials:
    """The serials of `ranges` that are not in `taken`."""
    left: list[SerialRange] = []
    holes = serials(taken)
    for one in serials(ranges):
        first = one.first
        for hole in holes:
            if hole.first > one.last:
                break
            if hole.first > first:
                left.append(SerialRange(first=first, last=hole.first - 1))
            first = max(first, hole.last + 1)
        if first <= one.last:
            left.append(SerialRange(first=first, last=one.last))
    return tuple(left)


def is_among(found: Serials, serial: int) -> bool:
    """Whether a serial is in the set."""
    place = bisect_right(found, serial, key=lambda one: one.first)
    return place > 0 and serial in found[place - 1]


def count_of(found: Serials) -> int:
    """How many serials there are in the set."""
    return sum(map(len, found))


def printed_serial(store: str, serial: int) -> str:
    """As it stands on the card: the store's code and six digits or more, `BDG-000123`."""
    return f"{store}-{serial:0{_DIGITS}d}"


def serial_in(text: str) -> tuple[str, int] | None:
    """The store's code and the serial of a printed one, in any case; None: it is none."""
    found = _PRINTED.fullmatch(text.strip().upper())
    if found is None:
        return None
    serial = int(found[2])
    written = printed_serial(found[1], serial) == found[0]
    return (found[1], serial) if written and serial else None
