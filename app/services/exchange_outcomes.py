"""What a till is asked when things are exchanged, and what it answers: unions that a screen must handle."""

from dataclasses import dataclass
from enum import StrEnum

from app.domain.basket import TenderKind
from app.domain.returns import RefundPart
from app.services.approval import NotApproved
from app.services.open_basket import OpenBasket
from app.services.outcomes import PriceChanged, QuotedBasket, SaleDone, SaleRefused
from app.services.return_outcomes import ReturnDone, ReturnNotPossible, ReturnPreview, ReturnRequest


@dataclass(frozen=True, slots=True, kw_only=True)
class ExchangeRequest:
    """Things that come back, and a basket that they pay; made once however often it is asked.

    by, received: how the difference is paid, and rupiah that were handed over for it; 0 when money goes back.
    expected: the difference that the screen showed: above zero to pay, below zero to give back.
    """

    exchange_id: bytes
    back: ReturnRequest
    basket: OpenBasket
    by: TenderKind
    received: int
    expected: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ExchangePreview:
    """What an exchange would come to. to_pay: rupiah, or `back` by method; never both."""

    returned: ReturnPreview
    quoted: QuotedBasket
    to_pay: int
    back: tuple[RefundPart, ...]

    @property
    def difference(self) -> int:
        """Above zero: to pay; below zero: to give back."""
        return self.to_pay - sum(part.amount for part in self.back)


class ExchangeProblem(StrEnum):
    """Why nothing was exchanged; nothing was written but a wrong PIN.

    RETURN: why nothing can come back is in `returned`. SALE: why nothing can be sold is in `sale`. VOID: a void takes
    a whole sale back; there is nothing to exchange. PAID: something was paid of the basket; give that back first.
    CHANGED: another difference than the screen showed, in `preview`. SHORT: less was handed over than is to pay.
    OVERPAID: more, and only cash gives change. SOLD: the basket was sold by itself, or split. OTHER_WAY: the
    difference can't be paid so, for the price depends on how it is paid; cash always can.
    """

    RETURN = "return"
    SALE = "sale"
    VOID = "void"
    PAID = "paid"
    CHANGED = "changed"
    SHORT = "short"
    OVERPAID = "overpaid"
    SOLD = "sold"
    OTHER_WAY = "other-way"


@dataclass(frozen=True, slots=True, kw_only=True)
class ExchangeRefused:
    """Nothing was exchanged."""

    problem: ExchangeProblem
    returned: ReturnNotPossible | None = None
    sale: SaleRefused | PriceChanged | None = None
    preview: ExchangePreview | None = None

    @property
    def missing_word(self) -> NotApproved | None:
        """The manager's word that is missing, or didn't count, of return or sale; None: none would help."""
        if self.returned is not None:
            return self.returned.missing_word
        return self.sale.approval if isinstance(self.sale, SaleRefused) else None


@dataclass(frozen=True, slots=True, kw_only=True)
class ExchangeDone:
    """Both are on disk. to_pay, back: the money that moved, in rupiah. change: of what was handed over."""

    exchange_id: bytes
    returned: ReturnDone
    sale: SaleDone
    to_pay: int
    back: tuple[RefundPart, ...]
    change: int


ExchangeOutcome = ExchangeDone | ExchangeRefused
