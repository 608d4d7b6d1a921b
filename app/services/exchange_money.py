"""How a refund pays a new sale: method by method, so that money moves for the difference only.

Cash comes last and rounds once, in the new sale, as if it were paid alone: what goes back of a sale in cash is rounded
already. So the difference of two sums of cash needs no rounding of its own.
"""

from dataclasses import dataclass, replace

from app.domain.basket import PaymentMethod, TenderKind
from app.domain.quote import Quote
from app.domain.returns import RefundPart
from app.services.open_basket import OpenBasket, TakenTender
from app.services.outcomes import QuotedBasket
from app.services.quote_basket import quote_basket
from app.services.unit import Unit

_KEPT = (PaymentMethod.CASHBACK, PaymentMethod.GIFT_VALUE)
"""What goes back into a wallet or onto a card stays there; the new sale may ask the wallet again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Settled:
    """The quote of the new sale with what the refund carries of it. last: its tender, which pays its payable.

    credit: rupiah of the refund that pay the last tender. to_pay: what is missing; back: what is left of the refund.
    fits: the difference can be paid in the way that was asked.
    """

    quoted: QuotedBasket
    last: TenderKind
    credit: int
    to_pay: int
    back: tuple[RefundPart, ...]
    fits: bool = True


def settle(
    unit: Unit, basket: OpenBasket, money: tuple[RefundPart, ...], by: TenderKind, now: int
) -> Settled:
    """Works it out. money: what the return gives back. by: how a difference would be paid. Raises InvalidBasket."""
    refund = {part.method: part.amount for part in money if part.method not in _KEPT and part.amount}
    cash = refund.pop(PaymentMethod.CASH, 0)
    last = TenderKind.CASH if cash else by
    own = cash or refund.pop(PaymentMethod(last.value), 0)
    carried = _carried(unit, basket, refund, last, now)
    quoted = _quoted(unit, basket, carried, last, now)
    missing = _due(quoted.quote) - own
    if (
        cash and by is not TenderKind.CASH and missing > 0
    ):  # the difference goes before the cash, which is last
        method = PaymentMethod(by.value)
        carried[method] = carried.get(method, 0) + missing
        quoted = _quoted(unit, basket, carried, last, now)
        refund[method] = refund.get(method, 0) + missing
        settled = _settled(quoted, refund, carried, last, own, extra=missing)
        return replace(settled, fits=quoted.quote.payable == own)  # not when a rule looks at how it is paid
    return _settled(quoted, refund, carried, last, own)


def _settled(
    quoted: QuotedBasket,
    refund: dict[PaymentMethod, int],
    carried: dict[PaymentMethod, int],
    last: TenderKind,
    own: int,
    extra: int = 0,
) -> Settled:
    payable = quoted.quote.payable
    left = {method: amount - carried.get(method, 0) for method, amount in refund.items()}
    left[PaymentMethod(last.value)] = max(0, own - payable)
    return Settled(
        quoted=quoted,
        last=last,
        credit=min(own, payable),
        to_pay=extra + max(0, payable - own),
        back=tuple(RefundPart(method=method, amount=amount) for method, amount in left.items() if amount),
    )


def _carried(
    unit: Unit, basket: OpenBasket, refund: dict[PaymentMethod, int], last: TenderKind, now: int
) -> dict[PaymentMethod, int]:
    """How much of each credit the new sale takes."""
    if not refund:
        return {}
    quote = _quoted(unit, basket, refund, last, now).quote
    return {
        part.method: part.amount
        for part in quote.carried
        if part.method is not None and part.method in refund and part.amount
    }


def _quoted(
    unit: Unit, basket: OpenBasket, carried: dict[PaymentMethod, int], last: TenderKind, now: int
) -> QuotedBasket:
    tenders = tuple(
        TakenTender(method=method, amount=amount, received=amount)
        for method, amount in carried.items()
        if amount
    )
    return quote_basket(unit, replace(basket, tenders=tenders), last, now)


def _due(quote: Quote) -> int:
    """What the last tender pays, before cash rounds it."""
    return quote.payable - quote.cash_rounding
