"""What documents about events mean."""

from app.protocol.facts_events import GuestCheckedIn
from app.protocol.meant import Meaning, headed


def checked_in(fact: GuestCheckedIn) -> Meaning:
    """Somebody came: it moves nothing, and stands in the index for him."""
    return headed(fact.heading, concerned=(fact.member_id,))
