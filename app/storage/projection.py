"""One fact into rows of the shared tables: the same on a terminal, which made it, and on the server, which got it.

Everything is checked before anything is written, so that a fact that can't be placed leaves nothing behind.
"""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection

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
from app.storage.project_sale import project_sale
from app.storage.shared_tables import SharedTables
from app.storage.upsert import upsert


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
            project_sale(connection, tables, record, fact)


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
