"""The slow calculator's benefits on the price: what each would take off which line."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any

from app.domain.programme import benefits as kinds
from app.domain.programme.benefits import UnitChoice
from app.domain.programme.lines import Lines
from app.domain.quote import RefusalReason
from tests.support.slow_lines import (
    Nets,
    Row,
    Unit,
    families,
    half_up,
    in_turn,
    net_of,
    spread,
    takes_item,
    units_of,
)

MOST_BUNDLES = 1_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Reach:
    """What a benefit may work on. own: the rule's lines; of: any others; both open, not closed, above 0."""

    own: list[Row]
    of: Callable[[Lines], list[Row]]
    times: int | None = None
    budget: int | None = None

    def at_most(self, amount: int) -> int:
        return amount if self.budget is None else min(amount, self.budget)

    def often(self, count: int) -> int:
        return count if self.times is None else min(count, self.times)


@dataclass(frozen=True, slots=True, kw_only=True)
class Worth:
    """Rupiah off each line."""

    amounts: Nets
    uses: int = 1


Why = RefusalReason
Answer = Worth | RefusalReason


def worth_of(benefit: Any, reach: Reach) -> Answer:
    """What it takes off, or why nothing."""
    answer: Answer = WORTHS[type(benefit)](benefit, reach)
    if isinstance(answer, Worth) and not any(answer.amounts.values()):
        return Why.NOTHING_TO_TAKE
    return answer


def spread_over(amount: int, weights: Nets) -> Nets:
    numbers = sorted(weights)
    return dict(zip(numbers, spread(amount, [weights[number] for number in numbers]), strict=True))


def by_net(amount: int, rows: list[Row]) -> Nets:
    return spread_over(amount, {row.number: row.net for row in rows})


def percent_off(benefit: kinds.PercentOff, reach: Reach) -> Answer:
    amount = half_up(net_of(reach.own) * Fraction(benefit.percent) / 100)
    if benefit.most is not None:
        amount = min(amount, benefit.most)
    return Worth(amounts=by_net(reach.at_most(amount), reach.own))


def amount_off(benefit: kinds.AmountOff, reach: Reach) -> Answer:
    if not benefit.per_unit:
        return Worth(amounts=by_net(reach.at_most(min(benefit.amount, net_of(reach.own))), reach.own))
    units = in_turn(units_of(reach.own), dearest=False)
    units = units[: reach.often(len(units))]
    if not units:
        return Why.TOO_FEW_UNITS
    by_root: Nets = {}
    for unit in units:
        so_far = sum(by_root.values())
        off = reach.at_most(so_far + min(unit.value, benefit.amount)) - so_far
        by_root[unit.root] = by_root.get(unit.root, 0) + off
    amounts: Nets = {}
    for members in families(reach.own):
        amounts |= by_net(by_root.get(members[0].root.number, 0), members)
    return Worth(amounts=amounts, uses=len(units))


def off_units(units: list[Unit], percent: Fraction, reach: Reach, uses: int) -> Worth:
    """A percentage off these units, spread by the value taken from each line."""
    values: Nets = {}
    for unit in units:
        for number, value in unit.values.items():
            values[number] = values.get(number, 0) + value
    amount = reach.at_most(half_up(sum(values.values()) * percent / 100))
    return Worth(amounts=spread_over(amount, values), uses=uses)


def units_off(benefit: kinds.UnitsOff, reach: Reach) -> Answer:
    units = in_turn(units_of(reach.own), dearest=benefit.take is UnitChoice.DEAREST)
    if not units:
        return Why.TOO_FEW_UNITS
    return off_units(units[: benefit.units], Fraction(benefit.percent), reach, uses=1)


