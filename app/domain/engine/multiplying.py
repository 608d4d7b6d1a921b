"""Points of the lines: rates, the multipliers that add up on each line, and whose share each point is."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from app.domain.engine.judge import Refused, plans_in_force
from app.domain.engine.prepared import Prepared
from app.domain.engine.promoting import OUTRANKED, Candidate
from app.domain.engine.running import Running
from app.domain.engine.scene import Scene
from app.domain.engine.view import View
from app.domain.programme.benefits import PointsMultiplier
from app.domain.programme.promotions import GroupMode
from app.domain.quote import POINTS_RULE, Phase, RefusalReason


@dataclass(frozen=True, slots=True, kw_only=True)
class Factor:
    """A multiplier on some places: `bonus` is times − 1. exclusive: alone on its lines."""

    rule_id: str
    bonus: Fraction
    places: frozenset[int]
    exclusive: bool = False


def rupiah_per_point(scene: Scene, prepared: Prepared) -> dict[int, tuple[str, int]]:
    """The rate of each place that earns: its rule, and rupiah per point."""
    by_place: dict[int, tuple[str, int] | None] = {}
    for rate, chooser in prepared.rates:
        if rate.stores and scene.inputs.store not in rate.stores:
            continue
        for place in scene.places(chooser):
            found = None if rate.rupiah_per_point is None else (rate.id, rate.rupiah_per_point)
            by_place.setdefault(place, found)
    plain = (POINTS_RULE, prepared.programme.points.rupiah_per_point)
    for place in scene.places(prepared.everything):
        by_place.setdefault(place, plain)
    return {place: found for place, found in sorted(by_place.items()) if found is not None}


def factors_of(
    running: Running,
    prepared: Prepared,
    view: View,
    earning: Collection[int],
    candidates: Sequence[Candidate],
) -> list[Factor]:
    """The tier's, the plans' and the promotions' multipliers, in that order, each on lines of its own."""
    levels = _of_levels(running.scene, prepared)
    promotions = _of_promotions(running, view, earning, candidates)
    owner: dict[int, Factor] = {}
    for factor in promotions:
        if factor.exclusive:
            for place in factor.places:
                owner.setdefault(place, factor)
    found: list[Factor] = []
    for number, factor in enumerate((*levels, *promotions)):
        places = frozenset(place for place in factor.places if owner.get(place, factor) is factor)
        if places:
            found.append(replace(factor, places=places))
        elif number >= len(levels):
            running.refuse(factor.rule_id, Phase.EARNING, (RefusalReason.CLOSED_LINES, 0, ()))
    return found


def _of_levels(scene: Scene, prepared: Prepared) -> list[Factor]:
    """The multipliers of the member's tier and of the plans in force."""
    if scene.member is None:
        return []
    factors: list[Factor] = []
    tier = prepared.tier(scene.member.tier_id)
    if tier.multiplier > 1:
        everywhere = frozenset(range(len(scene.lines)))
        factors.append(Factor(rule_id=tier.id, bonus=Fraction(tier.multiplier) - 1, places=everywhere))
    in_force = plans_in_force(scene.member, scene.today)
    for plan_id in dict.fromkeys(plan.id for plan in prepared.programme.plans):
        plan, chooser = prepared.plans[plan_id]
        if plan_id in in_force and plan.multiplier > 1:
            places = frozenset(scene.places(chooser))
            factors.append(Factor(rule_id=plan_id, bonus=Fraction(plan.multiplier) - 1, places=places))
    return factors


def _of_promotions(
    running: Running, view: View, earning: Collection[int], candidates: Sequence[Candidate]
) -> list[Factor]:
    """Multipliers of candidates, after those of a `best` group have shared their lines."""
    found: list[Factor] = []
    won = _won_by_best(candidates)
    for candidate in candidates:
        benefit = candidate.rule.promotion.benefit
        if not isinstance(benefit, PointsMultiplier):
            continue
        places = frozenset(place for place in candidate.places if place in earning and view.nets[place] > 0)
        if candidate.rule.mode is GroupMode.BEST:
            group = candidate.rule.promotion.group or ""
            places = frozenset(place for place in places if won[group, place] == candidate.rule.id)
        if places:
            found.append(
                Factor(
                    rule_id=candidate.rule.id,
                    bonus=(Fraction(benefit.times) - 1) * _share(view, benefit),
                    places=places,
                    exclusive=candidate.rule.promotion.exclusive,
                )
            )
        else:
            running.refuse(candidate.rule.id, Phase.EARNING, OUTRANKED)
    return found


