"""The index of a terminal's other documents; the documents themselves are journal records."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, and_, bindparam, distinct, func, select, tuple_

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
_ABOUT = (
    select(journal.c.record)
    .join(_documents, and_(_documents.c.epoch == journal.c.epoch, _documents.c.seq == journal.c.seq))
    .where(
        _MINE,
        _documents.c.member_id == bindparam("member"),
        _documents.c.kind.in_(bindparam("kinds", expanding=True)),
    )
    .order_by(_documents.c.epoch, _documents.c.seq)
)
_MERGES_ASKED = (
    select(journal.c.record, journal.c.epoch, journal.c.seq)
    .join(_documents, and_(_documents.c.epoch == journal.c.epoch, _documents.c.seq == journal.c.seq))
    .where(_MINE, _documents.c.kind == kind_name(MergeRequested))
    .order_by(journal.c.epoch, journal.c.seq)
    .distinct()
)
_OF_KIND = (
    select(journal.c.record)
    .join(_documents, and_(_documents.c.epoch == journal.c.epoch, _documents.c.seq == journal.c.seq))
    .where(_MINE, _documents.c.kind == bindparam("kind"))
    .order_by(_documents.c.epoch, _documents.c.seq)
)
_NEWEST = (
    select(journal.c.record)
    .join(_documents, and_(_documents.c.epoch == journal.c.epoch, _documents.c.seq == journal.c.seq))
    .where(_MINE, _documents.c.kind == bindparam("kind"))
    .order_by(_documents.c.epoch.desc(), _documents.c.seq.desc())
    .limit(1)
)
_COUNT = select(func.count(distinct(_documents.c.document_id))).where(
    _MINE, _documents.c.kind == bindparam("kind"), _documents.c.business_day == bindparam("day")
)
_PLACE = (
    select(_documents.c.epoch, _documents.c.seq)
    .where(_MINE, _documents.c.document_id == bindparam("document"))
    .limit(1)
)
_SINCE = (
    select(journal.c.record)
    .where(tuple_(journal.c.epoch, journal.c.seq) >= tuple_(bindparam("epoch"), bindparam("seq")))
    .order_by(journal.c.epoch, journal.c.seq)
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
        found = self.about(member_id, (kind_name(MemberEnrolled),))
        return next((fact for fact in found if isinstance(fact, MemberEnrolled)), None)

    def about(self, member_id: bytes, kinds: tuple[str, ...]) -> tuple[Fact, ...]:
        """Documents of this terminal's journal that concern a member, of some record kinds, the oldest first."""
        key = {**self._mine(), "member": member_id, "kinds": list(kinds)}
        facts = (fact_of(decode(row.record)) for row in self.connection.execute(_ABOUT, key))
        return tuple(fact for fact in facts if fact is not None)

    def of_kind(self, kind: str) -> tuple[Fact, ...]:
        """Documents of a record kind that concern one member each, the oldest first."""
        rows = self.connection.execute(_OF_KIND, {**self._mine(), "kind": kind})
        facts = (fact_of(decode(row.record)) for row in rows)
        return tuple(fact for fact in facts if fact is not None)

    def newest_of(self, kind: str) -> Fact | None:
        """The document of a record kind that was made last; None: there is none."""
        row = self.connection.execute(_NEWEST, {**self._mine(), "kind": kind}).first()
        return None if row is None else fact_of(decode(row.record))

    def count_on(self, kind: str, business_day: str) -> int:
        """How many documents of a record kind this terminal made on a business day."""
        key = {**self._mine(), "kind": kind, "day": business_day}
        return self.connection.execute(_COUNT, key).scalar_one()

    def since(self, document_id: bytes) -> Iterator[Fact]:
        """Everything in this terminal's journal from a document on, in order; nothing when it isn't there."""
        place = self.connection.execute(_PLACE, {**self._mine(), "document": document_id}).first()
        if place is None:
            return
        rows = self.connection.execute(_SINCE, {"epoch": place.epoch, "seq": place.seq})
        for record in rows.scalars().all():
            fact = fact_of(decode(record))
            if fact is not None:
                yield fact

    def _mine(self) -> dict[str, Any]:
        return {"merchant": self.identity.merchant_id, "terminal": self.identity.terminal_id}
