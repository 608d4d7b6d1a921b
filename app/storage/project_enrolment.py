"""A new member into rows, with what he is given as a welcome."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Connection

from app.protocol.facts import MemberEnrolled
from app.protocol.meaning import Meaning
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
    welcome: Sequence[Meaning],
) -> None:
    """Writes member, cards and profile, then the welcome, if any. Raises CannotPlace before writing anything."""
    for meaning in welcome:
        check_moves(connection, tables, record, meaning)
    enrol_members(connection, tables, [(record, fact, personal)])
    for meaning in welcome:
        write_document(connection, tables, record, meaning)
