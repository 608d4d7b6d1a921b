"""What a basket gets, could get, and nearly gets: at most three lines, the best first."""

from dataclasses import dataclass
from enum import IntEnum

from app.domain.quote import POINTS_RULE, Phase, RefusalReason
from app.services.outcomes import QuotedBasket


class OfferKind(IntEnum):
    """In the order in which they are shown."""

    APPLIED = 0
    AVAILABLE = 1
    TO_GO = 2
    MEMBERS_ONLY = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """amount: rupiah taken off, to be had, or missing; 0: it has no amount."""

    rule_id: str
    kind: OfferKind
    amount: int


_REFUSED = {RefusalReason.BELOW_MINIMUM: OfferKind.TO_GO, RefusalReason.NEEDS_MEMBER: OfferKind.MEMBERS_ONLY}


def offers(quoted: QuotedBasket, at_most: int = 3) -> tuple[Offer, ...]:
    """Applied rules, points that can be redeemed, rules that are near; the others are in the explanation."""
    quote = quoted.quote
    found = [
        Offer(rule_id=effect.rule_id, kind=OfferKind.APPLIED, amount=effect.amount)
        for effect in quote.effects
    ]
    found += [Offer(rule_id=rule, kind=OfferKind.APPLIED, amount=0) for rule in _earners(quoted)]
    redemption = quote.redemption
    if redemption.limit > 0 and redemption.points == 0:
        worth = redemption.limit * quoted.programme.points.value
        found.append(Offer(rule_id=POINTS_RULE, kind=OfferKind.AVAILABLE, amount=worth))
    found += [
        Offer(rule_id=refusal.rule_id, kind=_REFUSED[refusal.reason], amount=refusal.distance)
        for refusal in quote.refusals
        if refusal.reason in _REFUSED and refusal.phase is not Phase.REDEMPTION
    ]
    ordered = sorted(enumerate(found), key=lambda placed: (placed[1].kind, _distance(placed[1]), placed[0]))
    return tuple(offer for _, offer in ordered)[:at_most]


def _earners(quoted: QuotedBasket) -> list[str]:
    """Promotions that earn points and take nothing off."""
    shown = {effect.rule_id for effect in quoted.quote.effects}
    promotions = {promotion.id for promotion in quoted.programme.promotions} - shown
    by = quoted.quote.earning.by
    return [earned.rule_id for earned in by if earned.points and earned.rule_id in promotions]


def _distance(offer: Offer) -> int:
    return offer.amount if offer.kind is OfferKind.TO_GO else 0
