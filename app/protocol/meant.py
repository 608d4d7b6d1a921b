"""The meaning of a document, as data; `meaning.meaning_of` says it of each kind."""

from dataclasses import dataclass

from app.domain.changes import Change, about, member_of
from app.domain.holding import Booking
from app.protocol.heading import Heading

NOBODYS_STORE = b""
"""The store id of postings that belong to no store's trade."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Meaning:
    """document_id, store_id: of its postings. at: instant. business_day: ISO date, the store's; empty: of no day.

    activity: whether it puts off lots that lapse when their member does nothing. indexed: it stands in the index of
    documents, for the members whom it concerns. concerned: who, besides those in whose books or rows it writes.
    """

    document_id: bytes
    store_id: bytes
    at: int
    business_day: str = ""
    number: str = ""
    bookings: tuple[Booking, ...] = ()
    changes: tuple[Change, ...] = ()
    activity: bool = False
    indexed: bool = True
    concerned: tuple[bytes, ...] = ()

    @property
    def members(self) -> tuple[bytes, ...]:
        """Whom it concerns, each once, in the order in which they come."""
        everybody = (
            *self.concerned,
            *(booking.member_id for booking in self.bookings),
            *(member for change in self.changes for member in (member_of(change), about(change)) if member),
        )
        return tuple(dict.fromkeys(everybody))


def headed(
    heading: Heading,
    bookings: tuple[Booking, ...] = (),
    changes: tuple[Change, ...] = (),
    concerned: tuple[bytes, ...] = (),
) -> Meaning:
    """What a document with a heading means. It is no activity of the member's: nothing was bought."""
    return Meaning(
        document_id=heading.document_id,
        store_id=heading.store_id,
        at=heading.committed_at,
        business_day=heading.business_day,
        number=heading.number,
        bookings=bookings,
        changes=changes,
        concerned=concerned,
    )
