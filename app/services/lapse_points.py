"""The expiry run: what lots whose last instant has passed still hold becomes breakage, a slice at a time.

A till lapses only what it has the right to spend: nobody else can, so nobody else's sale is in the way. Slices that
other tills hold lapse there. A till that has a server leaves lots alone that follow their member's last activity: the
member may have bought elsewhere since.
"""

from collections.abc import Iterable

from app.domain.holding import Booking, Holding, booked, lapse
from app.domain.ledger import asset_of
from app.protocol.facts_points import PointsLapsed
from app.services.document_parts import heading_of
from app.services.due_port import LapsedLot
from app.services.ports import Chance
from app.services.rounds import SliceDone
from app.services.unit import Unit

LOTS_AT_ONCE = 100
"""In one record: a bound on its size, and on how long a sale may wait for it."""


def lapse_slice(unit: Unit, chance: Chance, now: int, limit: int = LOTS_AT_ONCE) -> SliceDone:
    """Lapses the next lots, oldest first, in one record; none when nothing is due."""
    identity = unit.identity()
    dated_only = identity.server_url is not None
    due = unit.due.lapsed_lots(now, limit, dated_only=dated_only)
    if not due:
        return SliceDone(done=0, left=0)
    bookings = _bookings(due, now)
    fact = PointsLapsed(heading=heading_of(identity, chance.new_id(now), now), bookings=bookings)
    unit.journal.append(fact, revision=unit.catalogue.programme().revision)
    return SliceDone(
        done=len({booking.member_id for booking in bookings}),
        left=unit.due.lapsed_members(now, dated_only=dated_only),
    )


def _bookings(due: Iterable[LapsedLot], now: int) -> tuple[Booking, ...]:
    """One for each book."""
    books: dict[tuple[bytes, str], Holding] = {}
    for one in due:
        key = (one.member_id, one.book)
        before = books.get(key, Holding(asset=asset_of(one.book)))
        books[key] = Holding(asset=before.asset, lots=(*before.lots, one.lot))
    return tuple(
        booking
        for (member_id, book), holding in books.items()
        for booking in booked(member_id, book, lapse(holding, now))
    )
