"""Tiers, points, taxes, cash and hand discounts: numbers that don't fit together."""

from collections.abc import Iterator
from fractions import Fraction
from itertools import pairwise

from app.domain.programme.benefits import CashbackAmount, CashbackPercent, GiveCashback, PointsMultiplier
from app.domain.programme.promotions import Promotion
from app.services.programme_checks.finding import Finding, FindingKind
from app.services.programme_checks.look import Look, owner_of
from app.services.programme_checks.walk import each

CASH_STEPS = (1, 50, 100, 200, 500, 1_000)
"""Multiples that coins can pay; 1: not rounded."""

MOST_WITHOUT_CAP = 3
"""Multipliers that come to more than this ask for a cap."""


def settling_findings(look: Look) -> Iterator[Finding]:
    """All of them."""
    yield from _tiers(look)
    yield from _redeeming(look)
    yield from _worth(look)
    yield from _shadowed(look)
    yield from _taxes(look)
    yield from _rest(look)


def _tiers(look: Look) -> Iterator[Finding]:
    tiers = look.programme.tiers
    if not tiers or tiers[0].threshold != 0:
        yield Finding(
            kind=FindingKind.FIRST_TIER_NOT_AT_ZERO,
            path=("tiers", 0, "threshold") if tiers else ("tiers",),
            ids=tuple(tier.id for tier in tiers[:1]),
            amount=tiers[0].threshold if tiers else 0,
        )
    for at, (lower, upper) in enumerate(pairwise(tiers), start=1):
        if upper.threshold <= lower.threshold:
            yield Finding(
                kind=FindingKind.TIERS_NOT_RISING,
                path=("tiers", at, "threshold"),
                ids=(upper.id, lower.id),
                amount=upper.threshold,
                limit=lower.threshold,
            )


def _redeeming(look: Look) -> Iterator[Finding]:
    points = look.programme.points
    multiple, least = points.redeem_multiple, points.redeem_minimum
    if least % multiple:
        yield Finding(
            kind=FindingKind.MINIMUM_NOT_A_MULTIPLE,
            path=("points", "redeem_minimum"),
            amount=least,
            limit=multiple,
        )
    most = points.redeem_per_day
    if most is not None and most // multiple * multiple < max(least, multiple):
        yield Finding(
            kind=FindingKind.MINIMUM_ABOVE_CAP,
            path=("points", "redeem_per_day"),
            amount=max(least, multiple),
            limit=most,
        )


def _worth(look: Look) -> Iterator[Finding]:
    """A point must be worth less than what earns it, and the multipliers that meet must leave something."""
    points = look.programme.points
    rates = [("points", "rupiah_per_point"), *(("points", "rates", at) for at in range(len(points.rates)))]
    costs = [points.rupiah_per_point, *(rate.rupiah_per_point for rate in points.rates)]
    for path, cost in zip(rates, costs, strict=True):
        if cost is not None and points.value >= cost:
            yield Finding(
                kind=FindingKind.POINT_WORTH_ITS_PRICE,
                path=path,
                ids=owner_of(look.programme, path),
                amount=points.value,
                limit=cost,
            )
            return
    times, ids = most_multiplied(look)
    cheapest = min(cost for cost in costs if cost is not None)
    back = points.value * times / cheapest * 100
    if back >= 100:
        yield Finding(
            kind=FindingKind.MULTIPLIERS_WORTH_THE_PRICE, path=("points", "value"), ids=ids, amount=int(back)
        )
    if points.multiplier_cap is None and times > MOST_WITHOUT_CAP and len(ids) > 1:
        yield Finding(
            kind=FindingKind.MULTIPLIERS_WITHOUT_CAP,
            path=("points", "multiplier_cap"),
            ids=ids,
            amount=int(times),
        )


