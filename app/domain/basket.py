"""What is being bought, by whom, when: everything that a quote looks at and a sale freezes."""

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from app.domain.numbers import half_up

UNIT = 1000
"""Quantities are integers in thousandths of the item's unit: one piece is 1000."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """A thing in the catalogue. price: rupiah per unit. no_promotion: no rule touches it (tobacco)."""

    sku: str
    gtin: str
    name: str
    category: str
    price: int
    no_promotion: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A line of a basket with its own copy of the item, as it was when it was added."""

    number: int
    item: Item
    quantity: int

    @property
    def price(self) -> int:
        """Unit price × quantity, rounded half-up once, in rupiah."""
        return half_up(Fraction(self.item.price * self.quantity, UNIT))


class TenderKind(StrEnum):
    """How a sale is paid."""

    CASH = "cash"
    QRIS = "qris"
    CARD = "card"


@dataclass(frozen=True, slots=True, kw_only=True)
class MemberSnapshot:
    """A member as a quote sees one.

    tier_metric: net eligible spend in the window so far, rupiah. balance: points, below zero is debt.
    usable: points that may be spent here and now, zero or more.
    """

    member_id: bytes
    tier_id: str
    tier_metric: int
    balance: int
    usable: int


@dataclass(frozen=True, slots=True, kw_only=True)
class QuoteInputs:
    """All that decides a quote besides the programme; a sale freezes it, so that anyone can compute it again.

    opened_at: when the basket was opened, milliseconds since 1970 UTC. zone: the store's.
    revision: of the programme that the basket keeps. tender: None while none is chosen.
    """

    revision: int
    opened_at: int
    zone: str
    lines: tuple[Line, ...]
    member: MemberSnapshot | None = None
    points_asked: int = 0
    tender: TenderKind | None = None
