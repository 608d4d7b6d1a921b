"""What a programme may say, but no till can keep yet: better refused than shown and never credited."""

from collections.abc import Iterator
from dataclasses import fields

from app.domain.basket import PaymentMethod, TenderKind
from app.domain.programme.benefits import (
    BonusStamps,
    CashbackAmount,
    CashbackPercent,
    Discount,
    IssueVoucher,
    MatchDonation,
)
from app.domain.programme.conditions import (
    AgeBand,
    Condition,
    HasFlag,
    HasPlan,
    InSegment,
    OnList,
    PaidWith,
)
from app.domain.programme.document import Programme
from app.domain.programme.promotions import Limits, Promotion
from app.services.rules import rule_conditions

_UNKEPT_BENEFITS = (BonusStamps, CashbackPercent, CashbackAmount, IssueVoucher, MatchDonation)
_UNKNOWN_FACTS = (HasPlan, InSegment, HasFlag, OnList, AgeBand)
_TENDERS = frozenset(PaymentMethod(kind.value) for kind in TenderKind)
_KEPT_LIMITS = frozenset({"per_sale"})


def not_kept(draft: Programme, current: Programme) -> tuple[str, ...]:
    """Ids of rules, or names of sections, that a till can't keep its word on; each once."""
    return tuple(dict.fromkeys((*_sections(draft, current), *_rules(draft))))


def _sections(draft: Programme, current: Programme) -> Iterator[str]:
    if draft.tier_rules.metric is not current.tier_rules.metric:
        yield "tier_rules"  # what members have by now was counted in the other metric
    if draft.points.hold_days:
        yield "hold_days"
    if draft.cashback is not None:
        yield "cashback"
    if draft.referral is not None:
        yield "referral"


def _rules(draft: Programme) -> Iterator[str]:
    yield from (tier.id for tier in draft.tiers if tier.gives)
    yield from (promotion.id for promotion in draft.promotions if not _is_kept(promotion))
    yield from (rule_id for rule_id, conditions in rule_conditions(draft) if not _are_known(conditions))
    for reward in draft.rewards:
        if (
            not isinstance(reward.gives, Discount)
            or reward.stock is not None
            or reward.per_member is not None
        ):
            yield reward.id
    named = (draft.plans, draft.vouchers, draft.stamp_cards, draft.actions, draft.donations)
    yield from (one.id for section in named for one in section)


def _is_kept(promotion: Promotion) -> bool:
    """A stopped one promises nothing."""
    return promotion.stopped or not (
        isinstance(promotion.benefit, _UNKEPT_BENEFITS) or _is_counted(promotion.limits)
    )


def _is_counted(limits: Limits) -> bool:
    """Whether a limit needs somebody to count over more than the sale."""
    counted = (field.name for field in fields(limits) if field.name not in _KEPT_LIMITS)
    return any(getattr(limits, name) is not None for name in counted)


def _are_known(conditions: tuple[Condition, ...]) -> bool:
    """Whether a till knows what these ask."""
    return not any(
        isinstance(condition, _UNKNOWN_FACTS)
        or (isinstance(condition, PaidWith) and _TENDERS.isdisjoint(condition.methods))
        for condition in conditions
    )
