"""One fact into rows of the shared tables: the same on a terminal, which made it, and on the server, which got it.

Everything is checked before anything is written, so that a fact that can't be placed leaves nothing behind.
"""

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

from app.domain.ledger import Asset, PostingKind
from app.protocol.facts import (
    Fact,
    ItemsListed,
    MemberEnrolled,
    ProgrammePublished,
    SaleCommitted,
    ShopFounded,
    StaffAdded,
    Store,
)
from app.protocol.plain import pack
from app.protocol.record import Record
from app.protocol.sidecar import SideCar, digest
from app.storage.shared_tables import SharedTables
from app.storage.upsert import inserting, upsert

GUEST = b""
"""The member id of a sale without a member."""


class CannotPlace(Exception):
    """A fact that is well formed but fits nothing here. reason: unknown-member, unknown-lot, overdraft, ..."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def project(
    connection: Connection,
    tables: SharedTables,
    record: Record,
    fact: Fact,
    personal: Mapping[str, Any] | None,
) -> None:
    """Writes what a fact means. personal: its unsealed side-car. Raises CannotPlace before writing anything."""
    match fact:
        case ShopFounded():
            _shop_founded(connection, tables, record, fact)
        case ItemsListed():
            _items_listed(connection, tables, record, fact)
        case StaffAdded():
            _staff_added(connection, tables, record, fact, personal or {})
        case ProgrammePublished():
            _programme_published(connection, tables, record, fact)
        case MemberEnrolled():
            _member_enrolled(connection, tables, record, fact, personal or {})
        case SaleCommitted():
            _sale_committed(connection, tables, record, fact)


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
    return _SaleStatements(
        member_known=select(members.c.member_id).where(_same_member(members)),
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


def put_store(connection: Connection, tables: SharedTables, merchant_id: bytes, store: Store) -> None:
    """A store, entered or changed."""
    row = {
        "merchant_id": merchant_id,
        "store_id": store.store_id,
        "name": store.name,
        "address": store.address,
        "tax_number": store.tax_number,
        "zone": store.zone,
        "cut_over_hour": store.cut_over_hour,
    }
    upsert(connection, tables.stores, [row])


def put_holder(
    connection: Connection, tables: SharedTables, merchant_id: bytes, holder_id: bytes, name: str
) -> None:
    """A terminal that may hold rights."""
    row = {"merchant_id": merchant_id, "holder_id": holder_id, "kind": "terminal", "name": name}
    upsert(connection, tables.holders, [row])


def put_sidecar(connection: Connection, tables: SharedTables, merchant_id: bytes, sidecar: SideCar) -> None:
    """A sealed side-car and its person's key."""
    person = {"merchant_id": merchant_id, "subject_id": sidecar.subject_id}
    upsert(connection, tables.personal_keys, [{**person, "key": sidecar.key}])
    upsert(connection, tables.sidecars, [{**person, "digest": digest(sidecar), "sealed": sidecar.sealed}])


def _shop_founded(connection: Connection, tables: SharedTables, record: Record, fact: ShopFounded) -> None:
    put_store(connection, tables, record.merchant_id, fact.store)
    put_holder(connection, tables, record.merchant_id, record.terminal_id, fact.terminal_name)


def _items_listed(connection: Connection, tables: SharedTables, record: Record, fact: ItemsListed) -> None:
    rows = [
        {
            "merchant_id": record.merchant_id,
            "sku": item.sku,
            "gtin": item.gtin,
            "name": item.name,
            "category": item.category,
            "price": item.price,
            "no_promotion": item.no_promotion,
        }
        for item in fact.items
    ]
    upsert(connection, tables.items, rows)


def _staff_added(
    connection: Connection,
    tables: SharedTables,
    record: Record,
    fact: StaffAdded,
    personal: Mapping[str, Any],
) -> None:
    row = {
        "merchant_id": record.merchant_id,
        "staff_id": fact.staff_id,
        "role": fact.role,
        "name": personal.get("name", ""),
        "pin_hash": personal.get("pin_hash", ""),
    }
    upsert(connection, tables.staff, [row])


def _programme_published(
    connection: Connection, tables: SharedTables, record: Record, fact: ProgrammePublished
) -> None:
    row = {
        "merchant_id": record.merchant_id,
        "revision": fact.programme.revision,
        "based_on": fact.based_on,
        "document": pack(fact.programme),
        "published_at": record.clocks.device,
    }
    upsert(connection, tables.programmes, [row])


def _member_enrolled(
    connection: Connection,
    tables: SharedTables,
    record: Record,
    fact: MemberEnrolled,
    personal: Mapping[str, Any],
) -> None:
    member = {"merchant_id": record.merchant_id, "member_id": fact.member_id}
    upsert(connection, tables.members, [{**member, "tier_id": fact.tier_id, "joined_at": fact.joined_at}])
    upsert(connection, tables.cards, [{**member, "code": fact.card, "blocked": False}])
    put_profile(connection, tables, record.merchant_id, fact.member_id, personal)


def put_profile(
    connection: Connection,
    tables: SharedTables,
    merchant_id: bytes,
    member_id: bytes,
    personal: Mapping[str, Any],
) -> None:
    """What can be searched of a member."""
    row = {
        "merchant_id": merchant_id,
        "member_id": member_id,
        "name": personal.get("name", ""),
        "phone": personal.get("phone", ""),
        "birthday": personal.get("birthday", ""),
    }
    upsert(connection, tables.profiles, [row])


def _sale_committed(
    connection: Connection, tables: SharedTables, record: Record, fact: SaleCommitted
) -> None:
    member = fact.inputs.member
    if member is not None:
        _check_member(connection, tables, record, fact, member.member_id)
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
        "amount": fact.quote.tier.metric_after - member.tier_metric,
    }
    connection.execute(tables.tier_entries.insert(), entry)
    if fact.tier_after != member.tier_id:
        statements = _sale_statements(tables, connection.dialect.name)
        owner = {"merchant": record.merchant_id, "member": member_id}
        connection.execute(statements.set_tier, {**owner, "tier": fact.tier_after})


def _check_member(
    connection: Connection, tables: SharedTables, record: Record, fact: SaleCommitted, member_id: bytes
) -> None:
    """The member exists, and the lots and rights that the sale spends hold what it takes."""
    statements = _sale_statements(tables, connection.dialect.name)
    owner = {"merchant": record.merchant_id, "member": member_id}
    if connection.execute(statements.member_known, owner).first() is None:
        raise CannotPlace("unknown-member")
    for taken in fact.spent:
        lot = {**owner, "lot": taken.lot_id, "holder": record.terminal_id}
        held = connection.execute(statements.lot_and_right, lot).first()
        if held is None:
            raise CannotPlace("unknown-lot")
        if min(held) < taken.amount:
            raise CannotPlace("overdraft")


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
        "points_spent": fact.quote.redemption.points,
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
    moved = sum(
        posting.amount if posting.kind is PostingKind.ACCRUAL else -posting.amount
        for posting in fact.postings
    )
    change_balance(connection, tables, key, moved)


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
    connection.execute(
        tables.lots.insert(),
        {
            **key,
            "lot_id": lot.lot_id,
            "asset": lot.asset.value,
            "earned_at": lot.earned_at,
            "expires_at": lot.expires_at,
            "original": lot.original,
            "remaining": lot.remaining,
        },
    )
    connection.execute(
        tables.rights.insert(),
        {
            **key,
            "lot_id": lot.lot_id,
            "holder_id": record.terminal_id,
            "asset": lot.asset.value,
            "amount": lot.original,
            "lease_until": None,
        },
    )
