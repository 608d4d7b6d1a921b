"""What has come due on a terminal's store, as services ask for it."""

from dataclasses import dataclass
from typing import Protocol

from app.domain.ledger import Lot
from app.domain.programme.people import ActionKind
from app.domain.tiers import MetricEntry


@dataclass(frozen=True, slots=True, kw_only=True)
class LapsedLot:
    """A lot whose last instant has passed, cut to what this terminal has the right to. book: `points`, ..."""

    member_id: bytes
    book: str
    lot: Lot


@dataclass(frozen=True, slots=True, kw_only=True)
class TierHolder:
    """since: ISO date on which the tier was reached or kept; None: when the member joined. joined_at: instant."""

    member_id: bytes
    tier_id: str
    joined_at: int
    since: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Celebrant:
    """A member whose birthday ("MM-DD"; empty: not known) or day of joining comes. joined_at: instant."""

    member_id: bytes
    tier_id: str
    joined_at: int
    birthday: str


class Due(Protocol):
    """Looks for what is due over all members."""

    def lapsed_lots(self, at: int, limit: int, *, dated_only: bool) -> tuple[LapsedLot, ...]:
        """Lots that had lapsed by an instant and still hold something, the oldest first.

        dated_only: leaves out those that follow their member's last activity.
        """

    def lapsed_members(self, at: int, *, dated_only: bool) -> int:
        """How many members have such lots."""

    def tier_holders(self, tiers: tuple[str, ...], until: str) -> tuple[TierHolder, ...]:
        """Members of some tiers, by id, who have had them since a day or longer and weren't merged into another."""

    def tier_holder(self, member_id: bytes) -> TierHolder | None:
        """A member and his tier."""

    def tier_entries(self, member_id: bytes) -> tuple[MetricEntry, ...]:
        """What counted towards a member's tier, by day."""

    def celebrants(self, kind: ActionKind, days: tuple[str, ...]) -> tuple[Celebrant, ...]:
        """Members with a birthday on days of the year ("MM-DD"), or who joined on one of them or the day beside it."""

    def made(self, document_ids: tuple[bytes, ...]) -> frozenset[bytes]:
        """Those of some documents that exist."""
