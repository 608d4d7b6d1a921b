"""Which bills of the till beside this one counted here, to be compared with that till's own list."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from app.protocol.facts import OtherBill, SaleCommitted
from app.services.other_bill import off_there
from app.services.sums import points_spent
from app.services.unit import Unit


@dataclass(frozen=True, slots=True, kw_only=True)
class CountedBill:
    """total, off, left: of the bill, what was keyed in there as a discount, what that till then asked for; rupiah.

    at: instant. voided: it was entered wrongly, and counts no more.
    """

    bill: OtherBill
    receipt_number: str
    business_day: str
    at: int
    total: int
    off: int
    left: int
    points_earned: int
    points_spent: int
    voided: bool


def counted_bills(unit: Unit, first: date, last: date) -> Iterator[CountedBill]:
    """Of this till's own journal on some business days, both in it, the oldest first."""
    for sale_id in unit.sales.ids_between(first.isoformat(), last.isoformat()):
        sale = unit.sales.by_id(sale_id)
        if sale is not None and sale.bill is not None:
            yield _counted(unit, sale, sale.bill)


def _counted(unit: Unit, sale: SaleCommitted, bill: OtherBill) -> CountedBill:
    return CountedBill(
        bill=bill,
        receipt_number=sale.receipt_number,
        business_day=sale.business_day,
        at=sale.committed_at,
        total=sale.quote.price,
        off=off_there(sale.quote),
        left=sale.quote.payable,
        points_earned=0 if sale.earned is None else sale.earned.original,
        points_spent=points_spent(sale.quote),
        voided=unit.sales.by_bill(bill, sale.business_day) != sale.receipt_number,
    )
