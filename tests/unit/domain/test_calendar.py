"""Days, months and instants as a shop counts them."""

from datetime import UTC, date, datetime

import pytest

from app.domain.calendar import (
    add_days,
    add_months,
    age,
    anniversary,
    business_day,
    days_from_anniversary,
    days_from_birthday,
    end_of_day,
    end_of_month,
    end_of_quarter,
    end_of_year,
    last_anniversary,
    local_time,
    nearest_anniversary,
)


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


@pytest.mark.parametrize(
    ("day", "month_end", "quarter_end"),
    [
        (date(2026, 1, 1), date(2026, 1, 31), date(2026, 3, 31)),
        (date(2026, 2, 28), date(2026, 2, 28), date(2026, 3, 31)),
        (date(2028, 2, 1), date(2028, 2, 29), date(2028, 3, 31)),
        (date(2026, 3, 31), date(2026, 3, 31), date(2026, 3, 31)),
        (date(2026, 4, 1), date(2026, 4, 30), date(2026, 6, 30)),
        (date(2026, 9, 30), date(2026, 9, 30), date(2026, 9, 30)),
        (date(2026, 12, 31), date(2026, 12, 31), date(2026, 12, 31)),
    ],
)
def test_a_month_a_quarter_and_a_year_end_with_their_last_day(
    day: date, month_end: date, quarter_end: date
) -> None:
    assert (end_of_month(day), end_of_quarter(day)) == (month_end, quarter_end)
    assert end_of_year(day) == date(day.year, 12, 31)


@pytest.mark.parametrize(
    ("birthday", "today", "days"),
    [
        ("11-22", date(2026, 11, 22), 0),
        ("11-25", date(2026, 11, 22), -3),
        ("11-20", date(2026, 11, 22), 2),
        ("01-02", date(2026, 12, 31), -2),
        ("12-31", date(2027, 1, 2), 2),
        ("01-01", date(2026, 7, 2), 182),
        ("01-01", date(2026, 7, 3), -182),
        ("03-01", date(2027, 8, 31), 183),
        ("03-01", date(2027, 9, 1), -182),
    ],
)
def test_the_nearest_birthday_is_counted_in_days_below_zero_before_it(
    birthday: str, today: date, days: int
) -> None:
    assert days_from_birthday(birthday, today) == days


def test_on_every_day_of_four_years_the_nearest_birthday_is_at_most_half_a_year_away() -> None:
    for birthday in ("01-01", "02-28", "02-29", "03-01", "07-02", "12-31"):
        found = {days_from_birthday(birthday, add_days(date(2025, 1, 1), ahead)) for ahead in range(1_461)}
        assert min(found) == -182
        assert max(found) in (182, 183)


def test_birthdays_of_29_february_are_celebrated_on_the_28th_in_common_years() -> None:
    assert days_from_birthday("02-29", date(2026, 2, 28)) == 0
    assert days_from_birthday("02-29", date(2026, 3, 1)) == 1
    assert days_from_birthday("02-29", date(2028, 2, 28)) == -1
    assert days_from_birthday("02-29", date(2028, 2, 29)) == 0


@pytest.mark.parametrize("text", ["", "1-1", "13-01", "02-30", "00-10", "0229", "02/29", "\u0661\u0661-11"])
def test_what_is_no_day_of_a_year_is_no_birthday(text: str) -> None:
    with pytest.raises(ValueError, match=r"birthday|month|day"):
        days_from_birthday(text, date(2026, 1, 1))


@pytest.mark.parametrize(
    ("born_on", "today", "years"),
    [
        (date(1990, 11, 22), date(2026, 11, 21), 35),
        (date(1990, 11, 22), date(2026, 11, 22), 36),
        (date(2008, 2, 29), date(2026, 2, 27), 17),
        (date(2008, 2, 29), date(2026, 2, 28), 18),
        (date(2008, 2, 29), date(2028, 2, 28), 19),
        (date(2008, 2, 29), date(2028, 2, 29), 20),
        (date(2027, 1, 1), date(2026, 1, 1), 0),
    ],
)
def test_age_is_in_whole_years(born_on: date, today: date, years: int) -> None:
    assert age(born_on, today) == years


@pytest.mark.parametrize(
    ("since", "today", "days"),
    [
        (date(2025, 11, 22), date(2026, 11, 22), 0),
        (date(2025, 11, 22), date(2026, 11, 21), -1),
        (date(2025, 11, 22), date(2027, 1, 1), 40),
        (date(2026, 11, 22), date(2026, 11, 22), -365),
        (date(2026, 1, 5), date(2026, 1, 6), -364),
        (date(2024, 2, 29), date(2025, 2, 28), 0),
        (date(2024, 2, 29), date(2028, 2, 28), -1),
    ],
)
def test_an_anniversary_comes_whole_years_after_joining_and_not_on_the_day_itself(
    since: date, today: date, days: int
) -> None:
    assert days_from_anniversary(since, today) == days


def test_the_last_anniversary_starts_a_membership_year() -> None:
    joined = date(2024, 2, 29)
    assert last_anniversary(joined, date(2024, 12, 31)) == joined
    assert last_anniversary(joined, date(2025, 2, 27)) == joined
    assert last_anniversary(joined, date(2025, 2, 28)) == date(2025, 2, 28)
    assert last_anniversary(joined, date(2028, 2, 28)) == date(2027, 2, 28)
    assert last_anniversary(joined, date(2028, 2, 29)) == date(2028, 2, 29)
    assert last_anniversary(joined, date(2020, 1, 1)) == joined


def test_nothing_leaves_the_calendar() -> None:
    assert add_months(date(9999, 12, 1), 1) == date.max
    assert add_months(date(1, 1, 31), -1) == date.min
    assert (add_days(date.max, 1), add_days(date.min, -1)) == (date.max, date.min)
    assert anniversary(date(9999, 6, 1), 1) is None
    assert nearest_anniversary(date(9999, 6, 1), date(9999, 6, 2)) is None
    assert days_from_anniversary(date(9999, 6, 1), date(9999, 6, 2)) is None
    assert days_from_birthday("12-31", date(1, 1, 1)) == -364
    assert days_from_birthday("01-01", date(9999, 12, 31)) == 364
