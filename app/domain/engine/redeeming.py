"""Points as money: how many this basket allows here and now, and what they pay."""

from dataclasses import dataclass
from fractions import Fraction

from app.domain.engine.instruments import Points
from app.domain.engine.judge import NEEDS_MEMBER
from app.domain.engine.prepared import Prepared
from app.domain.engine.running import Running, Take
from app.domain.numbers import spread_within
from app.domain.programme.points import PointsRules
from app.domain.quote import POINTS_RULE, Phase, Redemption, RedemptionBound, RefusalReason


@dataclass(frozen=True, slots=True, kw_only=True)
class Bound:
    """The most points, and what holds them down."""

    points: int
    by: RedemptionBound


def redeem(running: Running, prepared: Prepared, points: Points) -> Redemption:
    """Spends points as a discount: points are spread over the lines, and money follows the points."""
    rules = prepared.programme.points
    places = [place for place in running.scene.places(prepared.everything) if running.nets[place] > 0]
    nets = [running.nets[place] for place in places]
    whole_points = [net // rules.value for net in nets]
    redemption = decide(running, rules, points, sum(nets), sum(whole_points))
    if redemption.points:
        shares = spread_within(redemption.points, nets, whole_points)
        running.take(
            POINTS_RULE,
            Phase.REDEMPTION,
            Take(
                base=sum(nets),
                numerator=redemption.amount,
                denominator=1,
                amount=redemption.amount,
                parts={place: share * rules.value for place, share in zip(places, shares, strict=True)},
            ),
            dict(zip(places, shares, strict=True)),
        )
    return redemption


def decide(running: Running, rules: PointsRules, points: Points, net: int, holds: int) -> Redemption:
    """What is spent of what was asked. net: eligible rupiah; holds: points that the bill has room for."""
    asked = running.scene.inputs.points_asked
    bound = min(_bounds(rules, points, net, holds), key=lambda bound: bound.points)
    limit = _allowed(rules, bound.points)
    spent = _allowed(rules, min(asked, limit))
    if asked > spent:
        member = points.member
        if member is None:
            refused = NEEDS_MEMBER
        elif member.balance < 0:
            refused = (RefusalReason.IN_DEBT, -member.balance, ())
        else:
            refused = (RefusalReason.OVER_LIMIT, asked - spent, (bound.by.value,))
        running.refuse(POINTS_RULE, Phase.REDEMPTION, refused)
    redemption = Redemption(
        limit=limit,
        points=spent,
        amount=spent * rules.value,
        bound=bound.by,
        reward_points=points.spent,
    )
    points.spent += spent
    return redemption


def _bounds(rules: PointsRules, points: Points, net: int, holds: int) -> list[Bound]:
    """Every bound; of equal ones the first counts."""
    share = net * Fraction(rules.redeem_percent) / 100 // rules.value
    bounds = [
        Bound(points=points.left, by=RedemptionBound.USABLE),
        Bound(points=share, by=RedemptionBound.PERCENT),
    ]
    if rules.redeem_per_day is not None and points.member is not None:
        rest = max(0, rules.redeem_per_day - points.member.redeemed_today)
        bounds.append(Bound(points=rest, by=RedemptionBound.PER_DAY))
    until_proof = points.until_proof
    if until_proof is not None:
        bounds.append(Bound(points=until_proof, by=RedemptionBound.PROOF))
    bounds.append(Bound(points=holds, by=RedemptionBound.NET))
    return bounds


def _allowed(rules: PointsRules, points: int) -> int:
    """Points floored to the multiple; 0 below the minimum."""
    floored = points // rules.redeem_multiple * rules.redeem_multiple
    return floored if floored >= rules.redeem_minimum else 0
