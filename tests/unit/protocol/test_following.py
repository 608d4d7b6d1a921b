"""A document about somebody who was merged away moves the kept member's books and nothing else of his."""

from app.domain.changes import CardSet, MetricCounted, TierSet
from app.domain.holding import Booking, spending
from app.domain.ledger import Asset, Draw
from app.protocol.following import followed
from app.protocol.meaning import Meaning

MOVED = spending(Asset.POINTS, (Draw(lot_id=b"lot", amount=5),))
DAY = "2026-11-22"
MEANING = Meaning(
    document_id=b"document",
    store_id=b"store",
    at=1,
    bookings=(Booking(member_id=b"gone", book="points", movement=MOVED),),
    changes=(
        MetricCounted(member_id=b"gone", business_day=DAY, amount=-5),
        MetricCounted(member_id=b"kept", business_day=DAY, amount=8),
        TierSet(member_id=b"gone", tier_id="silver", since=DAY),
        CardSet(member_id=b"gone", code="A", blocked=True),
    ),
)


def current(member_id: bytes) -> bytes:
    return b"kept" if member_id == b"gone" else member_id


def test_books_follow_and_what_counts_is_one_entry_a_day() -> None:
    after = followed(MEANING, current)
    assert [booking.member_id for booking in after.bookings] == [b"kept"]
    counted = [change for change in after.changes if isinstance(change, MetricCounted)]
    assert counted == [MetricCounted(member_id=b"kept", business_day=DAY, amount=3)]


def test_cards_and_tiers_stay_where_they_are() -> None:
    after = followed(MEANING, current)
    assert after.changes[:2] == MEANING.changes[2:]


def test_a_document_about_nobody_who_was_merged_stays_as_it_is() -> None:
    assert followed(MEANING, lambda member_id: member_id) is MEANING
