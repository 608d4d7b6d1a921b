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
)
from app.protocol.record import Record
from app.storage.project_sale import project_sale
from app.storage.shared_tables import SharedTables
from app.storage.shop_rows import put_holder, put_items, put_profile, put_programme, put_staff, put_store
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
            put_items(connection, tables, record.merchant_id, fact.items)
        case StaffAdded():
            put_staff(
                connection,
                tables,
                record.merchant_id,
                fact.staff_id,
                role=fact.role,
                personal=personal or {},
            )
        case ProgrammePublished():
            put_programme(
                connection,
                tables,
                record.merchant_id,
                fact.programme,
                based_on=fact.based_on,
                published_at=record.clocks.device,
            )
        case MemberEnrolled():
            _member_enrolled(connection, tables, record, fact, personal or {})
        case SaleCommitted():
            project_sale(connection, tables, record, fact)


def _shop_founded(connection: Connection, tables: SharedTables, record: Record, fact: ShopFounded) -> None:
    put_store(connection, tables, record.merchant_id, fact.store)
    put_holder(connection, tables, record.merchant_id, record.terminal_id, fact.terminal_name)


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
