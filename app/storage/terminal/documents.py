"""The index of a terminal's other documents; the documents themselves are journal records."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, and_, bindparam, distinct, func, select

from app.protocol.facts import Fact, MemberEnrolled, kind_name
from app.protocol.facts_people import MergeRequested
from app.protocol.record import decode, fact_of
from app.services.unit import Identity
from app.storage.terminal.tables import journal, shared

_documents = shared.documents
_MINE = and_(
    _documents.c.merchant_id == bindparam("merchant"), _documents.c.terminal_id == bindparam("terminal")
)
_BY_ID = (
    select(journal.c.record)
    .join(_documents, and_(_documents.c.epoch == journal.c.epoch, _documents.c.seq == journal.c.seq))
    .where(_MINE, _documents.c.document_id == bindparam("document"))
    .limit(1)
)
_ENROLMENT = (
    select(journal.c.record)
    .join(_documents, and_(_documents.c.epoch == journal.c.epoch, _documents.c.seq == journal.c.seq))
    .where(
        _MINE,
        _documents.c.member_id == bindparam("member"),
        _documents.c.kind == kind_name(MemberEnrolled),
    )
    .limit(1)
)
_MERGES_ASKED = (
    select(journal.c.record, journal.c.epoch, journal.c.seq)
    .join(_documents, and_(_documents.c.epoch == journal.c.epoch, _documents.c.seq == journal.c.seq))
    .where(_MINE, _documents.c.kind == kind_name(MergeRequested))
    .order_by(journal.c.epoch, journal.c.seq)
    .distinct()
)
_COUNT = select(func.count(distinct(_documents.c.document_id))).where(
    _MINE, _documents.c.kind == bindparam("kind"), _documents.c.business_day == bindparam("day")
)


@dataclass(frozen=True, slots=True)
class TerminalDocuments:
    """Reads documents on one connection."""

    connection: Connection
    identity: Identity

    def by_id(self, document_id: bytes) -> Fact | None:
        """A document of this terminal's journal that is no sale and no return."""
        row = self.connection.execute(_BY_ID, {**self._mine(), "document": document_id}).first()
        return None if row is None else fact_of(decode(row.record))

    def merges_asked(self) -> tuple[MergeRequested, ...]:
        """The merges that this terminal asked its server for, the oldest first."""
        facts = (fact_of(decode(row.record)) for row in self.connection.execute(_MERGES_ASKED, self._mine()))
        return tuple(fact for fact in facts if isinstance(fact, MergeRequested))

    def enrolment_of(self, member_id: bytes) -> MemberEnrolled | None:
        """How a member was enrolled at this terminal."""
        row = self.connection.execute(_ENROLMENT, {**self._mine(), "member": member_id}).first()
        fact = None if row is None else fact_of(decode(row.record))
        return fact if isinstance(fact, MemberEnrolled) else None

    def count_on(self, kind: str, business_day: str) -> int:
        """How many documents of a record kind this terminal made on a business day."""
        key = {**self._mine(), "kind": kind, "day": business_day}
        return self.connection.execute(_COUNT, key).scalar_one()

    def _mine(self) -> dict[str, Any]:
        return {"merchant": self.identity.merchant_id, "terminal": self.identity.terminal_id}
