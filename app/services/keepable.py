"""What a programme may say, but no till can keep yet: better refused than shown and never credited."""

from collections.abc import Iterator

from app.domain.engagement import DATED
from app.domain.programme.benefits import Attend
from app.domain.programme.document import Programme


def not_kept(draft: Programme, current: Programme, *, with_server: bool = False) -> tuple[str, ...]:
    """Ids of rules, or names of sections, that a till can't keep its word on; each once."""
    return tuple(
        dict.fromkeys(
            (*_sections(draft, current, with_server=with_server), *_rules(draft, with_server=with_server))
        )
    )


def _sections(draft: Programme, current: Programme, *, with_server: bool) -> Iterator[str]:
    if draft.tier_rules.metric is not current.tier_rules.metric:
        yield "tier_rules"  # what members have by now was counted in the other metric
    if with_server and draft.referral is not None:
        yield "referral"  # the new member's first sale may be at any till


def _rules(draft: Programme, *, with_server: bool) -> Iterator[str]:
    if with_server:  # nobody but the server could see that two tills don't both give it
        yield from (reward.id for reward in draft.rewards if isinstance(reward.gives, Attend))
        yield from (tier.id for tier in draft.tiers if tier.gives)
        yield from (action.id for action in draft.actions if action.kind in DATED)
