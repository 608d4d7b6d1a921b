"""The slow calculator's phase 8: points, stamps, cashback, vouchers, donations, the tier's metric."""

from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction
from typing import Any

from app.domain.basket import ItemKind
from app.domain.programme import benefits as kinds
from app.domain.programme.benefits import EarnBenefit, PointsMultiplier
from app.domain.programme.levels import TierMetric
from app.domain.programme.lines import Lines
from app.domain.programme.points import EarnRate
from app.domain.programme.promotions import GroupMode, Promotion
from app.domain.quote import Phase, RefusalReason
from tests.support.slow_conditions import carried_by
from tests.support.slow_grants import (
    Earned,
    bonus_points,
    bonus_stamps,
    cashback_amount,
    cashback_percent,
    complete_cards,
    issue_voucher,
    match_donation,
)
from tests.support.slow_lines import Nets, Row, Sale, count_units, spread, taken_by, takes
from tests.support.slow_promotions import in_order, judged
from tests.support.slow_settling import rate_of, tax_of

Why = RefusalReason
ALL_GOODS = Lines()


def earn(sale: Sale, paid: Nets) -> Earned:
    """The whole phase for lines on which so much was paid."""
    earned = Earned(sale=sale, paid=paid, paid_for_rate=earning_paid(sale, paid), rates=rates_of(sale))
    promote_earning(earned, paid)
    share_points(earned)
    sum_points(earned)
    complete_cards(earned)
    for plan in sale.programme.plans:
        for row in sale.rows:
            units = count_units([row]) if row.line.item.sku == plan.sku else 0
            if units and sale.inputs.member is None:
                sale.refuse(plan.id, Phase.EARNING, Why.NEEDS_MEMBER)
            elif units:
                sale.grants.append((plan.id, "plan-months", plan.id, plan.months * units))
    return earned


def earning_paid(sale: Sale, paid: Nets) -> dict[int, Fraction]:
    """What was paid, without the tax when the programme earns without it."""
    if sale.programme.points.earn_on_tax:
        return {number: Fraction(amount) for number, amount in paid.items()}
    return {
        row.number: Fraction(paid[row.number] * 100) / (100 + rate_of(sale, tax_of(sale, row)))
        for row in sale.rows
    }


def rates_of(sale: Sale) -> dict[int, tuple[str, int]]:
    """The rate of each line that earns, by line number."""
    found: dict[int, tuple[str, int]] = {}
    rules = sale.programme.points
    for row in sale.rows:
        rate = next((rate for rate in rules.rates if here(sale, rate) and takes(rate.lines, row)), None)
        if rate is None and takes(ALL_GOODS, row):
            found[row.number] = ("points", rules.rupiah_per_point)
        elif rate is not None and rate.rupiah_per_point is not None:
            found[row.number] = (rate.id, rate.rupiah_per_point)
    return found


def here(sale: Sale, rate: EarnRate) -> bool:
    return not rate.stores or sale.inputs.store in rate.stores


def promote_earning(earned: Earned, paid: Nets) -> None:
    sale = earned.sale
    candidates = []
    for rule in in_order([r for r in sale.programme.promotions if isinstance(r.benefit, EarnBenefit)]):
        refused = judged(sale, rule, paid)
        if refused is not None:
            sale.refuse(rule.id, Phase.EARNING, refused)
        else:
            candidates.append(rule)
    modes = {group.id: group.mode for group in sale.programme.groups}
    done: set[tuple[str, bool]] = set()
    for rule in candidates:
        mode = modes.get(rule.group or "", GroupMode.STACK)
        multiplies = isinstance(rule.benefit, PointsMultiplier)
        key = (rule.group or "", mode is GroupMode.BEST and multiplies)
        if mode is not GroupMode.STACK and key in done:
            if not key[1]:
                sale.refuse(rule.id, Phase.EARNING, Why.OUTRANKED)
        elif key[1]:
            done.add(key)
            best_multipliers(earned, [other for other in candidates if other.group == rule.group])
        elif give(earned, rule):
            done.add(key)
    leave_exclusive_alone(earned, candidates)


