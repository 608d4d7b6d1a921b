"""Takes a tender before the sale is committed, and keeps it with the basket: nobody pays twice after a power cut."""

from dataclasses import dataclass, replace
from enum import StrEnum

from app.domain.basket import PaymentMethod, is_other
from app.domain.basket_faults import InvalidBasket
from app.services.basket_over import is_over
from app.services.open_basket import OpenBasket, TakenTender
from app.services.outcomes import QuotedBasket
from app.services.quote_basket import quote_basket
from app.services.tenders import ASKED, left_over, with_kept_tenders
from app.services.unit import Unit

LONGEST_REFERENCE = 24
_SHORTEST_CARD, _LONGEST_CARD = 13, 19
_LAST = (PaymentMethod.CASH, PaymentMethod.QRIS, PaymentMethod.CARD)


@dataclass(frozen=True, slots=True, kw_only=True)
class TenderTaken:
    """It is on disk with the basket. quoted: what is left to pay now is its payable, if the last wasn't taken."""

    quoted: QuotedBasket


class TenderProblem(StrEnum):
    """Why a tender was not taken; nothing was written.

    UNKNOWN_TENDER: it isn't taken but asked for (`asking_wallet`, `asking_gift_card`), or can't be the last,
    or another till takes the money.
    CASH_IS_LAST: cash rounds and gives change, so that it pays what is left. SHORT: less than is left. OVER: more than
    is left, or change of what gives none. CARD_NUMBER: its reference is a whole card's number. REFERENCE: it is longer
    than LONGEST_REFERENCE, or can't be printed.
    """

    ALREADY_SOLD = "already-sold"
    INVALID_BASKET = "invalid-basket"
    UNKNOWN_TENDER = "unknown-tender"
    CASH_IS_LAST = "cash-is-last"
    CARD_NUMBER = "card-number"
    REFERENCE = "reference"
    SHORT = "short"
    OVER = "over"


@dataclass(frozen=True, slots=True, kw_only=True)
class TenderRefused:
    """The tender was not taken."""

    problem: TenderProblem


TenderOutcome = TenderTaken | TenderRefused


def take_tender(unit: Unit, basket: OpenBasket, tender: TakenTender, now: int) -> TenderOutcome:
    """Takes one more tender. A last one that doesn't pay all any more, for the basket grew, becomes a part."""
    if is_over(unit, basket.sale_id):
        return TenderRefused(problem=TenderProblem.ALREADY_SOLD)
    kept = with_kept_tenders(unit, basket)
    parts = tuple(replace(each, last=False) for each in kept.tenders)
    problem = TenderProblem.UNKNOWN_TENDER if kept.bill is not None else _problem(parts, tender)
    if problem is not None:
        return TenderRefused(problem=problem)
    try:
        quoted = quote_basket(unit, replace(kept, tenders=(*parts, tender)), None, now)
    except InvalidBasket:
        return TenderRefused(problem=TenderProblem.INVALID_BASKET)
    problem = _does_not_pay(quoted, tender)
    if problem is not None:
        return TenderRefused(problem=problem)
    unit.baskets.keep(quoted.basket, now)
    return TenderTaken(quoted=quoted)


def _problem(parts: tuple[TakenTender, ...], tender: TakenTender) -> TenderProblem | None:
    """What is wrong with it whatever the basket costs."""
    if tender.method in ASKED or (tender.last and not _may_be_last(tender.method)):
        return TenderProblem.UNKNOWN_TENDER
    if looks_like_a_card(tender.reference):
        return TenderProblem.CARD_NUMBER
    if len(tender.reference) > LONGEST_REFERENCE or not tender.reference.isprintable():
        return TenderProblem.REFERENCE
    cash = [each for each in (*parts, tender) if each.method is PaymentMethod.CASH]
    if any(not each.last for each in cash):
        return TenderProblem.CASH_IS_LAST
    if tender.received < tender.amount or tender.amount <= 0:
        return TenderProblem.SHORT
    if tender.received > tender.amount and not cash:
        return TenderProblem.OVER
    return None


def _may_be_last(method: PaymentMethod) -> bool:
    return method in _LAST or is_other(method)


def looks_like_a_card(reference: str) -> bool:
    """Whether it is 13 to 19 digits that end as a card's number does: that is nobody's to keep."""
    digits = "".join(reference.split()).replace("-", "")
    if not (digits.isascii() and digits.isdigit() and _SHORTEST_CARD <= len(digits) <= _LONGEST_CARD):
        return False
    doubled = (2 * int(digit) if place % 2 else int(digit) for place, digit in enumerate(reversed(digits)))
    return sum(each - 9 if each > 9 else each for each in doubled) % 10 == 0


def _does_not_pay(quoted: QuotedBasket, tender: TakenTender) -> TenderProblem | None:
    if left_over(quoted):
        return TenderProblem.OVER
    if tender.last and tender.amount != quoted.quote.payable:
        return TenderProblem.SHORT if tender.amount < quoted.quote.payable else TenderProblem.OVER
    return None


def give_back_tender(unit: Unit, basket: OpenBasket, place: int, now: int) -> OpenBasket:
    """The basket without the tender at a place (from 0), whose money went back to the customer.

    The place that nobody took, or a basket that was sold, changes nothing.
    """
    kept = with_kept_tenders(unit, basket)
    if is_over(unit, basket.sale_id) or not 0 <= place < len(kept.tenders):
        return kept
    left = replace(kept, tenders=kept.tenders[:place] + kept.tenders[place + 1 :])
    unit.baskets.keep(left, now)
    return left
