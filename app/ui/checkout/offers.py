"""What a basket gets, could get, and nearly gets: at most three lines, the nearest first."""

from app.domain.quote import Phase
from app.services.offers import Offer, Standing, Step, offers_of
from app.services.outcomes import QuotedBasket

_ELSEWHERE = frozenset({Step.TAKE_REWARD, Step.ENTER_CODE})
"""Steps that this screen has no button for. A coupon is the customer's to show: nobody is told of it here."""


def shown_offers(quoted: QuotedBasket, at_most: int = 3) -> tuple[Offer, ...]:
    """The explanation has the others, and why redeemed points are fewer than asked."""
    near = (offer for offer in offers_of(quoted.programme, quoted.quote) if _is_shown(offer))
    return tuple(near)[:at_most]


def _is_shown(offer: Offer) -> bool:
    if offer.standing is Standing.NOT_NOW or offer.step in _ELSEWHERE:
        return False
    return offer.refusal is None or offer.phase not in (Phase.REDEMPTION, Phase.TENDER)
