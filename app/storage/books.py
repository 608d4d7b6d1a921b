"""What any document does to a member's books: postings, lots, rights of the terminal that made it, balance and debt.

First `check_member` and `check_entry`, then, when nothing else is wrong with the document, `post_entry`: so one that
can't be placed leaves nothing behind.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    Connection,
    Insert,
    Select,
    Table,
    Update,
    and_,
    bindparam,
    select,
)
from sqlalchemy import update as updating

from app.domain.ledger import DEBT_LOT, POINTS_BOOK, Lot, Posting, asset_of, into_member
from app.protocol.record import Record
from app.storage.driver_read import read_rows
from app.storage.lot_rows import lot_row
from app.storage.many_rows import insert_rows, write_many
from app.storage.shared_tables import SharedTables
from app.storage.upsert import inserting


class CannotPlace(Exception):
    """A fact that is well formed but fits nothing here. reason: unknown-member, unknown-lot, overdraft, ..."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A document in one of a member's books. opened: the lots that it brings into being, as they are afterwards.

    first_ordinal: of its postings, after those of the document's other books of this member.
    """

    document_id: bytes
    member_id: bytes
    store_id: bytes
    at: int
    postings: tuple[Posting, ...]
    opened: tuple[Lot, ...] = ()
    book: str = POINTS_BOOK
    first_ordinal: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """A member whom a document concerns. current_id: who he is now. idle: some of his lots lapse by inactivity."""

    member_id: bytes
    current_id: bytes
    idle: bool


def check_member(connection: Connection, tables: SharedTables, record: Record, member_id: bytes) -> Known:
    """The member exists. Raises CannotPlace."""
    statements = _statements(tables, connection.dialect.name)
    owner = {"merchant": record.merchant_id, "member": member_id}
    known = read_rows(connection, statements.member_known, owner)
    if not known:
        raise CannotPlace("unknown-member")
    row = known[0]
    if row.merged_into is None:
        return Known(member_id=member_id, current_id=member_id, idle=bool(row.has_idle_lots))
    kept = check_member(connection, tables, record, row.merged_into)
    return Known(member_id=member_id, current_id=kept.current_id, idle=kept.idle)


def check_entry(connection: Connection, tables: SharedTables, record: Record, entry: Entry) -> None:
    """Lots and rights hold what is taken, and new lots what is put into them. Raises CannotPlace."""
    statements = _statements(tables, connection.dialect.name)
    owner = {"merchant": record.merchant_id, "member": entry.member_id}
    changes = lot_changes(entry.postings)
    _check_book(entry)
    _check_opened(entry, changes)
    opened = {lot.lot_id for lot in entry.opened}
    for lot_id, change in changes.items():
        if lot_id not in opened:
            lot = {**owner, "lot": lot_id, "holder": record.terminal_id}
            held = read_rows(connection, statements.lot_and_right, lot)
            if not held:
                raise CannotPlace("unknown-lot")
            if min(held[0].remaining, held[0].amount or 0) + change < 0:
                raise CannotPlace("overdraft")


def _check_book(entry: Entry) -> None:
    """Everything in a book is of the asset that it counts."""
    try:
        asset = asset_of(entry.book)
    except ValueError:
        raise CannotPlace("unknown-book") from None
    assets = {posting.asset for posting in entry.postings} | {lot.asset for lot in entry.opened}
    if assets - {asset}:
        raise CannotPlace("unbalanced")


def _check_opened(entry: Entry, changes: Mapping[bytes, int]) -> None:
    """Each lot is opened once, and holds what the postings put into it."""
    if any(posting.amount <= 0 for posting in entry.postings):
        raise CannotPlace("unbalanced")
    if len({lot.lot_id for lot in entry.opened}) != len(entry.opened):
        raise CannotPlace("unbalanced")
    for lot in entry.opened:
        if not 0 <= lot.remaining <= lot.original or changes.get(lot.lot_id, 0) != lot.remaining:
            raise CannotPlace("unbalanced")


def lot_changes(postings: Iterable[Posting]) -> Counter[bytes]:
    """What postings add to each lot of the member, or take from it; debts are no lots."""
    changes: Counter[bytes] = Counter()
    for posting in postings:
        if posting.lot_id != DEBT_LOT and into_member(posting):
            changes[posting.lot_id] += into_member(posting)
    return changes


def debt_change(postings: Iterable[Posting]) -> int:
    """What postings add to the debt."""
    return -sum(into_member(posting) for posting in postings if posting.lot_id == DEBT_LOT)


def post_entry(connection: Connection, tables: SharedTables, record: Record, entry: Entry) -> None:
    """Writes what `check_entry` found right."""
    if entry.postings:
        insert_rows(connection, tables.postings, posting_rows(record, entry))
    lay_over(connection, tables, record, entry)


def lay_over(connection: Connection, tables: SharedTables, record: Record, entry: Entry) -> None:
    """What an entry does to balance, lots and rights; its postings are there already."""
    key = {"merchant_id": record.merchant_id, "member_id": entry.member_id}
    if entry.postings:
        account = account_row(key, entry.book, entry.postings)
        write_many(connection, adding_balance(tables, connection.dialect.name), [account])
    changes = lot_changes(entry.postings)
    if entry.opened:
        statements = _statements(tables, connection.dialect.name)
        write_many(connection, statements.open_lot, [lot_row(key, entry.book, lot) for lot in entry.opened])
        rights = [right_row(key, entry.book, lot, record.terminal_id) for lot in entry.opened]
        write_many(connection, statements.change_right, rights)
        for lot in entry.opened:
            del changes[lot.lot_id]
    _change_lots(connection, tables, record, entry, changes)


def _change_lots(
    connection: Connection,
    tables: SharedTables,
    record: Record,
    entry: Entry,
    changes: Mapping[bytes, int],
) -> None:
    """Lots that were there, and what the document's terminal may spend of them."""
    statements = _statements(tables, connection.dialect.name)
    owner = {"merchant": record.merchant_id, "member": entry.member_id}
    lots = [{**owner, "lot": lot_id, "change": change} for lot_id, change in changes.items()]
    write_many(connection, statements.change_lot, lots)
    rights = [
        {
            "merchant_id": record.merchant_id,
            "member_id": entry.member_id,
            "lot_id": lot_id,
            "holder_id": record.terminal_id,
            "asset": entry.book,
            "amount": change,
            "lease_until": None,
        }
        for lot_id, change in changes.items()
    ]
    write_many(connection, statements.change_right, rights)


