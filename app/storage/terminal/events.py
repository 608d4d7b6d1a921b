"""Places at events: what sales gave, which returns took back, and who came."""

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

_places, _members = shared.places, shared.members
_WHOSE = and_(_members.c.merchant_id == _places.c.merchant_id, _members.c.member_id == _places.c.member_id)
_GIVEN = (
    select(_places, func.coalesce(_members.c.merged_into, _places.c.member_id).label("whose"))
    .outerjoin(_members, _WHOSE)
    .where(_places.c.merchant_id == bindparam("merchant"), _places.c.reward_id == bindparam("reward"))
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
        key: dict[str, Any] = {"merchant": self.documents.identity.merchant_id, "reward": reward_id}
        rows = self.connection.execute(_GIVEN, key).all()
        taken_back = {row.sale_id: row.document_id for row in rows if row.places < 0}
        for row in rows:
            place = Place(
                place_id=b"",
                reward_id=reward_id,
                member_id=row.whose,
                document_id=row.document_id,
                given_at=row.given_at,
            )
            if row.sale_id in taken_back:
                place = cancelled(place, taken_back[row.sale_id])
            for ordinal in range(row.places):
                yield replace(place, place_id=place_id(row.document_id, ordinal))
