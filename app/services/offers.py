"""What a basket gets, could get with one step, nearly gets, and doesn't get now: a quote's rules in four rows."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from app.domain.programme.benefits import PointsMultiplier
from app.domain.programme.document import Programme
from app.domain.quote import POINTS_RULE, Effect, Phase, Quote, Refusal, RefusalReason


class Standing(StrEnum):
    """How near an offer is, the nearest first."""

    APPLIED = "applied"
    AVAILABLE = "available"
    TO_GO = "to-go"
    NOT_NOW = "not-now"


class Step(StrEnum):
    """The one thing that makes an offer apply."""

    SHOW_CARD = "show-card"
    SHOW_PROOF = "show-proof"
    ADD_PRODUCT = "add-product"
    ENTER_CODE = "enter-code"
    CHOOSE_TENDER = "choose-tender"
    REDEEM_POINTS = "redeem-points"
    TAKE_REWARD = "take-reward"


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """amount: rupiah taken off, or to be had. points: earned (applied), or what it costs (available).

    step: for what is available. refusal: why it doesn't apply, with its distance.
    """

    rule_id: str
    phase: Phase
    standing: Standing
    step: Step | None = None
    amount: int = 0
    points: int = 0
    refusal: Refusal | None = None


_STEPS = {
    RefusalReason.NEEDS_MEMBER: Step.SHOW_CARD,
    RefusalReason.NEEDS_PROOF: Step.SHOW_PROOF,
    RefusalReason.ADD_PRODUCT: Step.ADD_PRODUCT,
    RefusalReason.NEEDS_CODE: Step.ENTER_CODE,
    RefusalReason.WRONG_TENDER: Step.CHOOSE_TENDER,
}
_DISTANT = {
    RefusalReason.BELOW_MINIMUM,
    RefusalReason.TOO_FEW_UNITS,
    RefusalReason.TOO_FEW_POINTS,
    RefusalReason.WRONG_VISIT,
}


def offers_of(programme: Programme, quote: Quote) -> tuple[Offer, ...]:
    """Every rule of a quote once: the nearest first, then as the engine looked at them."""
    found: dict[str, Offer] = {}
    for offer in (
        *_applied(quote),
        *_redeemable(programme, quote),
        *_refused(quote),
        *_rewards(quote),
    ):
        found.setdefault(offer.rule_id, offer)
    order = list(Standing)
    return tuple(sorted(found.values(), key=lambda offer: (order.index(offer.standing), _distance(offer))))


def _distance(offer: Offer) -> int:
    """Only what has one is near or far."""
    return offer.refusal.distance if offer.standing is Standing.TO_GO and offer.refusal else 0


def _applied(quote: Quote) -> Iterator[Offer]:
    """What took something off, carries a part of the bill, or gives something."""
    effects = [effect for effect in quote.effects if not _idle(effect)]
    for rule_id in dict.fromkeys(effect.rule_id for effect in effects):
        mine = [effect for effect in effects if effect.rule_id == rule_id]
        yield Offer(
            rule_id=rule_id,
            phase=mine[0].phase,
            standing=Standing.APPLIED,
            amount=sum(effect.amount for effect in mine),
            points=sum(effect.points for effect in mine if effect.phase is Phase.EARNING),
        )
    for carried in quote.carried:
        if carried.method is None:
            yield Offer(
                rule_id=carried.rule_id, phase=Phase.TENDER, standing=Standing.APPLIED, amount=carried.amount
            )


def _idle(effect: Effect) -> bool:
    """A multiplier for a way to pay that carries nothing of this bill."""
    return effect.phase is Phase.EARNING and effect.numerator == 0


def _waiting(programme: Programme, quote: Quote) -> Iterator[Offer]:
    """Idle multipliers, with the ways to pay that would do."""
    benefits = {promotion.id: promotion.benefit for promotion in programme.promotions}
    for effect in quote.effects:
        benefit = benefits.get(effect.rule_id)
        if _idle(effect) and isinstance(benefit, PointsMultiplier):
            refusal = Refusal(
                rule_id=effect.rule_id,
                phase=Phase.EARNING,
                reason=RefusalReason.WRONG_TENDER,
                wanted=tuple(method.value for method in benefit.paid_with),
            )
            yield Offer(
                rule_id=effect.rule_id,
                phase=Phase.EARNING,
                standing=Standing.AVAILABLE,
                step=Step.CHOOSE_TENDER,
                refusal=refusal,
            )


def _redeemable(programme: Programme, quote: Quote) -> Iterator[Offer]:
    redemption = quote.redemption
    if redemption.limit > redemption.points == 0:
        yield Offer(
            rule_id=POINTS_RULE,
            phase=Phase.REDEMPTION,
            standing=Standing.AVAILABLE,
            step=Step.REDEEM_POINTS,
            amount=programme.points.worth(redemption.limit),
            points=redemption.limit,
        )


def _refused(quote: Quote) -> Iterator[Offer]:
    for refusal in quote.refusals:
        step = _STEPS.get(refusal.reason)
        if step is not None:
            standing = Standing.AVAILABLE
        elif refusal.reason in _DISTANT and refusal.distance > 0:
            standing = Standing.TO_GO
        else:
            standing = Standing.NOT_NOW
        yield Offer(
            rule_id=refusal.rule_id, phase=refusal.phase, standing=standing, step=step, refusal=refusal
        )


def _rewards(quote: Quote) -> Iterator[Offer]:
    for reward in quote.rewards:
        if reward.missing <= 0:
            yield Offer(
                rule_id=reward.reward_id,
                phase=Phase.VOUCHER,
                standing=Standing.AVAILABLE,
                step=Step.TAKE_REWARD,
                points=reward.points,
            )
            continue
        missing = Refusal(
            rule_id=reward.reward_id,
            phase=Phase.VOUCHER,
            reason=RefusalReason.TOO_FEW_POINTS,
            distance=reward.missing,
        )
        yield Offer(
            rule_id=reward.reward_id,
            phase=Phase.VOUCHER,
            standing=Standing.TO_GO,
            points=reward.points,
            refusal=missing,
        )
