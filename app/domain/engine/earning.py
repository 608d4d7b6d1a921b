"""The last phase: points, stamps, cashback, vouchers, gifts to charity. Returns run it again on what was kept."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from math import lcm

from app.domain.engine.giving import Given, give
from app.domain.engine.judge import NEEDS_MEMBER
from app.domain.engine.multiplying import factors_of, idle, rupiah_per_point, shares
from app.domain.engine.prepared import Prepared
from app.domain.engine.promoting import OUTRANKED, Candidate, candidates
from app.domain.engine.running import Running
from app.domain.engine.scene import Scene
from app.domain.engine.view import View
from app.domain.numbers import spread
from app.domain.programme.benefits import (
    Award,
    GiveCashback,
    GivePlan,
    GivePoints,
    GiveStamps,
    GiveVoucher,
    PointsMultiplier,
)
from app.domain.programme.promotions import GroupMode
from app.domain.quote import (
    EarnedBy,
    Earning,
    Effect,
    Grant,
    GrantKind,
    Phase,
    Refusal,
    StampProgress,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Earned:
    """What a basket, or what is kept of it, earns."""

    earning: Earning
    grants: tuple[Grant, ...]
    stamps: tuple[StampProgress, ...]
    effects: tuple[Effect, ...]
    refusals: tuple[Refusal, ...]


@dataclass(slots=True)
class _Gifts:
    """What promotions that don't multiply give."""

    points: list[EarnedBy] = field(default_factory=list)
    stamps: dict[str, int] = field(default_factory=dict)


def earn(
    prepared: Prepared,
    scene: Scene,
    paid: Sequence[int],
    tax_rates: Sequence[Fraction],
    whole: int | None = None,
) -> Earned:
    """paid: by place, net + tax on top − wallet share, in rupiah. tax_rates: percent of each line's tax.

    whole: what was paid for all lines of the sale, of which the tenders carried shares; None: the sum of `paid`.
    """
    running = Running(scene=scene, nets=list(paid), parts=[])
    view = View(scene, paid, whole)
    rates = rupiah_per_point(scene, prepared)
    multipliers, gifts = _hand_out(running, prepared, view, rates.keys())
    factors = factors_of(running, prepared, view, rates.keys(), multipliers)
    exact = shares(prepared, rates, factors, paid, tax_rates)
    earning = _earning(prepared, scene, exact, gifts.points, sum(paid[place] for place in rates))
    for factor in factors:
        share = next((by.points for by in earning.by if by.rule_id == factor.rule_id), 0)
        of_rule = exact[factor.rule_id]
        running.effects.append(
            Effect(
                rule_id=factor.rule_id,
                phase=Phase.EARNING,
                base=sum(paid[place] for place in factor.places if place in rates),
                numerator=of_rule.numerator,
                denominator=of_rule.denominator,
                amount=0,
                points=share,
                lines=tuple(scene.lines[place].number for place in sorted(factor.places & rates.keys())),
            )
        )
    stamps = tuple(_cards(running, prepared, gifts.stamps))
    _plans(running, prepared)
    return Earned(
        earning=earning,
        grants=tuple(running.grants),
        stamps=stamps,
        effects=tuple(running.effects),
        refusals=tuple(running.refusals),
    )


def _hand_out(
    running: Running, prepared: Prepared, view: View, earning: Collection[int]
) -> tuple[list[Candidate], _Gifts]:
    """Gives what doesn't multiply, in order; the multipliers that have a line to work on are left for later."""
    multipliers: list[Candidate] = []
    gifts = _Gifts()
    settled: set[tuple[str, bool]] = set()
    rules = prepared.earning
    if not rules.rules and not rules.stopped:
        return multipliers, gifts
    for candidate in candidates(running, rules, view):
        multiplies = isinstance(candidate.rule.promotion.benefit, PointsMultiplier)
        group = _contest(candidate, multiplies=multiplies)
        if group is not None and group in settled:
            running.refuse(candidate.rule.id, Phase.EARNING, OUTRANKED)
            continue
        if multiplies:
            refused = idle(view, candidate, earning)
            worked = refused is None
            if refused is None:
                multipliers.append(candidate)
            else:
                running.refuse(candidate.rule.id, Phase.EARNING, refused)
        else:
            worked = _give(running, prepared, candidate, gifts)
        if worked and group is not None:
            settled.add(group)
    return multipliers, gifts


def _contest(candidate: Candidate, *, multiplies: bool) -> tuple[str, bool] | None:
    """What a candidate competes for; None: nothing, or line by line as multipliers of a `best` group do."""
    mode = candidate.rule.mode
    if mode is GroupMode.STACK or (mode is GroupMode.BEST and multiplies):
        return None
    return candidate.rule.promotion.group or "", mode is GroupMode.BEST


