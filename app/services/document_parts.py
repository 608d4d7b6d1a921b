"""What documents that aren't sales have in common: their heading, and the rights that they use up."""

from collections.abc import Iterable

from app.domain.calendar import business_day
from app.domain.holding import Booking
from app.domain.ledger import DEBT_LOT, into_member
from app.protocol.heading import Heading
from app.protocol.record import SpentRight
from app.services.unit import Identity


def day_of(identity: Identity, now: int) -> str:
    """The store's business day of an instant, as ISO date."""
    store = identity.store
    return business_day(now, store.zone, store.cut_over_hour).isoformat()


def heading_of(
    identity: Identity,
    document_id: bytes,
    now: int,
    *,
    staff_id: bytes = b"",
    approver_id: bytes = b"",
    reason: str = "",
) -> Heading:
    """The heading of a document that is made now, here."""
    return Heading(
        document_id=document_id,
        store_id=identity.store.store_id,
        business_day=day_of(identity, now),
        committed_at=now,
        staff_id=staff_id,
        approver_id=approver_id,
        reason=reason,
    )


def rights_of(bookings: Iterable[Booking], holder_id: bytes) -> tuple[SpentRight, ...]:
    """The slices of lots that bookings use up."""
    return tuple(
        SpentRight(asset=booking.book, lot_id=posting.lot_id, holder_id=holder_id, amount=posting.amount)
        for booking in bookings
        for posting in booking.movement.postings
        if into_member(posting) < 0 and posting.lot_id != DEBT_LOT
    )
