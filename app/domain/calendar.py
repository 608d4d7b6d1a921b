"""Dates as a shop counts them: business days with a cut-over hour, months that clip, instants as integers.

Where a year has no 29 February, what falls on it is celebrated on the 28th. Nothing leaves the calendar (years 1 to
9999): what would lie beyond it is its first or last day.
"""

from calendar import monthrange
from datetime import MAXYEAR, MINYEAR, UTC, date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

MILLISECONDS = 1000
_MONTHS = 12
_QUARTER = 3


@lru_cache(maxsize=64)  # a sale asks a dozen times for its own instant
def local_time(at: int, zone: str) -> datetime:
    """An instant (milliseconds since 1970, UTC) as wall-clock time in an IANA zone."""
    return datetime.fromtimestamp(at // MILLISECONDS, UTC).astimezone(ZoneInfo(zone))


def business_day(at: int, zone: str, cut_over_hour: int) -> date:
    """The shop's day of an instant: with a cut-over of 4, a sale at 01.30 belongs to the day before."""
    return (local_time(at, zone) - timedelta(hours=cut_over_hour)).date()


def add_months(day: date, months: int) -> date:
    """The same day months later, clipped to that month's end: 31 January + 1 is 28 or 29 February."""
    index = day.year * _MONTHS + day.month - 1 + months
    year, month = index // _MONTHS, index % _MONTHS + 1
    if not MINYEAR <= year <= MAXYEAR:
        return date.min if months < 0 else date.max
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def add_days(day: date, days: int) -> date:
    """The day so many days later."""
    ordinal = day.toordinal() + days
    return date.fromordinal(min(max(ordinal, date.min.toordinal()), date.max.toordinal()))


def end_of_day(day: date, zone: str) -> int:
    """The last millisecond of a day, 23:59:59.999, as an instant; the later one where a zone has it twice."""
    last = datetime.combine(day, time(23, 59, 59, fold=1), ZoneInfo(zone))
    return int(last.timestamp()) * MILLISECONDS + 999


def end_of_month(day: date) -> date:
    """The last day of its month."""
    return day.replace(day=monthrange(day.year, day.month)[1])


def end_of_quarter(day: date) -> date:
    """The last day of March, June, September or December that is next, or the day itself."""
    return end_of_month(day.replace(day=1, month=(day.month - 1) // _QUARTER * _QUARTER + _QUARTER))


def end_of_year(day: date) -> date:
    """31 December."""
    return day.replace(month=12, day=31)


def in_year(month: int, day: int, year: int) -> date:
    """A day of the year that comes again: 29 February is the 28th in common years."""
    return date(year, month, min(day, monthrange(year, month)[1]))


def parse_birthday(text: str) -> tuple[int, int]:
    """Month and day of "MM-DD"; "02-29" is one. ValueError for any other text."""
    if len(text) != 5 or text[2] != "-" or not (text[:2] + text[3:]).isdecimal() or not text.isascii():
        raise ValueError(f"not a birthday: {text!r}")
    in_leap_year = date(2000, int(text[:2]), int(text[3:]))
    return in_leap_year.month, in_leap_year.day


def days_from_birthday(birthday: str, today: date) -> int:
    """Days since the nearest birthday ("MM-DD"), below zero before it: −182 to 183. The past one wins a tie."""
    month, day = parse_birthday(birthday)
    return _days_from([in_year(month, day, year) for year in _years_around(today)], today)


def age(born_on: date, today: date) -> int:
    """Whole years lived; zero or more. Who was born on 29 February is older on the 28th in common years."""
    had_birthday = in_year(born_on.month, born_on.day, today.year) <= today
    return max(0, today.year - born_on.year - (0 if had_birthday else 1))


def anniversary(since: date, years: int) -> date | None:
    """The day so many years later; None: after the calendar's end."""
    year = since.year + years
    return in_year(since.month, since.day, year) if year <= MAXYEAR else None


def nearest_anniversary(since: date, today: date) -> date | None:
    """The anniversary, a year or more after `since`, that is nearest to today; the past one wins a tie.

    None: the calendar ends before the first one.
    """
    years = {max(year - since.year, 1) for year in _years_around(today)}
    days = [day for year in sorted(years) if (day := anniversary(since, year)) is not None]
    return min(days, key=lambda day: (abs((today - day).days), day), default=None)


def days_from_anniversary(since: date, today: date) -> int | None:
    """Days since the nearest anniversary, below zero before it; None: there is none."""
    nearest = nearest_anniversary(since, today)
    return None if nearest is None else (today - nearest).days


def last_anniversary(since: date, today: date) -> date:
    """The newest anniversary that has come, or `since` itself in the first year and before."""
    if today < since:
        return since
    this_year = in_year(since.month, since.day, today.year)
    if this_year <= today:
        return this_year
    return max(since, in_year(since.month, since.day, today.year - 1))


def _years_around(today: date) -> range:
    return range(max(MINYEAR, today.year - 1), min(MAXYEAR, today.year + 1) + 1)


def _days_from(days: list[date], today: date) -> int:
    """Days since the nearest of these; the past one wins a tie."""
    nearest = min(days, key=lambda day: (abs((today - day).days), day))
    return (today - nearest).days
