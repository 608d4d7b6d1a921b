"""What documents about people mean."""

from app.protocol.facts_people import (
    CardsSet,
    MemberMarked,
    MembersMerged,
    MergeRequested,
    SaleClaimed,
    SaleReassigned,
)
from app.protocol.meant import Meaning, headed


def carded(fact: CardsSet) -> Meaning:
    """Codes that name a member."""
    return headed(fact.heading, fact.bookings, fact.changes)


def marked(fact: MemberMarked) -> Meaning:
    """What rules may ask of a member."""
    return headed(fact.heading, fact.bookings, fact.changes)


def merged(fact: MembersMerged) -> Meaning:
    """Two records of one person become one."""
    return headed(fact.heading, fact.bookings, fact.changes)


def asked_to_merge(fact: MergeRequested) -> Meaning:
    """It moves nothing: the server does, when it agrees."""
    return headed(fact.heading, fact.bookings, fact.changes, (fact.kept_id, fact.absorbed_id))


def claimed(fact: SaleClaimed) -> Meaning:
    """A guest's sale is a member's."""
    return headed(fact.heading, fact.bookings, fact.changes)


def reassigned(fact: SaleReassigned) -> Meaning:
    """A sale goes from the wrong member to the right one."""
    return headed(fact.heading, fact.bookings, fact.changes, (fact.wrong_id,))
