"""What documents about tiers, actions and referrals mean."""

from app.domain.changes import Change, TierSet
from app.protocol.facts_awards import TierReviewed
from app.protocol.meant import Meaning, headed


def reviewed(fact: TierReviewed) -> Meaning:
    """Each has his tier from the review date on."""
    changes: tuple[Change, ...] = tuple(
        TierSet(member_id=one.member_id, tier_id=one.tier_after, since=one.since) for one in fact.reviews
    )
    return headed(fact.heading, (), changes)
