"""What nobody gives, opens or can afford, and groups that do nothing."""

from collections.abc import Iterator
from fractions import Fraction

from app.domain.programme.benefits import (
    BonusStamps,
    GiveStamps,
    GiveVoucher,
    IssueVoucher,
    OpenPriceList,
    PointsMultiplier,
)
from app.domain.programme.levels import TierMetric
from app.domain.programme.points import AfterInactivity, AfterMonths, EndOfPeriod, Never, OnDate
from app.domain.programme.promotions import GroupMode
from app.services.programme_checks.finding import Finding, FindingKind
from app.services.programme_checks.look import Look, Turn, turn_of
from app.services.programme_checks.settling import most_multiplied
from app.services.programme_checks.walk import each

TYPICAL_MONTH = 1_000_000
"""Rupiah that a good customer spends in a month."""


def unused_findings(look: Look) -> Iterator[Finding]:
    """All of them."""
    yield from _rewards(look)
    yield from _vouchers(look)
    yield from _price_lists(look)
    yield from _cards(look)
    yield from _groups(look)


def _rewards(look: Look) -> Iterator[Finding]:
    most = points_within_reach(look)
    for at, reward in enumerate(look.programme.rewards):
        if reward.points > most:
            yield Finding(
                kind=FindingKind.REWARD_OUT_OF_REACH,
                path=("rewards", at, "points"),
                ids=(reward.id,),
                amount=reward.points,
                limit=most,
            )


def points_within_reach(look: Look) -> int:
    """Points that a good customer can have at once: a year's earning, or what is earned before points lapse.

    A good customer spends a million rupiah a month, or what the highest tier asks for if that is more, at the
    best rate and multiplier that the programme has, within its daily cap.
    """
    programme = look.programme
    points = programme.points
    highest = max(tier.threshold for tier in programme.tiers)
    metric = programme.tier_rules.metric
    spend = 12 * TYPICAL_MONTH
    if metric is TierMetric.SPEND:
        spend = max(spend, highest)
    rates = [rate.rupiah_per_point for rate in points.rates if rate.rupiah_per_point is not None]
    times, _ = most_multiplied(look)
    year = spend * times / min(points.rupiah_per_point, *rates, points.rupiah_per_point)
    if metric is TierMetric.POINTS:
        year = max(year, Fraction(highest))
    if points.earn_per_day is not None:
        year = min(year, Fraction(points.earn_per_day * 365))
    return int(year * _months_kept(look) / 12)


def _months_kept(look: Look) -> int:
    match look.programme.points.expiry:
        case AfterMonths(months=months):
            return min(12, months)
        case EndOfPeriod(months=months, period=period):
            return min(12, months + {"month": 1, "quarter": 3, "year": 12}[period.value])
        case Never() | OnDate() | AfterInactivity():
            return 12


def _vouchers(look: Look) -> Iterator[Finding]:
    """Those that a partner funds come from the partner."""
    given = {benefit.voucher for _, benefit in each(look.programme, IssueVoucher)}
    given |= {award.voucher for _, award in each(look.programme, GiveVoucher)}
    for at, voucher in enumerate(look.programme.vouchers):
        if voucher.id not in given and voucher.funder is None:
            yield Finding(kind=FindingKind.VOUCHER_NEVER_ISSUED, path=("vouchers", at), ids=(voucher.id,))


def _price_lists(look: Look) -> Iterator[Finding]:
    programme = look.programme
    opened: set[str | None] = {opening.price_list for _, opening in each(programme, OpenPriceList)}
    opened |= {tier.price_list for tier in programme.tiers}
    opened |= {plan.price_list for plan in programme.plans}
    for at, prices in enumerate(programme.price_lists):
        if prices.id not in opened:
            yield Finding(
                kind=FindingKind.PRICE_LIST_NEVER_OPENED, path=("price_lists", at), ids=(prices.id,)
            )


def _cards(look: Look) -> Iterator[Finding]:
    programme = look.programme
    stamped = {benefit.card for _, benefit in each(programme, BonusStamps)}
    stamped |= {award.card for _, award in each(programme, GiveStamps)}
    for at, card in enumerate(programme.stamp_cards):
        if card.id not in stamped:
            yield Finding(kind=FindingKind.CARD_NEVER_STAMPED, path=("stamp_cards", at), ids=(card.id,))
        given = sum(award.stamps for _, award in each(card.gives, GiveStamps) if award.card == card.id)
        if given >= card.size:
            yield Finding(
                kind=FindingKind.CARD_FEEDS_ITSELF,
                path=("stamp_cards", at, "gives"),
                ids=(card.id,),
                amount=given,
                limit=card.size,
            )


def _groups(look: Look) -> Iterator[Finding]:
    programme = look.programme
    for at, group in enumerate(programme.groups):
        members = [rule for rule in programme.promotions if rule.group == group.id]
        if len(members) < 2:
            yield Finding(
                kind=FindingKind.GROUP_OF_ONE, path=("groups", at), ids=(group.id,), amount=len(members)
            )
            continue
        turns = {turn_of(rule) for rule in members}
        if len(turns) > 1 and group.mode is not GroupMode.STACK:
            ids = (group.id, *(rule.id for rule in members))
            yield Finding(kind=FindingKind.GROUP_SPANS_PHASES, path=("groups", at), ids=ids)
        earning = [rule for rule in members if turn_of(rule) is Turn.EARNING]
        multipliers = [rule for rule in earning if isinstance(rule.benefit, PointsMultiplier)]
        if group.mode is GroupMode.BEST and 0 < len(multipliers) < len(earning):
            ids = (group.id, *(rule.id for rule in earning))
            yield Finding(kind=FindingKind.GROUP_MIXES_EARNING, path=("groups", at), ids=ids)
    for at, rule in enumerate(programme.promotions):
        if isinstance(rule.benefit, OpenPriceList):
            if rule.group is not None and look.mode_of(rule) is not GroupMode.STACK:
                yield Finding(
                    kind=FindingKind.GROUP_WITHOUT_EFFECT, path=("promotions", at, "group"), ids=(rule.id,)
                )
            if rule.exclusive:
                yield Finding(
                    kind=FindingKind.EXCLUSIVE_PRICE_LIST,
                    path=("promotions", at, "exclusive"),
                    ids=(rule.id,),
                )
