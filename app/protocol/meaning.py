"""What each fact of the journal means, as data: the same for the till that made it, the server, and whoever checks.

`meaning_of` is the only place that knows what a kind of document does to books, tiers, limits, vouchers, plans, cards
and the drawer. Storage writes a meaning, lays it over the server's word and proves rows by it, whatever the document.
"""

from dataclasses import dataclass
from functools import singledispatch
from typing import Protocol

from app.domain.changes import Change, MetricCounted, TierSet, about, member_of
from app.domain.holding import Booking, Movement, booked
from app.domain.ledger import POINTS_BOOK, Lot, Posting
from app.protocol.facts import BalanceOpened, Fact, MemberEnrolled, SaleCommitted, SaleReturned
from app.protocol.facts_people import CardsSet, MembersMerged, MergeRequested, SaleClaimed, SaleReassigned
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


@singledispatch
def meaning_of(_fact: Fact) -> Meaning | None:
    """What a fact means; None: it is no document, but a thing as it is now (an item, a profile, a programme)."""
    return None


@meaning_of.register
def _opened(fact: BalanceOpened) -> Meaning:
    return Meaning(
        document_id=fact.lot.lot_id,
        store_id=NOBODYS_STORE,
        at=fact.opened_at,
        bookings=_in_points(fact.member_id, fact.postings, (fact.lot,)),
        indexed=False,
    )


@meaning_of.register
def _sold(fact: SaleCommitted) -> Meaning:
    member = fact.inputs.member
    changes: tuple[Change, ...] = fact.changes
    if member is not None and fact.quote.tier is not None and fact.tier_after is not None:
        counted = MetricCounted(
            member_id=member.member_id, business_day=fact.business_day, amount=fact.quote.tier.counted
        )
        changes = (counted, *_lifted(fact, member.member_id, member.tier_id), *changes)
    earned = () if fact.earned is None else (fact.earned,)
    points = () if member is None else _in_points(member.member_id, fact.postings, earned)
    return Meaning(
        document_id=fact.sale_id,
        store_id=fact.store_id,
        at=fact.committed_at,
        business_day=fact.business_day,
        number=fact.receipt_number,
        bookings=(*points, *fact.bookings),
        changes=changes,
        activity=member is not None,
        indexed=False,
    )


def _lifted(fact: SaleCommitted, member_id: bytes, tier_id: str) -> tuple[TierSet, ...]:
    """A sale that changes no tier says nothing of it: another till may have."""
    if fact.tier_after is None or fact.tier_after == tier_id:
        return ()
    return (TierSet(member_id=member_id, tier_id=fact.tier_after, since=fact.business_day),)


@meaning_of.register
def _came_back(fact: SaleReturned) -> Meaning:
    changes: tuple[Change, ...] = fact.changes
    points: tuple[Booking, ...] = ()
    if fact.member_id is not None:
        points = _in_points(fact.member_id, fact.postings, fact.opened)
        if fact.returned.metric:
            counted = MetricCounted(
                member_id=fact.member_id, business_day=fact.sale_day, amount=-fact.returned.metric
            )
            changes = (counted, *changes)
    return Meaning(
        document_id=fact.return_id,
        store_id=fact.store_id,
        at=fact.committed_at,
        business_day=fact.business_day,
        number=fact.receipt_number,
        bookings=(*points, *fact.bookings),
        changes=changes,
        indexed=False,
    )


def _in_points(
    member_id: bytes, postings: tuple[Posting, ...], opened: tuple[Lot, ...]
) -> tuple[Booking, ...]:
    return booked(member_id, POINTS_BOOK, Movement(postings=postings, opened=opened))


class _Headed(Protocol):
    """A document that says itself what it does."""

    @property
    def heading(self) -> Heading: ...

    @property
    def bookings(self) -> tuple[Booking, ...]: ...

    @property
    def changes(self) -> tuple[Change, ...]: ...


def _headed(fact: _Headed, *concerned: bytes) -> Meaning:
    return _said(fact.heading, fact.bookings, fact.changes, concerned)


def _said(
    heading: Heading,
    bookings: tuple[Booking, ...],
    changes: tuple[Change, ...],
    concerned: tuple[bytes, ...],
) -> Meaning:
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


@meaning_of.register
def _enrolled(fact: MemberEnrolled) -> Meaning | None:
    """An import's is a thing as it is now: its heading makes a document of an enrolment."""
    if fact.heading is None:
        return None
    return _said(fact.heading, fact.bookings, fact.changes, (fact.member_id,))


@meaning_of.register
def _carded(fact: CardsSet) -> Meaning:
    return _headed(fact)


@meaning_of.register
def _merged(fact: MembersMerged) -> Meaning:
    return _headed(fact)


@meaning_of.register
def _asked_to_merge(fact: MergeRequested) -> Meaning:
    """It moves nothing: the server does, when it agrees."""
    return _headed(fact, fact.kept_id, fact.absorbed_id)


@meaning_of.register
def _claimed(fact: SaleClaimed) -> Meaning:
    return _headed(fact)


@meaning_of.register
def _reassigned(fact: SaleReassigned) -> Meaning:
    return _headed(fact, fact.wrong_id)
