"""How far a sale brings a member towards the next tier, and that it changes nothing about this sale."""

from dataclasses import replace
from typing import Any

import pytest

from app.domain.basket import ItemKind, Line
from app.domain.programme.document import Programme
from app.domain.programme.levels import Tier, TierMetric, TierRules
from app.domain.quote import TierProgress
from tests.support.loyalty import (
    CHARITY,
    COFFEE,
    GIFT_CARD,
    TEA,
    TOBACCO,
    a_member,
    an_item,
    basket,
    percent,
    quoted,
    rule,
    shop,
    times,
)

TIERS = (
    Tier(id="basic", name="Basic", threshold=0),
    Tier(id="silver", name="Silver", threshold=100_000),
    Tier(id="gold", name="Gold", threshold=500_000),
)


def tiered(metric: TierMetric = TierMetric.SPEND, **changes: Any) -> Programme:
    return replace(shop(tiers=TIERS, tier_rules=TierRules(metric=metric)), **changes)


@pytest.mark.parametrize(
    ("tier_id", "metric", "next_id", "distance"),
    [
        ("basic", 0, "silver", 90_000),
        ("basic", 89_999, "silver", 1),
        ("basic", 90_000, "silver", 0),
        ("basic", 200_000, "silver", 0),
        ("silver", 100_000, "gold", 390_000),
        ("gold", 900_000, None, 0),
    ],
)
def test_the_distance_is_from_the_sale_s_tier_to_the_one_above(
    tier_id: str, metric: int, next_id: str | None, distance: int
) -> None:
    answer = quoted(tiered(), basket(TEA), a_member(tier_id=tier_id, tier_metric=metric))
    assert answer.tier == TierProgress(
        tier_id=tier_id, metric_after=metric + 10_000, next_id=next_id, distance=distance, counted=10_000
    )


def test_a_tier_that_the_revision_no_longer_has_counts_as_the_lowest() -> None:
    answer = quoted(tiered(), basket(TEA), a_member(tier_id="platinum"))
    assert answer.tier is not None
    assert (answer.tier.tier_id, answer.tier.next_id) == ("basic", "silver")


def test_spend_is_the_net_of_open_goods_before_points_as_money() -> None:
    fee = an_item("fee", 9_000, kind=ItemKind.PLAN_FEE)
    programme = replace(tiered(), promotions=(rule(percent("10")),))
    lines = basket((TEA, 2), TOBACCO, GIFT_CARD, CHARITY, fee)
    answer = quoted(programme, lines, a_member(), points_asked=300)
    assert answer.tier is not None
    assert (answer.net, answer.tier.counted) == (166_000, 18_000)


def test_points_count_as_they_were_earned() -> None:
    programme = replace(tiered(TierMetric.POINTS), promotions=(rule(times("2")),))
    answer = quoted(programme, basket(TEA), a_member(tier_metric=5))
    assert answer.tier is not None
    assert (answer.tier.counted, answer.tier.metric_after) == (20, 25)


@pytest.mark.parametrize("lines", [basket(TEA), basket((TEA, 3), COFFEE), basket(TOBACCO)])
def test_a_visit_counts_as_one(lines: tuple[Line, ...]) -> None:
    answer = quoted(tiered(TierMetric.VISITS), lines, a_member(tier_metric=5))
    assert answer.tier is not None
    assert (answer.tier.counted, answer.tier.metric_after, answer.tier.distance) == (1, 6, 99_994)


def test_a_guest_has_no_tier() -> None:
    assert quoted(tiered(), basket(TEA)).tier is None
