"""The server merges two records of one person, when a terminal asks for it.

It leaves the records as they are and writes postings of its own. What a terminal may spend of a lot it may spend of
the same lot in the kept member's books, so nothing has to come home first: what it then sends about who was merged
away is found there (`followed`). Because every slice may be spent already somewhere, no lot is taken to pay a debt:
the debt goes over and later credits pay it, as they do a second welcome. (A voucher of a second welcome stays: it may
be used already where nobody knows yet.)
"""

from collections.abc import Iterable, Sequence
from hashlib import sha256
from typing import Any

from sqlalchemy import Connection, Row, Table, and_, delete, func, select, update

from app.domain.holding import Holding, Movement
from app.domain.ledger import DEBT_LOT, Account, Asset, Posting, PostingKind, asset_of
from app.domain.merging import Person, merged_changes, moved_whole
from app.protocol.facts import MemberEnrolled, kind_name
from app.protocol.facts_people import MergeRequested
from app.protocol.meaning import Meaning
from app.protocol.record import Record
from app.services.members_port import MemberRow
from app.storage.books import CannotPlace, Entry, account_row, adding_balance, posting_rows
from app.storage.lot_rows import lot_of, lot_row
from app.storage.member_rows import member_row
from app.storage.merged import current_member
from app.storage.programmes import newest_programme
from app.storage.project_document import write_changes
from app.storage.server.tables import shared
from app.storage.upsert import inserting

AnyRow = Row[*tuple[Any, ...]]
_WELCOMES = (Asset.POINTS.value, Asset.CASHBACK.value)


def merge_as_asked(connection: Connection, record: Record, fact: MergeRequested) -> tuple[bytes, ...]:
    """Merges who the two are now. Returns whom it changed; nobody: they are one already. Raises CannotPlace."""
    merchant_id = record.merchant_id
    absorbed, kept = (
        member_row(connection, shared, merchant_id, current_member(connection, shared, merchant_id, one))
        for one in (fact.absorbed_id, fact.kept_id)
    )
    programme = newest_programme(connection, shared, merchant_id)
    if absorbed is None or kept is None or programme is None:
        raise CannotPlace("unknown-member")
    if absorbed.member_id == kept.member_id:
        return ()
    gone = _absorbed_by(connection, merchant_id, absorbed.member_id)
    second = _second_welcome(connection, record, absorbed, kept)
    for book in absorbed.books:
        _move_book(connection, record, fact, (absorbed.member_id, kept.member_id, book), second.get(book, 0))
    changes = merged_changes(programme, _person(absorbed, gone), _person(kept, ()), fact.heading.business_day)
    meaning = Meaning(document_id=_id_of(fact), store_id=fact.heading.store_id, at=fact.heading.committed_at)
    write_changes(connection, shared, record, meaning, changes)
    return (kept.member_id, absorbed.member_id, *gone)


def _person(row: MemberRow, gone: tuple[bytes, ...]) -> Person:
    return Person(
        member_id=row.member_id,
        tier_id=row.tier_id,
        tier_since=row.tier_since,
        household=row.household_id,
        days=row.days,
        absorbed=gone,
    )


def _absorbed_by(connection: Connection, merchant_id: bytes, member_id: bytes) -> tuple[bytes, ...]:
    members = shared.members
    rows = connection.execute(
        select(members.c.member_id)
        .where(members.c.merchant_id == merchant_id, members.c.merged_into == member_id)
        .order_by(members.c.member_id)
    )
    return tuple(rows.scalars())


def _move_book(
    connection: Connection, record: Record, fact: MergeRequested, who: tuple[bytes, bytes, str], second: int
) -> None:
    """One book: lots, their rights, and the debt. who: the absorbed, the kept, the book. second: what is owed more."""
    absorbed_id, kept_id, book = who
    theirs = _holding(connection, record.merchant_id, absorbed_id, book)
    his = _holding(connection, record.merchant_id, kept_id, book)
    pair = moved_whole(theirs, his)
    owed = Movement(postings=_owed(asset_of(book), second))
    sides = ((absorbed_id, pair.giver.postings), (kept_id, (*pair.receiver.postings, *owed.postings)))
    for member_id, postings in sides:
        _post(connection, record, fact, (member_id, book), postings)
    _move_lots(connection, record.merchant_id, who)
    _move_rights(connection, record.merchant_id, who)


def _holding(connection: Connection, merchant_id: bytes, member_id: bytes, book: str) -> Holding:
    """All of a book, whoever may spend it."""
    rows = connection.execute(select(shared.lots).where(_mine(shared.lots, merchant_id, member_id, book)))
    accounts = shared.accounts
    debt = connection.execute(
        select(accounts.c.debt).where(_mine(accounts, merchant_id, member_id, book))
    ).scalar()
    return Holding(asset=asset_of(book), lots=tuple(lot_of(row) for row in rows), debt=max(0, int(debt or 0)))


