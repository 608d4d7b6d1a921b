"""Benefits on the price: what each takes off the lines as they are."""

from collections.abc import Callable, Sequence
from decimal import Decimal

from app.domain.engine.choosers import Chooser, Choosers
from app.domain.engine.judge import Refused
from app.domain.engine.running import Allowance, Running, Take
from app.domain.engine.scene import Places, Scene
from app.domain.engine.units import Families, Run, count, families_of, first, in_order
from app.domain.numbers import per_unit, spread
from app.domain.programme.benefits import (
    AmountOff,
    BundlePrice,
    BuyGet,
    FixedPrice,
    FreeProduct,
    PercentOff,
    PriceBenefit,
    UnitChoice,
    UnitsOff,
)
from app.domain.quote import Clip, RefusalReason

Taker = Callable[[Running, Sequence[int], Allowance, bool], Take | Refused]
"""Works a benefit out on the places that its rule takes; the last says whether the rule is exclusive."""

MOST_BUNDLES = 1_000
_TOO_FEW: Refused = (RefusalReason.TOO_FEW_UNITS, 0, ())
_ADD: Refused = (RefusalReason.ADD_PRODUCT, 0, ())
_NOTHING: Refused = (RefusalReason.NOTHING_TO_TAKE, 0, ())


def ratio(percent: Decimal) -> tuple[int, int]:
    """A percentage as numerator and denominator of a share."""
    numerator, denominator = percent.as_integer_ratio()
    return numerator, denominator * 100


def taker_of(benefit: PriceBenefit, choosers: Choosers) -> Taker:
    """A benefit made ready; `OpenPriceList` isn't one that takes."""
    match benefit:
        case PercentOff(percent=percent, most=most):
            return _percent_off(*ratio(percent), most)
        case AmountOff(amount=amount, per_unit=False):
            return _amount_off(amount)
        case AmountOff(amount=amount):
            return _amount_per_unit(amount)
        case UnitsOff():
            return _units_off(benefit)
        case BuyGet(get_lines=lines):
            return _buy_get_same(benefit) if lines is None else _buy_get_other(benefit, choosers.of(lines))
        case FixedPrice(price=price):
            return _fixed_price(price)
        case BundlePrice():
            return _bundle(benefit, tuple((choosers.of(part.lines), part.units) for part in benefit.parts))
        case FreeProduct():
            return _free_product(benefit, choosers.of(benefit.of))
        case _:
            raise TypeError(f"{benefit!r} takes nothing off a line")


def takes_nothing(_running: Running, _own: Sequence[int], _allowed: Allowance, _exclusive: bool) -> Refused:
    """What a promotion that works on no price does to one."""
    return _NOTHING


def cut(amount: int, base: int, most: int | None, budget: int | None) -> tuple[int, Clip | None]:
    """An amount within its bounds, and the tightest of them if it is smaller for it."""
    clip: Clip | None = None
    if amount > base:
        amount, clip = base, Clip.NET
    if most is not None and amount > most:
        amount, clip = most, Clip.MOST
    if budget is not None and amount > budget:
        amount, clip = budget, Clip.BUDGET
    return amount, clip


