"""Tiers: what counts in which window, upgrades at once, downgrades only at a review."""

from dataclasses import replace
from datetime import date

import pytest

from app.domain.programme.benefits import GivePoints
from app.domain.programme.document import Programme
from app.domain.programme.levels import Downgrade, TierRules, TierWindow
from app.domain.tiers import (
    MetricEntry,
    NotDue,
    Reviewed,
    Standing,
    distance,
    is_review_due,
    latest_due,
    metric_on,
    reached,
    review,
    review_date,
    standing_after,
    tier_after,
    window_start,
)
from tests.support.worked_example import EXAMPLE_PROGRAMME

JOINED = date(2024, 2, 29)
TODAY = date(2026, 11, 22)
GOLD = Standing(tier_id="gold", since=date(2026, 1, 10))


def with_rules(rules: TierRules) -> Programme:
    """Basic from 0, Silver from 1.000.000, Gold from 5.000.000."""
    return replace(EXAMPLE_PROGRAMME, tier_rules=rules)


def entry(day: date, amount: int) -> MetricEntry:
    return MetricEntry(day=day, amount=amount)


@pytest.mark.parametrize(
    ("window", "today", "first"),
    [
        (TierWindow.ROLLING, TODAY, date(2025, 11, 23)),
        (TierWindow.ROLLING, date(2028, 2, 29), date(2027, 3, 1)),
        (TierWindow.CALENDAR_YEAR, TODAY, date(2026, 1, 1)),
        (TierWindow.MEMBERSHIP_YEAR, TODAY, date(2026, 2, 28)),
        (TierWindow.MEMBERSHIP_YEAR, date(2026, 2, 27), date(2025, 2, 28)),
        (TierWindow.MEMBERSHIP_YEAR, date(2024, 12, 31), JOINED),
    ],
)
def test_a_tier_counts_a_rolling_time_a_calendar_year_or_a_membership_year(
    window: TierWindow, today: date, first: date
) -> None:
    rules = TierRules(window=window, months=12)
    assert window_start(rules, today, JOINED) == first
    edge = [entry(date.fromordinal(first.toordinal() - 1), 1), entry(first, 10), entry(today, 100)]
    tomorrow = entry(date.fromordinal(today.toordinal() + 1), 1_000)
    assert metric_on(rules, [*edge, tomorrow], today, JOINED) == 110


def test_reaching_a_threshold_exactly_is_reaching_the_tier() -> None:
    assert tier_after(EXAMPLE_PROGRAMME, "basic", 999_999) == "basic"
    assert tier_after(EXAMPLE_PROGRAMME, "basic", 1_000_000) == "silver"
    assert tier_after(EXAMPLE_PROGRAMME, "basic", 5_000_000) == "gold"


def test_an_upgrade_takes_effect_right_after_the_commit_and_no_commit_demotes() -> None:
    silver = Standing(tier_id="silver", since=date(2026, 1, 1))
    assert standing_after(EXAMPLE_PROGRAMME, silver, 5_000_000, TODAY) == Standing(
        tier_id="gold", since=TODAY
    )
    assert standing_after(EXAMPLE_PROGRAMME, silver, 0, TODAY) == silver


def test_a_return_subtracts_at_the_sale_s_date_and_demotes_nobody_in_mid_term() -> None:
    rules = TierRules(window=TierWindow.CALENDAR_YEAR)
    programme = with_rules(rules)
    sold = [entry(date(2026, 3, 1), 5_000_000)]
    returned = [*sold, entry(date(2026, 3, 1), -5_000_000)]
    assert metric_on(rules, returned, TODAY, JOINED) == 0
    assert tier_after(programme, "gold", metric_on(rules, returned, TODAY, JOINED)) == "gold"
    assert review(programme, GOLD, returned, TODAY, JOINED) == NotDue(on=date(2027, 1, 1))
    # A return in the year after doesn't lower the new year's metric: it belongs to the sale's day.
    assert metric_on(rules, returned, date(2027, 1, 5), JOINED) == 0
    at_review = review(programme, GOLD, returned, date(2027, 1, 1), JOINED)
    assert isinstance(at_review, Reviewed)
    assert (at_review.standing.tier_id, at_review.demoted) == ("basic", True)


def test_a_full_return_restores_the_metric() -> None:
    before = [entry(date(2026, 5, 5), 700_000)]
    sale = entry(date(2026, 6, 6), 400_000)
    after = [*before, sale, replace(sale, amount=-sale.amount)]
    rules = TierRules()
    assert metric_on(rules, after, TODAY, JOINED) == metric_on(rules, before, TODAY, JOINED)


@pytest.mark.parametrize(
    ("months", "today", "first", "due"),
    [
        (1, TODAY, date(2026, 10, 23), date(2026, 12, 22)),
        (3, date(2026, 5, 31), date(2026, 3, 1), date(2026, 8, 31)),  # less three months: 28 February
        (24, TODAY, date(2024, 11, 23), date(2028, 11, 22)),
    ],
)
def test_a_rolling_window_is_so_many_months_long(months: int, today: date, first: date, due: date) -> None:
    assert window_start(TierRules(months=months), today, JOINED) == first
    assert review_date(TierRules(months=months), today, JOINED) == due


