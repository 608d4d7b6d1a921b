"""A debt that two tills paid: what was paid too much goes back to the member who paid it.

Tills take what a member earns for a debt that they were told of, and can't know that another till did the same. Only
the server sees both. It leaves the records as they are and adds two postings of its own.
"""

from dataclasses import dataclass
from hashlib import sha256

from sqlalchemy import Connection, select

from app.domain.ledger import DEBT_LOT, POINTS_BOOK, Account, Asset, Lot, Posting, PostingKind, spending_key
from app.protocol.facts import Fact, SaleCommitted, SaleReturned
from app.protocol.facts_people import SaleClaimed, SaleReassigned
from app.protocol.record import Record
from app.storage.books import Entry, post_entry
from app.storage.lot_rows import lot_of
from app.storage.merged import current_member
from app.storage.server.tables import shared

_POINTS = Asset.POINTS


@dataclass(frozen=True, slots=True)
class _Payment:
    """A document that moved points of a member. lot: the one that it gave; None: it gave none."""

    member_id: bytes
    document_id: bytes
    store_id: bytes
    at: int
    lot: Lot | None
    postings: tuple[Posting, ...]


def give_back_overpaid(connection: Connection, record: Record, fact: Fact) -> None:
    """Looks at the debt after a document that may have paid one. The terminal that made it may spend what is given."""
    paid = _payment(fact)
    if paid is None or all(posting.lot_id != DEBT_LOT for posting in paid.postings):
        return
    member_id = current_member(connection, shared, record.merchant_id, paid.member_id)
    overpaid = _overpaid(connection, record.merchant_id, member_id)
    if overpaid <= 0:
        return
    opened: tuple[Lot, ...] = ()
    if paid.lot is None:
        opened = (_lot_like_the_last(connection, record, member_id, paid.document_id, overpaid),)
        lot_id = opened[0].lot_id
    else:
        lot_id = paid.lot.lot_id
    entry = Entry(
        document_id=_id_of(paid.document_id),
        member_id=member_id,
        store_id=paid.store_id,
        at=paid.at,
        postings=_postings(lot_id, overpaid),
        opened=opened,
    )
    post_entry(connection, shared, record, entry)


def _payment(fact: Fact) -> _Payment | None:
    match fact:
        case SaleCommitted() if fact.inputs.member is not None:
            who = fact.inputs.member.member_id
            return _Payment(who, fact.sale_id, fact.store_id, fact.committed_at, fact.earned, fact.postings)
        case SaleReturned() if fact.member_id is not None:
            return _Payment(
                fact.member_id, fact.return_id, fact.store_id, fact.committed_at, None, fact.postings
            )
        case SaleClaimed() | SaleReassigned():
            who, heading = fact.member.member_id, fact.heading
            postings = tuple(
                posting
                for booking in fact.bookings
                if booking.member_id == who and booking.book == POINTS_BOOK
                for posting in booking.movement.postings
            )
            return _Payment(
                who, heading.document_id, heading.store_id, heading.committed_at, fact.earned, postings
            )
        case _:
            return None


def _overpaid(connection: Connection, merchant_id: bytes, member_id: bytes) -> int:
    accounts = shared.accounts
    debt = connection.execute(
        select(accounts.c.debt).where(
            accounts.c.merchant_id == merchant_id,
            accounts.c.member_id == member_id,
            accounts.c.asset == _POINTS.value,
        )
    ).scalar()
    return -(debt or 0)


def _lot_like_the_last(
    connection: Connection, record: Record, member_id: bytes, document_id: bytes, amount: int
) -> Lot:
    """A new lot that lasts as long as the one of the member's that lasts longest."""
    lots = shared.lots
    rows = connection.execute(
        select(lots).where(
            lots.c.merchant_id == record.merchant_id,
            lots.c.member_id == member_id,
            lots.c.asset == _POINTS.value,
        )
    )
    last = max((lot_of(row) for row in rows), key=spending_key, default=None)
    return Lot(
        lot_id=_id_of(document_id),
        asset=_POINTS,
        earned_at=record.clocks.device,
        expires_at=None if last is None else last.expires_at,
        original=amount,
        remaining=amount,
    )


def _postings(lot_id: bytes, amount: int) -> tuple[Posting, Posting]:
    """Out of what was paid, into the lot."""
    return (
        Posting(
            kind=PostingKind.ADJUSTMENT,
            asset=_POINTS,
            source=Account.MEMBER,
            target=Account.DEBT,
            amount=amount,
            lot_id=DEBT_LOT,
        ),
        Posting(
            kind=PostingKind.ADJUSTMENT,
            asset=_POINTS,
            source=Account.DEBT,
            target=Account.MEMBER,
            amount=amount,
            lot_id=lot_id,
        ),
    )


def _id_of(document_id: bytes) -> bytes:
    """Of the server's own document, and of the lot that it may open."""
    return sha256(b"setia overpaid debt" + document_id).digest()[:16]
