"""The slow calculator's lines: exact fractions, one entry per unit, nothing shared with the engine but models."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from fractions import Fraction
from zoneinfo import ZoneInfo

from app.domain.basket import Item, ItemKind, Line, QuoteInputs
from app.domain.programme.document import Programme
from app.domain.programme.gifts import Reward, VoucherKind
from app.domain.programme.lines import Lines
from app.domain.programme.promotions import Promotion
from app.domain.quote import Phase, RefusalReason

Nets = dict[int, int]
"""Rupiah by line number."""


def half_up(value: Fraction) -> int:
    """To a whole number, a half up."""
    return (2 * value.numerator + value.denominator) // (2 * value.denominator)


def spread(whole: int, weights: Sequence[Fraction | int]) -> list[int]:
    """The largest remainder: floors first, then one each by falling remainder, ties to the lower place."""
    total = sum((Fraction(weight) for weight in weights), Fraction(0))
    if total == 0:
        return [0 for _ in weights]
    exact = [whole * Fraction(weight) / total for weight in weights]
    shares = [share.numerator // share.denominator for share in exact]
    by_remainder = sorted(range(len(exact)), key=lambda place: (shares[place] - exact[place], place))
    for place in by_remainder[: whole - sum(shares)]:
        shares[place] += 1
    return shares


@dataclass(slots=True, kw_only=True)
class Row:
    """A line on its way. parts: (rule, phase, amount, points). taken: by a promotion of phases 2 and 3."""

    line: Line
    root: Line
    price: int
    net: int
    parts: list[tuple[str, str, int, int]] = field(default_factory=list)
    closed: bool = False
    taken: bool = False
    tax: int = 0
    tax_on_top: int = 0
    wallet: int = 0

    @property
    def number(self) -> int:
        return self.line.number

    @property
    def open(self) -> bool:
        return not self.line.item.no_promotion and not self.root.item.no_promotion

    def take(self, rule_id: str, phase: Phase, amount: int, points: int = 0) -> None:
        if amount:
            self.parts.append((rule_id, phase.value, amount, points))
            self.net -= amount


def takes(lines: Lines, row: Row) -> bool:
    """Whether `Lines` takes a line: with its root, or a modifier alone by its own SKU."""
    if not row.open:
        return False
    alone = row.line.parent is not None and row.line.item.sku in lines.skus
    return takes_item(lines, row.root.item) or (alone and takes_item(lines, row.line.item))


def takes_item(lines: Lines, item: Item) -> bool:
    if item.sku in lines.except_skus or item.category in lines.except_categories:
        return False
    if any(tag in lines.except_tags for tag in item.tags):
        return False
    if item.kind is not ItemKind.GOODS:
        return item.sku in lines.skus
    if not lines.skus and not lines.categories and not lines.tags:
        return True
    return (
        item.sku in lines.skus
        or item.category in lines.categories
        or any(tag in lines.tags for tag in item.tags)
    )


def taken_by(lines: Lines, rows: Iterable[Row]) -> list[Row]:
    return [row for row in rows if takes(lines, row)]


def net_of(rows: Iterable[Row]) -> int:
    return sum(row.net for row in rows)


def whole_units(root: Line) -> int:
    """How many units a family has."""
    if root.item.weighed or root.quantity % 1000:
        return 0
    return root.quantity // 1000


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """One unit of a family with its part of each line's net."""

    root: int
    index: int
    values: Nets

    @property
    def value(self) -> int:
        return sum(self.values.values())


def units_of(rows: Iterable[Row]) -> list[Unit]:
    """Every unit of the families of these lines, one entry each."""
    found: list[Unit] = []
    for members in families(rows):
        root = members[0].root
        count = whole_units(root)
        shares = {row.number: spread(row.net, [1] * count) for row in members}
        for index in range(count):
            values = {number: share[index] for number, share in shares.items()}
            found.append(Unit(root=root.number, index=index, values=values))
    return found


def families(rows: Iterable[Row]) -> list[list[Row]]:
    """The lines by their roots, in the order of the roots' numbers."""
    by_root: dict[int, list[Row]] = {}
    for row in rows:
        by_root.setdefault(row.root.number, []).append(row)
    return [by_root[number] for number in sorted(by_root)]


def count_units(rows: Iterable[Row]) -> int:
    return sum(whole_units(members[0].root) for members in families(rows))


