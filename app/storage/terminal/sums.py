"""Sums that many rows are proved by at once, in no memory.

Each key has a number of its own, which nobody knows beforehand (`hash` is keyed anew in each process). Σ figure × that
is the same for two sets of figures when they are the same, and else but once in 10^18 cases. It doesn't matter in what
order they come. So figures of records and of rows are compared without keeping any; what disagrees, and where, is for
`compare` to say.
"""

from collections.abc import Iterable, Mapping
from operator import mul
from typing import Any


def weighed(figures: Mapping[Any, int]) -> int:
    """The sum of figures by key."""
    return sum(map(mul, map(hash, figures), figures.values()))


def weighed_rows(rows: Iterable[tuple[Any, ...]]) -> tuple[int, ...]:
    """The sums of rows of two parts of a key and one figure or more."""
    first, second, *columns = zip(*rows, strict=True)
    numbers = list(map(hash, zip(first, second, strict=True)))
    return tuple(sum(map(mul, numbers, column)) for column in columns)