def _owed(asset: Asset, amount: int) -> tuple[Posting, ...]:
    if amount <= 0:
        return ()
    owed = Posting(
        kind=PostingKind.REVERSAL,
        asset=asset,
        source=Account.MEMBER,
        target=Account.ISSUANCE,
        amount=amount,
        lot_id=DEBT_LOT,
    )
    return (owed,)


def _post(
    connection: Connection,
    record: Record,
    fact: MergeRequested,
    where: tuple[bytes, str],
    postings: Sequence[Posting],
) -> None:
    """Postings and balance; lots and rights are moved as they are."""
    if not postings:
        return
    member_id, book = where
    table = shared.postings
    before = connection.execute(
        select(func.count())
        .select_from(table)
        .where(
            table.c.merchant_id == record.merchant_id,
            table.c.member_id == member_id,
            table.c.document_id == _id_of(fact),
        )
    ).scalar_one()
    entry = Entry(
        document_id=_id_of(fact),
        member_id=member_id,
        store_id=fact.heading.store_id,
        at=fact.heading.committed_at,
        postings=tuple(postings),
        book=book,
        first_ordinal=before,
    )
    connection.execute(table.insert(), posting_rows(record, entry))
    key = {"merchant_id": record.merchant_id, "member_id": member_id}
    connection.execute(
        adding_balance(shared, connection.dialect.name), account_row(key, book, entry.postings)
    )


def _move_lots(connection: Connection, merchant_id: bytes, who: tuple[bytes, bytes, str]) -> None:
    """The absorbed one's stay as empty ones, for his postings name them."""
    absorbed_id, kept_id, book = who
    lots = shared.lots
    key = {"merchant_id": merchant_id, "member_id": kept_id}
    rows = connection.execute(select(lots).where(_mine(lots, merchant_id, absorbed_id, book))).all()
    moving = inserting(lots, connection.dialect.name)
    adding = moving.on_conflict_do_update(
        index_elements=["merchant_id", "member_id", "lot_id"],
        set_={"remaining": lots.c.remaining + moving.excluded.remaining},
    )
    for row in rows:
        connection.execute(adding, lot_row(key, book, lot_of(row)))
    connection.execute(update(lots).where(_mine(lots, merchant_id, absorbed_id, book)).values(remaining=0))


def _move_rights(connection: Connection, merchant_id: bytes, who: tuple[bytes, bytes, str]) -> None:
    """Each holder keeps his slices."""
    absorbed_id, kept_id, book = who
    rights = shared.rights
    mine = _mine(rights, merchant_id, absorbed_id, book)
    rows = connection.execute(select(rights).where(mine)).mappings().all()
    moving = inserting(rights, connection.dialect.name)
    adding = moving.on_conflict_do_update(
        index_elements=["merchant_id", "member_id", "lot_id", "holder_id"],
        set_={"amount": rights.c.amount + moving.excluded.amount},
    )
    for row in rows:
        connection.execute(adding, {**row, "member_id": kept_id})
    connection.execute(delete(rights).where(mine))


def _mine(table: Table, merchant_id: bytes, member_id: bytes, book: str) -> Any:
    return and_(table.c.merchant_id == merchant_id, table.c.member_id == member_id, table.c.asset == book)


def _second_welcome(
    connection: Connection, record: Record, absorbed: MemberRow, kept: MemberRow
) -> dict[str, int]:
    """What the absorbed one was given for enrolling, by book, if the kept one was given something, too."""
    merchant_id = record.merchant_id
    people = (kept.member_id, *_absorbed_by(connection, merchant_id, kept.member_id))
    if not _welcomed(connection, merchant_id, people):
        return {}
    postings = shared.postings
    rows = connection.execute(
        select(postings.c.asset, func.sum(postings.c.amount))
        .where(
            postings.c.merchant_id == merchant_id,
            postings.c.member_id == absorbed.member_id,
            postings.c.document_id.in_(_enrolments(merchant_id, (absorbed.member_id,))),
            postings.c.source == Account.ISSUANCE.value,
            postings.c.asset.in_(_WELCOMES),
        )
        .group_by(postings.c.asset)
    )
    return {asset: int(amount) for asset, amount in rows}


def _enrolments(merchant_id: bytes, people: Iterable[bytes]) -> Any:
    """The documents that enrolled members."""
    documents = shared.documents
    return select(documents.c.document_id).where(
        documents.c.merchant_id == merchant_id,
        documents.c.member_id.in_(list(people)),
        documents.c.kind == kind_name(MemberEnrolled),
    )


def _welcomed(connection: Connection, merchant_id: bytes, people: Iterable[bytes]) -> bool:
    """Whether an enrolment used an action that gives a welcome."""
    uses = shared.rule_uses
    found = connection.execute(
        select(uses.c.rule_id).where(
            uses.c.merchant_id == merchant_id,
            uses.c.document_id.in_(_enrolments(merchant_id, people)),
        )
    )
    return found.first() is not None


def _id_of(fact: MergeRequested) -> bytes:
    """Of the server's own document."""
    return sha256(b"setia merge" + fact.heading.document_id).digest()[:16]
