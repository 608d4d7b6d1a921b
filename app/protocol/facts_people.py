"""Facts about members: cards, merges, and sales that get another member. No personal data in any."""

from dataclasses import dataclass

from app.domain.basket import MemberSnapshot, Right
from app.domain.changes import Change
from app.domain.holding import Booking
from app.domain.ledger import Lot
from app.protocol.heading import Heading


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsentGiven:
    """A member agreed to a text of the programme. text_hash: SHA-256 of it in both languages. at: instant."""

    consent_id: str
    purpose: str
    text_hash: bytes
    at: int
    terminal_id: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class CardsSet:
    """Codes that name a member: issued, blocked, replaced or unblocked, each as it is now in `changes`."""

    heading: Heading
    member_id: bytes
    bookings: tuple[Booking, ...] = ()
    changes: tuple[Change, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class MemberMarked:
    """A manager put a member into segments and lists, gave him flags, or took them away; each change in `changes`."""

    heading: Heading
    member_id: bytes
    bookings: tuple[Booking, ...] = ()
    changes: tuple[Change, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class MembersMerged:
    """One person's two records became one: all that the absorbed one had is the kept one's."""

    heading: Heading
    absorbed_id: bytes
    kept_id: bytes
    bookings: tuple[Booking, ...] = ()
    changes: tuple[Change, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class MergeRequested:
    """A manager says that two records are one person; the server decides."""

    heading: Heading
    absorbed_id: bytes
    kept_id: bytes
    bookings: tuple[Booking, ...] = ()
    changes: tuple[Change, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SaleClaimed:
    """A guest's sale is a member's from now on.

    member, rights: what takes the place of those of the sale's inputs; its quote follows from them
    (`claiming.with_member`). earned: the lot of the points; None: none. Its postings are in `bookings`, with what else
    was granted.
    """

    heading: Heading
    sale_id: bytes
    member: MemberSnapshot
    rights: tuple[Right, ...]
    earned: Lot | None
    bookings: tuple[Booking, ...] = ()
    changes: tuple[Change, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SaleReassigned:
    """A sale went from the wrong member to the right one. wrong_id: who loses it. The rest: as for a claim."""

    heading: Heading
    sale_id: bytes
    wrong_id: bytes
    member: MemberSnapshot
    rights: tuple[Right, ...]
    earned: Lot | None
    bookings: tuple[Booking, ...] = ()
    changes: tuple[Change, ...] = ()
