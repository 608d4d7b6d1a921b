"""A committed sale into rows: its index entry, postings, lots, rights, balance and tier metric."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    Connection,
    Executable,
    Table,
    and_,
    bindparam,
    select,
    update,
)

from app.domain.ledger import Asset, into_member, postings_of_sale
from app.protocol.facts import SaleCommitted
from app.protocol.record import Record
from app.services.sums import points_spent
from app.storage.idle_lots import put_off_idle_lots
from app.storage.lot_rows import lot_row
from app.storage.shared_tables import SharedTables
from app.storage.upsert import inserting

GUEST = b""
"""The member id of a sale without a member."""


class CannotPlace(Exception):
    """A fact that is well formed but fits nothing here. reason: unknown-member, unknown-lot, overdraft, ..."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def project_sale(connection: Connection, tables: SharedTables, record: Record, fact: SaleCommitted) -> None:
    """Writes what a sale means. Raises CannotPlace before writing anything."""
    member = fact.inputs.member
    has_idle_lots = member is not None and _check_member(connection, tables, record, fact, member.member_id)
    member_id = GUEST if member is None else member.member_id
    connection.execute(tables.sales.insert(), _sale_row(record, fact, member_id))
    if member is None or fact.quote.tier is None:
        return
    key = {"merchant_id": record.merchant_id, "member_id": member_id}
    place = {"terminal_id": record.terminal_id, "epoch": record.epoch, "seq": record.seq}
    _post(connection, tables, fact, key, place)
    _move_lots(connection, tables, record, fact, key)
    entry = {
        **key,
        **place,
        "document_id": fact.sale_id,
        "business_day": fact.business_day,
        "amount": fact.quote.tier.counted,
    }
    connection.execute(tables.tier_entries.insert(), entry)
    if has_idle_lots or (fact.earned is not None and fact.earned.inactivity_months is not None):
        put_off_idle_lots(connection, tables, key)
    if fact.tier_after != member.tier_id:
        statements = _sale_statements(tables, connection.dialect.name)
        owner = {"merchant": record.merchant_id, "member": member_id}
        connection.execute(statements.set_tier, {**owner, "tier": fact.tier_after})


def _check_member(
    connection: Connection, tables: SharedTables, record: Record, fact: SaleCommitted, member_id: bytes
) -> bool:
    """The member exists, and the lots and rights that the sale spends hold what it takes.

    Returns whether he has lots that lapse by inactivity.
    """
    statements = _sale_statements(tables, connection.dialect.name)
    owner = {"merchant": record.merchant_id, "member": member_id}
    known = connection.execute(statements.member_known, owner).first()
    if known is None:
        raise CannotPlace("unknown-member")
    if fact.postings != postings_of_sale(fact.earned, fact.spent):
        raise CannotPlace("unbalanced")
    spent: Counter[bytes] = Counter()
    for taken in fact.spent:
        spent[taken.lot_id] += taken.amount
    for lot_id, amount in spent.items():
        lot = {**owner, "lot": lot_id, "holder": record.terminal_id}
        held = connection.execute(statements.lot_and_right, lot).first()
        if held is None:
            raise CannotPlace("unknown-lot")
        if min(held) < amount:
            raise CannotPlace("overdraft")
    return bool(known.has_idle_lots)


def _sale_row(record: Record, fact: SaleCommitted, member_id: bytes) -> dict[str, Any]:
    return {
        "merchant_id": record.merchant_id,
        "member_id": member_id,
        "sale_id": fact.sale_id,
        "receipt_number": fact.receipt_number,
        "store_id": fact.store_id,
        "terminal_id": record.terminal_id,
        "cashier_id": fact.cashier_id,
        "epoch": record.epoch,
        "seq": record.seq,
        "business_day": fact.business_day,
        "committed_at": fact.committed_at,
        "revision": fact.inputs.revision,
        "tender": fact.tender.kind.value,
        "payable": fact.quote.payable,
        "points_earned": 0 if fact.earned is None else fact.earned.original,
        "points_spent": points_spent(fact.quote),
    }