def most_multiplied(look: Look) -> tuple[Fraction, tuple[str, ...]]:
    """The largest multiplier that a line can come to, and the ids of those that make it."""
    programme = look.programme
    tier = max(programme.tiers, key=lambda tier: tier.multiplier)
    found = [(tier.id, tier.multiplier), *((plan.id, plan.multiplier) for plan in programme.plans)]
    multipliers = [
        (rule, rule.benefit.times) for _, rule in look.live if isinstance(rule.benefit, PointsMultiplier)
    ]
    multipliers.sort(key=lambda pair: -pair[1])
    chosen: list[Promotion] = []
    for rule, times in multipliers:
        if not rule.exclusive and all(_meet(look, rule, other) for other in chosen):
            chosen.append(rule)
            found.append((rule.id, times))
    raised = [(rule_id, times) for rule_id, times in found if times > 1]
    total = 1 + sum((Fraction(times) - 1 for _, times in raised), Fraction(0))
    ids = tuple(rule_id for rule_id, _ in raised)
    alone = [(rule, times) for rule, times in multipliers if rule.exclusive and times > total]
    if alone:
        total, ids = Fraction(alone[0][1]), (alone[0][0].id,)
    cap = programme.points.multiplier_cap
    return (total if cap is None else min(total, Fraction(cap))), ids


def _meet(look: Look, one: Promotion, other: Promotion) -> bool:
    """Whether both can raise one line in one sale."""
    in_one_group = one.group is not None and one.group == other.group and look.mode_of(one) != "stack"
    return (
        not in_one_group
        and look.share_lines(one.lines, other.lines)
        and look.together(one.conditions, other.conditions)
    )


def _shadowed(look: Look) -> Iterator[Finding]:
    """Rates and instrument rules are asked in order: what an earlier one always answers is never asked."""
    rates = look.programme.points.rates
    for at, rate in enumerate(rates):
        for earlier in rates[:at]:
            if look.covers(earlier.lines, rate.lines) and _stores_cover(earlier.stores, rate.stores):
                yield Finding(
                    kind=FindingKind.RATE_SHADOWED, path=("points", "rates", at), ids=(rate.id, earlier.id)
                )
                break
    rules = look.programme.instruments
    for at, rule in enumerate(rules):
        before = (earlier for earlier in rules[:at] if earlier.instrument is rule.instrument)
        if any(_stores_cover(earlier.stores, rule.stores) for earlier in before):
            yield Finding(
                kind=FindingKind.INSTRUMENT_SHADOWED, path=("instruments", at), what=rule.instrument.value
            )


def _stores_cover(earlier: tuple[str, ...], later: tuple[str, ...]) -> bool:
    return not earlier or (bool(later) and set(later) <= set(earlier))


def _taxes(look: Look) -> Iterator[Finding]:
    for at, tax in enumerate(look.programme.taxes):
        dates = [rate.since for rate in tax.rates]
        for place, since in enumerate(dates):
            if since in dates[:place]:
                yield Finding(
                    kind=FindingKind.TAX_RATES_TIE,
                    path=("taxes", at, "rates", place),
                    ids=(tax.id,),
                    on=since,
                )
        known = [since for since in dates if since is not None]
        first = min(known, default=None)
        if len(known) == len(dates) and first is not None and look.today is not None and first > look.today:
            yield Finding(kind=FindingKind.TAX_NOT_YET, path=("taxes", at, "rates"), ids=(tax.id,), on=first)


def _rest(look: Look) -> Iterator[Finding]:
    programme = look.programme
    if programme.cash.step not in CASH_STEPS:
        yield Finding(kind=FindingKind.ODD_CASH_STEP, path=("cash", "step"), amount=programme.cash.step)
    if programme.manual.cashier_percent > programme.manual.manager_percent:
        yield Finding(
            kind=FindingKind.CASHIER_ABOVE_MANAGER,
            path=("manual", "cashier_percent"),
            amount=int(programme.manual.cashier_percent),
            limit=int(programme.manual.manager_percent),
        )
    if programme.cashback is None:
        for kind in (CashbackPercent, CashbackAmount, GiveCashback):
            for path, _ in each(programme, kind):
                yield Finding(
                    kind=FindingKind.CASHBACK_WITHOUT_WALLET, path=path, ids=owner_of(programme, path)
                )
