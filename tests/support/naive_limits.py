"""Limits of the naive model: what each sale uses of them, what returns free, and what is left for whom."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from app.domain.basket import QuoteInputs, Right
from app.domain.programme.document import Programme
from app.domain.programme.promotions import Limits
from tests.support.slow_calculator import paid_of, settle
from tests.support.slow_earning import earn
from tests.support.slow_grants import Earned
from tests.support.slow_lines import Sale
from tests.support.slow_returns import back_of, kept_sale

BY_MEMBER = ("per-member", "per-member-per-day", "per-member-per-month")
Uses = dict[str, tuple[int, int]]
"""By rule: how often it was applied, and what it took of its budget."""


@dataclass(frozen=True)
class NaiveUse:
    """member_id: None: a guest. Below zero: a return frees it."""

    rule_id: str
    member_id: bytes | None
    day: date
    times: int
    amount: int


@dataclass
class NaiveLimits:
    """All uses there were."""

    uses: list[NaiveUse] = field(default_factory=list)

    def add(self, uses: Uses, member_id: bytes | None, day: date, sign: int = 1) -> None:
        """What a sale used (or used no more), on its day."""
        self.uses += [
            NaiveUse(rule_id, member_id, day, sign * times, sign * amount)
            for rule_id, (times, amount) in uses.items()
            if times or amount
        ]

    def left(self, programme: Programme, ids: set[bytes] | None, today: date) -> tuple[Right, ...]:
        """What is left of each limit today. ids: of a member, old ones too; None: a guest, who has no share of his."""
        rights = []
        for rule_id, kind, most in limits_in(programme):
            if ids is None and kind in BY_MEMBER:
                continue
            used = sum(
                use.amount if kind == "budget" else use.times
                for use in self.uses
                if use.rule_id == rule_id and _counts(use, kind, ids or set(), today)
            )
            rights.append(Right(rule_id=rule_id, limit=kind, left=min(most, max(0, most - used))))
        return tuple(rights)


def _counts(use: NaiveUse, kind: str, ids: set[bytes], today: date) -> bool:
    """Whether a use is one of a limit's time, and of its member."""
    if kind in BY_MEMBER and use.member_id not in ids:
        return False
    if kind.endswith("-per-month"):
        return (use.day.year, use.day.month) == (today.year, today.month)
    return use.day == today or not kind.endswith("-day")


def limits_in(programme: Programme) -> Iterator[tuple[str, str, int]]:
    """Rule, kind and how much, of all that can run out."""
    for promotion in programme.promotions:
        for name in Limits.__dataclass_fields__:
            most = getattr(promotion.limits, name)
            if most is not None and name != "per_sale":
                yield promotion.id, name.replace("_", "-"), most
    for reward in programme.rewards:
        if reward.stock is not None:
            yield reward.id, "stock", reward.stock
        if reward.per_member is not None:
            yield reward.id, "per-member", reward.per_member


def uses_of(
    programme: Programme, inputs: QuoteInputs, came: Mapping[int, int], priced: QuoteInputs | None = None
) -> Uses:
    """What a sale of which so much is back still uses. The shop's limited rules apply once in a sale, or not at all.

    priced: by what it was paid, when it got another member since.
    """
    limited = {rule_id for rule_id, _, _ in limits_in(programme)}
    if not limited:
        return {}
    sale = settle(programme, priced or inputs)
    sale.inputs = inputs
    gone = all(came.get(row.root.number, 0) == row.root.quantity for row in sale.rows)
    uses: Uses = {}
    for row in sale.rows:
        for rule_id, _, amount, _ in row.parts:
            kept = amount - back_of(amount, row, came)
            uses[rule_id] = (1, uses.get(rule_id, (0, 0))[1] + kept)
    uses = {rule_id: (1 if amount else 0, amount) for rule_id, (_, amount) in uses.items()}
    if not gone:
        for reward_id in sale.rewards_taken:
            if all(reward_id != rule_id for row in sale.rows for rule_id, *_ in row.parts):
                uses[reward_id] = (1, 0)
        uses |= _earned_uses(_earned(sale, came), guest=inputs.member is None)
    rewards = {reward.id for reward in programme.rewards}
    uses = {
        rule_id: (times, 0 if rule_id in rewards else amount) for rule_id, (times, amount) in uses.items()
    }
    return {rule_id: used for rule_id, used in uses.items() if rule_id in limited}


def _earned(sale: Sale, came: Mapping[int, int]) -> Earned:
    if not any(came.values()):
        return earn(sale, paid_of(sale))
    kept, paid = kept_sale(sale, came)
    return earn(kept, paid)


def _earned_uses(earned: Earned, *, guest: bool) -> Uses:
    """What rules that give use: once each. Points that a guest is only shown use nothing."""
    uses: Uses = {rule_id: (1, 0) for rule_id, *_ in earned.sale.grants}
    if not guest:
        uses |= {rule_id: (1, points) for rule_id, points in earned.bonuses.items()}
        uses |= {rule.id: (1, 0) for rules in earned.multipliers.values() for rule in rules}
    return uses
