"""Documents about somebody who was merged away: what they move is the kept member's.

Books and tier metric follow. All else stays in the rows of who was merged away, where it is read together with the
kept member's.
"""

from collections.abc import Callable, Iterable
from dataclasses import replace

from app.domain.changes import Change, MetricCounted
from app.domain.holding import by_book
from app.protocol.meaning import Meaning

Current = Callable[[bytes], bytes]
"""Who a member is now."""


def followed(meaning: Meaning, current: Current) -> Meaning:
    """The same document, in the books of who its members are now."""
    if all(current(member_id) == member_id for member_id in meaning.members):
        return meaning
    return replace(
        meaning,
        bookings=by_book(
            replace(booking, member_id=current(booking.member_id)) for booking in meaning.bookings
        ),
        changes=tuple(_changes(meaning.changes, current)),
    )


def _changes(changes: Iterable[Change], current: Current) -> Iterable[Change]:
    """One entry for each member and day, for a document may have counted for both."""
    counted: dict[tuple[bytes, str], int] = {}
    for change in changes:
        if isinstance(change, MetricCounted):
            key = (current(change.member_id), change.business_day)
            counted[key] = counted.get(key, 0) + change.amount
        else:
            yield change
    for (member_id, day), amount in counted.items():
        yield MetricCounted(member_id=member_id, business_day=day, amount=amount)
