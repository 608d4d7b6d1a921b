"""What a sale gives in a state of its return: all that it gave, or what the kept lines earn under its frozen rules.

The earning phase runs again on the kept quantities and their frozen paid amounts, with the sale's instant,
member, rights and tenders; price rules are not looked at again.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from app.domain.basket import ItemKind
from app.domain.engine.evaluate import earn_again
from app.domain.engine.prepared import Prepared
from app.domain.frozen_parts import State, paid_of
from app.domain.programme.benefits import BonusPoints, PointsMultiplier
from app.domain.programme.levels import TierMetric
from app.domain.quote import Effect, Grant, GrantKind, Phase, StampProgress

Given = Counter[tuple[str, GrantKind, str]]
"""Amounts by rule, kind and what is given."""

_MONEY = (GrantKind.CASHBACK, GrantKind.DONATION)


@dataclass(frozen=True, slots=True, kw_only=True)
class Credit:
    """What a sale gives: points, other grants, stamps and completed cards by card, tier metric.

    uses, amounts: by rule, applications that count against its limits, and rupiah or bonus points of its budget.
    """

    points: int
    grants: Given
    stamps: Counter[str]
    completed: Counter[str]
    metric: int
    uses: Counter[str]
    amounts: Counter[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Phase:
    """The earning phase of a state."""

    points: int = 0
    grants: Sequence[Grant] = ()
    stamps: Sequence[StampProgress] = ()
    effects: Sequence[Effect] = ()


def credit_of(prepared: Prepared, state: State) -> Credit:
    """What a sale gives in a state. A guest is credited no points and counts towards no tier."""
    member = state.inputs.member is not None
    gifts = _gift_grants(prepared, state)
    earned = _earned(prepared, state, len(gifts))
    points = earned.points if member else 0
    grants = earned.grants if state.everything else (*gifts, *earned.grants)
    uses, amounts = _price_uses(prepared, state)
    _add_earning_uses(prepared, earned, uses, amounts, member=member)
    return Credit(
        points=points,
        grants=_counted(grants),
        stamps=Counter({card.card_id: card.given for card in earned.stamps}),
        completed=Counter({card.card_id: card.completed for card in earned.stamps}),
        metric=_metric(prepared, state, points) if member else 0,
        uses=uses,
        amounts=amounts,
    )


def _earned(prepared: Prepared, state: State, gifts: int) -> _Phase:
    """What was earned; or is, on the kept lines. gifts: how many of the quote's grants rewards gave."""
    quote = state.quote
    if state.everything:
        return _Phase()
    if state.nothing:
        return _Phase(
            points=quote.earning.points,
            grants=quote.grants[gifts:],
            stamps=quote.stamps,
            effects=[effect for effect in quote.effects if effect.phase is Phase.EARNING],
        )
    lines, paid = state.kept_lines()
    whole = sum(paid_of(quoted) for quoted in quote.lines)
    earned = earn_again(prepared, replace(state.inputs, lines=lines), paid, whole)
    return _Phase(
        points=earned.earning.points, grants=earned.grants, stamps=earned.stamps, effects=earned.effects
    )


def is_gift(prepared: Prepared, effect: Effect) -> bool:
    """Whether an effect is of a reward that gave a thing."""
    ready = prepared.rewards.get(effect.rule_id)
    return effect.phase is Phase.VOUCHER and ready is not None and ready.taker is None


def _gift_grants(prepared: Prepared, state: State) -> tuple[Grant, ...]:
    """What rewards gave: it stands before what was earned, one grant for each of their effects."""
    count = sum(is_gift(prepared, effect) for effect in state.quote.effects)
    return state.quote.grants[:count]


def _price_uses(prepared: Prepared, state: State) -> tuple[Counter[str], Counter[str]]:
    """What rules on the price still use: their applications count as long as anything they took off is kept.

    A reward that is taken once is one of its stock, on however many units it takes something off.
    """
    limited = {promotion.id for promotion in prepared.programme.promotions}
    phases = (Phase.PRICE, Phase.LINE_PROMOTION, Phase.ORDER_PROMOTION)
    taken: Counter[tuple[str, Phase]] = Counter()
    for quoted, back in state.lines():
        for part in quoted.parts:
            taken[part.rule_id, part.phase] += back.rest(part.amount)
    uses: Counter[str] = Counter()
    for effect in state.quote.effects:
        rule = effect.rule_id
        if effect.phase in phases and rule in limited:
            uses[rule] += effect.times if taken[rule, effect.phase] > 0 or state.nothing else 0
        elif effect.phase is Phase.VOUCHER and rule in prepared.rewards:
            kept = not state.everything if is_gift(prepared, effect) else taken[rule, effect.phase] > 0
            uses[rule] += 1 if kept or state.nothing else 0
    for carried in state.quote.carried:
        if carried.method is None and not carried.code and carried.rule_id in prepared.rewards:
            uses[carried.rule_id] += 0 if state.everything else 1
    amounts = Counter(
        {rule: amount for (rule, phase), amount in taken.items() if phase in phases and rule in limited}
    )
    return uses, amounts


def _add_earning_uses(
    prepared: Prepared, earned: _Phase, uses: Counter[str], amounts: Counter[str], *, member: bool
) -> None:
    """What promotions that earn use: applications, bonus points, rupiah of cashback and of matched gifts.

    Points that a guest is only shown use nothing.
    """
    limited = {promotion.id: promotion.benefit for promotion in prepared.programme.promotions}
    for effect in earned.effects:
        benefit = limited.get(effect.rule_id)
        if benefit is not None and (member or not isinstance(benefit, BonusPoints | PointsMultiplier)):
            bonus = isinstance(benefit, BonusPoints)
            uses[effect.rule_id] += effect.times
            amounts[effect.rule_id] += effect.points if bonus else 0
    for grant in earned.grants:
        if grant.rule_id in limited and grant.kind in _MONEY:
            amounts[grant.rule_id] += grant.amount


def _metric(prepared: Prepared, state: State, points: int) -> int:
    """What the kept lines count towards the tier."""
    match prepared.programme.tier_rules.metric:
        case TierMetric.VISITS:
            return 0 if state.everything else 1
        case TierMetric.POINTS:
            return points
        case TierMetric.SPEND:
            return _eligible_spend(state)


def _eligible_spend(state: State) -> int:
    """Net of the open goods that are kept, before points as money."""
    roots = {line.number: line.item for line in state.inputs.lines if line.parent is None}
    spend = 0
    for quoted, back in state.lines():
        line = quoted.line
        root = roots[line.number if line.parent is None else line.parent]
        if line.item.no_promotion or root.no_promotion or root.kind is not ItemKind.GOODS:
            continue
        redeemed = [part.amount for part in quoted.parts if part.phase is Phase.REDEMPTION]
        spend += sum(back.rest(amount) for amount in (quoted.net, *redeemed))
    return spend


def _counted(grants: Iterable[Grant]) -> Given:
    counted: Given = Counter()
    for grant in grants:
        counted[grant.rule_id, grant.kind, grant.what] += grant.amount
    return counted
