"""What the server says of a member, with this terminal's later documents laid over it.

A page's member state contains this terminal's records up to (epoch, seq); only later ones count on top.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import partial
from typing import Any

from sqlalchemy import Connection, Select, Table, and_, bindparam, delete, or_, select

from app.domain.changes import Change, PlacesGiven, SaleMoved, about
from app.domain.ledger import GIFT_VALUE_BOOK, Account, Lot
from app.protocol.changes import BookState, MemberState
from app.protocol.following import followed
from app.protocol.meaning import Meaning, meanings_of
from app.protocol.plain import pack, unpack
from app.protocol.record import Record, decode, fact_of
from app.services.unit import Identity
from app.storage.books import lay_over
from app.storage.idle_lots import put_off_idle_lots
from app.storage.lot_rows import lot_of, lot_row
from app.storage.project_document import entries_of, write_changes
from app.storage.terminal.tables import journal, member_states, shared
from app.storage.upsert import upsert

Place = tuple[int, int]
"""(epoch, seq) in this terminal's journal."""

NOT_YET: Place = (0, 0)
"""Before every record."""
_TOLD = b""
"""The terminal id of tier entries that the server told: no terminal's own."""


@dataclass(frozen=True, slots=True)
class _Later:
    """A document of this terminal that the server's word doesn't contain."""

    record: Record
    meaning: Meaning


def told_members(connection: Connection) -> dict[bytes, tuple[MemberState, Place]]:
    """What the server last said of each member, and up to where it contains this journal."""
    return {
        row.member_id: (unpack(MemberState, row.state), (row.included_epoch, row.included_seq))
        for row in connection.execute(select(member_states))
    }


def told_member(
    connection: Connection, merchant_id: bytes, member_id: bytes
) -> tuple[MemberState, Place] | None:
    """What the server last said of one member; None: nothing."""
    row = connection.execute(_TOLD_OF, {"merchant": merchant_id, "member": member_id}).first()
    if row is None:
        return None
    return unpack(MemberState, row.state), (row.included_epoch, row.included_seq)


def apply_member_state(
    connection: Connection, identity: Identity, state: MemberState, included: Place
) -> None:
    """Replaces what this store has of a member by the server's word and the local documents after it.

    Of somebody whom the server merged away, the later documents are the kept one's from now on.
    """
    elsewhere = state.elsewhere
    told = {
        **_key(identity, state.member_id),
        "state": pack(state),
        "included_epoch": included[0],
        "included_seq": included[1],
        "visits": state.visits,
        "last_visit_at": state.last_visit_at,
        "day_elsewhere": "" if elsewhere is None else elsewhere.business_day,
        "earned_elsewhere": 0 if elsewhere is None else elsewhere.earned,
        "spent_elsewhere": 0 if elsewhere is None else elsewhere.spent,
    }
    upsert(connection, member_states, [told])
    _put(connection, identity, state, included)
    if state.merged_into is not None:
        _put_kept(connection, identity, state.merged_into)


def _put(connection: Connection, identity: Identity, state: MemberState, included: Place) -> None:
    """The rows of one member."""
    later = _later_documents(connection, identity, state.member_id, included)
    _replace_by_word(connection, identity, state, later)
    _lay_all_over(connection, identity, later, state.member_id)


def _put_kept(connection: Connection, identity: Identity, member_id: bytes) -> None:
    """Lays the later documents of who was merged into a member over him, too."""
    told = told_member(connection, identity.merchant_id, member_id)
    if told is not None:
        _put(connection, identity, *told)
    else:
        later = _later_documents(connection, identity, member_id, NOT_YET)
        own = _records_after(connection, identity, member_id, NOT_YET)
        _lay_all_over(
            connection, identity, [one for one in later if place_of(one.record) not in own], member_id
        )


def _lay_all_over(
    connection: Connection, identity: Identity, later: Iterable[_Later], member_id: bytes
) -> None:
    for document in later:
        _lay_over(connection, document, member_id)
    if any(document.meaning.activity for document in later):
        put_off_idle_lots(connection, shared, _key(identity, member_id))


def _replace_by_word(
    connection: Connection, identity: Identity, state: MemberState, later: Iterable[_Later]
) -> None:
    key = _key(identity, state.member_id)
    kept = _known_lots(connection, key, state, later)
    upsert(connection, shared.members, [_member_row(key, state)])
    for table, rows in _told_rows(key, identity, state).items():
        _replace(connection, table, key, rows)
    if kept:
        connection.execute(shared.lots.insert(), kept)


