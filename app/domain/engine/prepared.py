"""A programme revision made ready once, so that each quote only looks at rules that its basket can meet."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from app.domain.engine.choosers import Chooser, Choosers, Key
from app.domain.engine.judge import Judge, judge_of_all
from app.domain.engine.running import UNLIMITED, Allowance
from app.domain.engine.scene import Scene
from app.domain.engine.taking import Taker, taker_of, takes_nothing
from app.domain.programme.benefits import Discount, EarnBenefit, OpenPriceList, PriceBenefit, RewardGift
from app.domain.programme.document import Programme
from app.domain.programme.gifts import Reward, VoucherKind
from app.domain.programme.levels import Plan, Tier
from app.domain.programme.lines import ALL_LINES
from app.domain.programme.points import EarnRate
from app.domain.programme.promotions import (
    NO_LIMITS,
    GroupMode,
    LimitKind,
    Limits,
    PriceList,
    Promotion,
    Scope,
)
from app.domain.programme.settling import Tax
from app.domain.quote import Phase, Refusal, RefusalReason

PRICE_BENEFITS = PriceBenefit.__args__
EARN_BENEFITS = EarnBenefit.__args__


@dataclass(frozen=True, slots=True, eq=False)
class Rule:
    """A promotion made ready. taker: takes nothing for one that works on no price."""

    promotion: Promotion
    chooser: Chooser
    judge: Judge
    taker: Taker
    mode: GroupMode
    untried: Refusal

    @property
    def id(self) -> str:
        """The promotion's."""
        return self.promotion.id


@dataclass(frozen=True, slots=True, eq=False)
class Rules:
    """The promotions of one phase, in order, found by what a basket holds."""

    phase: Phase
    rules: tuple[Rule, ...]
    stopped: tuple[Refusal, ...]
    by_key: dict[Key, tuple[int, ...]]

    def for_basket(self, scene: Scene) -> tuple[list[Rule], list[Refusal]]:
        """Rules that take a line of this basket, in order; and the refusals of all others."""
        near = {number for key in scene.keys & self.by_key.keys() for number in self.by_key[key]}
        tried = {number for number in near if scene.places(self.rules[number].chooser)}
        refused = [rule.untried for number, rule in enumerate(self.rules) if number not in tried]
        return [self.rules[number] for number in sorted(tried)], [*self.stopped, *refused]


@dataclass(frozen=True, slots=True, eq=False)
class ReadyVoucher:
    """A voucher kind made ready."""

    kind: VoucherKind
    chooser: Chooser
    judge: Judge
    taker: Taker


@dataclass(frozen=True, slots=True, eq=False)
class ReadyReward:
    """A reward made ready. taker: None for one that gives a thing."""

    reward: Reward
    chooser: Chooser
    judge: Judge
    taker: Taker | None


@dataclass(frozen=True, slots=True, eq=False)
class Prepared:
    """A revision with all that doesn't depend on a basket worked out. `everything` takes every open line of goods."""

    programme: Programme
    everything: Chooser
    pricing: Rules
    line: Rules
    order: Rules
    earning: Rules
    price_lists: dict[str, PriceList]
    prices: dict[str, dict[str, int]]
    tiers: dict[str, Tier]
    plans: dict[str, tuple[Plan, Chooser]]
    plans_by_sku: dict[str, Plan]
    vouchers: dict[str, ReadyVoucher]
    rewards: dict[str, ReadyReward]
    rates: tuple[tuple[EarnRate, Chooser], ...]
    taxes: dict[str, Tax]

    def tier(self, tier_id: str) -> Tier:
        """The tier of that id, or the lowest one when this revision no longer has it."""
        return self.tiers.get(tier_id, self.programme.tiers[0])


def prepare(programme: Programme) -> Prepared:
    """Makes a revision ready. It should be one that `programme check` finds no errors in."""
    choosers = Choosers()
    everything = choosers.of(ALL_LINES)
    modes = {group.id: group.mode for group in programme.groups}
    ordered = sorted(programme.promotions, key=lambda promotion: (promotion.priority, promotion.id))
    by_phase: dict[Phase, list[Promotion]] = defaultdict(list)
    for promotion in ordered:
        by_phase[phase_of(promotion)].append(promotion)

    def rules(phase: Phase) -> Rules:
        return _rules(phase, by_phase[phase], modes, choosers)

    return Prepared(
        programme=programme,
        everything=everything,
        pricing=rules(Phase.PRICE),
        line=rules(Phase.LINE_PROMOTION),
        order=rules(Phase.ORDER_PROMOTION),
        earning=rules(Phase.EARNING),
        price_lists={listed.id: listed for listed in programme.price_lists},
        prices={
            listed.id: {one.sku: one.price for one in reversed(listed.prices)}
            for listed in programme.price_lists
        },
        tiers={tier.id: tier for tier in reversed(programme.tiers)},
        plans={plan.id: (plan, choosers.of(plan.lines)) for plan in reversed(programme.plans)},
        plans_by_sku={plan.sku: plan for plan in reversed(programme.plans)},
        vouchers={kind.id: _voucher(kind, choosers) for kind in reversed(programme.vouchers)},
        rewards={reward.id: _reward(reward, choosers) for reward in reversed(programme.rewards)},
        rates=tuple((rate, choosers.of(rate.lines)) for rate in programme.points.rates),
        taxes={tax.id: tax for tax in reversed(programme.taxes)},
    )


