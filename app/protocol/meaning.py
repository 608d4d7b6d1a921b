"""What each fact of the journal means, as data: the same for the till that made it, the server, and whoever checks.

`meaning_of` is the only place that knows what a kind of document does to books, tiers, limits, vouchers, plans, cards
and the drawer. Storage writes a meaning, lays it over the server's word and proves rows by it, whatever the document.
"""

from functools import singledispatch

from app.domain.changes import Change, MetricCounted, TierSet
from app.domain.holding import Booking, Movement, booked, by_book
from app.domain.ledger import POINTS_BOOK, Lot, Posting
from app.protocol.facts import (
    BalanceOpened,
    Fact,
    GoodsExchanged,
    MemberEnrolled,
    SaleCommitted,
    SaleReturned,
)
from app.protocol.meaning_awards import awarded, referral_awarded, referral_noted, referral_revoked, reviewed
from app.protocol.meaning_batches import batch_blocked, batch_opened
from app.protocol.meaning_events import checked_in
from app.protocol.meaning_people import asked_to_merge, carded, claimed, merged, reassigned
from app.protocol.meaning_points import adjusted, household_formed, lapsed, transferred
from app.protocol.meaning_ratings import sale_rated
from app.protocol.meaning_shift import (
    cash_moved,
    given_back,
    returned_blind,
    shift_closed,
    shift_opened,
    taken_in,
)
from app.protocol.meant import NOBODYS_STORE, Meaning, headed

__all__ = ["NOBODYS_STORE", "Meaning", "meaning_of", "meanings_of", "parts_of"]


@singledispatch
def meaning_of(_fact: Fact) -> Meaning | None:
    """What a fact means; None: it is no document, but a thing as it is now (an item, a profile, a programme)."""
    return None


def parts_of(fact: Fact) -> tuple[Fact, ...]:
    """The documents that a record holds, in the order in which they count: nearly always one."""
    if isinstance(fact, GoodsExchanged):
        return fact.returned, fact.sale, fact
    return (fact,)


def meanings_of(fact: Fact) -> tuple[Meaning, ...]:
    """What each document in a record means, in order."""
    meanings = (meaning_of(part) for part in parts_of(fact))
    return tuple(meaning for meaning in meanings if meaning is not None)


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
        bookings=by_book((*points, *fact.bookings)),
        changes=(*changes, *taken_in(fact)),
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
        bookings=by_book((*points, *fact.bookings)),
        changes=(*changes, *given_back(fact)),
        indexed=False,
    )


def _in_points(
    member_id: bytes, postings: tuple[Posting, ...], opened: tuple[Lot, ...]
) -> tuple[Booking, ...]:
    return booked(member_id, POINTS_BOOK, Movement(postings=postings, opened=opened))


@meaning_of.register
def _enrolled(fact: MemberEnrolled) -> Meaning | None:
    """An import's is a thing as it is now: its heading makes a document of an enrolment."""
    if fact.heading is None:
        return None
    return headed(fact.heading, fact.bookings, fact.changes, (fact.member_id,))


@meaning_of.register
def _exchanged(fact: GoodsExchanged) -> Meaning:
    """Its return and its sale mean what they mean; it only holds them together."""
    return headed(fact.heading)


meaning_of.register(lapsed)
meaning_of.register(adjusted)
meaning_of.register(transferred)
meaning_of.register(household_formed)
meaning_of.register(reviewed)
meaning_of.register(carded)
meaning_of.register(merged)
meaning_of.register(asked_to_merge)
meaning_of.register(claimed)
meaning_of.register(reassigned)
meaning_of.register(awarded)
meaning_of.register(referral_noted)
meaning_of.register(referral_awarded)
meaning_of.register(referral_revoked)
meaning_of.register(shift_opened)
meaning_of.register(cash_moved)
meaning_of.register(shift_closed)
meaning_of.register(returned_blind)
meaning_of.register(batch_opened)
meaning_of.register(batch_blocked)
meaning_of.register(checked_in)
meaning_of.register(sale_rated)
