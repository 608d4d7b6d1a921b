"""Every offer of a price in words."""

from dataclasses import dataclass

from app.services.offers import Offer, Standing, Step, offers_of
from app.services.outcomes import QuotedBasket
from app.ui.checkout.redeem_wording import not_redeemed_words
from app.ui.checkout.wording import chip_words
from app.words.explain import rule_name
from app.words.translate import Words


def standing_name(words: Words, standing: Standing) -> str:
    """A group of offers."""
    match standing:
        case Standing.APPLIED:
            return words.gettext("Applied")
        case Standing.AVAILABLE:
            return words.gettext("One step away")
        case Standing.TO_GO:
            return words.gettext("Not far")
        case Standing.NOT_NOW:
            return words.gettext("Not now")


def offer_name(words: Words, offer: Offer, quoted: QuotedBasket) -> str:
    """What people call it."""
    if offer.step is Step.REDEEM_POINTS:
        return words.gettext("Points")
    return rule_name(words, quoted.programme, offer.rule_id)


def offer_chip(words: Words, offer: Offer) -> str:
    """How near it is, in a word or two."""
    if offer.step is Step.TAKE_REWARD:
        return words.gettext("Enough points")
    return chip_words(words, offer)


@dataclass(frozen=True, slots=True, kw_only=True)
class OfferRow:
    """said: why it is not; empty: there is nothing to say. chip: how near it is; empty: not near."""

    offer: Offer
    name: str
    said: str
    chip: str


def offer_groups(words: Words, quoted: QuotedBasket) -> tuple[tuple[Standing, tuple[OfferRow, ...]], ...]:
    """Every offer of a price by how near it is; groups without one are left out."""
    offers = offers_of(quoted.programme, quoted.quote)
    groups = ((kind, tuple(offer for offer in offers if offer.standing is kind)) for kind in Standing)
    return tuple((kind, tuple(_row(words, offer, quoted) for offer in mine)) for kind, mine in groups if mine)


def _row(words: Words, offer: Offer, quoted: QuotedBasket) -> OfferRow:
    said = offer.refusal and not_redeemed_words(words, quoted.programme, offer.refusal)
    near = offer.standing is not Standing.NOT_NOW
    return OfferRow(
        offer=offer,
        name=offer_name(words, offer, quoted),
        said=said or "",
        chip=offer_chip(words, offer) if near else "",
    )
