"""What services ask of a terminal's open and held baskets."""

from dataclasses import dataclass
from typing import Protocol

from app.services.open_basket import OpenBasket, TakenTender


@dataclass(frozen=True, slots=True, kw_only=True)
class Discard:
    """A basket that was given up: who, why, when. price: what its lines came to, in rupiah.

    held_at: since when it was aside; 0: it was open. approver_id: the manager whose word it took; empty: nobody's.
    """

    sale_id: bytes
    staff_id: bytes
    reason: str
    price: int
    held_at: int
    discarded_at: int
    approver_id: bytes = b""


class Baskets(Protocol):
    """Baskets that are open."""

    def keep(self, basket: OpenBasket, at: int) -> None:
        """Stores a basket as it is now."""

    def discard(self, sale_id: bytes) -> None:
        """Forgets one."""

    def by_id(self, sale_id: bytes) -> OpenBasket | None:
        """One that is open or held."""

    def newest(self) -> OpenBasket | None:
        """The one that was kept last, first of those with something paid; never one that is held."""

    def held(self) -> tuple[OpenBasket, ...]:
        """Those that are held, the oldest first."""

    def paid(self) -> tuple[OpenBasket, ...]:
        """Those with something paid, open or held, the oldest first."""

    def tenders(self, sale_id: bytes) -> tuple[TakenTender, ...] | None:
        """What was paid of one; None: it isn't here."""

    def note(self, discard: Discard) -> None:
        """Remembers that one was given up."""

    def given_up(self) -> tuple[Discard, ...]:
        """All that were given up here, the oldest first."""