def _post(
    connection: Connection,
    tables: SharedTables,
    fact: SaleCommitted,
    key: dict[str, bytes],
    place: dict[str, Any],
) -> None:
    """The postings, and the balance that follows from them."""
    if not fact.postings:
        return
    rows = [
        {
            **key,
            **place,
            "document_id": fact.sale_id,
            "ordinal": ordinal,
            "kind": posting.kind.value,
            "asset": posting.asset.value,
            "source": posting.source.value,
            "target": posting.target.value,
            "amount": posting.amount,
            "lot_id": posting.lot_id,
            "store_id": fact.store_id,
            "at": fact.committed_at,
        }
        for ordinal, posting in enumerate(fact.postings)
    ]
    connection.execute(tables.postings.insert(), rows)
    change_balance(connection, tables, key, sum(into_member(posting) for posting in fact.postings))


def change_balance(
    connection: Connection, tables: SharedTables, key: Mapping[str, bytes], moved: int
) -> None:
    """Adds to a member's points balance; the account comes into being at the first posting."""
    statements = _sale_statements(tables, connection.dialect.name)
    row = {**key, "asset": Asset.POINTS.value, "balance": moved}
    connection.execute(statements.change_balance, row)


def _move_lots(
    connection: Connection,
    tables: SharedTables,
    record: Record,
    fact: SaleCommitted,
    key: dict[str, bytes],
) -> None:
    """Takes what was spent from lots and rights; what was earned becomes a lot and a right of this terminal."""
    statements = _sale_statements(tables, connection.dialect.name)
    for taken in fact.spent:
        lot_taken = {
            "merchant": key["merchant_id"],
            "member": key["member_id"],
            "lot": taken.lot_id,
            "taken": taken.amount,
        }
        connection.execute(statements.take_from_lot, lot_taken)
        connection.execute(statements.take_from_right, {**lot_taken, "holder": record.terminal_id})
    lot = fact.earned
    if lot is None:
        return
    connection.execute(tables.lots.insert(), lot_row(key, lot))
    connection.execute(
        tables.rights.insert(),
        {
            **key,
            "lot_id": lot.lot_id,
            "holder_id": record.terminal_id,
            "asset": lot.asset.value,
            "amount": lot.remaining,
            "lease_until": None,
        },
    )


@dataclass(frozen=True, slots=True)
class _SaleStatements:
    """What a sale runs, with the member's key and the lot as parameters."""

    member_known: Executable
    lot_and_right: Executable
    take_from_lot: Executable
    take_from_right: Executable
    change_balance: Executable
    set_tier: Executable


@lru_cache(maxsize=8)
def _sale_statements(tables: SharedTables, dialect_name: str) -> _SaleStatements:
    members, lots, rights, accounts = tables.members, tables.lots, tables.rights, tables.accounts
    lot, right = _same_lot(lots), _same_lot(rights) & (rights.c.holder_id == bindparam("holder"))
    amount = bindparam("taken", type_=BigInteger)
    balance = inserting(accounts, dialect_name)
    idle = select(lots.c.lot_id).where(_same_member(lots), lots.c.inactivity_months.is_not(None))
    return _SaleStatements(
        member_known=select(idle.exists().label("has_idle_lots"))
        .select_from(members)
        .where(_same_member(members)),
        lot_and_right=select(lots.c.remaining, rights.c.amount)
        .join(
            rights,
            and_(
                rights.c.merchant_id == lots.c.merchant_id,
                rights.c.member_id == lots.c.member_id,
                rights.c.lot_id == lots.c.lot_id,
                rights.c.holder_id == bindparam("holder"),
            ),
        )
        .where(lot),
        take_from_lot=update(lots).where(lot).values(remaining=lots.c.remaining - amount),
        take_from_right=update(rights).where(right).values(amount=rights.c.amount - amount),
        change_balance=balance.on_conflict_do_update(
            index_elements=["merchant_id", "member_id", "asset"],
            set_={"balance": accounts.c.balance + balance.excluded.balance},
        ),
        set_tier=update(members).where(_same_member(members)).values(tier_id=bindparam("tier")),
    )


def _same_member(table: Table) -> ColumnElement[bool]:
    return and_(table.c.merchant_id == bindparam("merchant"), table.c.member_id == bindparam("member"))


def _same_lot(table: Table) -> ColumnElement[bool]:
    return and_(_same_member(table), table.c.lot_id == bindparam("lot"))
