"""A debt that two tills paid: what was paid too much goes back to the member who paid it.

Tills take what a member earns for a debt that they were told of, and can't know that another till did the same. Only
the server sees both. It leaves the records as they are and adds two postings of its own.
"""

from collections import Counter
from dataclasses import replace
from hashlib import sha256

from sqlalchemy import Connection, select

from app.domain.holding import Booking
from app.domain.ledger import (
    DEBT_LOT,
    POINTS_BOOK,
    Account,
    Asset,
    Lot,
    Posting,
    PostingKind,
    asset_of,
    spending_key,
)
from app.protocol.facts import Fact
from app.protocol.following import followed
from app.protocol.meaning import Meaning, meaning_of
from app.protocol.record import Record
from app.storage.books import Entry, post_entry
from app.storage.lot_rows import lot_of
from app.storage.merged import current_member
from app.storage.server.tables import shared


def give_back_overpaid(connection: Connection, record: Record, fact: Fact) -> None:
    """Looks at each debt after a document that may have paid it. The terminal that made it may spend what is given."""
    meaning = meaning_of(fact)
    if meaning is None:
        return
    meaning = followed(meaning, lambda member: current_member(connection, shared, record.merchant_id, member))
    posted: Counter[bytes] = Counter()
    for booking in meaning.bookings:
        if not any(_pays_debt(posting) for posting in booking.movement.postings):
            continue
        overpaid = _overpaid(connection, record.merchant_id, booking)
        if overpaid > 0:
            entry = _entry(connection, record, meaning, booking, overpaid)
            entry = replace(entry, first_ordinal=posted[booking.member_id])
            post_entry(connection, shared, record, entry)
            posted[booking.member_id] += len(entry.postings)


def _pays_debt(posting: Posting) -> bool:
    return posting.lot_id == DEBT_LOT


def _entry(
    connection: Connection, record: Record, meaning: Meaning, booking: Booking, overpaid: int
) -> Entry:
    """Into the lot that paid, when it has room for it again; else into a new one."""
    lot_id = _id_of(meaning.document_id, booking.book)
    paying = next((lot for lot in booking.movement.opened if lot.remaining + overpaid <= lot.original), None)
    opened = () if paying else (_lot_like_the_last(connection, record, booking, lot_id, overpaid),)
    return Entry(
        document_id=_id_of(meaning.document_id),
        member_id=booking.member_id,
        store_id=meaning.store_id,
        at=meaning.at,
        postings=_postings(asset_of(booking.book), paying.lot_id if paying else lot_id, overpaid),
        opened=opened,
        book=booking.book,
    )


def _overpaid(connection: Connection, merchant_id: bytes, booking: Booking) -> int:
    accounts = shared.accounts
    debt = connection.execute(
        select(accounts.c.debt).where(
            accounts.c.merchant_id == merchant_id,
            accounts.c.member_id == booking.member_id,
            accounts.c.asset == booking.book,
        )
    ).scalar()
    return -(debt or 0)


def _lot_like_the_last(
    connection: Connection, record: Record, booking: Booking, lot_id: bytes, amount: int
) -> Lot:
    """A new lot that lasts as long as the one of the member's that lasts longest."""
    lots = shared.lots
    rows = connection.execute(
        select(lots).where(
            lots.c.merchant_id == record.merchant_id,
            lots.c.member_id == booking.member_id,
            lots.c.asset == booking.book,
        )
    )
    last = max((lot_of(row) for row in rows), key=spending_key, default=None)
    return Lot(
        lot_id=lot_id,
        asset=asset_of(booking.book),
        earned_at=record.clocks.device,
        expires_at=None if last is None else last.expires_at,
        original=amount,
        remaining=amount,
    )


def _postings(asset: Asset, lot_id: bytes, amount: int) -> tuple[Posting, Posting]:
    """Out of what was paid, into the lot."""
    return (
        Posting(
            kind=PostingKind.ADJUSTMENT,
            asset=asset,
            source=Account.MEMBER,
            target=Account.DEBT,
            amount=amount,
            lot_id=DEBT_LOT,
        ),
        Posting(
            kind=PostingKind.ADJUSTMENT,
            asset=asset,
            source=Account.DEBT,
            target=Account.MEMBER,
            amount=amount,
            lot_id=lot_id,
        ),
    )


def _id_of(document_id: bytes, book: str = POINTS_BOOK) -> bytes:
    """Of the server's own document, and of the lot that it may open in a book."""
    more = b"" if book == POINTS_BOOK else book.encode()
    return sha256(b"setia overpaid debt" + document_id + more).digest()[:16]