def _member_row(key: dict[str, bytes], state: MemberState) -> dict[str, Any]:
    return {
        **key,
        "tier_id": state.tier_id,
        "joined_at": state.joined_at,
        "tier_since": state.tier_since,
        "household_id": state.household_id,
        "merged_into": state.merged_into,
        "kind": state.kind.value,
    }


def _told_rows(
    key: dict[str, bytes], identity: Identity, state: MemberState
) -> dict[Table, list[dict[str, Any]]]:
    """The server's word, as rows of each table."""
    return {
        shared.cards: [{**key, "code": card.code, "blocked": card.blocked} for card in state.cards],
        shared.marks: [
            {**key, "kind": told.kind.value, "mark": told.mark, "held": True} for told in state.marks
        ],
        shared.accounts: [_account_row(key, book) for book in state.books],
        shared.lots: [lot_row(key, book.book, lot) for book in state.books for lot in book.lots],
        shared.rights: [row for book in state.books for row in _right_rows(key, identity, book)],
        shared.tier_entries: [
            {
                **key,
                "document_id": day.business_day.encode(),
                "business_day": day.business_day,
                "amount": day.amount,
                "terminal_id": _TOLD,
                "epoch": 0,
                "seq": 0,
            }
            for day in state.tier_days
        ],
        shared.rule_uses: [
            {
                **key,
                "document_id": use.business_day.encode(),
                "rule_id": use.rule_id,
                "business_day": use.business_day,
                "times": use.times,
                "amount": use.amount,
            }
            for use in state.uses
        ],
        shared.vouchers: [
            {
                **key,
                "code": voucher.code,
                "kind_id": voucher.kind_id,
                "expires_at": voucher.expires_at,
                "uses_left": voucher.uses_left,
                "used_amount": voucher.used_amount,
                "revoked": voucher.revoked,
                "document_id": voucher.document_id,
                "holder_id": voucher.holder_id,
            }
            for voucher in state.vouchers
        ],
        shared.entitlements: [
            {
                **key,
                "document_id": plan.document_id,
                "ordinal": plan.ordinal,
                "plan_id": plan.plan_id,
                "starts": plan.starts,
                "ends": plan.ends,
            }
            for plan in state.plans
        ],
    }


def _account_row(key: dict[str, bytes], book: BookState) -> dict[str, Any]:
    return {**key, "asset": book.book, "balance": book.balance, "debt": book.debt}


def _right_rows(key: dict[str, bytes], identity: Identity, book: BookState) -> list[dict[str, Any]]:
    return [
        {
            **key,
            "lot_id": right.lot_id,
            "holder_id": identity.terminal_id,
            "asset": book.book,
            "amount": right.amount,
            "lease_until": right.lease_until,
        }
        for right in book.rights
    ]


def _lay_over(connection: Connection, document: _Later, member_id: bytes) -> None:
    """What one document does to one member."""
    record, meaning = document.record, document.meaning
    for entry in entries_of(meaning):
        if entry.member_id == member_id:
            lay_over(connection, shared, record, entry)
    write_changes(connection, shared, record, meaning, _changes_for(meaning, member_id))


def _changes_for(meaning: Meaning, member_id: bytes) -> list[Change]:
    """Those that the server's word took away. Whose a sale is, and places, stand in indexes, which it leaves alone."""
    return [
        change
        for change in meaning.changes
        if not isinstance(change, SaleMoved | PlacesGiven) and about(change) == member_id
    ]


def _later_documents(
    connection: Connection, identity: Identity, member_id: bytes, included: Place
) -> list[_Later]:
    """The documents that the server's word on a member doesn't contain, in the journal's order.

    Also those of whom the server merged into him, after its word on them.
    """
    merged = _merged(connection, identity, member_id)
    records = _records_after(connection, identity, member_id, included)
    for absorbed, (_, place) in merged.items():
        if absorbed != member_id:
            records |= _records_after(connection, identity, absorbed, max(place, included))
    documents: list[_Later] = []
    for place, record in sorted(records.items()):
        fact = fact_of(record)
        meanings = () if fact is None else meanings_of(fact)
        documents += [
            _Later(record, followed(meaning, partial(_current_at, merged, place))) for meaning in meanings
        ]
    return documents


