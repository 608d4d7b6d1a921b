"""Returns without a receipt: the lowest price of the last 30 days, and no points."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from app.domain.calendar import add_days
from app.domain.numbers import per_unit

DAYS = 30


@dataclass(frozen=True, slots=True, kw_only=True)
class SoldFor:
    """What a unit of an item was sold for on a day, in rupiah, after every discount."""

    day: date
    price: int


def blind_refund(sold: Iterable[SoldFor], quantity: int, today: date) -> int | None:
    """What so many thousandths of an item give back; None: it wasn't sold within 30 days, today included."""
    first = add_days(today, 1 - DAYS)
    lowest = min((one.price for one in sold if first <= one.day <= today), default=None)
    return None if lowest is None else per_unit(lowest, quantity)
