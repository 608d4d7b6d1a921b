"""What has come due on a terminal's store, as services ask for it."""

from dataclasses import dataclass
from typing import Protocol

from app.domain.ledger import Lot


@dataclass(frozen=True, slots=True, kw_only=True)
class LapsedLot:
    """A lot whose last instant has passed, cut to what this terminal has the right to. book: `points`, ..."""

    member_id: bytes
    book: str
    lot: Lot


class Due(Protocol):
    """Looks for what is due over all members."""

    def lapsed_lots(self, at: int, limit: int, *, dated_only: bool) -> tuple[LapsedLot, ...]:
        """Lots that had lapsed by an instant and still hold something, the oldest first.

        dated_only: leaves out those that follow their member's last activity.
        """

    def lapsed_members(self, at: int, *, dated_only: bool) -> int:
        """How many members have such lots."""
