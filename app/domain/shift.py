"""A cashier's drawer session as values: its float, and everything that happened in it as a list of entries."""

from dataclasses import dataclass
from datetime import date

from app.domain.changes import DrawerKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Notes:
    """So many notes or coins of one value in rupiah."""

    value: int
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CashCount:
    """Cash that was counted, in rupiah: by notes, or as a sum (`other`), or both."""

    notes: tuple[Notes, ...] = ()
    other: int = 0

    @property
    def total(self) -> int:
        """Rupiah in all."""
        return sum(each.value * each.count for each in self.notes) + self.other

    @property
    def makes_sense(self) -> bool:
        """Whether nothing is below zero and no note is worth nothing."""
        return self.other >= 0 and all(each.value > 0 and each.count >= 0 for each in self.notes)


@dataclass(frozen=True, slots=True, kw_only=True)
class Shift:
    """One cashier's drawer session. opening: the float. closed_at: None while it is open."""

    shift_id: bytes
    cashier_id: bytes
    business_day: date
    opened_at: int
    opening: CashCount
    closed_at: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Paid:
    """What one way to pay carried, or gave back, in rupiah. method: a `PaymentMethod`'s value, or as below."""

    method: str
    amount: int


CASH = "cash"
BY_VOUCHER = "voucher"
BY_POINTS = "points"
ELSEWHERE = "elsewhere"
"""Another till took it: a bill of its own that was entered here."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TaxPart:
    """Rupiah of one tax."""

    tax_id: str
    amount: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SaleEntry:
    """A sale. Σ paid = total + cash_rounding, in rupiah; total = price − discount − by_points + added.

    discount: all that lowered the price but points as money (`by_points`). added: service charge and tax on top.
    points_given: zero for a guest.
    """

    document_id: bytes
    at: int
    total: int
    price: int
    discount: int
    by_points: int
    added: int
    cash_rounding: int
    paid: tuple[Paid, ...]
    taxes: tuple[TaxPart, ...]
    points_given: int
    points_redeemed: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ReturnEntry:
    """A return or void. Σ paid = refund − deducted, in rupiah, `cash_rounding` in it. total: what the goods came to.

    deducted: that the refund is smaller by, for what couldn't be taken back.
    """

    document_id: bytes
    at: int
    void: bool
    total: int
    cash_rounding: int
    paid: tuple[Paid, ...]
    taxes: tuple[TaxPart, ...]
    points_taken_back: int
    points_restored: int
    deducted: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class DrawerMove:
    """Cash that comes or goes without a sale, in rupiah, above zero; 0 when the drawer was only opened.

    kind: PAY_IN, PAY_OUT or NO_SALE.
    """

    kind: DrawerKind
    document_id: bytes
    at: int
    amount: int
    reason: str


Entry = SaleEntry | ReturnEntry | DrawerMove
