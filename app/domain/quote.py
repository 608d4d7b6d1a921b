"""The pure heart: programme and frozen inputs in, every rupiah and point explained out.

Phases run in a fixed order and never feed back: price, line promotions, tier discount, points redeemed as
money, tax inside the price, payable with cash rounding, earning. One rule's discount rounds once, half-up,
and is spread over its lines by the largest remainder; points round once, down, at the very end.
"""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from app.domain.basket import Line, MemberSnapshot, QuoteInputs, TenderKind
from app.domain.calendar import local_time
from app.domain.numbers import half_up, round_to_step, spread, spread_within
from app.domain.programme import (
    Condition,
    DateWindow,
    MembersOnly,
    MinimumSpend,
    PercentOff,
    PointsMultiplier,
    Programme,
    Promotion,
    next_tier,
    tier_by_id,
)

POINTS_RULE = "points"
"""The rule id of points redeemed as money."""


class Phase(StrEnum):
    """Where in a quote an effect or a refusal happened."""

    LINE_PROMOTION = "line-promotion"
    TIER = "tier"
    REDEMPTION = "redemption"
    EARNING = "earning"


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """What one rule took off one line: rupiah, and for redemption the points that paid it."""

    rule_id: str
    phase: Phase
    amount: int
    points: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class QuotedLine:
    """A line's way from price to net, in rupiah. tax: its part of the tax inside the net."""

    line: Line
    parts: tuple[Part, ...]
    net: int
    tax: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Effect:
    """What a rule did as a whole: `amount` rupiah off a `base`, before rounding numerator/denominator."""

    rule_id: str
    phase: Phase
    base: int
    numerator: int
    denominator: int
    amount: int
    points: int = 0


class RefusalReason(StrEnum):
    """Why a rule that was tried did nothing."""

    STOPPED = "stopped"
    NOT_STARTED = "not-started"
    ENDED = "ended"
    NEEDS_MEMBER = "needs-member"
    NO_ELIGIBLE_LINE = "no-eligible-line"
    BELOW_MINIMUM = "below-minimum"
    OVER_LIMIT = "over-limit"


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """A rule that was tried and refused. distance: rupiah (or points, for redemption) that are missing."""

    rule_id: str
    phase: Phase
    reason: RefusalReason
    distance: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Redemption:
    """Points as money: the most that this basket allows here and now, and what is spent."""

    limit: int
    points: int
    amount: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Earning:
    """floor(numerator / denominator) points on `base` rupiah; for a guest, what a member would get."""

    base: int
    multiplier: Decimal
    numerator: int
    denominator: int
    points: int
    rules: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TierProgress:
    """tier_id: of this sale. metric_after includes it. distance: rupiah to `next_id` (None: at the top)."""

    tier_id: str
    metric_after: int
    next_id: str | None
    distance: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """The whole answer. price ≥ net; payable = net + cash_rounding. All in rupiah."""

    lines: tuple[QuotedLine, ...]
    price: int
    net: int
    tax: int
    cash_rounding: int
    payable: int
    redemption: Redemption
    earning: Earning
    tier: TierProgress | None
    effects: tuple[Effect, ...]
    refusals: tuple[Refusal, ...]


@dataclass(slots=True)
class _Running:
    """The quote while it is being worked out; never leaves this module."""

    lines: tuple[Line, ...]
    nets: list[int]
    parts: list[list[Part]]
    effects: list[Effect]
    refusals: list[Refusal]

    def eligible(self, categories: tuple[str, ...] = ()) -> list[int]:
        """Places of the lines that a rule may touch: never `no_promotion` ones, never empty ones."""
        return [
            place
            for place, line in enumerate(self.lines)
            if not line.item.no_promotion
            and self.nets[place] > 0
            and (not categories or line.item.category in categories)
        ]

    def net_of(self, places: list[int]) -> int:
        return sum(self.nets[place] for place in places)

    def refuse(self, rule_id: str, phase: Phase, reason: RefusalReason, distance: int = 0) -> None:
        self.refusals.append(Refusal(rule_id=rule_id, phase=phase, reason=reason, distance=distance))

    def take_percent(self, rule_id: str, phase: Phase, percent: Decimal, places: list[int]) -> None:
        """Takes a percentage off the lines: rounded once, spread by largest remainder."""
        base = self.net_of(places)
        exact = base * Fraction(percent) / 100
        amount = half_up(exact)
        if amount == 0:
            return
        for place, part in zip(places, spread(amount, [self.nets[place] for place in places]), strict=True):
            self.nets[place] -= part
            self.parts[place].append(Part(rule_id=rule_id, phase=phase, amount=part))
        self.effects.append(
            Effect(
                rule_id=rule_id,
                phase=phase,
                base=base,
                numerator=exact.numerator,
                denominator=exact.denominator,
                amount=amount,
            )
        )