_Merged = dict[bytes, tuple[bytes, Place]]
"""Whom the server merged away: into whom, and up to where its word on him contains this journal."""


def _current_at(merged: _Merged, place: Place, member_id: bytes) -> bytes:
    kept, included = merged.get(member_id, (member_id, place))
    return kept if place > included else member_id


def _merged(connection: Connection, identity: Identity, member_id: bytes) -> _Merged:
    """Of a member and of those who were merged into him, whom the server merged away."""
    key = {"merchant": identity.merchant_id, "member": member_id}
    found: _Merged = {}
    for one in (member_id, *connection.execute(_ABSORBED, key).scalars()):
        told = told_member(connection, identity.merchant_id, one)
        if told is not None and told[0].merged_into is not None:
            found[one] = (told[0].merged_into, told[1])
    return found


def _records_after(
    connection: Connection, identity: Identity, member_id: bytes, included: Place
) -> dict[Place, Record]:
    """The records of a member's documents after a place."""
    wanted = {
        "merchant": identity.merchant_id,
        "member": member_id,
        "terminal": identity.terminal_id,
        "epoch": included[0],
        "seq": included[1],
    }
    records = [
        decode(row.record) for statement in _LATER_ROWS for row in connection.execute(statement, wanted)
    ]
    return {place_of(record): record for record in records}


def place_of(record: Record) -> Place:
    """Where a record stands."""
    return record.epoch, record.seq


def _known_lots(
    connection: Connection, key: dict[str, bytes], state: MemberState, later: Iterable[_Later]
) -> list[dict[str, Any]]:
    """Lots of the member that this store knows, as empty: points that come back find their own lot there.

    The server tells only of those with something left in them, and later documents open theirs again.
    """
    lots = shared.lots
    mine = and_(lots.c.merchant_id == key["merchant_id"], lots.c.member_id == key["member_id"])
    there = {lot.lot_id for book in state.books for lot in book.lots} | _opened_by(later, key["member_id"])
    rows = connection.execute(select(lots).where(mine))
    return [lot_row(key, row.asset, lot_of(row, remaining=0)) for row in rows if row.lot_id not in there]


def _opened_by(later: Iterable[_Later], member_id: bytes) -> set[bytes]:
    opened: list[Lot] = [
        lot
        for document in later
        for booking in document.meaning.bookings
        if booking.member_id == member_id
        for lot in booking.movement.opened
    ]
    return {lot.lot_id for lot in opened}


_TOLD_OF = select(member_states).where(
    member_states.c.merchant_id == bindparam("merchant"), member_states.c.member_id == bindparam("member")
)
_ABSORBED = select(shared.members.c.member_id).where(
    shared.members.c.merchant_id == bindparam("merchant"),
    shared.members.c.merged_into == bindparam("member"),
)
_postings = shared.postings
_LATER = or_(
    journal.c.epoch > bindparam("epoch"),
    and_(journal.c.epoch == bindparam("epoch"), journal.c.seq > bindparam("seq")),
)


def _later_in(index: Table) -> Select[bytes]:
    """The records of an index of documents that come after the server's word."""
    return (
        select(journal.c.record)
        .join(index, and_(index.c.epoch == journal.c.epoch, index.c.seq == journal.c.seq))
        .where(
            index.c.merchant_id == bindparam("merchant"),
            index.c.member_id == bindparam("member"),
            index.c.terminal_id == bindparam("terminal"),
            _LATER,
        )
    )


_LATER_ROWS = (
    _later_in(shared.sales),
    _later_in(shared.returns),
    _later_in(shared.documents),
    _later_in(_postings).where(
        _postings.c.ordinal == 0,
        or_(_postings.c.source == Account.OPENING.value, _postings.c.asset == GIFT_VALUE_BOOK),
    ),
)
"""By postings: an opening balance, and what a sale or return does to a gift card, for it is no sale of the card's."""


def _key(identity: Identity, member_id: bytes) -> dict[str, bytes]:
    return {"merchant_id": identity.merchant_id, "member_id": member_id}


def _replace(connection: Connection, table: Table, key: dict[str, bytes], rows: list[dict[str, Any]]) -> None:
    """Other rows of this member go; these come."""
    mine = and_(table.c.merchant_id == key["merchant_id"], table.c.member_id == key["member_id"])
    connection.execute(delete(table).where(mine))
    if rows:
        connection.execute(table.insert(), rows)
