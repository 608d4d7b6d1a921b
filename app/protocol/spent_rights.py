"""The slices of rights that a document uses up: what leaves lots that its terminal holds rights of."""

from collections.abc import Iterable

from app.domain.ledger import DEBT_LOT, into_member
from app.protocol.meant import Meaning
from app.protocol.record import SpentRight


def spent_rights(meanings: Iterable[Meaning], holder_id: bytes) -> tuple[SpentRight, ...]:
    """One for each posting that takes out of a lot. holder_id: the terminal's."""
    return tuple(
        SpentRight(asset=booking.book, lot_id=posting.lot_id, holder_id=holder_id, amount=posting.amount)
        for meaning in meanings
        for booking in meaning.bookings
        for posting in booking.movement.postings
        if into_member(posting) < 0 and posting.lot_id != DEBT_LOT
    )
