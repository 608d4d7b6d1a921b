"""The members of a terminal, as services see them: a part of the unit of work."""

from dataclasses import dataclass
from typing import Protocol

from app.domain.holding import Holding
from app.domain.ledger import POINTS_BOOK, Lot
from app.services.member_view import History, MemberView


@dataclass(frozen=True, slots=True, kw_only=True)
class CardHolder:
    """Whom a card names."""

    member_id: bytes
    blocked: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownCard:
    """A code of a member. member_id: in whose row it stands; he may have been merged into somebody."""

    member_id: bytes
    code: str
    blocked: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class MemberRow:
    """What a merge asks of a member. tier_since: ISO date; None: since joining. merged_into: None: he is himself.

    books: those that have an account. days: what counts towards the tier, by business day (ISO date).
    """

    member_id: bytes
    tier_id: str
    tier_since: str | None
    household_id: bytes | None
    merged_into: bytes | None
    books: tuple[str, ...]
    days: tuple[tuple[str, int], ...]


class Members(Protocol):
    """Members, their cards and what they hold here."""

    def by_card(self, code: str) -> CardHolder | None:
        """Whom a card's code names; one who was merged away is the one who was kept."""

    def gift_card(self, code: str) -> CardHolder | None:
        """The gift card with a code, as the owner of its book; None: nobody here loaded one."""

    def by_phone(self, phone: str) -> tuple[bytes, ...]:
        """Who has a phone (E.164), each once."""

    def same_phone(self, limit: int) -> dict[str, tuple[bytes, ...]]:
        """At most so many phones that several members have, with those members, the oldest first."""

    def cards_of(self, member_id: bytes) -> tuple[KnownCard, ...]:
        """Every code of a member and of who was merged into him, blocked ones too."""

    def current(self, member_id: bytes) -> bytes:
        """Who a member is now: himself, or who he was merged into."""

    def absorbed_by(self, member_id: bytes) -> tuple[bytes, ...]:
        """Who was merged into a member."""

    def row(self, member_id: bytes) -> MemberRow | None:
        """What a merge asks."""

    def view(self, member_id: bytes, at: int) -> MemberView | None:
        """A member with balances and tier metric at an instant; of who was merged away, the one who was kept."""

    def search(self, text: str, limit: int, at: int) -> tuple[MemberView, ...]:
        """Members by the end of the phone number, the start of a name, or a card."""

    def history(self, member_id: bytes, at: int) -> History:
        """A member's visits, here and elsewhere, and what moved here on the business day of an instant."""

    def birthday(self, member_id: bytes) -> str:
        """MM-DD; empty: not known."""

    def holding(self, member_id: bytes, at: int, book: str = POINTS_BOOK) -> Holding:
        """All lots of a book, also empty and pending ones, cut to this terminal's rights; and what is owed."""

    def all_lots(self, member_id: bytes, book: str) -> tuple[Lot, ...]:
        """Lots of a book that hold something, whoever may spend it."""

    def codes(self, member_id: bytes) -> frozenset[str]:
        """All that names the member, blocked or not."""

    def household(self, member_id: bytes) -> bytes | None:
        """Whom the member shares points with; None: nobody."""

    def lapsed(self, member_id: bytes, lot_id: bytes) -> int:
        """What of a lot lapsed unspent and wasn't clawed back since."""
