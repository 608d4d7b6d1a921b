"""What was paid of a basket before it is committed, and whether that pays it."""

from dataclasses import replace

from app.domain.basket import PaymentMethod, TenderKind
from app.domain.quote import Quote
from app.services.open_basket import OpenBasket
from app.services.outcomes import QuotedBasket, SaleRefusal
from app.services.unit import Unit

ASKED = (PaymentMethod.CASHBACK, PaymentMethod.GIFT_VALUE)
"""What isn't taken before the sale is committed, but asked for: the wallet, and gift cards."""


def with_kept_tenders(unit: Unit, basket: OpenBasket) -> OpenBasket:
    """The basket with what the store knows to be paid: a screen may have undone a change, and no payment with it."""
    kept = unit.baskets.tenders(basket.sale_id)
    return basket if kept in (None, basket.tenders) else replace(basket, tenders=kept)


def left_over(quoted: QuotedBasket) -> int:
    """Rupiah of tenders that were taken and that nothing is left to pay for. What is asked gives what is needed."""
    asked = sum(part.amount for part in quoted.inputs.split if part.method not in ASKED)
    return asked - _carried(quoted.quote)


def _carried(quote: Quote) -> int:
    return sum(part.amount for part in quote.carried if part.method not in (None, *ASKED))


def payment_refusal(quoted: QuotedBasket, kind: TenderKind | None, received: int) -> SaleRefusal | None:
    """Why these tenders don't pay the basket. kind, received: of the last, which pays the quote's payable."""
    if left_over(quoted):
        return SaleRefusal.OVERPAID
    if received < quoted.quote.payable:
        return SaleRefusal.SHORT_TENDER
    if kind is not TenderKind.CASH and received > quoted.quote.payable:
        return SaleRefusal.OVERPAID
    return None
