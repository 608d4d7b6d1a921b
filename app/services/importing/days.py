"""Days and birthdays in the spellings that shops' files have."""

import re
from collections.abc import Iterable
from datetime import date, timedelta
from enum import Enum
from functools import lru_cache

from app.services.importing.spellings import UNREADABLE, Unreadable

_LEAP_YEAR = 2000
_ISO = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T ].*)?")
_PACKED = re.compile(r"(\d{4})(\d{2})(\d{2})")
_PARTS = re.compile(r"(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4}|\d{2})(?:[T ,].*)?")
_WORDED = re.compile(r"(\d{1,2})[ \-]+([A-Za-z]{3,9})\.?(?:[ \-]+(\d{4}))?")
_WORDED_FIRST = re.compile(r"([A-Za-z]{3,9})\.? (\d{1,2})(?:,? (\d{4}))?")
_MONTH_DAY = re.compile(r"(?:--)?(\d{1,2})-(\d{1,2})")
_DAY_MONTH = re.compile(r"(\d{1,2})[/. ](\d{1,2})")
_SERIAL = re.compile(r"\d{5}(?:\.\d+)?")
_SERIAL_ORIGIN = date(1899, 12, 30)
"""Day 0 of the numbers that a spreadsheet counts days with (ECMA-376, 1900 date system)."""
_LATEST_SHORT_YEAR = 30
_DAYS_KEPT = 4096
"""A file has the same days again and again."""

_MONTHS = {
    name: month
    for month, names in enumerate(
        (
            ("jan", "january", "januari"),
            ("feb", "february", "februari", "peb", "pebruari"),
            ("mar", "march", "maret"),
            ("apr", "april"),
            ("may", "mei"),
            ("jun", "june", "juni"),
            ("jul", "july", "juli"),
            ("aug", "august", "agu", "agt", "ags", "agustus"),
            ("sep", "sept", "september"),
            ("oct", "october", "okt", "oktober"),
            ("nov", "november", "nop", "nopember"),
            ("dec", "december", "des", "desember"),
        ),
        start=1,
    )
    for name in names
}


class DayOrder(Enum):
    """What stands first in `03/04/2026`."""

    DAY_FIRST = "day-first"
    MONTH_FIRST = "month-first"


def order_shown(texts: Iterable[str]) -> DayOrder | None:
    """The order that the first of these days shows which can be read in one way only; None: none does."""
    for text in texts:
        found = _PARTS.fullmatch(text) or _DAY_MONTH.fullmatch(text)
        if found is None:
            continue
        if int(found[1]) > 12:
            return DayOrder.DAY_FIRST
        if int(found[2]) > 12:
            return DayOrder.MONTH_FIRST
    return None


@lru_cache(maxsize=_DAYS_KEPT)
def day_in(text: str, order: DayOrder = DayOrder.DAY_FIRST) -> date | Unreadable:
    """A day with its year: `2026-11-22`, with a time or not; `22/11/2026`, `22-11-26`, `22 November 2026`."""
    bare = text.strip()
    found = _ISO.fullmatch(bare) or _PACKED.fullmatch(bare)
    if found is not None:
        return _day(int(found[1]), int(found[2]), int(found[3]))
    found = _PARTS.fullmatch(bare)
    if found is not None:
        first, second = int(found[1]), int(found[2])
        day, month = (first, second) if order is DayOrder.DAY_FIRST else (second, first)
        return _day(_year(found[3]), month, day)
    worded = _worded(bare)
    if worded is not None and worded[2] is not None:
        return _day(int(worded[2]), worded[1], worded[0])
    if _SERIAL.fullmatch(bare):
        return _SERIAL_ORIGIN + timedelta(days=int(bare.partition(".")[0]))
    return UNREADABLE


@lru_cache(maxsize=_DAYS_KEPT)
def birthday_in(text: str, order: DayOrder = DayOrder.DAY_FIRST) -> str | Unreadable:
    """MM-DD. With a year as `day_in`; without one `04-21` and `--04-21` (month first), `21/4`, `21 April`."""
    bare = text.strip()
    found = _MONTH_DAY.fullmatch(bare)
    if found is not None:
        return _month_day(_day(_LEAP_YEAR, int(found[1]), int(found[2])))
    found = _DAY_MONTH.fullmatch(bare)
    if found is not None:
        first, second = int(found[1]), int(found[2])
        day, month = (first, second) if order is DayOrder.DAY_FIRST else (second, first)
        return _month_day(_day(_LEAP_YEAR, month, day))
    worded = _worded(bare)
    if worded is not None and worded[2] is None:
        return _month_day(_day(_LEAP_YEAR, worded[1], worded[0]))
    return _month_day(day_in(bare, order))


def _worded(text: str) -> tuple[int, int, str | None] | None:
    """Day, month and year of `22 Nov 2026` or `November 22, 2026`."""
    found = _WORDED.fullmatch(text)
    day, word, year = (found[1], found[2], found[3]) if found else ("", "", None)
    if found is None:
        found = _WORDED_FIRST.fullmatch(text)
        if found is None:
            return None
        day, word, year = found[2], found[1], found[3]
    month = _MONTHS.get(word.lower())
    return None if month is None else (int(day), month, year)


def _month_day(day: date | Unreadable) -> str | Unreadable:
    return UNREADABLE if isinstance(day, Unreadable) else f"{day.month:02d}-{day.day:02d}"


def _year(text: str) -> int:
    if len(text) == 4:
        return int(text)
    short = int(text)
    return 2000 + short if short <= _LATEST_SHORT_YEAR else 1900 + short


def _day(year: int, month: int, day: int) -> date | Unreadable:
    try:
        return date(year, month, day)
    except ValueError:
        return UNREADABLE
