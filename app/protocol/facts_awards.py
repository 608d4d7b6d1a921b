"""What members get, and lose, besides what a sale does: tier reviews, actions, referrals."""

from dataclasses import dataclass

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
