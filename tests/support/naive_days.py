"""Days as the naive model counts them: Jakarta is seven hours ahead all year, so plain arithmetic is enough."""

from calendar import monthrange
from datetime import date, timedelta

from app.domain.programme.levels import TierRules, TierWindow
from app.domain.programme.points import (
    AfterInactivity,
    AfterMonths,
    EndOfPeriod,
    Expiry,
    Never,
    OnDate,
    Period,
)

DAY = 86_400_000
"""Milliseconds."""
_AHEAD = 7 * 3_600_000
_CUT_OVER = 4 * 3_600_000
_EPOCH = date(1970, 1, 1)
_PERIODS = {Period.MONTH: 1, Period.QUARTER: 3, Period.YEAR: 12}


def day_of(at: int) -> date:
    """The calendar day of an instant."""
    return _EPOCH + timedelta(days=(at + _AHEAD) // DAY)


def trading_day(at: int) -> date:
    """The shop's day of an instant: it ends at four in the morning."""
    return day_of(at - _CUT_OVER)


def last_instant(day: date) -> int:
    """23:59:59.999 of a day."""
    return ((day - _EPOCH).days + 1) * DAY - _AHEAD - 1


def months_later(day: date, months: int) -> date:
    """The same day months later (earlier), or the month's last one."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def lapses_at(policy: Expiry, earned_at: int) -> int | None:
    """The last instant of points that are earned at an instant."""
    day = day_of(earned_at)
    match policy:
        case Never():
            return None
        case AfterMonths(months=months) | AfterInactivity(months=months):
            return last_instant(months_later(day, months))
        case EndOfPeriod(period=period, months=months):
            return last_instant(_period_end(months_later(day, months), _PERIODS[period]))
        case OnDate(date=last):
            while last < day:
                last = date(last.year + 1, last.month, last.day)
            return last_instant(last)


def _period_end(day: date, months: int) -> date:
    """The last day of the month, quarter or year."""
    while day.month % months or (day + timedelta(days=1)).month == day.month:
        day += timedelta(days=1)
    return day


def window_opens(rules: TierRules, today: date, joined: date) -> date:
    """The first day that counts towards a tier."""
    match rules.window:
        case TierWindow.ROLLING:
            return months_later(today, -rules.months) + timedelta(days=1)
        case TierWindow.CALENDAR_YEAR:
            return date(today.year, 1, 1)
        case TierWindow.MEMBERSHIP_YEAR:
            past = [day for day in yearly(joined, today.year) if joined <= day <= today]
            return max(past, default=joined)


def yearly(day: date, year: int) -> list[date]:
    """A day of the year in the year before, this one and the next; the 28th for a 29 February that isn't there."""
    years = (year - 1, year, year + 1)
    return [date(each, day.month, min(day.day, monthrange(each, day.month)[1])) for each in years]


def since_birthday(birthday: str, today: date) -> int | None:
    """Days since the nearest birthday (MM-DD), below zero before it; a past one wins a tie."""
    if not birthday:
        return None
    born = date(2000, int(birthday[:2]), int(birthday[3:]))
    return min(((today - day).days for day in yearly(born, today.year)), key=lambda days: (abs(days), -days))