def give(earned: Earned, rule: Promotion) -> bool:
    """Whether a promotion gave something; if not, it is refused."""
    refused = GIVES[type(rule.benefit)](earned, rule, rule.benefit)
    if refused is not None:
        earned.sale.refuse(rule.id, Phase.EARNING, refused)
    return refused is None


def worth_multiplying(earned: Earned, rule: Promotion) -> list[int]:
    """The lines on which a multiplier would bring something."""
    assert isinstance(rule.benefit, PointsMultiplier)
    return [
        row.number
        for row in taken_by(rule.lines, earned.sale.rows)
        if row.number in earned.rates and earned.paid[row.number] > 0 and bonus_of(earned, rule) > 0
    ]


def multiply(earned: Earned, rule: Promotion, benefit: PointsMultiplier) -> Why | None:
    lines = worth_multiplying(earned, rule)
    for number in lines:
        earned.multipliers.setdefault(number, []).append(rule)
    if lines:
        return None
    return why_nothing(earned, rule)


def why_nothing(earned: Earned, rule: Promotion) -> Why:
    """Why a multiplier brings nothing anywhere."""
    worth = any(
        row.number in earned.rates and earned.paid[row.number] > 0
        for row in taken_by(rule.lines, earned.sale.rows)
    )
    waits = worth and times_of(rule) > 1 and share_of(earned, rule) == 0
    return Why.WRONG_TENDER if waits else Why.NOTHING_TO_TAKE


def best_multipliers(earned: Earned, group: list[Promotion]) -> None:
    """The largest on each line, ties by id."""
    rules = {rule.id: rule for rule in group if isinstance(rule.benefit, PointsMultiplier)}
    wanted = {rule.id: worth_multiplying(earned, rule) for rule in rules.values()}
    won: set[str] = set()
    for row in earned.sale.rows:
        ranked = sorted(
            (-times_of(rules[rule_id]), rule_id) for rule_id, lines in wanted.items() if row.number in lines
        )
        if ranked:
            won.add(ranked[0][1])
            earned.multipliers.setdefault(row.number, []).append(rules[ranked[0][1]])
    for rule_id, rule in rules.items():
        if not wanted[rule_id]:
            earned.sale.refuse(rule_id, Phase.EARNING, why_nothing(earned, rule))
        elif rule_id not in won:
            earned.sale.refuse(rule_id, Phase.EARNING, Why.OUTRANKED)


def times_of(rule: Promotion) -> Decimal:
    assert isinstance(rule.benefit, PointsMultiplier)
    return rule.benefit.times


def bonus_of(earned: Earned, rule: Promotion) -> Fraction:
    """What a multiplier adds to 1."""
    return (Fraction(times_of(rule)) - 1) * share_of(earned, rule)


def share_of(earned: Earned, rule: Promotion) -> Fraction:
    """The share of the bill that the methods of a multiplier carry; 1 when it names none."""
    benefit = rule.benefit
    assert isinstance(benefit, PointsMultiplier)
    if not benefit.paid_with:
        return Fraction(1)
    sale = earned.sale
    whole = sum(earned.paid.values()) if sale.whole_paid is None else sale.whole_paid
    if whole <= 0:
        return Fraction(0)
    return min(Fraction(1), Fraction(carried_by(benefit.paid_with, sale, whole), whole))


def leave_exclusive_alone(earned: Earned, candidates: list[Promotion]) -> None:
    before = {rule.id for rules in earned.multipliers.values() for rule in rules}
    for number, rules in earned.multipliers.items():
        ordered = in_order(rules)
        alone = next((rule for rule in ordered if rule.exclusive), None)
        earned.multipliers[number] = ordered if alone is None else [alone]
    after = {rule.id for rules in earned.multipliers.values() for rule in rules}
    for rule in candidates:
        if rule.id in before - after:
            earned.sale.refuse(rule.id, Phase.EARNING, Why.CLOSED_LINES)


