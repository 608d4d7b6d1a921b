"""A sale as it stands: with the member that a claim or a move gave it, and as who he is now after merges."""

from dataclasses import replace

from app.domain.changes import MetricCounted, SaleMoved, TierSet
from app.domain.claiming import with_member
from app.domain.ledger import POINTS_BOOK
from app.protocol.facts import SaleCommitted
from app.protocol.facts_people import SaleClaimed, SaleReassigned
from app.services.unit import Unit


def standing_sale(unit: Unit, sale_id: bytes) -> SaleCommitted | None:
    """A sale of this terminal with the inputs, quote and credits that count now; None: it has no such sale.

    `unit.sales.by_id` is the sale as it was committed.
    """
    sale = unit.sales.by_id(sale_id)
    if sale is None:
        return None
    moved = unit.sales.last_move(sale_id)
    return _with_current_member(unit, sale if moved is None else _moved(unit, sale, moved))


def gave_for(unit: Unit, sale_id: bytes) -> bytes:
    """The document that gave what was given for a sale: itself, or what moved it last."""
    last = unit.sales.last_move(sale_id)
    return sale_id if last is None else last.heading.document_id


def _moved(unit: Unit, sale: SaleCommitted, fact: SaleClaimed | SaleReassigned) -> SaleCommitted:
    """The sale with another member: the quote is worked out again of what the document kept."""
    prepared = unit.catalogue.rules(sale.inputs.revision).prepared
    inputs = replace(sale.inputs, member=fact.member, rights=fact.rights)
    quote = sale.quote
    if isinstance(fact, SaleReassigned):
        quote = replace(quote, grants=(), stamps=(), tier=None)
    mine = [booking for booking in fact.bookings if booking.member_id == fact.member.member_id]
    tier = next((change for change in fact.changes if isinstance(change, TierSet)), None)
    return replace(
        sale,
        inputs=inputs,
        quote=with_member(prepared, inputs, quote),
        spent=(),
        earned=fact.earned,
        postings=tuple(
            posting
            for booking in mine
            if booking.book == POINTS_BOOK
            for posting in booking.movement.postings
        ),
        bookings=tuple(booking for booking in mine if booking.book != POINTS_BOOK),
        changes=tuple(
            change for change in fact.changes if not isinstance(change, MetricCounted | TierSet | SaleMoved)
        ),
        tier_after=fact.member.tier_id if tier is None else tier.tier_id,
    )


def _with_current_member(unit: Unit, sale: SaleCommitted) -> SaleCommitted:
    member = sale.inputs.member
    if member is None:
        return sale
    current = unit.members.current(member.member_id)
    if current == member.member_id:
        return sale
    return replace(sale, inputs=replace(sale.inputs, member=replace(member, member_id=current)))
