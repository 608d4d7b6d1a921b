"""Promotions, their groups and limits, and price lists."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Annotated

from app.domain.programme.benefits import Benefit
from app.domain.programme.bounds import Count, Id, Name, NotEmpty, Order, Points, Rupiah
from app.domain.programme.conditions import Condition
from app.domain.programme.lines import ALL_LINES, Lines


class GroupMode(StrEnum):
    """How the promotions of one group live together."""

    STACK = "stack"
    FIRST = "first"
    BEST = "best"


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Promotions that compete. stack: all, in order. first: the first that does something.

    best: on each line the one that saves it most; those on the order compete on the order. A promotion that
    names no group is in one that stacks.
    """

    id: Id
    mode: GroupMode


class LimitKind(StrEnum):
    """What a promotion can run out of."""

    PER_MEMBER = "per-member"
    PER_MEMBER_PER_DAY = "per-member-per-day"
    PER_MEMBER_PER_MONTH = "per-member-per-month"
    PER_DAY = "per-day"
    IN_TOTAL = "in-total"
    BUDGET = "budget"


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """How often, or how much. Each but per_sale is a counted right: without a share of it nothing is given.

    per_sale: applications within one sale. per_member…in_total: applications.
    budget: rupiah, of discounts, cashback and matched gifts; points, of bonus points.
    """

    per_sale: Count | None = None
    per_member: Count | None = None
    per_member_per_day: Count | None = None
    per_member_per_month: Count | None = None
    per_day: Count | None = None
    in_total: Points | None = None
    budget: Rupiah | None = None


NO_LIMITS = Limits()


class Scope(StrEnum):
    """When a promotion on the price is worked out: on lines first, then on the whole order."""

    LINE = "line"
    ORDER = "order"


@dataclass(frozen=True, slots=True, kw_only=True)
class Promotion:
    """Changes what is paid or earned when all its conditions hold.

    Promotions of one phase apply in the order (priority, id). exclusive: nothing else on the lines it touched.
    stopped: switched off by a manager. funder: a partner's id; None: the merchant.
    """

    id: Id
    name: Name
    benefit: Benefit
    priority: Order = 100
    scope: Scope = Scope.LINE
    lines: Lines = ALL_LINES
    conditions: tuple[Condition, ...] = ()
    group: Id | None = None
    exclusive: bool = False
    limits: Limits = NO_LIMITS
    funder: Id | None = None
    stopped: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedPrice:
    """What a unit of an item costs on a price list."""

    sku: str
    price: Rupiah


@dataclass(frozen=True, slots=True, kw_only=True)
class PriceList:
    """Prices for those to whom a tier, a plan or a promotion opens it, in its window; the lower price counts."""

    id: Id
    name: Name
    prices: Annotated[tuple[ListedPrice, ...], NotEmpty()]
    starts: date | None = None
    ends: date | None = None
