"""Until when points can be spent: every policy, frozen when they are earned."""

from datetime import UTC, date, datetime
from itertools import permutations

import pytest

from app.domain.expiring import expires_at, graced_until, held_until, inactive_at, voucher_expiry
from app.domain.programme.points import (
    AfterInactivity,
    AfterMonths,
    EndOfPeriod,
    Expiry,
    Never,
    OnDate,
    Period,
)

JAKARTA = "Asia/Jakarta"


def at(text: str) -> int:
    return int(datetime.fromisoformat(text).replace(tzinfo=UTC).timestamp() * 1000)


def day_s_end(text: str) -> int:
    """The last millisecond of a day in Jakarta."""
    return at(f"{text}T16:59:59.999")


@pytest.mark.parametrize(
    ("earned_at", "last_instant"),
    [
        ("2026-11-22T05:00:00", "2027-11-22T16:59:59.999"),
        ("2026-11-22T16:59:59", "2027-11-22T16:59:59.999"),
        ("2026-11-22T17:00:00", "2027-11-23T16:59:59.999"),
        ("2028-02-28T17:00:00", "2029-02-28T16:59:59.999"),
    ],
    ids=["noon", "just before midnight", "midnight in the programme's zone", "29 February"],
)
def test_an_expiry_day_counts_to_its_last_second_in_the_programme_s_zone(
    earned_at: str, last_instant: str
) -> None:
    assert expires_at(AfterMonths(months=12), at(earned_at), JAKARTA) == at(last_instant)


def test_points_without_a_policy_never_lapse() -> None:
    assert expires_at(Never(), at("2026-11-22T05:00:00"), JAKARTA) is None


@pytest.mark.parametrize(
    ("policy", "earned_on", "last_day"),
    [
        (AfterMonths(months=1), "2026-01-31", "2026-02-28"),
        (AfterMonths(months=1), "2028-01-31", "2028-02-29"),
        (EndOfPeriod(period=Period.MONTH), "2026-11-22", "2026-11-30"),
        (EndOfPeriod(period=Period.MONTH, months=3), "2026-11-22", "2027-02-28"),
        (EndOfPeriod(period=Period.QUARTER), "2026-11-22", "2026-12-31"),
        (EndOfPeriod(period=Period.QUARTER, months=2), "2026-11-22", "2027-03-31"),
        (EndOfPeriod(period=Period.YEAR), "2026-11-22", "2026-12-31"),
        (EndOfPeriod(period=Period.YEAR, months=12), "2026-11-22", "2027-12-31"),
        (OnDate(date=date(2026, 12, 31)), "2026-12-31", "2026-12-31"),
        (OnDate(date=date(2026, 3, 31)), "2026-11-22", "2027-03-31"),
        (OnDate(date=date(2024, 12, 31)), "2026-11-22", "2026-12-31"),
        (OnDate(date=date(2024, 11, 22)), "2026-11-22", "2026-11-22"),
        (OnDate(date=date(2024, 11, 22)), "2026-11-23", "2027-11-22"),
        (OnDate(date=date(2024, 2, 29)), "2026-11-22", "2027-02-28"),
        (AfterInactivity(months=6), "2026-08-31", "2027-02-28"),
    ],
)
def test_each_policy_names_the_last_day(policy: Expiry, earned_on: str, last_day: str) -> None:
    assert expires_at(policy, at(f"{earned_on}T05:00:00"), JAKARTA) == day_s_end(last_day)


def test_inactivity_expiry_derives_from_the_last_qualifying_activity() -> None:
    earned = at("2026-01-10T05:00:00")
    assert inactive_at(6, earned, (), JAKARTA) == day_s_end("2026-07-10")
    visits = (at("2026-05-01T05:00:00"), at("2026-10-15T05:00:00"))
    assert inactive_at(6, earned, visits, JAKARTA) == day_s_end("2027-04-15")


def test_an_activity_before_the_points_were_earned_does_not_shorten_their_life() -> None:
    earned = at("2026-01-10T05:00:00")
    assert inactive_at(6, earned, (at("2025-06-01T05:00:00"),), JAKARTA) == day_s_end("2026-07-10")


def test_what_lapsed_by_inactivity_does_not_come_back_with_a_later_visit() -> None:
    earned = at("2026-01-10T05:00:00")
    assert inactive_at(6, earned, (day_s_end("2026-07-10") + 1,), JAKARTA) == day_s_end("2026-07-10")
    assert inactive_at(6, earned, (day_s_end("2026-07-10"),), JAKARTA) == day_s_end("2027-01-10")


def test_activities_give_one_expiry_in_whatever_order_they_become_known() -> None:
    earned = at("2026-01-10T05:00:00")
    visits = [at("2026-05-01T05:00:00"), at("2026-10-15T05:00:00"), at("2027-06-01T05:00:00")]
    assert {inactive_at(6, earned, order, JAKARTA) for order in permutations(visits)} == {
        day_s_end("2027-04-15")
    }


def test_points_pend_to_the_end_of_the_last_day_of_their_hold() -> None:
    assert held_until(0, at("2026-11-22T05:00:00"), JAKARTA) is None
    assert held_until(14, at("2026-11-22T05:00:00"), JAKARTA) == day_s_end("2026-12-06")


def test_the_grace_of_restored_points_counts_from_the_return() -> None:
    assert graced_until(7, at("2026-11-22T05:00:00"), JAKARTA) == day_s_end("2026-11-29")
    assert graced_until(0, at("2026-11-22T05:00:00"), JAKARTA) == day_s_end("2026-11-22")


def test_an_expiry_beyond_the_calendar_is_its_last_day() -> None:
    late = at("9999-12-01T00:00:00")
    for policy in (AfterMonths(months=120), OnDate(date=date(2026, 1, 1)), AfterInactivity(months=1)):
        assert expires_at(policy, late, JAKARTA) == day_s_end("9999-12-31")


def test_a_voucher_is_good_to_the_end_of_its_last_day_in_the_programme_s_zone() -> None:
    assert voucher_expiry(30, at("2026-11-22T18:00:00"), JAKARTA) == day_s_end("2026-12-23")
    assert voucher_expiry(None, at("2026-11-22T05:00:00"), JAKARTA) is None
