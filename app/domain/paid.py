"""What each way to pay carried of a bill, or gave back of it."""

from collections import Counter

from app.domain.basket import TenderKind
from app.domain.quote import Carried, Quote
from app.domain.refunding import less
from app.domain.returns import ReturnQuote
from app.domain.shift import BY_POINTS, BY_VOUCHER, ELSEWHERE, Paid


def paid_of(tender: TenderKind | None, quote: Quote) -> tuple[Paid, ...]:
    """Σ = total + cash rounding; a method that carried several parts once.

    tender: the last, which pays the rest; None: another till takes it.
    """
    amounts: Counter[str] = Counter()
    for part in quote.carried:
        amounts[_method(part)] += part.amount
    amounts[ELSEWHERE if tender is None else tender.value] += quote.payable
    return tuple(Paid(method=method, amount=amount) for method, amount in amounts.items() if amount)


def paid_in_money(quote: Quote) -> int:
    """Rupiah that were paid in any way but points and vouchers, the cashback wallet and cash rounding too."""
    return quote.payable + sum(part.amount for part in quote.carried if part.method is not None)


def money_of(tender: TenderKind | None, quote: Quote) -> tuple[Paid, ...]:
    """Of it what is money here: points and vouchers that carried a part are none, and another till's isn't here."""
    none = (BY_POINTS, BY_VOUCHER, ELSEWHERE)
    return tuple(part for part in paid_of(tender, quote) if part.method not in none)


def refund_of(returned: ReturnQuote, deducted: int) -> tuple[Paid, ...]:
    """What goes back by each method, less what is deducted."""
    money = less(((part.method, part.amount) for part in returned.money), deducted)
    return tuple(Paid(method=method.value, amount=amount) for method, amount in money if amount)


def _method(part: Carried) -> str:
    if part.method is not None:
        return part.method.value
    return BY_VOUCHER if part.code else BY_POINTS