def phase_of(promotion: Promotion) -> Phase:
    """When a promotion is worked out."""
    if isinstance(promotion.benefit, OpenPriceList):
        return Phase.PRICE
    if isinstance(promotion.benefit, EARN_BENEFITS):
        return Phase.EARNING
    return Phase.LINE_PROMOTION if promotion.scope is Scope.LINE else Phase.ORDER_PROMOTION


def _rules(
    phase: Phase, promotions: Iterable[Promotion], modes: dict[str, GroupMode], choosers: Choosers
) -> Rules:
    ready: list[Rule] = []
    stopped: list[Refusal] = []
    by_key: dict[Key, list[int]] = defaultdict(list)
    for promotion in promotions:
        if promotion.stopped:
            stopped.append(Refusal(rule_id=promotion.id, phase=phase, reason=RefusalReason.STOPPED))
            continue
        rule = _rule(phase, promotion, modes, choosers)
        for key in rule.chooser.looks_for:
            by_key[key].append(len(ready))
        ready.append(rule)
    return Rules(
        phase=phase,
        rules=tuple(ready),
        stopped=tuple(stopped),
        by_key={key: tuple(numbers) for key, numbers in by_key.items()},
    )


def _rule(phase: Phase, promotion: Promotion, modes: dict[str, GroupMode], choosers: Choosers) -> Rule:
    benefit = promotion.benefit
    takes = phase in (Phase.LINE_PROMOTION, Phase.ORDER_PROMOTION)
    return Rule(
        promotion=promotion,
        chooser=choosers.of(promotion.lines),
        judge=judge_of_all(promotion.conditions, choosers),
        taker=taker_of(benefit, choosers) if takes and isinstance(benefit, PRICE_BENEFITS) else takes_nothing,
        mode=GroupMode.STACK if promotion.group is None else modes.get(promotion.group, GroupMode.STACK),
        untried=Refusal(rule_id=promotion.id, phase=phase, reason=RefusalReason.NO_ELIGIBLE_LINE),
    )


def _voucher(kind: VoucherKind, choosers: Choosers) -> ReadyVoucher:
    return ReadyVoucher(
        kind=kind,
        chooser=choosers.of(kind.lines),
        judge=judge_of_all(kind.conditions, choosers),
        taker=taker_of(kind.gives, choosers),
    )


def _reward(reward: Reward, choosers: Choosers) -> ReadyReward:
    return ReadyReward(
        reward=reward,
        chooser=choosers.of(reward.lines),
        judge=judge_of_all(reward.conditions, choosers),
        taker=_taker_of_reward(reward.gives, choosers),
    )


def _taker_of_reward(gives: RewardGift, choosers: Choosers) -> Taker | None:
    return taker_of(gives, choosers) if isinstance(gives, Discount.__args__) else None


def allowance(limits: Limits, rule_id: str, scene: Scene) -> Allowance | LimitKind:
    """What a rule may still give here and now; the limit that is used up, or that no right was given for."""
    if limits is NO_LIMITS or limits == NO_LIMITS:
        return UNLIMITED
    times = limits.per_sale
    budget: int | None = None
    for kind, configured in limits_of(limits):
        if configured is None:
            continue
        left = scene.rights.get((rule_id, kind.value), 0)
        if left <= 0:
            return kind
        if kind is LimitKind.BUDGET:
            budget = left
        else:
            times = left if times is None else min(times, left)
    return Allowance(times=times, budget=budget)


def limits_of(limits: Limits) -> tuple[tuple[LimitKind, int | None], ...]:
    """Each counted limit of a rule; None: it has none of that kind."""
    return (
        (LimitKind.PER_MEMBER, limits.per_member),
        (LimitKind.PER_MEMBER_PER_DAY, limits.per_member_per_day),
        (LimitKind.PER_MEMBER_PER_MONTH, limits.per_member_per_month),
        (LimitKind.PER_DAY, limits.per_day),
        (LimitKind.IN_TOTAL, limits.in_total),
        (LimitKind.BUDGET, limits.budget),
    )
