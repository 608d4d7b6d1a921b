"""The slices of rights that a document uses up."""

from collections.abc import Iterable

from app.domain.holding import Booking
from app.domain.ledger import DEBT_LOT, into_member
from app.protocol.record import SpentRight


def rights_of(bookings: Iterable[Booking], holder_id: bytes) -> tuple[SpentRight, ...]:
    """One for each posting out of a lot. holder_id: the terminal whose rights they are."""
    return tuple(
        SpentRight(asset=booking.book, lot_id=posting.lot_id, holder_id=holder_id, amount=posting.amount)
        for booking in bookings
        for posting in booking.movement.postings
        if into_member(posting) < 0 and posting.lot_id != DEBT_LOT
    )
