"""Until when points or cashback can be spent, and from when: frozen into a lot when it is earned.

An expiry day counts to its last millisecond in the programme's time zone.
"""

from collections.abc import Iterable
from datetime import date
from typing import assert_never

from app.domain.calendar import (
    add_days,
    add_months,
    end_of_day,
    end_of_month,
    end_of_quarter,
    end_of_year,
    in_year,
    local_time,
)
from app.domain.programme.points import (
    AfterInactivity,
    AfterMonths,
    EndOfPeriod,
    Expiry,
    Never,
    OnDate,
    Period,
)


def expires_at(policy: Expiry, earned_at: int, zone: str) -> int | None:
    """The last instant at which what is earned now can be spent; None: never lapses.

    For `AfterInactivity`: when it would lapse if the member did nothing more.
    """
    last_day = _last_day(policy, local_time(earned_at, zone).date())
    return None if last_day is None else end_of_day(last_day, zone)


def _last_day(policy: Expiry, earned_on: date) -> date | None:
    match policy:
        case Never():
            return None
        case AfterMonths(months=months) | AfterInactivity(months=months):
            return add_months(earned_on, months)
        case EndOfPeriod(period=period, months=months):
            return _end_of(period, add_months(earned_on, months))
        case OnDate(date=day):
            return _same_day_from(day, earned_on)
        case _:
            assert_never(policy)


def _end_of(period: Period, day: date) -> date:
    match period:
        case Period.MONTH:
            return end_of_month(day)
        case Period.QUARTER:
            return end_of_quarter(day)
        case Period.YEAR:
            return end_of_year(day)


def _same_day_from(day: date, earned_on: date) -> date:
    """The date itself, or the first of its yearly repetitions that hasn't passed."""
    if earned_on <= day:
        return day
    this_year = in_year(day.month, day.day, earned_on.year)
    if earned_on <= this_year:
        return this_year
    if earned_on.year == date.max.year:
        return date.max
    return in_year(day.month, day.day, earned_on.year + 1)


def inactive_at(months: int, earned_at: int, activities: Iterable[int], zone: str) -> int:
    """When a lot lapses by inactivity, given the instants of the member's qualifying activities in any order.

    What happens after the lot has lapsed doesn't bring it back.
    """
    last = _months_later(earned_at, months, zone)
    for at in sorted(at for at in activities if at > earned_at):
        if at > last:
            break
        last = _months_later(at, months, zone)
    return last


def _months_later(at: int, months: int, zone: str) -> int:
    return end_of_day(add_months(local_time(at, zone).date(), months), zone)


def held_until(hold_days: int, earned_at: int, zone: str) -> int | None:
    """The last instant at which earned points pend: the end of the day so many days after; None: they don't."""
    if hold_days == 0:
        return None
    return end_of_day(add_days(local_time(earned_at, zone).date(), hold_days), zone)


def graced_until(restored_days: int, at: int, zone: str) -> int:
    """The last instant of restored points whose lot lapsed meanwhile: the end of the day so many days from now."""
    return end_of_day(add_days(local_time(at, zone).date(), restored_days), zone)


def voucher_expiry(valid_days: int | None, issued_at: int, zone: str) -> int | None:
    """The last instant of a voucher: the end of the day so many days after its issue; None: it doesn't lapse."""
    if valid_days is None:
        return None
    return end_of_day(add_days(local_time(issued_at, zone).date(), valid_days), zone)