def buy_get(benefit: kinds.BuyGet, reach: Reach) -> Answer:
    dearest = benefit.take is UnitChoice.DEAREST
    own = in_turn(units_of(reach.own), dearest=dearest)
    if benefit.get_lines is None:
        groups = reach.often(len(own) // (benefit.buy + benefit.get))
        if groups == 0:
            return Why.TOO_FEW_UNITS
        return off_units(own[: groups * benefit.get], Fraction(benefit.percent), reach, groups)
    got = in_turn(units_of(reach.of(benefit.get_lines)), dearest=dearest)
    groups = 0
    while reach.often(groups + 1) == groups + 1 and enough(benefit, own, got, groups + 1):
        groups += 1
    if groups == 0:
        return Why.TOO_FEW_UNITS if len(own) < benefit.buy else Why.ADD_PRODUCT
    return off_units(got[: groups * benefit.get], Fraction(benefit.percent), reach, groups)


def enough(benefit: kinds.BuyGet, own: list[Unit], got: list[Unit], groups: int) -> bool:
    """Whether there are units to get, and units to buy that are not among those."""
    if len(got) < groups * benefit.get:
        return False
    given = {(unit.root, unit.index) for unit in got[: groups * benefit.get]}
    bought = [unit for unit in own if (unit.root, unit.index) not in given]
    return len(bought) >= groups * benefit.buy


def fixed_price(benefit: kinds.FixedPrice, reach: Reach) -> Answer:
    amounts = {
        row.number: max(0, row.net - half_up(Fraction(benefit.price * row.line.quantity, 1000)))
        for row in reach.own
        if row.line.parent is None
    }
    return Worth(amounts=spread_over(reach.at_most(sum(amounts.values())), amounts))


def bundle_price(benefit: kinds.BundlePrice, reach: Reach) -> Answer:
    used: list[Unit] = []
    bundles = 0
    bundle: list[Unit] | None = None
    while bundles < reach.often(MOST_BUNDLES):
        bundle = next_bundle(benefit, reach, {(unit.root, unit.index) for unit in used})
        if bundle is None or sum(unit.value for unit in bundle) <= benefit.price:
            break
        used += bundle
        bundles += 1
    if bundles == 0:
        return Why.ADD_PRODUCT if bundle is None else Why.NOTHING_TO_TAKE
    values: Nets = {}
    for unit in used:
        for number, value in unit.values.items():
            values[number] = values.get(number, 0) + value
    saving = reach.at_most(sum(values.values()) - bundles * benefit.price)
    return Worth(amounts=spread_over(saving, values), uses=bundles)


def next_bundle(benefit: kinds.BundlePrice, reach: Reach, gone: set[tuple[int, int]]) -> list[Unit] | None:
    """One unit after the other for each part; None when a part finds too few."""
    bundle: list[Unit] = []
    for part in benefit.parts:
        taken = gone | {(unit.root, unit.index) for unit in bundle}
        left = [
            unit
            for unit in in_turn(units_of(with_roots(reach.of(part.lines), part.lines)), dearest=True)
            if (unit.root, unit.index) not in taken
        ]
        if len(left) < part.units:
            return None
        bundle += left[: part.units]
    return bundle


def with_roots(rows: list[Row], lines: Lines) -> list[Row]:
    """Without modifiers that are taken alone."""
    return [row for row in rows if takes_item(lines, row.root.item)]


def free_product(benefit: kinds.FreeProduct, reach: Reach) -> Answer:
    units = in_turn(units_of(reach.of(benefit.of)), dearest=benefit.take is UnitChoice.DEAREST)
    if not units:
        return Why.ADD_PRODUCT
    capped = reach if benefit.most is None else replace(reach, budget=reach.at_most(benefit.most))
    return off_units(units[: benefit.units], Fraction(100), capped, uses=1)


WORTHS: dict[type, Callable[[Any, Reach], Answer]] = {
    kinds.PercentOff: percent_off,
    kinds.AmountOff: amount_off,
    kinds.UnitsOff: units_off,
    kinds.BuyGet: buy_get,
    kinds.FixedPrice: fixed_price,
    kinds.BundlePrice: bundle_price,
    kinds.FreeProduct: free_product,
}


def touched_lines(benefit: Any, own: Lines) -> list[Lines]:
    """Which lines a benefit could take something from."""
    if isinstance(benefit, kinds.BundlePrice):
        return [part.lines for part in benefit.parts]
    if isinstance(benefit, kinds.FreeProduct):
        return [benefit.of]
    return [own]
