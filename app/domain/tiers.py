"""Tiers over time: which days count, upgrades right after a sale, downgrades at a review.

The tier at the start of a sale applies to it. No sale and no return demotes anybody: only a review does, on the first
day after its grace, by what the window that ended then holds (and what was added during the grace).
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from app.domain.calendar import add_days, add_months, anniversary, last_anniversary
from app.domain.programme.document import Programme, next_tier, tier_by_id, tier_reached
from app.domain.programme.levels import Downgrade, Tier, TierRules, TierWindow

_LONGEST_CLIP = 3
"""Days: a month later than the 31st may be the 28th."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MetricEntry:
    """What counted towards the tier on a business day: rupiah, points or visits.

    A return is an entry below zero on the day of the sale that it returns.
    """

    day: date
    amount: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """A member's tier, and the day on which he reached it or kept it at a review."""

    tier_id: str
    since: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Reviewed:
    """What a review decided. demoted: the tier is lower than before."""

    standing: Standing
    metric: int
    demoted: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class NotDue:
    """No review yet. on: the first day on which it may be held, after the grace; None: never."""

    on: date | None


def window_start(rules: TierRules, today: date, joined_on: date) -> date:
    """The first day that counts today. A rolling year on 22 November starts on the 23rd a year before."""
    match rules.window:
        case TierWindow.ROLLING:
            return add_days(add_months(today, -rules.months), 1)
        case TierWindow.CALENDAR_YEAR:
            return date(today.year, 1, 1)
        case TierWindow.MEMBERSHIP_YEAR:
            return last_anniversary(joined_on, today)


def metric_on(rules: TierRules, entries: Iterable[MetricEntry], today: date, joined_on: date) -> int:
    """What counts towards the tier on a day."""
    return _between(entries, window_start(rules, today, joined_on), today)


def _between(entries: Iterable[MetricEntry], first: date, last: date) -> int:
    return sum(entry.amount for entry in entries if first <= entry.day <= last)


def tier_after(programme: Programme, tier_id: str, metric: int) -> str:
    """The tier right after a commit: reaching is `>=`, and nobody is demoted."""
    present, reached = tier_by_id(programme, tier_id), tier_reached(programme, max(0, metric))
    return max((present, reached), key=lambda tier: tier.threshold).id


def standing_after(programme: Programme, standing: Standing, metric: int, today: date) -> Standing:
    """The standing right after a commit; an upgrade counts from today."""
    tier_id = tier_after(programme, standing.tier_id, metric)
    return standing if tier_id == standing.tier_id else Standing(tier_id=tier_id, since=today)


def reached(programme: Programme, before: str, after: str, given: Collection[str] = ()) -> tuple[Tier, ...]:
    """The tiers that an upgrade reached, lowest first, whose awards are due. given: those that were given once."""
    low, high = tier_by_id(programme, before).threshold, tier_by_id(programme, after).threshold
    return tuple(tier for tier in programme.tiers if low < tier.threshold <= high and tier.id not in given)


def review_date(rules: TierRules, since: date, joined_on: date) -> date | None:
    """The first day that is no longer in the window after which a tier is reviewed; None: the calendar ends before.

    Rolling: so many months after it was reached or last kept. Calendar year: 1 January. Membership year: the next
    anniversary.
    """
    match rules.window:
        case TierWindow.ROLLING:
            day = add_months(since, rules.months)
            return day if day < date.max else None
        case TierWindow.CALENDAR_YEAR:
            return date(since.year + 1, 1, 1) if since.year < date.max.year else None
        case TierWindow.MEMBERSHIP_YEAR:
            last = last_anniversary(joined_on, max(since, joined_on))
            return anniversary(joined_on, last.year - joined_on.year + 1)


def is_review_due(rules: TierRules, since: date, joined_on: date, today: date) -> bool:
    """Whether a review may be held on a day: its date and the grace have passed."""
    due = review_date(rules, since, joined_on)
    return due is not None and add_days(due, rules.grace_days) <= today


def latest_due(rules: TierRules, today: date) -> date:
    """No later day than this can be the `since` of a tier whose review is due; many earlier ones aren't due either."""
    match rules.window:
        case TierWindow.ROLLING:
            return add_days(add_months(today, -rules.months), _LONGEST_CLIP)
        case TierWindow.CALENDAR_YEAR:
            return add_days(date(today.year, 1, 1), -1)
        case TierWindow.MEMBERSHIP_YEAR:
            return today


def review(
    programme: Programme, standing: Standing, entries: Iterable[MetricEntry], today: date, joined_on: date
) -> Reviewed | NotDue:
    """Reviews a tier when its date and the grace have passed; one review for each date that has passed.

    The metric is that of the window that ended on the eve of the review date, and of the days of grace. A member who
    earned his tier, or a higher one, has it until the next review.
    """
    rules = programme.tier_rules
    due = review_date(rules, standing.since, joined_on)
    if due is None or add_days(due, rules.grace_days) > today:
        return NotDue(on=None if due is None else add_days(due, rules.grace_days))
    first = window_start(rules, add_days(due, -1), joined_on)
    last = add_days(due, rules.grace_days - 1)
    metric = _between(entries, first, last)
    present = tier_by_id(programme, standing.tier_id)
    tier = _decided(programme, present, tier_reached(programme, max(0, metric)))
    return Reviewed(
        standing=Standing(tier_id=tier.id, since=due),
        metric=metric,
        demoted=tier.threshold < present.threshold,
    )


def _decided(programme: Programme, present: Tier, earned: Tier) -> Tier:
    if earned.threshold >= present.threshold:
        return earned
    if programme.tier_rules.downgrade is Downgrade.TO_LEVEL_EARNED:
        return earned
    return max(
        (tier for tier in programme.tiers if tier.threshold < present.threshold),
        key=lambda tier: tier.threshold,
    )


def distance(programme: Programme, tier_id: str, metric: int) -> tuple[str, int] | None:
    """The next tier and what is missing to it; None at the top."""
    above = next_tier(programme, tier_id)
    return None if above is None else (above.id, max(0, above.threshold - metric))
