"""Days, months and instants as a shop counts them."""

from datetime import UTC, date, datetime

import pytest

from app.domain.calendar import add_months, business_day, end_of_day, local_time


def instant(year: int, month: int, day: int, hour: int = 0, minute: int = 0, second: int = 0) -> int:
    return int(datetime(year, month, day, hour, minute, second, tzinfo=UTC).timestamp()) * 1000


def test_one_instant_is_another_wall_clock_time_in_each_zone() -> None:
    at = instant(2026, 11, 22, 16, 59, 59) + 999
    assert local_time(at, "Asia/Jakarta").isoformat() == "2026-11-22T23:59:59+07:00"
    assert local_time(at, "Asia/Makassar").isoformat() == "2026-11-23T00:59:59+08:00"
    assert local_time(at, "Asia/Jayapura").isoformat() == "2026-11-23T01:59:59+09:00"


@pytest.mark.parametrize(
    ("local_hour", "minute", "second", "day"),
    [(0, 0, 0, 21), (1, 30, 0, 21), (3, 59, 59, 21), (4, 0, 0, 22), (23, 59, 59, 22)],
)
def test_a_business_day_lasts_until_the_cut_over_hour(
    local_hour: int, minute: int, second: int, day: int
) -> None:
    at = instant(2026, 11, 22, 0, minute, second) + (local_hour - 7) * 3_600_000
    assert business_day(at, "Asia/Jakarta", 4) == date(2026, 11, day)


def test_without_a_cut_over_the_business_day_is_the_calendar_s() -> None:
    assert business_day(instant(2026, 11, 21, 17), "Asia/Jakarta", 0) == date(2026, 11, 22)
    assert business_day(instant(2026, 11, 21, 16, 59, 59), "Asia/Jakarta", 0) == date(2026, 11, 21)


@pytest.mark.parametrize(
    ("day", "months", "clipped"),
    [
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2028, 1, 31), 1, date(2028, 2, 29)),
        (date(2026, 1, 31), 2, date(2026, 3, 31)),
        (date(2028, 2, 29), 12, date(2029, 2, 28)),
        (date(2026, 11, 30), 3, date(2027, 2, 28)),
        (date(2026, 12, 15), 1, date(2027, 1, 15)),
        (date(2026, 3, 31), -1, date(2026, 2, 28)),
        (date(2026, 1, 15), -12, date(2025, 1, 15)),
        (date(2026, 5, 5), 0, date(2026, 5, 5)),
    ],
)
def test_months_clip_to_the_month_s_end(day: date, months: int, clipped: date) -> None:
    assert add_months(day, months) == clipped


def test_a_day_ends_with_its_last_millisecond_in_its_own_zone() -> None:
    assert end_of_day(date(2027, 11, 22), "Asia/Jakarta") == instant(2027, 11, 22, 17) - 1
    assert end_of_day(date(2027, 11, 22), "Asia/Jayapura") == instant(2027, 11, 22, 15) - 1


def test_a_day_whose_last_hour_comes_twice_ends_the_second_time() -> None:
    # São Paulo left summer time at midnight: 17 February 2018 had two hours from 23.00 to 24.00.
    assert end_of_day(date(2018, 2, 17), "America/Sao_Paulo") == instant(2018, 2, 18, 3) - 1
