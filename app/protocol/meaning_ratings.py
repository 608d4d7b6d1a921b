"""What an answer of a customer means."""

from app.protocol.facts_ratings import SaleRated
from app.protocol.meant import Meaning, headed


def sale_rated(fact: SaleRated) -> Meaning:
    """It moves nothing, and stands in the index for the member if it is his."""
    return headed(fact.heading, concerned=() if fact.member_id is None else (fact.member_id,))
