"""What a number or an id in a programme may be, as types: read by the checks and by the published schema.

The bounds keep every amount that a quote can reach within 64 bits, whatever a document says.
"""

from dataclasses import dataclass
from decimal import Decimal
from typing import Annotated


@dataclass(frozen=True, slots=True)
class Between:
    """A number from `low` to `high`, both included, with at most `places` digits after the point."""

    low: int
    high: int
    places: int = 0


@dataclass(frozen=True, slots=True)
class Matching:
    """A text of at most `longest` characters that matches a regular expression as a whole."""

    pattern: str
    longest: int


@dataclass(frozen=True, slots=True)
class NotEmpty:
    """A list with at least one entry."""


MOST_RUPIAH = 10**10

Rupiah = Annotated[int, Between(0, MOST_RUPIAH)]
Price = Annotated[int, Between(1, MOST_RUPIAH)]
Points = Annotated[int, Between(1, 10**9)]
Count = Annotated[int, Between(1, 1_000_000)]
Days = Annotated[int, Between(0, 3_660)]
Months = Annotated[int, Between(1, 120)]
Quantity = Annotated[int, Between(1, 10**9)]
"""Thousandths of a unit."""
Order = Annotated[int, Between(-1_000_000, 1_000_000)]
Percent = Annotated[Decimal, Between(0, 100, places=4)]
Multiplier = Annotated[Decimal, Between(1, 100, places=4)]
Hour = Annotated[int, Between(0, 23)]
Minute = Annotated[int, Between(0, 24 * 60)]
Id = Annotated[str, Matching("[a-z0-9][a-z0-9._-]*", 64)]
Name = Annotated[str, Matching(r"\S(.*\S)?", 200)]
Text = Annotated[str, Matching(r"\S([\s\S]*\S)?", 2_000)]
