"""What documents about tiers, actions and referrals mean."""

from app.domain.changes import Change, RuleUsed, TierSet
from app.domain.engagement import NOTED
from app.protocol.facts_awards import (
    ActionAwarded,
    ReferralAwarded,
    ReferralNoted,
    ReferralRevoked,
    TierReviewed,
)
from app.protocol.meant import Meaning, headed


def reviewed(fact: TierReviewed) -> Meaning:
    """Each has his tier from the review date on."""
    changes: tuple[Change, ...] = tuple(
        TierSet(member_id=one.member_id, tier_id=one.tier_after, since=one.since) for one in fact.reviews
    )
    return headed(fact.heading, (), changes)


def awarded(fact: ActionAwarded) -> Meaning:
    """Gifts; its changes count the action, too."""
    return headed(fact.heading, fact.bookings, fact.changes)


def referral_noted(fact: ReferralNoted) -> Meaning:
    """Somebody sent the member, which counts once."""
    noted = RuleUsed(member_id=fact.member_id, rule_id=NOTED, business_day=fact.heading.business_day, times=1)
    return headed(fact.heading, (), (noted,))


def referral_awarded(fact: ReferralAwarded) -> Meaning:
    """Gifts to both sides; its changes count the referral."""
    return headed(fact.heading, fact.bookings, fact.changes)


def referral_revoked(fact: ReferralRevoked) -> Meaning:
    """The gifts go back, and the referral counts no more."""
    return headed(fact.heading, fact.bookings, fact.changes)
