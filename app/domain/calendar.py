"""Dates as a shop counts them: business days with a cut-over hour, months that clip, instants as integers."""

from calendar import monthrange
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

MILLISECONDS = 1000


def local_time(at: int, zone: str) -> datetime:
    """An instant (milliseconds since 1970, UTC) as wall-clock time in an IANA zone."""
    return datetime.fromtimestamp(at // MILLISECONDS, UTC).astimezone(ZoneInfo(zone))


def business_day(at: int, zone: str, cut_over_hour: int) -> date:
    """The shop's day of an instant: with a cut-over of 4, a sale at 01.30 belongs to the day before."""
    return (local_time(at, zone) - timedelta(hours=cut_over_hour)).date()


def add_months(day: date, months: int) -> date:
    """The same day months later, clipped to that month's end: 31 January + 1 is 28 or 29 February."""
    index = day.year * 12 + day.month - 1 + months
    year, month = index // 12, index % 12 + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def end_of_day(day: date, zone: str) -> int:
    """The last millisecond of a day, 23:59:59.999, as an instant; the later one where a zone has it twice."""
    last = datetime.combine(day, time(23, 59, 59, fold=1), ZoneInfo(zone))
    return int(last.timestamp()) * MILLISECONDS + 999
