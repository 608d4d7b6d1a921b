"""A new member into rows, with what he is given as a welcome."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection

from app.protocol.facts import MemberEnrolled
from app.protocol.meaning import meaning_of
from app.protocol.record import Record
from app.storage.project_document import check_moves, write_document
from app.storage.project_import import enrol_members
from app.storage.shared_tables import SharedTables


def project_enrolment(
    connection: Connection,
    tables: SharedTables,
    record: Record,
    fact: MemberEnrolled,
    personal: Mapping[str, Any],
) -> None:
    """Writes member, cards and profile, then the welcome. Raises CannotPlace before writing anything."""
    meaning = meaning_of(fact)
    if meaning is not None:
        check_moves(connection, tables, record, meaning)
    enrol_members(connection, tables, [(record, fact, personal)])
    if meaning is not None:
        write_document(connection, tables, record, meaning)