def in_turn(units: Iterable[Unit], *, dearest: bool) -> list[Unit]:
    """The cheapest (or dearest) first, ties by line number, then unit number."""
    sign = -1 if dearest else 1
    return sorted(units, key=lambda unit: (sign * unit.value, unit.root, unit.index))


@dataclass(slots=True, kw_only=True)
class Sale:
    """All that the phases hand on.

    refusals: (rule, phase, reason). grants: (rule, kind, what, amount). carried: (rule, amount, method, code,
    points). redeemed: points as money: (limit, points, rupiah). taxes: (id, base, amount, inside).
    whole_paid: when lines were returned, what was paid for all of them.
    """

    programme: Programme
    inputs: QuoteInputs
    rows: list[Row]
    today: date
    minute: int
    refusals: list[tuple[str, str, str]] = field(default_factory=list)
    grants: list[tuple[str, str, str, int]] = field(default_factory=list)
    carried: list[tuple[str, int, str, str, int]] = field(default_factory=list)
    reward_points: int = 0
    rewards_taken: list[str] = field(default_factory=list)
    codes_used: list[str] = field(default_factory=list)
    tenders: list[tuple[VoucherKind | Reward, str]] = field(default_factory=list)
    redeemed: tuple[int, int, int] = (0, 0, 0)
    service: int = 0
    service_tax: int = 0
    service_tax_on_top: int = 0
    service_wallet: int = 0
    taxes: list[tuple[str, int, int, bool]] = field(default_factory=list)
    total: int = 0
    cash_rounding: int = 0
    payable: int = 0
    whole_paid: int | None = None

    def refuse(self, rule_id: str, phase: Phase, reason: RefusalReason) -> None:
        self.refusals.append((rule_id, phase.value, reason.value))

    def nets(self) -> Nets:
        return {row.number: row.net for row in self.rows}

    @property
    def tier_id(self) -> str:
        """The member's tier, or the lowest one when this revision no longer has it; empty for a guest."""
        member = self.inputs.member
        if member is None:
            return ""
        known = [tier.id for tier in self.programme.tiers]
        return member.tier_id if member.tier_id in known else known[0]

    @property
    def plans_in_force(self) -> list[str]:
        member = self.inputs.member
        if member is None:
            return []
        return [paid.plan_id for paid in member.plans if paid.starts <= self.today <= paid.ends]


def start_of(programme: Programme, inputs: QuoteInputs) -> Sale:
    """The basket at its catalogue prices, at the wall clock of its store."""
    wall = (datetime(1970, 1, 1, tzinfo=UTC) + timedelta(milliseconds=inputs.opened_at)).astimezone(
        ZoneInfo(inputs.zone)
    )
    by_number = {line.number: line for line in inputs.lines}
    rows = []
    for line in sorted(inputs.lines, key=lambda line: line.number):
        root = line
        while root.parent is not None:
            root = by_number[root.parent]
        price = half_up(Fraction(line.item.price * line.quantity, 1000))
        rows.append(Row(line=line, root=root, price=price, net=price))
    return Sale(
        programme=programme,
        inputs=inputs,
        rows=rows,
        today=wall.date(),
        minute=wall.hour * 60 + wall.minute,
    )


def left_of(sale: Sale, rule_id: str, limit: str) -> int:
    """What is left of a right; 0: none was given."""
    return sum(right.left for right in sale.inputs.rights if (right.rule_id, right.limit) == (rule_id, limit))


def times_and_budget(sale: Sale, rule: Promotion) -> tuple[int | None, int | None] | None:
    """How often and how much at most (None: as it pleases), or None without a right that it needs."""
    limits = rule.limits
    counted = {
        "per-member": limits.per_member,
        "per-member-per-day": limits.per_member_per_day,
        "per-member-per-month": limits.per_member_per_month,
        "per-day": limits.per_day,
        "in-total": limits.in_total,
    }
    lefts = [left_of(sale, rule.id, kind) for kind, most in counted.items() if most is not None]
    budget = None if limits.budget is None else left_of(sale, rule.id, "budget")
    if any(left <= 0 for left in lefts) or (budget is not None and budget <= 0):
        return None
    if limits.per_sale is not None:
        lefts.append(limits.per_sale)
    return (min(lefts) if lefts else None), budget