def quote(programme: Programme, inputs: QuoteInputs) -> Quote:
    """Evaluates a basket. Pure: the same programme and inputs give the same quote everywhere."""
    running = _Running(
        lines=inputs.lines,
        nets=[line.price for line in inputs.lines],
        parts=[[] for _ in inputs.lines],
        effects=[],
        refusals=[],
    )
    _apply_line_promotions(running, programme, inputs)
    _apply_tier_discount(running, programme, inputs.member)
    redemption = _redeem(running, programme, inputs)
    net = sum(running.nets)
    taxes = _tax_inside(running.nets, programme.tax.percent)
    rounded = round_to_step(net, programme.cash_step) if inputs.tender is TenderKind.CASH else net
    return Quote(
        lines=tuple(
            QuotedLine(line=line, parts=tuple(parts), net=line_net, tax=tax)
            for line, parts, line_net, tax in zip(
                running.lines, running.parts, running.nets, taxes, strict=True
            )
        ),
        price=sum(line.price for line in inputs.lines),
        net=net,
        tax=sum(taxes),
        cash_rounding=rounded - net,
        payable=rounded,
        redemption=redemption,
        earning=_earn(running, programme, inputs),
        tier=_tier_progress(running, redemption, programme, inputs.member),
        effects=tuple(running.effects),
        refusals=tuple(running.refusals),
    )


def _apply_line_promotions(running: _Running, programme: Programme, inputs: QuoteInputs) -> None:
    """Conditions see the running net at the start of the phase, so all are judged before any applies."""
    candidates = [
        (promotion, promotion.benefit.percent, running.eligible(promotion.categories))
        for promotion in _in_order(programme.promotions)
        if isinstance(promotion.benefit, PercentOff)
        and _holds(running, Phase.LINE_PROMOTION, promotion, inputs)
    ]
    for promotion, percent, places in candidates:
        still_open = [place for place in places if running.nets[place] > 0]
        running.take_percent(promotion.id, Phase.LINE_PROMOTION, percent, still_open)


def _in_order(promotions: tuple[Promotion, ...]) -> list[Promotion]:
    return sorted(promotions, key=lambda promotion: (promotion.priority, promotion.id))


def _holds(running: _Running, phase: Phase, promotion: Promotion, inputs: QuoteInputs) -> bool:
    """Whether a promotion applies; if not, the first reason is noted with its distance."""
    if promotion.stopped:
        running.refuse(promotion.id, phase, RefusalReason.STOPPED)
        return False
    places = running.eligible(promotion.categories)
    if not places:
        running.refuse(promotion.id, phase, RefusalReason.NO_ELIGIBLE_LINE)
        return False
    for condition in promotion.conditions:
        refused = _refused(condition, running.net_of(places), inputs)
        if refused is not None:
            running.refuse(promotion.id, phase, *refused)
            return False
    return True


def _refused(condition: Condition, net: int, inputs: QuoteInputs) -> tuple[RefusalReason, int] | None:
    """Why a condition doesn't hold, with how much is missing; None: it holds."""
    match condition:
        case DateWindow(starts=starts, ends=ends):
            today = local_time(inputs.opened_at, inputs.zone).date()
            if today < starts:
                return RefusalReason.NOT_STARTED, 0
            return (RefusalReason.ENDED, 0) if today > ends else None
        case MinimumSpend(amount=amount):
            return (RefusalReason.BELOW_MINIMUM, amount - net) if net < amount else None
        case MembersOnly():
            return (RefusalReason.NEEDS_MEMBER, 0) if inputs.member is None else None


