"""Turns a received record into rows, and says what it changed. What can't be placed is kept and reported."""

from typing import Any

from cryptography.exceptions import InvalidTag
from sqlalchemy import Connection
from sqlalchemy.exc import DataError, IntegrityError

from app.protocol.changes import programme_key
from app.protocol.facts import (
    Fact,
    ItemsListed,
    MemberEnrolled,
    ProfileChanged,
    ProgrammePublished,
    ShopFounded,
    StaffAdded,
)
from app.protocol.meaning import meanings_of, parts_of
from app.protocol.plain import MALFORMED
from app.protocol.record import Record, fact_of
from app.protocol.sidecar import SideCar, unseal
from app.storage.books import CannotPlace
from app.storage.projection import project
from app.storage.server.feed import Touched
from app.storage.server.overpaid import give_back_overpaid
from app.storage.server.tables import shared
from app.storage.shop_rows import put_sidecar

UNKNOWN_KIND = "unknown-kind"
"""A newer terminal's: it waits for a newer server."""
UNREADABLE_BODY = "unreadable-body"
UNREADABLE_SIDECAR = "unreadable-sidecar"
MISSING_SIDECAR = "missing-sidecar"
CONFLICT = "conflict"
"""Something with the same id is there already, or a number is out of range."""


def place(connection: Connection, record: Record, sidecar: SideCar | None) -> tuple[list[Touched], list[str]]:
    """Writes what a record means, all or nothing. Returns what changed, and the reasons for exceptions."""
    personal, reasons = _personal(connection, record, sidecar)
    try:
        fact = fact_of(record)
    except MALFORMED:
        return [], [*reasons, UNREADABLE_BODY]
    if fact is None:
        return [], [*reasons, UNKNOWN_KIND]
    try:
        with connection.begin_nested():
            project(connection, shared, record, fact, personal)
            for part in parts_of(fact):
                give_back_overpaid(connection, record, part)
    except CannotPlace as refused:
        return [], [*reasons, refused.reason]
    except (IntegrityError, DataError, OverflowError):
        return [], [*reasons, CONFLICT]
    return touched_by(fact, record.sidecar if personal is not None else None), reasons


def touched_by(fact: Fact, sidecar: bytes | None) -> list[Touched]:
    """The things that a fact changed. sidecar: digest of the record's."""
    match fact:
        case ShopFounded():
            return [Touched("store", fact.store.store_id)]
        case ItemsListed():
            return [Touched("item", item.sku.encode()) for item in fact.items]
        case StaffAdded():
            return [Touched("staff", fact.staff_id, sidecar)]
        case ProgrammePublished():
            return [Touched("programme", programme_key(fact.programme.revision))]
        case MemberEnrolled() | ProfileChanged():
            return [Touched("member", fact.member_id, sidecar)]
        case _:
            members = (member for meaning in meanings_of(fact) for member in meaning.touched)
            return [Touched("member", member_id) for member_id in dict.fromkeys(members)]


def _personal(
    connection: Connection, record: Record, sidecar: SideCar | None
) -> tuple[dict[str, Any] | None, list[str]]:
    """The unsealed side-car, which is stored sealed; and why there is none although the record names one."""
    if record.sidecar is None:
        return None, []
    if sidecar is None:
        return None, [MISSING_SIDECAR]
    try:
        personal = unseal(sidecar)
    except (InvalidTag, *MALFORMED):
        return None, [UNREADABLE_SIDECAR]
    put_sidecar(connection, shared, record.merchant_id, sidecar)
    return personal, []