def share_points(earned: Earned) -> None:
    """Exact points of each line by rule; a capped multiplier's bonuses shrink alike."""
    sale, rules = earned.sale, earned.sale.programme.points
    order = ["points", *(rate.id for rate in rules.rates), sale.tier_id]
    order += [plan.id for plan in sale.programme.plans]
    order += [rule.id for rule in in_order(list(sale.programme.promotions))]
    shares = dict.fromkeys(order, Fraction(0))
    for row in sale.rows:
        if row.number not in earned.rates:
            continue
        rate_id, rupiah = earned.rates[row.number]
        plain = earned.paid_for_rate[row.number] / rupiah
        extras = extras_of(earned, row)
        extra, cap = sum(extras.values()), rules.multiplier_cap
        shrunk = Fraction(1)
        if cap is not None and 1 + extra > cap:
            shrunk = (Fraction(cap) - 1) / extra
        shares[rate_id] += plain
        for rule_id, bonus in extras.items():
            shares[rule_id] += plain * bonus * shrunk
    earned.shares = {rule_id: share for rule_id, share in shares.items() if share}


def extras_of(earned: Earned, row: Row) -> dict[str, Fraction]:
    """What each rule adds to a line's multiplier of 1."""
    sale = earned.sale
    rules = earned.multipliers.get(row.number, [])
    extras: dict[str, Fraction] = {}
    if not any(rule.exclusive for rule in rules):
        for tier in sale.programme.tiers:
            if tier.id == sale.tier_id:
                extras[tier.id] = Fraction(tier.multiplier) - 1
        for plan in sale.programme.plans:
            if plan.id in sale.plans_in_force and takes(plan.lines, row):
                extras[plan.id] = Fraction(plan.multiplier) - 1
    for rule in rules:
        extras[rule.id] = bonus_of(earned, rule)
    return extras


def sum_points(earned: Earned) -> None:
    """Floored once, with bonuses, within the caps of the sale and of the day; and by rule."""
    sale, rules = earned.sale, earned.sale.programme.points
    exact = sum(earned.shares.values(), Fraction(0))
    floored = exact.numerator // exact.denominator
    by = dict(zip(earned.shares, spread(floored, list(earned.shares.values())), strict=True))
    for rule in in_order(list(sale.programme.promotions)):
        if rule.id in earned.bonuses:
            by[rule.id] = earned.bonuses[rule.id]
    whole = sum(by.values())
    kept = whole
    if rules.earn_per_sale is not None:
        kept = min(kept, rules.earn_per_sale)
    if rules.earn_per_day is not None:
        today = 0 if sale.inputs.member is None else sale.inputs.member.earned_today
        kept = min(kept, max(0, rules.earn_per_day - today))
    if kept < whole:
        by = dict(zip(by, spread(kept, list(by.values())), strict=True))
    earned.points = kept
    earned.by = [(rule_id, points) for rule_id, points in by.items() if points]


GIVES: dict[type, Callable[[Earned, Promotion, Any], Why | None]] = {
    kinds.PointsMultiplier: multiply,
    kinds.BonusPoints: bonus_points,
    kinds.BonusStamps: bonus_stamps,
    kinds.CashbackPercent: cashback_percent,
    kinds.CashbackAmount: cashback_amount,
    kinds.IssueVoucher: issue_voucher,
    kinds.MatchDonation: match_donation,
}


def tier_progress(sale: Sale, points: int) -> tuple[str, int, str | None, int, int] | None:
    """(tier, metric after, next tier, distance, counted); None for a guest."""
    member = sale.inputs.member
    if member is None:
        return None
    metric = sale.programme.tier_rules.metric
    counted_now = 1 if metric is TierMetric.VISITS else points
    if metric is TierMetric.SPEND:
        counted_now = sum(
            row.net + sum(amount for _, phase, amount, _ in row.parts if phase == Phase.REDEMPTION.value)
            for row in taken_by(ALL_GOODS, sale.rows)
            if row.root.item.kind is ItemKind.GOODS
        )
    after = member.tier_metric + counted_now
    now = next(tier for tier in sale.programme.tiers if tier.id == sale.tier_id)
    above = sorted(
        (tier.threshold, tier.id) for tier in sale.programme.tiers if tier.threshold > now.threshold
    )
    if not above:
        return now.id, after, None, 0, counted_now
    return now.id, after, above[0][1], max(0, above[0][0] - after), counted_now
