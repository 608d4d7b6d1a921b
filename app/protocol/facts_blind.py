"""Goods that come back without a receipt."""

from dataclasses import dataclass

from app.domain.basket import Item
from app.protocol.heading import Heading


@dataclass(frozen=True, slots=True, kw_only=True)
class BlindLine:
    """So many thousandths of an item. price: rupiah a unit, the lowest of the last 30 days. amount: of it all."""

    item: Item
    quantity: int
    price: int
    amount: int


@dataclass(frozen=True, slots=True, kw_only=True)
class GoodsReturnedBlind:
    """Things that nobody knows the sale of: a manager allowed it, cash went back, and no points moved.

    refund: rupiah in cash = Σ amounts + cash_rounding. shift_id: whose drawer paid it; empty: no shift was open.
    """

    heading: Heading
    lines: tuple[BlindLine, ...]
    cash_rounding: int
    refund: int
    shift_id: bytes = b""
