"""One fact into rows of the shared tables: the same on a terminal, which made it, and on the server, which got it.

Everything is checked before anything is written, so that a fact that can't be placed leaves nothing behind.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Connection

from app.protocol.facts import (
    BalanceOpened,
    Fact,
    GoodsExchanged,
    ItemsListed,
    MemberEnrolled,
    ProfileChanged,
    ProgrammePublished,
    SaleCommitted,
    SaleReturned,
    ShopFounded,
    StaffAdded,
)
from app.protocol.facts_people import SaleClaimed, SaleReassigned
from app.protocol.meaning import Meaning, meanings_of
from app.protocol.record import Record
from app.storage.project_document import project_document
from app.storage.project_enrolment import project_enrolment
from app.storage.project_import import change_profiles, enrol_members, open_balances
from app.storage.project_move import project_move
from app.storage.project_return import project_return
from app.storage.project_sale import project_sale
from app.storage.shared_tables import SharedTables
from app.storage.shop_rows import put_holder, put_items, put_programme, put_staff, put_store


def project(
    connection: Connection,
    tables: SharedTables,
    record: Record,
    fact: Fact,
    personal: Mapping[str, Any] | None,
    meanings: Sequence[Meaning],
) -> None:
    """Writes what a fact means. personal: its unsealed side-car. meanings: `meanings_of` it.

    Raises CannotPlace before writing anything, but for an exchange: its sale may spend what its return gave, so that
    the return is written first.
    """
    match fact:
        case BalanceOpened():
            open_balances(connection, tables, [(record, fact)])
        case SaleCommitted():
            project_sale(connection, tables, record, fact, meanings[0])
        case SaleReturned():
            project_return(connection, tables, record, fact, meanings[0])
        case MemberEnrolled():
            project_enrolment(connection, tables, record, fact, personal or {}, meanings)
        case SaleClaimed() | SaleReassigned():
            project_move(connection, tables, record, fact, meanings[0])
        case GoodsExchanged():
            returned, sold, exchanged = meanings
            project_return(connection, tables, record, fact.returned, returned)
            project_sale(connection, tables, record, fact.sale, sold)
            project_document(connection, tables, record, exchanged)
        case _ if meanings:
            project_document(connection, tables, record, meanings[0])
        case _:
            _put_thing(connection, tables, record, fact, personal or {})


def _put_thing(
    connection: Connection, tables: SharedTables, record: Record, fact: Fact, personal: Mapping[str, Any]
) -> None:
    """Writes a thing as it is now, which is no document."""
    merchant_id = record.merchant_id
    match fact:
        case ShopFounded():
            put_store(connection, tables, merchant_id, fact.store)
            put_holder(connection, tables, merchant_id, record.terminal_id, fact.terminal_name)
        case ItemsListed():
            put_items(connection, tables, merchant_id, fact.items)
        case StaffAdded():
            put_staff(connection, tables, merchant_id, fact.staff_id, role=fact.role, personal=personal)
        case ProgrammePublished():
            put_programme(
                connection,
                tables,
                merchant_id,
                fact.programme,
                based_on=fact.based_on,
                published_at=record.clocks.device,
            )
        case ProfileChanged():
            change_profiles(connection, tables, [(record, fact, personal)])


def project_all(
    connection: Connection,
    tables: SharedTables,
    placed: Sequence[tuple[Record, Fact, Mapping[str, Any] | None]],
) -> None:
    """Writes what many facts mean, each kind at once: for an import, in which a member has one of a kind at most."""
    enrolled: list[tuple[Record, MemberEnrolled, Mapping[str, Any]]] = []
    changed: list[tuple[Record, ProfileChanged, Mapping[str, Any]]] = []
    opened: list[tuple[Record, BalanceOpened]] = []
    for record, fact, personal in placed:
        match fact:
            case MemberEnrolled() if fact.heading is None:
                enrolled.append((record, fact, personal or {}))
            case ProfileChanged():
                changed.append((record, fact, personal or {}))
            case BalanceOpened():
                opened.append((record, fact))
            case _:
                project(connection, tables, record, fact, personal, meanings_of(fact))
    if enrolled:
        enrol_members(connection, tables, enrolled)
    if changed:
        change_profiles(connection, tables, changed)
    if opened:
        new = {fact.member_id for _, fact, _ in enrolled}
        open_balances(connection, tables, opened, new)