def _apply_tier_discount(running: _Running, programme: Programme, member: MemberSnapshot | None) -> None:
    if member is None:
        return
    tier = tier_by_id(programme, member.tier_id)
    places = running.eligible()
    if tier.discount_percent and places:
        running.take_percent(tier.id, Phase.TIER, tier.discount_percent, places)


def _redeem(running: _Running, programme: Programme, inputs: QuoteInputs) -> Redemption:
    """Spends points as money: points are spread over the lines, and money follows the points."""
    rules, member = programme.points, inputs.member
    places = running.eligible()
    base = running.net_of(places)
    cap = base * Fraction(rules.redeem_percent) / 100 // rules.value
    whole_points = [running.nets[place] // rules.value for place in places]
    limit = (
        min(cap, sum(whole_points), member.usable if member else 0)
        // rules.redeem_multiple
        * rules.redeem_multiple
    )
    limit = limit if limit >= rules.redeem_minimum else 0
    points = min(inputs.points_asked, limit) // rules.redeem_multiple * rules.redeem_multiple
    points = points if points >= rules.redeem_minimum else 0
    if inputs.points_asked > points:
        running.refuse(POINTS_RULE, Phase.REDEMPTION, RefusalReason.OVER_LIMIT, inputs.points_asked - points)
    amount = points * rules.value
    if points:
        shares = spread_within(points, [running.nets[place] for place in places], whole_points)
        for place, share in zip(places, shares, strict=True):
            running.nets[place] -= share * rules.value
            running.parts[place].append(
                Part(rule_id=POINTS_RULE, phase=Phase.REDEMPTION, amount=share * rules.value, points=share)
            )
        running.effects.append(
            Effect(
                rule_id=POINTS_RULE,
                phase=Phase.REDEMPTION,
                base=base,
                numerator=amount,
                denominator=1,
                amount=amount,
                points=points,
            )
        )
    return Redemption(limit=limit, points=points, amount=amount)


def _tax_inside(nets: list[int], percent: Decimal) -> tuple[int, ...]:
    """The tax that the nets contain, rounded once for the whole and spread over the lines."""
    rate = Fraction(percent)
    whole = half_up(sum(nets) * rate / (100 + rate))
    return spread(whole, nets)


def _earn(running: _Running, programme: Programme, inputs: QuoteInputs) -> Earning:
    rules, member = programme.points, inputs.member
    base = running.net_of(running.eligible())
    multiplier = Decimal(1)
    applied: list[str] = []
    if member is not None:
        tier = tier_by_id(programme, member.tier_id)
        if tier.multiplier != 1:
            multiplier += tier.multiplier - 1
            applied.append(tier.id)
    for promotion in _in_order(programme.promotions):
        if isinstance(promotion.benefit, PointsMultiplier) and _holds(
            running, Phase.EARNING, promotion, inputs
        ):
            multiplier += promotion.benefit.times - 1
            applied.append(promotion.id)
    taxless = 1 if rules.earn_on_tax else Fraction(100) / (100 + Fraction(programme.tax.percent))
    exact = base * taxless * Fraction(multiplier) / rules.rupiah_per_point
    return Earning(
        base=base,
        multiplier=multiplier,
        numerator=exact.numerator,
        denominator=exact.denominator,
        points=exact.numerator // exact.denominator,
        rules=tuple(applied),
    )


def _tier_progress(
    running: _Running, redemption: Redemption, programme: Programme, member: MemberSnapshot | None
) -> TierProgress | None:
    """The metric is the net eligible spend before redemption."""
    if member is None:
        return None
    counted = sum(
        net for line, net in zip(running.lines, running.nets, strict=True) if not line.item.no_promotion
    )
    after = member.tier_metric + counted + redemption.amount
    above = next_tier(programme, member.tier_id)
    return TierProgress(
        tier_id=tier_by_id(programme, member.tier_id).id,
        metric_after=after,
        next_id=above.id if above else None,
        distance=max(0, above.threshold - after) if above else 0,
    )
