"""What members get, and lose, besides what a sale does: tier reviews, actions, referrals."""

from dataclasses import dataclass

from app.domain.changes import Change
from app.domain.holding import Booking
from app.domain.quote import Grant, StampProgress
from app.protocol.heading import Heading


@dataclass(frozen=True, slots=True, kw_only=True)
class MemberReviewed:
    """metric: what the window that ended held. since: ISO date, the review date, from which the tier counts."""

    member_id: bytes
    tier_before: str
    tier_after: str
    metric: int
    since: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TierReviewed:
    """A slice of the members whose review was due, by the revision in force."""

    heading: Heading
    reviews: tuple[MemberReviewed, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ActionAwarded:
    """What a member got for something outside a sale. grants, stamps: in the programme's words; the rest moves them."""

    heading: Heading
    member_id: bytes
    action_id: str
    grants: tuple[Grant, ...]
    stamps: tuple[StampProgress, ...]
    bookings: tuple[Booking, ...]
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReferralNoted:
    """Who sent a new member, before that one bought anything."""

    heading: Heading
    member_id: bytes
    referrer_id: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class SideAwarded:
    """What one side of a referral got, in the programme's words."""

    member_id: bytes
    rule_id: str
    grants: tuple[Grant, ...]
    stamps: tuple[StampProgress, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReferralAwarded:
    """Both sides, for the new member's first kept sale. minimum_spend: what of it has to stay kept, in rupiah.

    revision: the programme's, by which it is taken back.
    """

    heading: Heading
    member_id: bytes
    referrer_id: bytes
    sale_id: bytes
    minimum_spend: int
    revision: int
    sides: tuple[SideAwarded, ...]
    bookings: tuple[Booking, ...]
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReferralRevoked:
    """What `awarded_id` gave is taken back: its sale came back. bookings: with what spent vouchers are owed."""

    heading: Heading
    member_id: bytes
    referrer_id: bytes
    awarded_id: bytes
    bookings: tuple[Booking, ...]
    changes: tuple[Change, ...]
