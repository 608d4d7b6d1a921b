"""What partners owe for a period: every sale and return of this till on its business days, as the rules count them."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from app.domain.partner_settlement import PartnerRow, SettledDocument, settlement
from app.domain.returns import NOTHING_YET, Returned
from app.protocol.facts import SaleCommitted
from app.services.standing_sale import standing_sale
from app.services.unit import Unit

Progress = Callable[[int], None]
"""Hears how many documents were looked at since it heard the last time."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Settlement:
    """first, last: business days, both in it. rows: a partner each, by id. documents: sales and returns looked at."""

    first: date
    last: date
    rows: tuple[PartnerRow, ...]
    documents: int


def documents_in(unit: Unit, first: date, last: date) -> int:
    """How many sales and returns a settlement looks at."""
    days = first.isoformat(), last.isoformat()
    return len(unit.sales.ids_between(*days)) + len(unit.returns.between(*days))


def settle_partners(
    unit: Unit, first: date, last: date, progress: Progress = lambda _documents: None
) -> Settlement:
    """Of this till's own journal; reads only. A return counts on its own day.

    A sale counts as it stands when this is asked: with the member whom a claim or a move gave it since.
    """
    seen = 0

    def looked_at() -> Iterator[SettledDocument]:
        nonlocal seen
        for document in _documents(unit, first, last):
            seen += 1
            progress(1)
            yield document

    rows = settlement(looked_at())
    return Settlement(first=first, last=last, rows=rows, documents=seen)


def _documents(unit: Unit, first: date, last: date) -> Iterator[SettledDocument]:
    days = first.isoformat(), last.isoformat()
    for sale_id in unit.sales.ids_between(*days):
        sale = standing_sale(unit, sale_id)
        if sale is not None:
            yield _document(unit, sale_id, sale, None, NOTHING_YET)
    for fact in unit.returns.between(*days):
        sale = standing_sale(unit, fact.sale_id)
        if sale is not None:
            yield _document(unit, fact.return_id, sale, fact.before, fact.returned.after)


def _document(
    unit: Unit, document_id: bytes, sale: SaleCommitted, before: Returned | None, after: Returned
) -> SettledDocument:
    return SettledDocument(
        document_id=document_id,
        prepared=unit.catalogue.rules(sale.inputs.revision).prepared,
        inputs=sale.inputs,
        quote=sale.quote,
        before=before,
        after=after,
    )
