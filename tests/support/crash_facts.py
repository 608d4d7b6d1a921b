"""Which documents the facts of a journal are, so that each can be counted."""

from collections import Counter
from collections.abc import Iterator

from sqlalchemy import select, tuple_

from app.domain.ledger import PostingKind
from app.protocol.facts import Fact, GoodsExchanged, MemberEnrolled, SaleCommitted, SaleReturned
from app.protocol.facts_awards import ReferralAwarded, ReferralRevoked, TierReviewed
from app.protocol.facts_blind import GoodsReturnedBlind
from app.protocol.facts_points import PointsLapsed
from app.protocol.facts_shift import CashMoved, ShiftClosed
from app.protocol.heading import Heading
from app.protocol.record import Head, decode, fact_of
from app.storage.terminal.store import TerminalUnit
from app.storage.terminal.tables import journal

BY_ITSELF = (PointsLapsed, TierReviewed, ReferralAwarded, ReferralRevoked)
"""What nobody asks for by an id; a birthday's award has no staff."""
_PRINTED = (SaleCommitted, SaleReturned, GoodsReturnedBlind, CashMoved, ShiftClosed)


def facts_after(unit: TerminalUnit, head: Head | None = None) -> list[Fact]:
    """What the journal's records say, in order, after a place."""
    place = (0, 0) if head is None else (head.epoch, head.seq)
    later = tuple_(journal.c.epoch, journal.c.seq) > place
    records = select(journal.c.record).where(later).order_by(journal.c.epoch, journal.c.seq)
    found = (fact_of(decode(record)) for record in unit.connection.execute(records).scalars())
    return [fact for fact in found if fact is not None]


def document_ids(fact: Fact) -> tuple[bytes, ...]:
    """Of the document that a fact is, and of those that an exchange consists of; none: it is no document."""
    if isinstance(fact, SaleCommitted):
        return (fact.sale_id,)
    if isinstance(fact, SaleReturned):
        return (fact.return_id,)
    heading = heading_in(fact)
    inside = (fact.returned.return_id, fact.sale.sale_id) if isinstance(fact, GoodsExchanged) else ()
    return () if heading is None else (heading.document_id, *inside)


def heading_in(fact: Fact) -> Heading | None:
    """None: it has none, as an import's enrolment."""
    found = getattr(fact, "heading", None)
    return found if isinstance(found, Heading) else None


def is_asked_for(fact: Fact) -> bool:
    """Whether somebody made its id before it was."""
    heading = heading_in(fact)
    alone = heading is not None and not heading.staff_id and not isinstance(fact, MemberEnrolled)
    return not isinstance(fact, BY_ITSELF) and not alone


def papers(fact: Fact) -> tuple[bytes, ...]:
    """The documents that it prints a first paper of; an exchange's is its sale's."""
    if isinstance(fact, GoodsExchanged):
        return (fact.sale.sale_id,)
    return document_ids(fact) if isinstance(fact, _PRINTED) else ()


def numbers(fact: Fact) -> tuple[str, ...]:
    """What people call it; an exchange has its sale's number."""
    if isinstance(fact, SaleCommitted | SaleReturned):
        return (fact.receipt_number,)
    if isinstance(fact, GoodsExchanged):
        return (fact.returned.receipt_number, fact.sale.receipt_number)
    heading = heading_in(fact)
    return () if heading is None or not heading.number else (heading.number,)


def done_once(facts: list[Fact]) -> Iterator[tuple[str, int]]:
    """What the till does by itself must be once each: how often each was, by what and whom."""
    lapsed, reviewed = Counter[str](), Counter[str]()
    for fact in facts:
        if isinstance(fact, PointsLapsed):
            lapsed.update(
                f"lapse of {booking.member_id.hex()}/{posting.lot_id.hex()}"
                for booking in fact.bookings
                for posting in booking.movement.postings
                if posting.kind is PostingKind.EXPIRY
            )
        elif isinstance(fact, TierReviewed):
            reviewed.update(f"review of {one.member_id.hex()} on {one.since}" for one in fact.reviews)
    yield from lapsed.items()
    yield from reviewed.items()