@pytest.mark.parametrize(
    ("window", "since", "due"),
    [
        (TierWindow.ROLLING, date(2026, 1, 10), date(2027, 1, 10)),
        (TierWindow.CALENDAR_YEAR, date(2026, 1, 10), date(2027, 1, 1)),
        (TierWindow.CALENDAR_YEAR, date(2026, 12, 31), date(2027, 1, 1)),
        (TierWindow.MEMBERSHIP_YEAR, date(2026, 1, 10), date(2026, 2, 28)),
        (TierWindow.MEMBERSHIP_YEAR, date(2026, 2, 28), date(2027, 2, 28)),
        (TierWindow.MEMBERSHIP_YEAR, date(2027, 3, 1), date(2028, 2, 29)),
        (TierWindow.ROLLING, date(9999, 6, 1), None),
        (TierWindow.CALENDAR_YEAR, date(9999, 6, 1), None),
        (TierWindow.MEMBERSHIP_YEAR, date(9999, 6, 1), None),
    ],
)
def test_a_review_is_due_when_the_window_has_passed_once(
    window: TierWindow, since: date, due: date | None
) -> None:
    assert review_date(TierRules(window=window, months=12), since, JOINED) == due


def test_a_tier_that_can_never_be_reviewed_is_kept() -> None:
    late = Standing(tier_id="gold", since=date(9999, 6, 1))
    programme = with_rules(TierRules(window=TierWindow.CALENDAR_YEAR))
    assert review(programme, late, (), date(9999, 12, 31), JOINED) == NotDue(on=None)


@pytest.mark.parametrize(
    ("downgrade", "metric", "tier_id"),
    [
        (Downgrade.ONE_LEVEL, 0, "silver"),
        (Downgrade.ONE_LEVEL, 4_999_999, "silver"),
        (Downgrade.TO_LEVEL_EARNED, 0, "basic"),
        (Downgrade.TO_LEVEL_EARNED, 1_000_000, "silver"),
        (Downgrade.ONE_LEVEL, 5_000_000, "gold"),
        (Downgrade.TO_LEVEL_EARNED, 5_000_000, "gold"),
    ],
)
def test_a_review_takes_down_one_level_or_to_the_level_earned(
    downgrade: Downgrade, metric: int, tier_id: str
) -> None:
    programme = with_rules(TierRules(downgrade=downgrade))
    entries = [entry(date(2026, 6, 1), metric), entry(date(2027, 1, 10), 9_000_000)]
    reviewed = review(programme, GOLD, entries, date(2027, 1, 10), JOINED)
    assert reviewed == Reviewed(
        standing=Standing(tier_id=tier_id, since=date(2027, 1, 10)), metric=metric, demoted=tier_id != "gold"
    )


def test_a_downgrade_waits_for_the_grace_and_what_is_added_in_it_counts() -> None:
    programme = with_rules(TierRules(grace_days=30))
    before = [entry(date(2026, 6, 1), 4_000_000)]
    assert review(programme, GOLD, before, date(2027, 2, 8), JOINED) == NotDue(on=date(2027, 2, 9))
    demoted = review(programme, GOLD, before, date(2027, 2, 9), JOINED)
    assert isinstance(demoted, Reviewed)
    assert demoted.standing == Standing(tier_id="silver", since=date(2027, 1, 10))
    saved = review(programme, GOLD, [*before, entry(date(2027, 2, 8), 1_000_000)], date(2027, 2, 9), JOINED)
    assert isinstance(saved, Reviewed)
    assert (saved.standing.tier_id, saved.demoted) == ("gold", False)
    too_late = review(
        programme, GOLD, [*before, entry(date(2027, 2, 9), 1_000_000)], date(2027, 2, 20), JOINED
    )
    assert isinstance(too_late, Reviewed)
    assert too_late.demoted


def test_a_review_that_finds_a_higher_level_earned_gives_it() -> None:
    programme = with_rules(TierRules())
    basic = Standing(tier_id="basic", since=date(2026, 1, 10))
    reviewed = review(programme, basic, [entry(date(2026, 6, 1), 1_500_000)], date(2027, 1, 10), JOINED)
    assert isinstance(reviewed, Reviewed)
    assert (reviewed.standing.tier_id, reviewed.demoted) == ("silver", False)


def test_an_upgrade_s_awards_are_given_once_for_each_tier_that_was_reached() -> None:
    gift = (GivePoints(points=100),)
    programme = replace(
        EXAMPLE_PROGRAMME, tiers=tuple(replace(tier, gives=gift) for tier in EXAMPLE_PROGRAMME.tiers)
    )
    assert [tier.id for tier in reached(programme, "basic", "gold")] == ["silver", "gold"]
    assert [tier.id for tier in reached(programme, "basic", "gold", {"silver"})] == ["gold"]
    assert reached(programme, "gold", "gold") == ()


def test_the_distance_to_the_next_tier_is_known() -> None:
    assert distance(EXAMPLE_PROGRAMME, "basic", 400_000) == ("silver", 600_000)
    assert distance(EXAMPLE_PROGRAMME, "silver", 6_000_000) == ("gold", 0)
    assert distance(EXAMPLE_PROGRAMME, "gold", 0) is None


@pytest.mark.parametrize("window", list(TierWindow))
@pytest.mark.parametrize("months", [1, 2, 12])
def test_a_tier_had_since_a_later_day_than_the_latest_is_never_due(window: TierWindow, months: int) -> None:
    rules = TierRules(window=window, months=months)
    for ordinal in range(date(2027, 1, 25).toordinal(), date(2028, 4, 5).toordinal()):
        today = date.fromordinal(ordinal)
        latest = latest_due(rules, today)
        later = [date.fromordinal(latest.toordinal() + days) for days in (1, 2, 3, 30)]
        assert not [since for since in later if is_review_due(rules, since, JOINED, today)], today


def test_a_review_is_due_from_its_date_and_the_grace_on() -> None:
    rules = TierRules(months=12, grace_days=7)
    days = [date(2027, 1, 16), date(2027, 1, 17)]
    assert [is_review_due(rules, GOLD.since, JOINED, day) for day in days] == [False, True]
