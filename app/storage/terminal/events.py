"""Places at events: what sales used of a reward, without what returns freed, and who came."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import reduce
from typing import Any

from sqlalchemy import Connection, and_, bindparam, func, select

from app.domain.events import Place, cancelled, checked_in
from app.protocol.facts import kind_name
from app.protocol.facts_events import GuestCheckedIn
from app.services.events_port import place_id
from app.storage.terminal.documents import TerminalDocuments
from app.storage.terminal.tables import shared

_uses, _sales, _returns, _members = shared.rule_uses, shared.sales, shared.returns, shared.members
_MINE = and_(_uses.c.merchant_id == bindparam("merchant"), _uses.c.rule_id == bindparam("rule"))
_WHOSE = and_(_members.c.merchant_id == _uses.c.merchant_id, _members.c.member_id == _uses.c.member_id)
_GIVEN = (
    select(
        _uses.c.document_id,
        _uses.c.times,
        _sales.c.committed_at,
        func.coalesce(_members.c.merged_into, _uses.c.member_id).label("member_id"),
    )
    .join(_sales, and_(_sales.c.merchant_id == _uses.c.merchant_id, _sales.c.sale_id == _uses.c.document_id))
    .outerjoin(_members, _WHOSE)
    .where(_MINE, _uses.c.times > 0)
)
_FREED = (
    select(_returns.c.sale_id, _returns.c.return_id)
    .join(
        _uses,
        and_(_returns.c.merchant_id == _uses.c.merchant_id, _returns.c.return_id == _uses.c.document_id),
    )
    .where(_MINE, _uses.c.times < 0)
)


@dataclass(frozen=True, slots=True)
class TerminalEvents:
    """Reads them on one connection."""

    connection: Connection
    documents: TerminalDocuments

    def places(self, reward_id: str) -> tuple[Place, ...]:
        """All places that a reward gave here, cancelled ones too, with who their member is now and when he came."""
        came: defaultdict[bytes, list[int]] = defaultdict(list)
        for fact in self.documents.of_kind(kind_name(GuestCheckedIn)):
            if isinstance(fact, GuestCheckedIn) and fact.reward_id == reward_id:
                came[fact.place_id].append(fact.heading.committed_at)
        return tuple(reduce(checked_in, came[place.place_id], place) for place in self._given(reward_id))

    def _given(self, reward_id: str) -> Iterator[Place]:
        """A gift goes back with the last line of its sale, so that one return cancels all that the sale gave."""
        key: dict[str, Any] = {"merchant": self.documents.identity.merchant_id, "rule": reward_id}
        freed = {row.sale_id: row.return_id for row in self.connection.execute(_FREED, key)}
        for row in self.connection.execute(_GIVEN, key):
            place = Place(
                place_id=b"",
                reward_id=reward_id,
                member_id=row.member_id,
                document_id=row.document_id,
                given_at=row.committed_at,
            )
            if row.document_id in freed:
                place = cancelled(place, freed[row.document_id])
            for ordinal in range(row.times):
                yield replace(place, place_id=place_id(row.document_id, ordinal))