def idle(view: View, candidate: Candidate, earning: Collection[int]) -> Refused | None:
    """Why a multiplier brings nothing: no line of its earns, ×1, or nothing is paid as it asks."""
    benefit = candidate.rule.promotion.benefit
    if not isinstance(benefit, PointsMultiplier):
        return None
    earns = any(place in earning and view.nets[place] > 0 for place in candidate.places)
    if benefit.times <= 1 or not earns:
        return RefusalReason.NOTHING_TO_TAKE, 0, ()
    if not _share(view, benefit):
        return RefusalReason.WRONG_TENDER, 0, tuple(method.value for method in benefit.paid_with)
    return None


def _share(view: View, benefit: PointsMultiplier) -> Fraction:
    """The share of the bill that a multiplier counts for."""
    if not benefit.paid_with:
        return Fraction(1)
    if view.whole <= 0:
        return Fraction(0)
    return min(Fraction(1), Fraction(view.carried_by(frozenset(benefit.paid_with)), view.whole))


def _won_by_best(candidates: Sequence[Candidate]) -> dict[tuple[str, int], str]:
    """By group and place, the rule with the largest multiplier; ties by id."""
    ranks: dict[tuple[str, int], tuple[Fraction, str]] = {}
    for candidate in candidates:
        benefit = candidate.rule.promotion.benefit
        if candidate.rule.mode is not GroupMode.BEST or not isinstance(benefit, PointsMultiplier):
            continue
        rank = (-Fraction(benefit.times), candidate.rule.id)
        for place in candidate.places:
            key = (candidate.rule.promotion.group or "", place)
            ranks[key] = min(ranks.get(key, rank), rank)
    return {key: rule_id for key, (_, rule_id) in ranks.items()}


def shares(
    prepared: Prepared,
    rates: dict[int, tuple[str, int]],
    factors: Sequence[Factor],
    paid: Sequence[int],
    tax_rates: Sequence[Fraction],
) -> dict[str, Fraction]:
    """Exact points by rule: plain rates first (the plain one, then the document's order), then factors."""
    order = [POINTS_RULE, *(rate.id for rate, _ in prepared.rates), *(factor.rule_id for factor in factors)]
    totals = dict.fromkeys(order, Fraction(0))
    rules = prepared.programme.points
    cap = None if rules.multiplier_cap is None else Fraction(rules.multiplier_cap) - 1
    for place_rates, places in _alike(rates, factors, tax_rates).items():
        rate_id, per_point, tax_rate, mine = place_rates
        base = Fraction(sum(paid[place] for place in places), per_point)
        if not rules.earn_on_tax:
            base *= 100 / (100 + tax_rate)
        totals[rate_id] += base
        bonus = sum((factors[number].bonus for number in mine), Fraction(0))
        scale = cap / bonus if cap is not None and bonus > cap else Fraction(1)
        for number in mine:
            totals[factors[number].rule_id] += base * factors[number].bonus * scale
    return totals


Alike = tuple[str, int, Fraction, tuple[int, ...]]
"""Rate rule, rupiah per point, tax percent, and numbers of factors."""


def _alike(
    rates: dict[int, tuple[str, int]], factors: Sequence[Factor], tax_rates: Sequence[Fraction]
) -> dict[Alike, list[int]]:
    """Places that earn in the same way."""
    groups: dict[Alike, list[int]] = {}
    for place, (rate_id, per_point) in rates.items():
        mine = tuple(number for number, factor in enumerate(factors) if place in factor.places)
        groups.setdefault((rate_id, per_point, tax_rates[place], mine), []).append(place)
    return groups
