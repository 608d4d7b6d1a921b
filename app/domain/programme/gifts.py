"""What members buy with points, carry as codes, or fill a card for."""

from dataclasses import dataclass
from datetime import date
from typing import Annotated

from app.domain.programme.benefits import Attend, Award, Discount, RewardGift
from app.domain.programme.bounds import Between, Count, Days, Id, Name, NotEmpty
from app.domain.programme.conditions import Condition
from app.domain.programme.lines import ALL_LINES, Lines


@dataclass(frozen=True, slots=True, kw_only=True)
class Reward:
    """Something a member buys with points, in its window. tiers: for these only; none named: for all.

    stock: how many there are; per_member: how many one member may take.
    """

    id: Id
    name: Name
    points: Annotated[int, Between(0, 10**9)]
    gives: RewardGift
    lines: Lines = ALL_LINES
    conditions: tuple[Condition, ...] = ()
    tiers: tuple[Id, ...] = ()
    starts: date | None = None
    ends: date | None = None
    stock: Count | None = None
    per_member: Count | None = None
    funder: Id | None = None


def stock_of(reward: Reward) -> int | None:
    """How many there are in all, of an event no more than its places; None: it can't run out."""
    capacity = reward.gives.capacity if isinstance(reward.gives, Attend) else None
    return min((most for most in (reward.stock, capacity) if most is not None), default=None)


@dataclass(frozen=True, slots=True, kw_only=True)
class VoucherKind:
    """A right with a code, good for `uses` uses until `valid_days` after its issue. funder: None: the merchant."""

    id: Id
    name: Name
    gives: Discount
    lines: Lines = ALL_LINES
    conditions: tuple[Condition, ...] = ()
    valid_days: Days | None = None
    uses: Count = 1
    funder: Id | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class StampCard:
    """`size` stamps complete a card and give its awards; the rest carries over."""

    id: Id
    name: Name
    size: Count
    gives: Annotated[tuple[Award, ...], NotEmpty()]
