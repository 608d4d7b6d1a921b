"""Tier reviews of the naive model: who has to earn his tier again, and with what."""

from datetime import date, timedelta

from app.domain.programme.document import Programme
from app.domain.programme.levels import Downgrade, Tier, TierRules, TierWindow
from tests.support.naive_days import day_of, months_later, trading_day, window_opens, yearly
from tests.support.naive_shop import NaiveMember, NaiveShop


def reviewed(shop: NaiveShop, at: int) -> int:
    """Holds one review of each member who is due; of how many. One record, if there is anything to write."""
    rules, today = shop.newest.tier_rules, trading_day(at)
    higher = {tier.id for tier in shop.newest.tiers[1:]}
    due = [
        member
        for member in shop.members.values()
        if member.tier in higher and _date(rules, member) + timedelta(days=rules.grace_days) <= today
    ]
    for member in due:
        _review(shop.newest, member)
    shop.records += bool(due)
    return len(due)


def _date(rules: TierRules, member: NaiveMember) -> date:
    """The first day after the window in which the tier has to be earned again."""
    joined = day_of(member.joined_at)
    since = member.since or joined
    match rules.window:
        case TierWindow.ROLLING:
            return months_later(since, rules.months)
        case TierWindow.CALENDAR_YEAR:
            return date(since.year + 1, 1, 1)
        case TierWindow.MEMBERSHIP_YEAR:
            later = max(since, joined)
            return min(day for day in yearly(joined, later.year + 1) if day > later)


def _review(programme: Programme, member: NaiveMember) -> None:
    """Looks at the window that ended, and at the days of grace."""
    rules, due = programme.tier_rules, _date(programme.tier_rules, member)
    first = window_opens(rules, due - timedelta(days=1), day_of(member.joined_at))
    last = due + timedelta(days=rules.grace_days - 1)
    metric = sum(amount for day, amount in member.counted if first <= day <= last)
    reached = [tier for tier in programme.tiers if max(0, metric) >= tier.threshold]
    member.tier, member.since = _decided(programme, member.tier, reached[-1]).id, due


def _decided(programme: Programme, present: str, earned: Tier) -> Tier:
    """The tier that was earned, or at least the one below."""
    ids = [tier.id for tier in programme.tiers]
    place = max(ids.index(earned.id), ids.index(present) - 1)
    one_level = programme.tier_rules.downgrade is Downgrade.ONE_LEVEL
    return programme.tiers[place] if one_level else earned