def share_off(
    running: Running,
    places: Sequence[int],
    numerator: int,
    denominator: int,
    most: int | None,
    budget: int | None,
) -> Take | Refused:
    """A share of the nets of workable places, rounded once and spread by the nets."""
    nets = [running.nets[place] for place in places]
    base = sum(nets)
    exact = base * numerator
    amount, clip = cut((2 * exact + denominator) // (2 * denominator), base, most, budget)
    if amount == 0:
        return _NOTHING
    return Take(
        base=base,
        numerator=exact,
        denominator=denominator,
        amount=amount,
        parts=dict(zip(places, spread(amount, nets), strict=True)),
        clip=clip,
    )


def _percent_off(numerator: int, denominator: int, most: int | None) -> Taker:
    def take(running: Running, own: Sequence[int], allowed: Allowance, exclusive: bool) -> Take | Refused:
        places = running.workable(own, exclusive=exclusive)
        if not places:
            return running.why_not(own)
        return share_off(running, places, numerator, denominator, most, allowed.budget)

    return take


def _amount_off(wanted: int) -> Taker:
    def take(running: Running, own: Sequence[int], allowed: Allowance, exclusive: bool) -> Take | Refused:
        places = running.workable(own, exclusive=exclusive)
        if not places:
            return running.why_not(own)
        nets = [running.nets[place] for place in places]
        base = sum(nets)
        amount, clip = cut(wanted, base, None, allowed.budget)
        if amount == 0:
            return _NOTHING
        parts = dict(zip(places, spread(amount, nets), strict=True))
        return Take(base=base, numerator=wanted, denominator=1, amount=amount, parts=parts, clip=clip)

    return take


def _amount_per_unit(each: int) -> Taker:
    def take(running: Running, own: Sequence[int], allowed: Allowance, exclusive: bool) -> Take | Refused:
        places = running.workable(own, exclusive=exclusive)
        if not places:
            return running.why_not(own)
        families = families_of(running.scene, running.nets, places)
        runs = in_order(families.runs(), UnitChoice.CHEAPEST)
        chosen = runs if allowed.times is None else first(runs, allowed.times)
        uses = count(chosen)
        if uses == 0:
            return _TOO_FEW
        wanted, budget = uses * each, allowed.budget
        by_root = _off_each(chosen, each, wanted if budget is None else budget)
        whole = sum(by_root.values())
        if whole == 0:
            return _NOTHING
        parts: dict[int, int] = {}
        for root, amount in sorted(by_root.items()):
            family = families.lines[root]
            parts.update(zip(family, spread(amount, [running.nets[place] for place in family]), strict=True))
        base = sum(running.nets[place] for place in places)
        clip = None if whole == wanted else (Clip.BUDGET if whole == budget else Clip.NET)
        return Take(
            base=base, numerator=wanted, denominator=1, amount=whole, parts=parts, uses=uses, clip=clip
        )

    return take


def _off_each(chosen: Sequence[Run], each: int, most: int) -> dict[int, int]:
    """By root, an amount off each of some units, none below zero; the first units have it when `most` runs out."""
    by_root: dict[int, int] = {}
    for run in chosen:
        amount = min(min(run.value, each) * run.count, most)
        most -= amount
        by_root[run.root] = by_root.get(run.root, 0) + amount
    return by_root


def _off_units(
    families: Families,
    chosen: list[Run],
    rate: tuple[int, int],
    uses: int,
    budget: int | None,
    most: int | None = None,
) -> Take | Refused:
    """A share of the value of some units, rounded once and spread by what each line's units come to."""
    values = families.values(chosen)
    base = sum(values.values())
    exact, denominator = base * rate[0], rate[1]
    amount, clip = cut((2 * exact + denominator) // (2 * denominator), base, most, budget)
    if amount == 0:
        return _NOTHING
    places = sorted(values)
    parts = dict(zip(places, spread(amount, [values[place] for place in places]), strict=True))
    return Take(
        base=base,
        numerator=exact,
        denominator=denominator,
        amount=amount,
        parts=parts,
        uses=uses,
        clip=clip,
        deal=True,
    )


def _units_off(benefit: UnitsOff) -> Taker:
    rate = ratio(benefit.percent)

    def take(running: Running, own: Sequence[int], allowed: Allowance, exclusive: bool) -> Take | Refused:
        places = running.workable(own, exclusive=exclusive)
        if not places:
            return running.why_not(own)
        families = families_of(running.scene, running.nets, places)
        chosen = first(in_order(families.runs(), benefit.take), benefit.units)
        if not chosen:
            return _TOO_FEW
        return _off_units(families, chosen, rate, 1, allowed.budget)

    return take


def _buy_get_same(benefit: BuyGet) -> Taker:
    rate = ratio(benefit.percent)
    group = benefit.buy + benefit.get

    def take(running: Running, own: Sequence[int], allowed: Allowance, exclusive: bool) -> Take | Refused:
        places = running.workable(own, exclusive=exclusive)
        if not places:
            return running.why_not(own)
        families = families_of(running.scene, running.nets, places)
        runs = in_order(families.runs(), benefit.take)
        units = count(runs)
        times = allowed.at_most(units // group)
        if times == 0:
            return RefusalReason.TOO_FEW_UNITS, (group - units) * 1000, ()
        return _off_units(families, first(runs, times * benefit.get), rate, times, allowed.budget)

    return take


def _buy_get_other(benefit: BuyGet, get_lines: Chooser) -> Taker:
    rate = ratio(benefit.percent)

    def take(running: Running, own: Sequence[int], allowed: Allowance, exclusive: bool) -> Take | Refused:
        places = running.workable(own, exclusive=exclusive)
        if not places:
            return running.why_not(own)
        scene = running.scene
        given_places = running.workable(scene.places(get_lines), exclusive=exclusive)
        given = families_of(scene, running.nets, given_places)
        runs = in_order(given.runs(), benefit.take)
        own_roots = set(scene.by_root(places))
        bought = sum(scene.units(root) for root in own_roots)

        def works(times: int) -> bool:
            rewarded = first(runs, times * benefit.get)
            also_own = count(run for run in rewarded if run.root in own_roots)
            return times * benefit.buy <= bought - also_own

        times = _largest(works, allowed.at_most(min(count(runs) // benefit.get, bought // benefit.buy)))
        if times == 0:
            missing = benefit.buy - bought
            return (RefusalReason.TOO_FEW_UNITS, missing * 1000, ()) if missing > 0 else _ADD
        return _off_units(given, first(runs, times * benefit.get), rate, times, allowed.budget)

    return take


def _largest(works: Callable[[int], bool], most: int) -> int:
    """The largest number up to `most` that works, where each below one that works does too; 0 always does."""
    low, high = 0, most
    while low < high:
        middle = (low + high + 1) // 2
        if works(middle):
            low = middle
        else:
            high = middle - 1
    return low


def _fixed_price(price: int) -> Taker:
    def take(running: Running, own: Sequence[int], allowed: Allowance, exclusive: bool) -> Take | Refused:
        scene = running.scene
        roots = [place for place in own if scene.roots[place] == place]
        places = running.workable(roots, exclusive=exclusive)
        if not places:
            return running.why_not(roots)
        nets = {place: running.nets[place] for place in places}
        savings = [max(0, net - per_unit(price, scene.lines[place].quantity)) for place, net in nets.items()]
        whole = sum(savings)
        amount, clip = cut(whole, whole, None, allowed.budget)
        if amount == 0:
            return _NOTHING
        parts = dict(zip(places, spread(amount, savings), strict=True))
        return Take(
            base=sum(nets.values()), numerator=whole, denominator=1, amount=amount, parts=parts, clip=clip
        )

    return take


def _bundle(benefit: BundlePrice, wanted: tuple[tuple[Chooser, int], ...]) -> Taker:
    def take(running: Running, _own: Sequence[int], allowed: Allowance, exclusive: bool) -> Take | Refused:
        scene = running.scene
        there = [_whole_families(scene, scene.places(chooser)) for chooser, _ in wanted]
        by_part = [running.workable(places, exclusive=exclusive) for places in there]
        if not any(by_part) and any(there):
            return running.why_not(sorted({place for places in there for place in places}))
        families = families_of(scene, running.nets, sorted({place for places in by_part for place in places}))
        runs = in_order(families.runs(), UnitChoice.DEAREST)
        shelves = [
            (frozenset(scene.roots[place] for place in places), units)
            for places, (_, units) in zip(by_part, wanted, strict=True)
        ]
        left = [run.count for run in runs]
        chosen: list[Run] = []
        times, refused = 0, _ADD
        while times < allowed.at_most(MOST_BUNDLES):
            bundle = _next_bundle(runs, left, shelves)
            if bundle is None:
                break
            if sum(run.value * run.count for run in bundle) <= benefit.price:
                refused = _NOTHING
                break
            chosen.extend(bundle)
            times += 1
        if times == 0:
            return refused
        values = families.values(chosen)
        base = sum(values.values())
        whole = base - times * benefit.price
        amount, clip = cut(whole, base, None, allowed.budget)
        if amount == 0:
            return _NOTHING
        places = sorted(values)
        parts = dict(zip(places, spread(amount, [values[place] for place in places]), strict=True))
        return Take(
            base=base,
            numerator=whole,
            denominator=1,
            amount=amount,
            parts=parts,
            uses=times,
            clip=clip,
            deal=True,
        )

    return take


def _whole_families(scene: Scene, places: Places) -> list[int]:
    """Places without modifiers that were taken alone."""
    taken = set(places)
    return [place for place in places if scene.roots[place] in taken]


def _next_bundle(
    runs: list[Run], left: list[int], shelves: list[tuple[frozenset[int], int]]
) -> list[Run] | None:
    """The units of one more bundle, taken off what is left; None when a part finds too few."""
    bundle: list[Run] = []
    for roots, units in shelves:
        missing = units
        for number, run in enumerate(runs):
            if missing == 0:
                break
            taken = min(left[number], missing) if run.root in roots else 0
            if taken:
                bundle.append(Run(run.value, run.root, run.start + run.count - left[number], taken))
                left[number] -= taken
                missing -= taken
        if missing:
            return None
    return bundle


def _free_product(benefit: FreeProduct, of: Chooser) -> Taker:
    def take(running: Running, _own: Sequence[int], allowed: Allowance, exclusive: bool) -> Take | Refused:
        there = running.scene.places(of)
        places = running.workable(there, exclusive=exclusive)
        if not places:
            return running.why_not(there) if there else _ADD
        families = families_of(running.scene, running.nets, places)
        chosen = first(in_order(families.runs(), benefit.take), benefit.units)
        if not chosen:
            return _ADD
        return _off_units(families, chosen, (1, 1), 1, allowed.budget, benefit.most)

    return take
