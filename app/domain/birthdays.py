"""How far a day is from somebody's birthday. 29 February is celebrated on the 28th in common years."""

from calendar import isleap
from collections.abc import Iterator
from datetime import MAXYEAR, MINYEAR, date


def days_from_birthday(today: date, month: int, day: int) -> int:
    """Days since the nearest birthday, below zero before it: −182 to 183.

    Raises ValueError when no year has such a day.
    """
    date(2000, month, day)
    return min(
        ((today - birthday).days for birthday in _around(today.year, month, day)),
        key=lambda days: (abs(days), days < 0),
    )


def _around(year: int, month: int, day: int) -> Iterator[date]:
    for near in range(max(MINYEAR, year - 1), min(MAXYEAR, year + 1) + 1):
        clipped = 28 if (month, day) == (2, 29) and not isleap(near) else day
        yield date(near, month, clipped)
