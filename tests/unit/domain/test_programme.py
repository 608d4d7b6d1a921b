"""Tiers: which one a figure reaches, and which one comes next."""

from app.domain.programme.document import next_tier, tier_by_id, tier_reached
from tests.support.worked_example import EXAMPLE_PROGRAMME


def test_a_threshold_is_reached_by_the_amount_itself() -> None:
    reached = [tier_reached(EXAMPLE_PROGRAMME, metric).id for metric in (0, 999_999, 1_000_000, 9_000_000)]
    assert reached == ["basic", "basic", "silver", "gold"]


def test_the_next_tier_is_the_one_above_and_there_is_none_at_the_top() -> None:
    above = [next_tier(EXAMPLE_PROGRAMME, tier.id) for tier in EXAMPLE_PROGRAMME.tiers]
    assert [None if tier is None else tier.id for tier in above] == ["silver", "gold", None]


def test_a_tier_that_the_revision_no_longer_has_counts_as_the_lowest() -> None:
    assert tier_by_id(EXAMPLE_PROGRAMME, "platinum").id == "basic"
