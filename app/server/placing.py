"""Turns a received record into rows, and says what it changed. What can't be placed is kept and reported."""

from collections.abc import Iterable, Iterator
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
from app.protocol.facts_batches import BatchBlocked, BatchOpened
from app.protocol.facts_people import MergeRequested
from app.protocol.meaning import meanings_of, parts_of
from app.protocol.plain import MALFORMED
from app.protocol.record import Record, fact_of
from app.protocol.sidecar import SideCar, unseal
from app.storage.books import CannotPlace
from app.storage.merged import current_member
from app.storage.projection import project
from app.storage.server.feed import Touched
from app.storage.server.merges import merge_as_asked
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
            project(connection, shared, record, fact, personal, meanings_of(fact))
            for part in parts_of(fact):
                give_back_overpaid(connection, record, part)
            merged = merge_as_asked(connection, record, fact) if isinstance(fact, MergeRequested) else ()
    except CannotPlace as refused:
        return [], [*reasons, refused.reason]
    except (IntegrityError, DataError, OverflowError):
        return [], [*reasons, CONFLICT]
    touched = touched_by(fact, record.sidecar if personal is not None else None)
    return [*touched, *_also_touched(connection, record, touched, merged)], reasons


def _also_touched(
    connection: Connection, record: Record, touched: list[Touched], merged: Iterable[bytes]
) -> Iterator[Touched]:
    """Whom the server merged, and who those are now whom a document named that didn't know of a merge."""
    for member_id in merged:
        yield Touched("member", member_id)
    for thing in touched:
        if thing.kind == "member":
            current = current_member(connection, shared, record.merchant_id, thing.key)
            if current != thing.key:
                yield Touched("member", current)


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
        case BatchOpened():
            return [Touched("batch", fact.heading.document_id, sidecar)]
        case BatchBlocked():
            return [Touched("batch", fact.batch_id)]
        case _:
            members = (member for meaning in meanings_of(fact) for member in meaning.members)
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