def posting_rows(record: Record, entry: Entry) -> list[dict[str, Any]]:
    """The postings of a document, in order."""
    return [
        {
            "merchant_id": record.merchant_id,
            "member_id": entry.member_id,
            "document_id": entry.document_id,
            "ordinal": ordinal,
            "kind": posting.kind.value,
            "asset": entry.book,
            "source": posting.source.value,
            "target": posting.target.value,
            "amount": posting.amount,
            "lot_id": posting.lot_id,
            "store_id": entry.store_id,
            "terminal_id": record.terminal_id,
            "epoch": record.epoch,
            "seq": record.seq,
            "at": entry.at,
        }
        for ordinal, posting in enumerate(entry.postings, start=entry.first_ordinal)
    ]


def account_row(key: Mapping[str, bytes], book: str, postings: Iterable[Posting]) -> dict[str, Any]:
    """What postings add to the balance and the debt of a book."""
    postings = tuple(postings)
    return {
        **key,
        "asset": book,
        "balance": sum(into_member(posting) for posting in postings),
        "debt": debt_change(postings),
    }


def right_row(key: Mapping[str, bytes], book: str, lot: Lot, holder_id: bytes) -> dict[str, Any]:
    """A whole lot as the right of one holder, without end."""
    return {
        **key,
        "lot_id": lot.lot_id,
        "holder_id": holder_id,
        "asset": book,
        "amount": lot.remaining,
        "lease_until": None,
    }


@lru_cache(maxsize=8)
def adding_balance(tables: SharedTables, dialect_name: str) -> Insert:
    """Adds to balances and debts; an account comes into being at its first posting."""
    accounts = tables.accounts
    moved = inserting(accounts, dialect_name)
    return moved.on_conflict_do_update(
        index_elements=["merchant_id", "member_id", "asset"],
        set_={
            "balance": accounts.c.balance + moved.excluded.balance,
            "debt": accounts.c.debt + moved.excluded.debt,
        },
    )


@dataclass(frozen=True, slots=True)
class _Statements:
    """With the member's key and the lot as parameters; built once: that costs more than running them."""

    member_known: Select[Any]
    lot_and_right: Select[Any]
    open_lot: Insert
    change_lot: Update
    change_right: Insert


@lru_cache(maxsize=8)
def _statements(tables: SharedTables, dialect_name: str) -> _Statements:
    members, lots, rights = tables.members, tables.lots, tables.rights
    idle = select(lots.c.lot_id).where(same_member(lots), lots.c.inactivity_months.is_not(None))
    right = inserting(rights, dialect_name)
    opened = inserting(lots, dialect_name)  # two tills may each open the one lot of a stamp card
    return _Statements(
        member_known=select(idle.exists().label("has_idle_lots"), members.c.merged_into)
        .select_from(members)
        .where(same_member(members)),
        lot_and_right=select(lots.c.remaining, rights.c.amount)
        .outerjoin(
            rights,
            and_(
                rights.c.merchant_id == lots.c.merchant_id,
                rights.c.member_id == lots.c.member_id,
                rights.c.lot_id == lots.c.lot_id,
                rights.c.holder_id == bindparam("holder"),
            ),
        )
        .where(_same_lot(lots)),
        open_lot=opened.on_conflict_do_update(
            index_elements=["merchant_id", "member_id", "lot_id"],
            set_={
                "original": lots.c.original + opened.excluded.original,
                "remaining": lots.c.remaining + opened.excluded.remaining,
            },
        ),
        change_lot=updating(lots)
        .where(_same_lot(lots))
        .values(remaining=lots.c.remaining + bindparam("change", type_=BigInteger)),
        change_right=right.on_conflict_do_update(
            index_elements=["merchant_id", "member_id", "lot_id", "holder_id"],
            set_={"amount": rights.c.amount + right.excluded.amount},
        ),
    )


def same_member(table: Table) -> ColumnElement[bool]:
    """Rows of the member that the parameters `merchant` and `member` name."""
    return and_(table.c.merchant_id == bindparam("merchant"), table.c.member_id == bindparam("member"))


def _same_lot(table: Table) -> ColumnElement[bool]:
    return and_(same_member(table), table.c.lot_id == bindparam("lot"))
