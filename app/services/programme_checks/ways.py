"""The ways in which conditions can hold: nested all, any and none as a choice of plain lists.

A way is a list of conditions that hold together with some that don't. When none of the ways can be, the rule
never does anything.
"""

from dataclasses import dataclass
from itertools import product

from app.domain.programme.conditions import (
    AllOf,
    AnyOf,
    Condition,
    DateWindow,
    MinimumQuantity,
    MinimumSpend,
    NoneOf,
)

MOST_WAYS = 256
"""Conditions with more ways than this are not looked into: nobody could read them either."""


@dataclass(frozen=True, slots=True)
class Way:
    """Plain conditions that hold, and plain ones that don't."""

    holds: tuple[Condition, ...] = ()
    fails: tuple[Condition, ...] = ()

    def joined(self, other: "Way") -> "Way":
        """Both at once."""
        return Way((*self.holds, *other.holds), (*self.fails, *other.fails))


def ways_of(conditions: tuple[Condition, ...]) -> tuple[Way, ...] | None:
    """Every way in which all of these hold; None: there are too many."""
    try:
        return _all(conditions, holds=True)
    except _TooManyWays:
        return None


class _TooManyWays(Exception):
    pass


def _ways(condition: Condition, *, holds: bool) -> tuple[Way, ...]:
    match condition:
        case AllOf(conditions=inner):
            return _all(inner, holds=True) if holds else _any(inner, holds=False)
        case AnyOf(conditions=inner):
            return _any(inner, holds=True) if holds else _all(inner, holds=False)
        case NoneOf(conditions=inner):
            return _all(inner, holds=False) if holds else _any(inner, holds=True)
        case _:
            return (Way(holds=(condition,)),) if holds else (Way(fails=(condition,)),)


def _all(conditions: tuple[Condition, ...], *, holds: bool) -> tuple[Way, ...]:
    ways: tuple[Way, ...] = (Way(),)
    for condition in conditions:
        more = _ways(condition, holds=holds)
        if len(ways) * len(more) > MOST_WAYS:
            raise _TooManyWays
        ways = tuple(one.joined(other) for one, other in product(ways, more))
    return ways


def _any(conditions: tuple[Condition, ...], *, holds: bool) -> tuple[Way, ...]:
    ways = tuple(way for condition in conditions for way in _ways(condition, holds=holds))
    if len(ways) > MOST_WAYS:
        raise _TooManyWays
    return ways


def always_when(weaker: tuple[Condition, ...], stronger: tuple[Condition, ...]) -> bool:
    """Whether the weaker conditions are sure to hold whenever the stronger do, the rule's own lines being as many."""
    return all(any(_implies(given, wanted) for given in stronger) for wanted in weaker)


def _implies(given: Condition, wanted: Condition) -> bool:
    if given == wanted:
        return True
    match given, wanted:
        case DateWindow(), DateWindow():
            return wanted.starts <= given.starts and given.ends <= wanted.ends
        case MinimumSpend(), MinimumSpend():
            return wanted.of == given.of and wanted.amount <= given.amount
        case MinimumQuantity(), MinimumQuantity():
            return wanted.of == given.of and wanted.quantity <= given.quantity
        case _:
            return False
