"""What customers answered at this till, day by day. Reads only."""

from collections.abc import Iterator
from datetime import date

from app.protocol.facts import kind_name
from app.protocol.facts_ratings import SaleRated
from app.services.unit import Unit


def ratings(unit: Unit, first: date, last: date) -> Iterator[SaleRated]:
    """Of this till's own journal on some business days, both in it, the oldest first."""
    days = first.isoformat(), last.isoformat()
    for fact in unit.documents.of_kind(kind_name(SaleRated)):
        if isinstance(fact, SaleRated) and days[0] <= fact.heading.business_day <= days[1]:
            yield fact


def receipt_of_rating(unit: Unit, rating: SaleRated) -> str:
    """The number of the sale that it is of; empty: it is of none."""
    sale = None if rating.sale_id is None else unit.sales.by_id(rating.sale_id)
    return "" if sale is None else sale.receipt_number
