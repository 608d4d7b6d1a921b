"""What the customer's display says."""

from app.ui.customer.state import Buying
from app.words.money import points
from app.words.translate import Words


def earns_words(buying: Buying, words: Words) -> str:
    """What the purchase earns; empty: nothing."""
    count = buying.earns
    if not count:
        return ""
    if buying.member is None:
        return words.ngettext(
            "A member would get {count} point for this.",
            "A member would get {count} points for this.",
            count,
            count=points(count),
        )
    return words.ngettext(
        "+{count} point for this purchase",
        "+{count} points for this purchase",
        count,
        count=points(count),
    )
