"""What any document means, into rows: books, tier metric, limits, vouchers, plans, cards and the drawer.

First `check_document`, then, when nothing else is wrong with it, `write_document`: so one that can't be placed leaves
nothing behind.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from sqlalchemy import Connection

from app.domain.changes import NOBODY, Change, GiftCardOpened
from app.protocol.following import followed
from app.protocol.meaning import Meaning
from app.protocol.record import Record
from app.storage.books import Entry, check_entry, check_member, post_entry
from app.storage.can_place import check_changes
from app.storage.idle_lots import put_off_idle_lots
from app.storage.project_changes import Site, write_change
from app.storage.shared_tables import SharedTables


def project_document(connection: Connection, tables: SharedTables, record: Record, meaning: Meaning) -> None:
    """Checks a document, then writes what it means. Raises CannotPlace before writing anything."""
    checked = check_document(connection, tables, record, meaning)
    write_document(connection, tables, record, checked.meaning, checked.idle)


@dataclass(frozen=True, slots=True)
class Checked:
    """A document that can be written, in the books of who its members are now.

    idle: the members who have lots that lapse by inactivity.
    """

    meaning: Meaning
    idle: frozenset[bytes]


def check_document(connection: Connection, tables: SharedTables, record: Record, meaning: Meaning) -> Checked:
    """Lots and rights hold what is taken, members and vouchers are known. Raises CannotPlace.

    A till that wasn't told of a merge yet still says who was merged away: what that moves is the kept one's.
    """
    opened = {change.member_id for change in meaning.changes if isinstance(change, GiftCardOpened)}
    owners = [member_id for member_id in meaning.members if member_id not in opened]
    known = [check_member(connection, tables, record, owner) for owner in owners]
    current = {one.member_id: one.current_id for one in known}
    meaning = followed(meaning, lambda member_id: current.get(member_id, member_id))
    check_moves(connection, tables, record, meaning)
    return Checked(meaning, frozenset(one.current_id for one in known if one.idle))


def check_moves(connection: Connection, tables: SharedTables, record: Record, meaning: Meaning) -> None:
    """As `check_document`, of members who need not be known yet."""
    for entry in entries_of(meaning):
        check_entry(connection, tables, record, entry)
    check_changes(connection, tables, record.merchant_id, meaning.changes)


def write_document(
    connection: Connection,
    tables: SharedTables,
    record: Record,
    meaning: Meaning,
    idle: frozenset[bytes] = frozenset(),
) -> None:
    """Writes what `check_document` found right; idle: what that returned."""
    if meaning.indexed:
        connection.execute(tables.documents.insert(), list(_index_rows(record, meaning)))
    for entry in entries_of(meaning):
        post_entry(connection, tables, record, entry)
    write_changes(connection, tables, record, meaning, meaning.changes)
    for member_id in _active(meaning, idle):
        put_off_idle_lots(connection, tables, {"merchant_id": record.merchant_id, "member_id": member_id})


def write_changes(
    connection: Connection,
    tables: SharedTables,
    record: Record,
    meaning: Meaning,
    changes: Iterable[Change],
) -> None:
    """Writes changes of a document: all of them, or those that are still to come for somebody."""
    for ordinal, change in enumerate(changes):
        write_change(change, Site(connection, tables, record, meaning.document_id, meaning.at, ordinal))


def entries_of(meaning: Meaning) -> Iterator[Entry]:
    """A document's bookings, each with the ordinals that its postings have."""
    posted: Counter[bytes] = Counter()
    for booking in meaning.bookings:
        yield Entry(
            document_id=meaning.document_id,
            member_id=booking.member_id,
            store_id=meaning.store_id,
            at=meaning.at,
            postings=booking.movement.postings,
            opened=booking.movement.opened,
            book=booking.book,
            first_ordinal=posted[booking.member_id],
        )
        posted[booking.member_id] += len(booking.movement.postings)


def changes_of(meaning: Meaning, member_id: bytes) -> tuple[Change, ...]:
    """What a document changes for one member."""
    return tuple(change for change in meaning.changes if getattr(change, "member_id", None) == member_id)


def _active(meaning: Meaning, idle: frozenset[bytes]) -> tuple[bytes, ...]:
    """Whose lots an activity puts off: who has some already, or just got one."""
    if not meaning.activity:
        return ()
    fresh = (
        booking.member_id
        for booking in meaning.bookings
        if any(lot.inactivity_months is not None for lot in booking.movement.opened)
    )
    return tuple(dict.fromkeys((*sorted(idle), *fresh)))


def _index_rows(record: Record, meaning: Meaning) -> Iterator[dict[str, object]]:
    for member_id in meaning.members or (NOBODY,):
        yield {
            "merchant_id": record.merchant_id,
            "member_id": member_id,
            "document_id": meaning.document_id,
            "kind": record.kind,
            "number": meaning.number,
            "store_id": meaning.store_id,
            "terminal_id": record.terminal_id,
            "epoch": record.epoch,
            "seq": record.seq,
            "business_day": meaning.business_day,
            "committed_at": meaning.at,
        }
