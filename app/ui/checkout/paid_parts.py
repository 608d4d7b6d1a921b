"""What is paid of an open basket, part by part, and what is left."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from app.domain.basket import PaymentMethod, TenderKind
from app.domain.gift_value import carried_by_cards
from app.services.open_basket import OpenBasket, last_tender
from app.services.outcomes import QuotedBasket
from app.services.redeemable import wallet_carried


@dataclass(frozen=True, slots=True, kw_only=True)
class PaidPart:
    """amount: rupiah. place: of a tender that was taken; None: it is only asked for, and nothing has moved yet.

    code: the gift card's; empty: it is none. reference: what the payment's slip says; empty: nobody keyed it.
    """

    method: PaymentMethod
    amount: int
    place: int | None = None
    code: str = ""
    reference: str = ""


def paid_parts(quoted: QuotedBasket) -> tuple[PaidPart, ...]:
    """In the order in which they carry the bill."""
    return tuple(_parts(quoted.basket, quoted))


def _parts(basket: OpenBasket, quoted: QuotedBasket) -> Iterator[PaidPart]:
    shares = carried_by_cards((ask.amount for ask in basket.gift_cards), quoted.quote)
    for ask, amount in zip(basket.gift_cards, shares, strict=True):
        yield PaidPart(method=PaymentMethod.GIFT_VALUE, amount=amount, code=ask.code)
    if basket.wallet_asked and basket.member is not None:
        yield PaidPart(method=PaymentMethod.CASHBACK, amount=wallet_carried(quoted.quote))
    for place, tender in enumerate(basket.tenders):
        yield PaidPart(method=tender.method, amount=tender.amount, place=place, reference=tender.reference)


def left_to_pay(quoted: QuotedBasket) -> int:
    """Rupiah; 0 as well when the last tender was taken and the sale only has to be made."""
    last = last_tender(quoted.basket)
    return max(0, quoted.quote.payable - (0 if last is None else last.amount))


def before_rounding(quoted: QuotedBasket) -> int:
    """Rupiah to pay before cash rounds them: what is rounded up for charity."""
    return quoted.quote.payable - quoted.quote.cash_rounding


def as_parts(quoted: QuotedBasket) -> OpenBasket | None:
    """The basket whose last tender has become a part, for the basket grew after it was taken; None: it has not."""
    last = last_tender(quoted.basket)
    if last is None or quoted.quote.payable <= last.amount:
        return None
    basket = quoted.basket
    return replace(basket, tenders=tuple(replace(tender, last=False) for tender in basket.tenders))


def paid_so_far(quoted: QuotedBasket) -> int:
    """Rupiah of all parts."""
    return sum(part.amount for part in paid_parts(quoted))


def ways_of(quoted: QuotedBasket | None, others: tuple[PaymentMethod, ...] = ()) -> tuple[PaymentMethod, ...]:
    """The ways to pay of this programme, and those that the shop has named; a wallet is a member's."""
    ways = (*(PaymentMethod(kind.value) for kind in TenderKind), *others, PaymentMethod.GIFT_VALUE)
    if quoted is None or quoted.programme.cashback is None or quoted.basket.member is None:
        return ways
    return (*ways, PaymentMethod.CASHBACK)