def _give(running: Running, prepared: Prepared, candidate: Candidate, gifts: _Gifts) -> bool:
    """Gives what one promotion gives; whether it gave something."""
    given = give(running, prepared, candidate)
    if not isinstance(given, Given):
        running.refuse(candidate.rule.id, Phase.EARNING, given)
        return False
    rule_id = candidate.rule.id
    if given.points:
        gifts.points.append(EarnedBy(rule_id=rule_id, points=given.points))
    if given.stamps:
        gifts.stamps[given.what] = gifts.stamps.get(given.what, 0) + given.stamps
    if given.kind is not None:
        running.grants.append(Grant(rule_id=rule_id, kind=given.kind, what=given.what, amount=given.amount))
    running.effects.append(
        Effect(
            rule_id=rule_id,
            phase=Phase.EARNING,
            base=given.base,
            numerator=given.exact.numerator,
            denominator=given.exact.denominator,
            amount=0,
            points=given.points,
            lines=tuple([running.scene.lines[place].number for place in candidate.places]),
            times=given.times,
            clipped=given.clip,
        )
    )
    return True


def _earning(
    prepared: Prepared, scene: Scene, exact: dict[str, Fraction], bonuses: list[EarnedBy], base: int
) -> Earning:
    """Floors the sum once, adds the bonuses, applies the caps; every point keeps its rule."""
    whole = sum(exact.values(), Fraction(0))
    floored = whole.numerator // whole.denominator
    common = lcm(*(share.denominator for share in exact.values()))
    weights = [share.numerator * (common // share.denominator) for share in exact.values()]
    parts = zip(exact, spread(floored, weights), strict=True)
    by = [EarnedBy(rule_id=rule_id, points=points) for rule_id, points in parts] + bonuses
    bonus = sum(one.points for one in bonuses)
    points = _capped(prepared, scene, floored + bonus)
    if points < floored + bonus:
        kept = spread(points, [one.points for one in by])
        by = [EarnedBy(rule_id=one.rule_id, points=part) for one, part in zip(by, kept, strict=True)]
    return Earning(
        base=base,
        numerator=whole.numerator,
        denominator=whole.denominator,
        bonus=bonus,
        capped=floored + bonus - points,
        points=points,
        by=tuple([one for one in by if one.points]),
    )


def _capped(prepared: Prepared, scene: Scene, points: int) -> int:
    rules = prepared.programme.points
    if rules.earn_per_sale is not None:
        points = min(points, rules.earn_per_sale)
    if rules.earn_per_day is not None:
        today = 0 if scene.member is None else scene.member.earned_today
        points = min(points, max(0, rules.earn_per_day - today))
    return points


def _cards(running: Running, prepared: Prepared, given: dict[str, int]) -> list[StampProgress]:
    """Each card that got stamps; full ones give their awards."""
    member = running.scene.member
    before = {count.card_id: count.stamps for count in member.stamps} if member else {}
    cards: list[StampProgress] = []
    for card in prepared.programme.stamp_cards:
        stamps = given.pop(card.id, 0)
        if not stamps:
            continue
        whole = before.get(card.id, 0) + stamps
        completed, after = divmod(whole, card.size)
        cards.append(
            StampProgress(
                card_id=card.id,
                before=before.get(card.id, 0),
                given=stamps,
                completed=completed,
                after=after,
            )
        )
        if completed:
            running.grants.extend(award_grant(card.id, award, completed) for award in card.gives)
    return cards


def award_grant(rule_id: str, award: Award, times: int) -> Grant:
    """An award as a grant of the rule that gives it, so many times."""
    kind, what, amount = _kind_of(award)
    return Grant(rule_id=rule_id, kind=kind, what=what, amount=amount * times)


def _kind_of(award: Award) -> tuple[GrantKind, str, int]:
    match award:
        case GivePoints(points=points):
            return GrantKind.POINTS, "", points
        case GiveCashback(amount=rupiah):
            return GrantKind.CASHBACK, "", rupiah
        case GiveStamps(card=card, stamps=stamps):
            return GrantKind.STAMPS, card, stamps
        case GiveVoucher(voucher=voucher, count=count):
            return GrantKind.VOUCHER, voucher, count
        case GivePlan(plan=plan, months=months):
            return GrantKind.PLAN_MONTHS, plan, months


def _plans(running: Running, prepared: Prepared) -> None:
    """Plans that are bought: their months for each unit."""
    scene = running.scene
    for place, line in enumerate(scene.lines):
        plan = prepared.plans_by_sku.get(line.item.sku)
        units = scene.units(place)
        if plan is None or units == 0:
            continue
        if scene.member is None:
            running.refuse(plan.id, Phase.EARNING, NEEDS_MEMBER)
            continue
        running.grants.append(
            Grant(rule_id=plan.id, kind=GrantKind.PLAN_MONTHS, what=plan.id, amount=plan.months * units)
        )
