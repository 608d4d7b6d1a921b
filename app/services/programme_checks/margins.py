"""What rules that meet on one line take in all: more than everything, or more than the margin."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache

from app.domain.basket import UNIT, Item, ItemKind
from app.domain.programme.benefits import (
    AmountOff,
    BuyGet,
    FixedPrice,
    OpenPriceList,
    PercentOff,
    UnitsOff,
)
from app.domain.programme.conditions import MinimumQuantity, MinimumSpend
from app.domain.programme.levels import Plan
from app.domain.programme.promotions import GroupMode, PriceList, Promotion
from app.services.programme_checks.finding import Finding, FindingKind
from app.services.programme_checks.line_sets import takes
from app.services.programme_checks.look import Look, Turn, turn_of

_HUNDRED = Fraction(100)
_MOST_TRIED = 30
"""Of the deepest percentages, to look for others that meet them."""


def margin_findings(look: Look) -> Iterator[Finding]:
    """All of them."""
    yield from _over_hundred(look)
    yield from _below_cost(look)


def _over_hundred(look: Look) -> Iterator[Finding]:
    """Percentages that can meet and come to 100 or more: the first such set, from the deepest on.

    A rule that takes 100 % by itself says what it means, and isn't counted.
    """
    levels = _levels(look, None)
    percents = [rule for _, rule in look.live if 0 < _percent(rule) < 100]
    percents.sort(key=lambda rule: (-_percent(rule), rule.id))
    sets = (_meeting(look, (rule, *percents)) for rule in percents[:_MOST_TRIED])
    for chosen in sets if percents else [()]:
        total = sum(map(_percent, chosen), Decimal(0)) + sum(percent for _, percent in levels)
        if total >= 100:
            ids = (*(rule.id for rule in chosen), *(rule_id for rule_id, _ in levels))
            path = ("promotions", look.programme.promotions.index(chosen[0])) if chosen else ("tiers",)
            yield Finding(kind=FindingKind.PERCENTS_OVER_HUNDRED, path=path, ids=ids, amount=int(total))
            return


def _percent(rule: Promotion) -> Decimal:
    return rule.benefit.percent if isinstance(rule.benefit, PercentOff) else Decimal(0)


def _levels(look: Look, item: Item | None) -> list[tuple[str, Decimal]]:
    """The deepest tier and every plan, as (id, percent); item: only the plans that take it."""
    programme = look.programme
    tier = max(programme.tiers, key=lambda tier: tier.discount_percent)
    plans: Sequence[Plan] = [plan for plan in programme.plans if item is None or takes(plan.lines, item)]
    found = [(tier.id, tier.discount_percent), *((plan.id, plan.discount_percent) for plan in plans)]
    return [(rule_id, percent) for rule_id, percent in found if percent > 0]


def _meeting(look: Look, rules: Sequence[Promotion]) -> tuple[Promotion, ...]:
    """The first rule with each of the others that can meet it and those already chosen."""
    chosen: list[Promotion] = []
    for rule in rules:
        if rule not in chosen and all(_can_meet(look, rule, other) for other in chosen):
            chosen.append(rule)
    return tuple(chosen)


def _can_meet(look: Look, one: Promotion, other: Promotion) -> bool:
    compete = one.group is not None and one.group == other.group and look.mode_of(one) is not GroupMode.STACK
    return (
        not compete
        and not one.exclusive
        and not other.exclusive
        and look.share_lines(one.lines, other.lines)
        and look.together(one.conditions, other.conditions)
    )


@dataclass(slots=True)
class _Worst:
    """The item that loses most to one set of rules, and how many items do."""

    item: Item
    price: int
    items: int = 1


def _below_cost(look: Look) -> Iterator[Finding]:
    """One finding for each set of rules: the item that loses most to it."""
    worst: dict[tuple[str, ...], _Worst] = {}
    pricing = _Pricing(look)
    for item in look.items or ():
        if item.cost is None or item.no_promotion or item.kind is not ItemKind.GOODS:
            continue
        price, ids = pricing.lowest(item)
        if price >= item.cost or not ids:
            continue
        known = worst.get(ids)
        if known is None:
            worst[ids] = _Worst(item, price)
            continue
        known.items += 1
        if item.cost - price > (known.item.cost or 0) - known.price:
            known.item, known.price = item, price
    for ids, found in worst.items():
        yield Finding(
            kind=FindingKind.BELOW_COST,
            path=(),
            ids=ids,
            what=found.item.sku,
            of=str(found.items),
            amount=found.price,
            limit=found.item.cost or 0,
        )


class _Pricing:
    """The lowest price that a unit can come to: the lowest list, then promotions that can meet, then the levels.

    An estimate that errs low: what is taken once from an order counts in proportion to the least that the
    order must be. Points, vouchers, rewards, bundles and free products are paid for otherwise, and don't count.
    """

    def __init__(self, look: Look) -> None:
        self._look = look
        self._rules = [rule for _, rule in look.live if turn_of(rule) in {Turn.LINE, Turn.ORDER}]
        self._lists = {prices.id: prices for prices in look.programme.price_lists}
        # The same pairs meet for item after item.
        self._meet = lru_cache(maxsize=10_000)(self._rules_meet)

    def lowest(self, item: Item) -> tuple[int, tuple[str, ...]]:
        """In rupiah, with the ids of the rules that make it."""
        price, ids = self._listed(item)
        savings = sorted(
            ((share, place) for place, share in self._shares(item, price) if share > 0), reverse=True
        )
        chosen: list[int] = []
        for _, place in savings:
            if all(self._meet(min(place, other), max(place, other)) for other in chosen):
                chosen.append(place)
        net = Fraction(price)
        for place in sorted(chosen):
            net -= net * _share(self._rules[place], int(net))
            ids = (*ids, self._rules[place].id)
        if not any(self._rules[place].exclusive for place in chosen):
            for rule_id, percent in _levels(self._look, item):
                net -= net * Fraction(percent) / _HUNDRED
                ids = (*ids, rule_id)
        return int(net), ids

    def _listed(self, item: Item) -> tuple[int, tuple[str, ...]]:
        """The lowest price of the lists that somebody opens."""
        programme = self._look.programme
        opened = {tier.price_list: tier.id for tier in programme.tiers}
        opened |= {plan.price_list: plan.id for plan in programme.plans}
        for rule in (rule for _, rule in self._look.live):
            if isinstance(rule.benefit, OpenPriceList) and takes(rule.lines, item):
                opened[rule.benefit.price_list] = rule.id
        prices = [
            (price, list_id)
            for list_id in opened
            if list_id in self._lists
            for price in _prices(self._lists[list_id], item.sku)
        ]
        price, list_id = min(prices, default=(item.price, ""))
        return (price, (list_id,)) if price < item.price else (item.price, ())

    def _shares(self, item: Item, price: int) -> Iterator[tuple[int, Fraction]]:
        for place, rule in enumerate(self._rules):
            if takes(rule.lines, item):
                yield place, _share(rule, price)

    def _rules_meet(self, one: int, other: int) -> bool:
        return _can_meet(self._look, self._rules[one], self._rules[other])


def _prices(prices: PriceList, sku: str) -> list[int]:
    return [listed.price for listed in prices.prices if listed.sku == sku]


def _share(rule: Promotion, price: int) -> Fraction:
    """How much of a unit's price a rule takes, from 0 to 1."""
    if price <= 0:
        return Fraction(0)
    match rule.benefit:
        case PercentOff(percent=percent, most=most):
            share = Fraction(percent) / _HUNDRED
            return share if most is None else min(share, Fraction(most, price))
        case AmountOff(amount=amount, per_unit=True):
            return min(Fraction(1), Fraction(amount, price))
        case AmountOff(amount=amount):
            return min(Fraction(1), Fraction(amount, max(price, _least_spend(rule))))
        case FixedPrice(price=fixed):
            return max(Fraction(0), 1 - Fraction(fixed, price))
        case UnitsOff(units=units, percent=percent):
            return (
                min(Fraction(1), Fraction(units * UNIT, _least_quantity(rule))) * Fraction(percent) / _HUNDRED
            )
        case BuyGet(buy=buy, get=get, percent=percent, get_lines=None):
            return Fraction(get, buy + get) * Fraction(percent) / _HUNDRED
        case _:
            return Fraction(0)


def _least_spend(rule: Promotion) -> int:
    return max((one.amount for one in rule.conditions if isinstance(one, MinimumSpend)), default=0)


def _least_quantity(rule: Promotion) -> int:
    return max(
        (one.quantity for one in rule.conditions if isinstance(one, MinimumQuantity) and one.of is None),
        default=UNIT,
    )
