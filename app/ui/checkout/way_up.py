"""How far a member is on the way to the next tier, this basket counted."""

from dataclasses import dataclass

from app.domain.programme.document import next_tier, tier_by_id
from app.domain.programme.levels import Tier
from app.services.member_view import MemberView
from app.services.outcomes import QuotedBasket

WHOLE = 1_000


@dataclass(frozen=True, slots=True, kw_only=True)
class WayUp:
    """above: None: there is none. share: of the way between the tiers, in thousandths. left: of the metric."""

    above: Tier | None
    share: int
    left: int


def way_up(member: MemberView, quoted: QuotedBasket) -> WayUp:
    """See the module."""
    programme = quoted.programme
    after = member.tier_metric if quoted.quote.tier is None else quoted.quote.tier.metric_after
    above = next_tier(programme, member.tier_id)
    if above is None:
        return WayUp(above=None, share=WHOLE, left=0)
    floor = tier_by_id(programme, member.tier_id).threshold
    span = max(1, above.threshold - floor)
    share = max(0, min(WHOLE, (after - floor) * WHOLE // span))
    return WayUp(above=above, share=share, left=max(0, above.threshold - after))
