"""Where the money of a return goes: the wallet first, gift value, other methods in reverse order, the last tender.

Points and rewards that carried a part of the bill come back as points, right after the wallet. What is left in the end
vouchers had carried: it is no money; they live again when everything is back.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from app.domain.basket import PaymentMethod, TenderKind
from app.domain.numbers import round_to_step
from app.domain.programme.settling import CashRounding, RoundingMode
from app.domain.quote import Quote


@dataclass(frozen=True, slots=True, kw_only=True)
class Refunds:
    """Everything that has gone back so far: rupiah by method, and points that had carried a part of the bill.

    rounding: what cash rounding added to the rupiah, or took from them.
    """

    money: dict[PaymentMethod, int]
    points: int
    rounding: int


@dataclass(frozen=True, slots=True, kw_only=True)
class _Carrier:
    """A part of the bill. points: that paid it. last: the last tender, whose cash rounds."""

    amount: int
    method: PaymentMethod | None = None
    points: int = 0
    last: bool = False


def refunds(quote: Quote, tender: TenderKind | None, rules: CashRounding, money: int) -> Refunds:
    """Spreads what has come back in all over what carried the bill. tender: the last; None: nothing was left to pay.

    Cash rounds in all, not for each return, so that in the end it is what was paid.
    """
    by_method: dict[PaymentMethod, int] = {}
    points = rounding = 0
    for carrier in _in_order(quote, tender):
        share = min(money, carrier.amount)
        money -= share
        if carrier.points:
            points += carrier.points * share // carrier.amount
        elif carrier.method is not None:
            if carrier.last and tender is TenderKind.CASH:
                rounding = rounded(rules, share) - share
                share += rounding
            by_method[carrier.method] = by_method.get(carrier.method, 0) + share
    return Refunds(money=by_method, points=points, rounding=rounding)


def less(money: Iterable[tuple[PaymentMethod, int]], deducted: int) -> tuple[tuple[PaymentMethod, int], ...]:
    """What goes back by each method when something is deducted: the last tender pays it first, the wallet last."""
    kept: list[tuple[PaymentMethod, int]] = []
    for method, amount in reversed(tuple(money)):
        share = min(deducted, max(0, amount))
        deducted -= share
        if amount != share:
            kept.insert(0, (method, amount - share))
    return tuple(kept)


def rounded(rules: CashRounding, amount: int) -> int:
    """Cash as the till pays it."""
    if rules.mode is RoundingMode.DOWN:
        return amount - amount % rules.step
    return round_to_step(amount, rules.step)


def _in_order(quote: Quote, tender: TenderKind | None) -> Iterator[_Carrier]:
    carried = quote.carried
    wallet = [part for part in carried if part.method is PaymentMethod.CASHBACK]
    by_points = [part for part in carried if part.method is None and not part.code]
    gift = [part for part in carried if part.method is PaymentMethod.GIFT_VALUE]
    others = [
        part
        for part in reversed(carried)
        if part.method not in (None, PaymentMethod.CASHBACK, PaymentMethod.GIFT_VALUE)
    ]
    for part in (*wallet, *by_points, *gift, *others):
        yield _Carrier(amount=part.amount, method=part.method, points=part.points)
    due = quote.total - sum(part.amount for part in carried)
    last = None if tender is None else PaymentMethod(tender.value)
    yield _Carrier(amount=due, method=last, last=True)
