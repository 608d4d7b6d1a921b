"""Members and opening balances into rows, many at once: what an import brings, and each single one of the same kind.

Everything is checked before anything is written, as in `projection`.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Any

from sqlalchemy import Connection, Insert, Table, select, tuple_

from app.domain.calendar import local_time
from app.domain.ledger import POINTS_BOOK, Account, OwnerKind, PostingKind, postings_into
from app.protocol.facts import BalanceOpened, MemberEnrolled, ProfileChanged
from app.protocol.meaning import NOBODYS_STORE
from app.protocol.record import Record
from app.protocol.sidecar import SideCar, digest
from app.storage.books import CannotPlace, Entry, account_row, adding_balance, posting_rows, right_row
from app.storage.lot_rows import lot_row
from app.storage.many_rows import upsert_many, write_many
from app.storage.programmes import newest_programme
from app.storage.shared_tables import SharedTables
from app.storage.shop_rows import profile_row

_AT_FIRST = {"household_id": None, "merged_into": None, "kind": OwnerKind.MEMBER.value}
_NO_ZONE = "UTC"
Personal = Mapping[str, Any]
"""An unsealed side-car: name, phone, birthday."""


def enrol_members(
    connection: Connection, tables: SharedTables, enrolled: Sequence[tuple[Record, MemberEnrolled, Personal]]
) -> None:
    """New members with their cards and profiles."""
    members, cards = [], []
    zone = _zone(connection, tables, enrolled)
    for record, fact, _ in enrolled:
        key = {"merchant_id": record.merchant_id, "member_id": fact.member_id}
        tier = {"tier_id": fact.tier_id, "tier_since": _tier_since(record, fact, zone)}
        members.append({**key, **tier, "joined_at": fact.joined_at, **_AT_FIRST})
        cards += [{**key, "code": code, "blocked": False} for code in (fact.card, *fact.aliases)]
    upsert_many(connection, tables.members, members)
    upsert_many(connection, tables.cards, cards)
    _put_profiles(connection, tables, enrolled)


def _zone(
    connection: Connection, tables: SharedTables, enrolled: Sequence[tuple[Record, MemberEnrolled, Personal]]
) -> str:
    """Where days begin and end of tiers that are brought in: the programme's, which is the same on both sides."""
    if not any(fact.source for _, fact, _ in enrolled):
        return _NO_ZONE
    programme = newest_programme(connection, tables, enrolled[0][0].merchant_id)
    return _NO_ZONE if programme is None else programme.zone


def _tier_since(record: Record, fact: MemberEnrolled, zone: str) -> str | None:
    """A tier that was brought in counts from then, for nothing that earned it was brought along; None: from joining."""
    return local_time(record.clocks.device, zone).date().isoformat() if fact.source else None


def change_profiles(
    connection: Connection, tables: SharedTables, changed: Sequence[tuple[Record, ProfileChanged, Personal]]
) -> None:
    """Profiles as they are now. Raises CannotPlace for one of nobody."""
    _check_known(connection, tables, [(record, fact.member_id) for record, fact, _ in changed])
    _put_profiles(connection, tables, changed)


def open_balances(
    connection: Connection,
    tables: SharedTables,
    opened: Sequence[tuple[Record, BalanceOpened]],
    new: Collection[bytes] = frozenset(),
) -> None:
    """Opening balances: postings, lots, rights of the terminal that opened them, and what accounts then hold.

    new: members that this transaction enrolled, of whom nothing need be looked up.
    """
    for _, fact in opened:
        _check_balanced(fact)
    if len({(fact.member_id, fact.lot.lot_id) for _, fact in opened}) < len(opened):
        raise CannotPlace("already-opened")
    others = [(record, fact) for record, fact in opened if fact.member_id not in new]
    if others:
        current = _check_known(connection, tables, [(record, fact.member_id) for record, fact in others])
        _check_not_opened(connection, tables, others)
        if current:
            opened = [(record, _of_current(fact, current)) for record, fact in opened]
            _check_not_opened(connection, tables, opened)
    postings: list[dict[str, Any]] = []
    lots: list[dict[str, Any]] = []
    rights: list[dict[str, Any]] = []
    balances: list[dict[str, Any]] = []
    for record, fact in opened:
        key = {"merchant_id": record.merchant_id, "member_id": fact.member_id}
        postings += posting_rows(record, _entry(fact))
        lots.append(lot_row(key, POINTS_BOOK, fact.lot))
        rights.append(right_row(key, POINTS_BOOK, fact.lot, record.terminal_id))
        balances.append(account_row(key, POINTS_BOOK, fact.postings))
    write_many(connection, _inserting(tables.postings), postings)
    write_many(connection, _inserting(tables.lots), lots)
    write_many(connection, _inserting(tables.rights), rights)
    write_many(connection, adding_balance(tables, connection.dialect.name), balances)


