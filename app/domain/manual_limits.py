"""What a person may take off by hand: up to a share of a price, or of the order, that depends on who it is.

A line's share is of the catalogue's price per unit; the order's is of the net that the discount found. Shares are
exact and stand each for itself: two of 10 % don't make one of 19 %.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from app.domain.basket import QuoteInputs
from app.domain.programme.settling import ManualRules
from app.domain.quote import MANUAL_RULE, Phase, Quote

_BASIS = 10_000


class ManualReason(StrEnum):
    """Why something is taken off by hand."""

    DAMAGED = "damaged"
    NEAR_EXPIRY = "near-expiry"
    WRONG_LABEL = "wrong-label"
    PRICE_MATCH = "price-match"
    COMPLAINT = "complaint"
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class ByHand:
    """`off` of every `of` rupiah was taken off by hand: of a line (number, SKU, thousandths), or of the order (0)."""

    off: int
    of: int
    line: int = 0
    sku: str = ""
    quantity: int = 0


class ManualVerdict(StrEnum):
    """Whether what was taken off by hand may be sold. TOO_MUCH: not even a manager may allow it."""

    ALLOWED = "allowed"
    NEEDS_MANAGER = "needs-manager"
    TOO_MUCH = "too-much"


def lowered(price: int, basis_points: int) -> int:
    """A price with hundredths of a percent off, in rupiah, rounded up: never more than the percentage is off."""
    return -(-price * (_BASIS - basis_points) // _BASIS)


def taken_by_hand(inputs: QuoteInputs, quote: Quote) -> tuple[ByHand, ...]:
    """All that a person took off in a quote; a price or discount that did nothing is none."""
    return (*_of_lines(quote), *_of_the_order(inputs, quote))


def _of_lines(quote: Quote) -> Iterator[ByHand]:
    for quoted in quote.lines:
        line = quoted.line
        lowered = any(part.rule_id == MANUAL_RULE and part.phase is Phase.PRICE for part in quoted.parts)
        if lowered and line.manual is not None:
            yield ByHand(
                off=line.item.price - line.manual.price,
                of=line.item.price,
                line=line.number,
                sku=line.item.sku,
                quantity=line.quantity,
            )


def _of_the_order(inputs: QuoteInputs, quote: Quote) -> Iterator[ByHand]:
    """A percentage is what was keyed, whatever it rounded to."""
    for effect in quote.effects:
        if effect.phase is Phase.MANUAL and inputs.manual is not None:
            if inputs.manual.basis_points:
                yield ByHand(off=inputs.manual.basis_points, of=_BASIS)
            else:
                yield ByHand(off=effect.amount, of=effect.base)


def verdict_on(
    rules: ManualRules, taken: Iterable[ByHand], *, by_manager: bool, approved: Iterable[ByHand] = ()
) -> ManualVerdict:
    """The worst of what each thing gets. by_manager: a manager sells. approved: what a manager has allowed."""
    allowed, verdict = tuple(approved), ManualVerdict.ALLOWED
    for one in taken:
        if _is_within(one, rules.manager_percent if by_manager else rules.cashier_percent):
            continue
        if not _is_within(one, rules.manager_percent):
            return ManualVerdict.TOO_MUCH
        if not any(_covers(given, one) for given in allowed):
            verdict = ManualVerdict.NEEDS_MANAGER
    return verdict


def _is_within(one: ByHand, percent: Decimal) -> bool:
    return 100 * one.off <= Fraction(percent) * one.of


def _covers(given: ByHand, one: ByHand) -> bool:
    """A manager's word holds for the same line and no more of it, at the same share or less."""
    return (
        (given.line, given.sku) == (one.line, one.sku)
        and one.quantity <= given.quantity
        and one.off * given.of <= given.off * one.of
    )
