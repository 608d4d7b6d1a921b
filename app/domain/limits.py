"""Counted limits: what is left of each here and now, what a sale uses of it, and what a return frees.

A use is of a rule, on the business day of its sale, by its member. Uses are only ever added: what a return frees is a
use below zero on the same day by the same member, so that sums come out right in whatever order they are known.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from app.domain.basket import QuoteInputs, Right
from app.domain.engine.instruments import PER_MEMBER, STOCK
from app.domain.engine.prepared import Prepared, limits_of
from app.domain.programme.document import Programme
from app.domain.programme.gifts import stock_of
from app.domain.programme.promotions import LimitKind
from app.domain.quote import Quote
from app.domain.returns import NOTHING_YET, Freed, Returned, state_after
from app.domain.still_given import credit_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Use:
    """What a document uses of a rule's limits: applications, and rupiah (bonus points) of a budget. Below zero: frees.

    member_id: None for a guest. day: the sale's business day.
    """

    rule_id: str
    member_id: bytes | None
    day: date
    times: int
    amount: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """What is used of one rule's limits in all, today, and by one member: ever, today, in this calendar month.

    amount: of its budget.
    """

    in_total: int = 0
    per_day: int = 0
    per_member: int = 0
    per_member_per_day: int = 0
    per_member_per_month: int = 0
    amount: int = 0

    def of(self, kind: LimitKind) -> int:
        """What is used of one limit."""
        return {
            LimitKind.IN_TOTAL: self.in_total,
            LimitKind.PER_DAY: self.per_day,
            LimitKind.PER_MEMBER: self.per_member,
            LimitKind.PER_MEMBER_PER_DAY: self.per_member_per_day,
            LimitKind.PER_MEMBER_PER_MONTH: self.per_member_per_month,
            LimitKind.BUDGET: self.amount,
        }[kind]


OF_MEMBER = (LimitKind.PER_MEMBER, LimitKind.PER_MEMBER_PER_DAY, LimitKind.PER_MEMBER_PER_MONTH)
"""Limits that a member uses up by himself."""
_UNUSED = Counts()


def counted(uses: Iterable[Use], member_id: bytes | None, today: date) -> dict[str, Counts]:
    """Sums uses by rule. member_id: None counts nobody's. today: the store's business day."""
    counts: dict[str, Counts] = {}
    for use in uses:
        so_far = counts.get(use.rule_id, _UNUSED)
        own = use.times if member_id is not None and use.member_id == member_id else 0
        on_day = use.day == today
        in_month = (use.day.year, use.day.month) == (today.year, today.month)
        counts[use.rule_id] = Counts(
            in_total=so_far.in_total + use.times,
            per_day=so_far.per_day + use.times * on_day,
            per_member=so_far.per_member + own,
            per_member_per_day=so_far.per_member_per_day + own * on_day,
            per_member_per_month=so_far.per_member_per_month + own * in_month,
            amount=so_far.amount + use.amount,
        )
    return counts


def rights_left(programme: Programme, counts: Mapping[str, Counts], *, guest: bool) -> tuple[Right, ...]:
    """What is left of every limit of a revision, zero or more, for the engine. A guest has no right of a member's."""
    promotions = (
        Right(rule_id=promotion.id, limit=kind.value, left=_left(most, counts, promotion.id, kind))
        for promotion in programme.promotions
        for kind, most in limits_of(promotion.limits)
        if most is not None and not (guest and kind in OF_MEMBER)
    )
    return (*promotions, *_of_rewards(programme, counts, guest=guest))


def _of_rewards(programme: Programme, counts: Mapping[str, Counts], *, guest: bool) -> Iterator[Right]:
    for reward in programme.rewards:
        stock = stock_of(reward)
        if stock is not None:
            left = _left(stock, counts, reward.id, LimitKind.IN_TOTAL)
            yield Right(rule_id=reward.id, limit=STOCK, left=left)
        if reward.per_member is not None and not guest:
            left = _left(reward.per_member, counts, reward.id, LimitKind.PER_MEMBER)
            yield Right(rule_id=reward.id, limit=PER_MEMBER, left=left)


def _left(most: int, counts: Mapping[str, Counts], rule_id: str, kind: LimitKind) -> int:
    """Of a limit that a later revision lowered, more may be used than there is: then nothing is left."""
    return min(most, max(0, most - counts.get(rule_id, _UNUSED).of(kind)))


def uses_of(
    prepared: Prepared, inputs: QuoteInputs, quote: Quote, day: date, before: Returned = NOTHING_YET
) -> tuple[Use, ...]:
    """What a settled sale uses of its revision's limits; with `before`, what it still does after returns.

    Points that a guest is only shown use nothing.
    """
    credit = credit_of(prepared, state_after(inputs, quote, before))
    limited = limited_rules(prepared.programme)
    member_id = None if inputs.member is None else inputs.member.member_id
    uses = (
        Use(
            rule_id=rule_id,
            member_id=member_id,
            day=day,
            times=credit.uses[rule_id],
            amount=credit.amounts[rule_id],
        )
        for rule_id in dict.fromkeys((*credit.uses, *credit.amounts))
        if rule_id in limited
    )
    return tuple(use for use in uses if use.times or use.amount)


def limited_rules(programme: Programme) -> frozenset[str]:
    """Rules that can run out of something."""
    promotions = (
        promotion.id
        for promotion in programme.promotions
        if any(most is not None for _, most in limits_of(promotion.limits))
    )
    rewards = (
        reward.id
        for reward in programme.rewards
        if stock_of(reward) is not None or reward.per_member is not None
    )
    return frozenset((*promotions, *rewards))


def uses_freed(
    programme: Programme, freed: Iterable[Freed], member_id: bytes | None, day: date
) -> tuple[Use, ...]:
    """What a return frees, as uses below zero. programme: at the sale's revision; member_id, day: the sale's."""
    limited = limited_rules(programme)
    return tuple(
        Use(rule_id=one.rule_id, member_id=member_id, day=day, times=-one.times, amount=-one.amount)
        for one in freed
        if one.rule_id in limited
    )


def undone(uses: Iterable[Use]) -> tuple[Use, ...]:
    """The same uses below zero: a claim or a move undoes a sale's uses and adds those with its new member."""
    return tuple(replace(use, times=-use.times, amount=-use.amount) for use in uses)