def put_sidecars(
    connection: Connection, tables: SharedTables, merchant_id: bytes, sidecars: Sequence[SideCar]
) -> None:
    """Sealed side-cars and their persons' keys."""
    keys, sealed = [], []
    for sidecar in sidecars:
        person = {"merchant_id": merchant_id, "subject_id": sidecar.subject_id}
        keys.append({**person, "key": sidecar.key})
        sealed.append({**person, "digest": digest(sidecar), "sealed": sidecar.sealed})
    upsert_many(connection, tables.personal_keys, keys)
    upsert_many(connection, tables.sidecars, sealed)


def _put_profiles(
    connection: Connection,
    tables: SharedTables,
    people: Sequence[tuple[Record, MemberEnrolled | ProfileChanged, Personal]],
) -> None:
    rows = [profile_row(record.merchant_id, fact.member_id, personal) for record, fact, personal in people]
    upsert_many(connection, tables.profiles, rows)


def _entry(fact: BalanceOpened) -> Entry:
    return Entry(
        document_id=fact.lot.lot_id,
        member_id=fact.member_id,
        store_id=NOBODYS_STORE,
        at=fact.opened_at,
        postings=fact.postings,
        opened=(fact.lot,),
    )


def _check_known(
    connection: Connection, tables: SharedTables, people: Sequence[tuple[Record, bytes]]
) -> dict[bytes, bytes]:
    """All are there. Returns who those are now who were merged away."""
    members = tables.members
    wanted = {member_id for _, member_id in people}
    found = connection.execute(
        select(members.c.member_id, members.c.merged_into).where(
            members.c.merchant_id == people[0][0].merchant_id, members.c.member_id.in_(wanted)
        )
    ).all()
    if wanted - {row.member_id for row in found}:
        raise CannotPlace("unknown-member")
    return {row.member_id: row.merged_into for row in found if row.merged_into is not None}


def _of_current(fact: BalanceOpened, current: Mapping[bytes, bytes]) -> BalanceOpened:
    return replace(fact, member_id=current.get(fact.member_id, fact.member_id))


def _check_balanced(fact: BalanceOpened) -> None:
    balanced = postings_into(fact.lot, PostingKind.ACCRUAL, Account.OPENING) == fact.postings
    if not balanced or not 0 <= fact.lot.remaining <= fact.lot.original or not fact.lot.original:
        raise CannotPlace("unbalanced")


def _check_not_opened(
    connection: Connection, tables: SharedTables, opened: Sequence[tuple[Record, BalanceOpened]]
) -> None:
    """None of these lots was ever opened before, here or by another terminal."""
    lots = {(fact.member_id, fact.lot.lot_id) for _, fact in opened}
    for table, column in ((tables.lots, "lot_id"), (tables.postings, "document_id")):
        before = select(table.c[column]).where(
            table.c.merchant_id == opened[0][0].merchant_id,
            tuple_(table.c.member_id, table.c[column]).in_(lots),
        )
        if connection.execute(before.limit(1)).first() is not None:
            raise CannotPlace("already-opened")


@lru_cache(maxsize=8)
def _inserting(table: Table) -> Insert:
    return table.insert()
