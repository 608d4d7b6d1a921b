"""What documents about points mean."""

from app.domain.changes import Change, HouseholdSet, RuleUsed
from app.domain.moving import TRANSFERS
from app.protocol.facts_points import HouseholdFormed, PointsAdjusted, PointsLapsed, PointsTransferred
from app.protocol.meant import Meaning, headed


def lapsed(fact: PointsLapsed) -> Meaning:
    """Lots become breakage."""
    return headed(fact.heading, fact.bookings)


def adjusted(fact: PointsAdjusted) -> Meaning:
    """A book changes by hand."""
    return headed(fact.heading, fact.bookings)


def transferred(fact: PointsTransferred) -> Meaning:
    """Points change hands, and the giver has one transfer less in this month."""
    used = RuleUsed(
        member_id=fact.giver_id, rule_id=TRANSFERS, business_day=fact.heading.business_day, times=1
    )
    return headed(fact.heading, fact.bookings, (used,))


def household_formed(fact: HouseholdFormed) -> Meaning:
    """Each of them shares with the others from now on."""
    changes: tuple[Change, ...] = tuple(
        HouseholdSet(member_id=member_id, household_id=fact.household_id) for member_id in fact.members
    )
    return headed(fact.heading, (), changes)
