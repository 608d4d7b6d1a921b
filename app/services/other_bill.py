"""Beside another till: its bill is a basket of totals, counts once per store, day and till, and is paid over there."""

from dataclasses import dataclass, replace
from enum import StrEnum

from app.domain.basket import UNIT, Item, Line
from app.domain.basket_faults import MOST_PRICE
from app.domain.calendar import business_day
from app.domain.programme.document import Programme
from app.domain.programme.lines import Lines
from app.domain.quote import Quote
from app.protocol.facts import OtherBill
from app.services.open_basket import OpenBasket
from app.services.programme_checks.walk import each
from app.services.unit import Unit

BILL_SKU = "bill"
"""Of the lines that are no item of the catalogue but a total; no rule that names SKUs means them."""
LONGEST_NUMBER = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class BillTotal:
    """What of a bill is in a category, in rupiah; empty: in none that is named."""

    amount: int
    category: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class BillReady:
    """It may be the basket: `with_bill` makes it so."""

    bill: OtherBill
    totals: tuple[BillTotal, ...]


class BillProblem(StrEnum):
    """Why a bill isn't taken. COUNTED: it was already, on this business day. NOT_BESIDE: this till sells by itself.

    PARTS: the categories come to more than the whole.
    """

    NOT_BESIDE = "not-beside"
    NO_NUMBER = "no-number"
    NO_TOTAL = "no-total"
    TOO_MUCH = "too-much"
    PARTS = "parts"
    COUNTED = "counted"


@dataclass(frozen=True, slots=True, kw_only=True)
class BillRefused:
    """Nothing was written. receipt_number: under which it counted, for COUNTED."""

    problem: BillProblem
    receipt_number: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class BillAsked:
    """What stands on the other till's paper. total: of all, in rupiah. parts: of it, by category, each once."""

    number: str
    total: int
    parts: tuple[BillTotal, ...] = ()


def check_bill(unit: Unit, till: str, asked: BillAsked, now: int) -> BillReady | BillRefused:
    """Whether a bill may be entered. till: that this one stands beside; empty: none. Reads only."""
    bill = OtherBill(till=till, number=" ".join(asked.number.split()).upper()[:LONGEST_NUMBER])
    parts = tuple(part for part in asked.parts if part.amount)
    rest = asked.total - sum(part.amount for part in parts)
    if not till:
        return BillRefused(problem=BillProblem.NOT_BESIDE)
    if not bill.number:
        return BillRefused(problem=BillProblem.NO_NUMBER)
    if asked.total <= 0:
        return BillRefused(problem=BillProblem.NO_TOTAL)
    if asked.total > MOST_PRICE:
        return BillRefused(problem=BillProblem.TOO_MUCH)
    if rest < 0 or any(part.amount < 0 for part in parts):
        return BillRefused(problem=BillProblem.PARTS)
    counted = counted_as(unit, bill, now)
    if counted is not None:
        return BillRefused(problem=BillProblem.COUNTED, receipt_number=counted)
    return BillReady(bill=bill, totals=(*parts, *((BillTotal(amount=rest),) if rest else ())))


def counted_as(unit: Unit, bill: OtherBill, now: int) -> str | None:
    """The number of the receipt under which a bill counted on this business day; None: it didn't, or was voided."""
    store = unit.identity().store
    day = business_day(now, store.zone, store.cut_over_hour).isoformat()
    return unit.sales.by_bill(bill, day)


def categories_of(programme: Programme) -> tuple[str, ...]:
    """The categories that rules name, in their order: no other makes a difference."""
    named = (
        name for _, lines in each(programme, Lines) for name in (*lines.categories, *lines.except_categories)
    )
    return tuple(dict.fromkeys(named))


def off_there(quote: Quote) -> int:
    """Rupiah to key into the other till as a discount, so that it asks for what is left to pay."""
    return max(0, quote.price - quote.payable)


def with_bill(basket: OpenBasket, ready: BillReady) -> OpenBasket:
    """The basket of a bill: a line per total, in place of all lines that were there."""
    lines = tuple(
        Line(number=number, item=_item(ready.bill, total), quantity=UNIT)
        for number, total in enumerate(ready.totals, start=1)
    )
    return replace(basket, lines=lines, bill=ready.bill)


def _item(bill: OtherBill, total: BillTotal) -> Item:
    return Item(
        sku=BILL_SKU,
        gtin="",
        name=total.category or bill.number,
        category=total.category,
        price=total.amount,
    )
