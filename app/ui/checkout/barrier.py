"""Why a basket allows no points, or no more, and so what to do about it."""

from dataclasses import dataclass
from enum import StrEnum

from app.domain.basket import Proof
from app.domain.quote import RedemptionBound
from app.services.outcomes import QuotedBasket


class Barrier(StrEnum):
    """NEEDS_CARD: somebody told a number or a name; for more, he has to show his card."""

    GUEST = "guest"
    IN_DEBT = "in-debt"
    NEEDS_CARD = "needs-card"
    TOO_FEW = "too-few"
    ALL_FOR_TODAY = "all-for-today"
    BASKET = "basket"


@dataclass(frozen=True, slots=True, kw_only=True)
class Barred:
    """points: owed (IN_DEBT), allowed without a card (NEEDS_CARD), or missing (TOO_FEW)."""

    by: Barrier
    points: int = 0


def wants_proof(quoted: QuotedBasket) -> bool:
    """Whether the member could spend more if he showed who he is."""
    member = quoted.inputs.member
    limited = quoted.programme.points.proof_above is not None
    return member is not None and limited and member.proof is Proof.TOLD


def barrier_of(quoted: QuotedBasket) -> Barred | None:
    """What stands in the way; None: nothing but what the member has and the programme's share."""
    member, rules = quoted.inputs.member, quoted.programme.points
    redemption = quoted.quote.redemption
    if member is None:
        return Barred(by=Barrier.GUEST)
    if member.balance < 0:
        return Barred(by=Barrier.IN_DEBT, points=-member.balance)
    if redemption.bound is RedemptionBound.PROOF and member.proof is Proof.TOLD:
        return Barred(by=Barrier.NEEDS_CARD, points=rules.proof_above or 0)
    if redemption.limit:
        return None
    left = member.usable - redemption.reward_points
    least = max(rules.redeem_minimum, rules.redeem_multiple)
    if left < least:
        return Barred(by=Barrier.TOO_FEW, points=least - left)
    if redemption.bound is RedemptionBound.PER_DAY:
        return Barred(by=Barrier.ALL_FOR_TODAY)
    return Barred(by=Barrier.BASKET)
