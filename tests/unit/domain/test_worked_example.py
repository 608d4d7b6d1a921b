"""The rules' worked example, to the rupiah and the point."""

from dataclasses import replace
from fractions import Fraction

import pytest

from app.domain.basket import TenderKind
from app.domain.programme.document import Programme
from app.domain.quote import Effect, Phase, quote
from tests.support.worked_example import (
    BAKERY,
    BREAD,
    CIGARETTES,
    COFFEE,
    DOUBLE,
    EXAMPLE_INPUTS,
    EXAMPLE_PROGRAMME,
    SILVER,
    ex_tax,
    inputs,
    lines,
    programme,
)

QUOTED = quote(EXAMPLE_PROGRAMME, EXAMPLE_INPUTS)


def test_each_line_goes_from_its_price_to_its_net_by_the_rules_that_touched_it() -> None:
    ways = [
        (line.line.price, [(part.rule_id, part.amount, part.points) for part in line.parts], line.net)
        for line in QUOTED.lines
    ]
    assert ways == [
        (70_000, [("silver", 3_500, 0), ("points", 10_980, 1_098)], 55_520),
        (28_500, [("bakery", 2_850, 0), ("silver", 1_283, 0), ("points", 4_020, 402)], 20_347),
        (32_000, [], 32_000),
    ]


def test_the_sums_are_those_of_the_example_and_cash_rounds_on_its_own_line() -> None:
    assert (QUOTED.price, QUOTED.net) == (130_500, 107_867)
    assert (QUOTED.cash_rounding, QUOTED.payable) == (33, 107_900)


def test_only_cash_rounds() -> None:
    by_card = quote(EXAMPLE_PROGRAMME, replace(EXAMPLE_INPUTS, tender=TenderKind.QRIS))
    undecided = quote(EXAMPLE_PROGRAMME, replace(EXAMPLE_INPUTS, tender=None))
    assert by_card.payable == undecided.payable == 107_867
    assert by_card.cash_rounding == undecided.cash_rounding == 0


def test_every_effect_says_its_base_and_what_it_was_before_it_rounded() -> None:
    assert QUOTED.effects == (
        Effect(
            rule_id="bakery",
            phase=Phase.LINE_PROMOTION,
            base=28_500,
            numerator=2_850,
            denominator=1,
            amount=2_850,
        ),
        Effect(rule_id="silver", phase=Phase.TIER, base=95_650, numerator=9_565, denominator=2, amount=4_783),
        Effect(
            rule_id="points",
            phase=Phase.REDEMPTION,
            base=90_867,
            numerator=15_000,
            denominator=1,
            amount=15_000,
            points=1_500,
        ),
    )


def test_the_most_that_may_be_redeemed_is_half_of_the_eligible_net_in_whole_hundreds() -> None:
    assert (QUOTED.redemption.limit, QUOTED.redemption.points, QUOTED.redemption.amount) == (
        4_500,
        1_500,
        15_000,
    )


@pytest.mark.parametrize(
    ("rules", "exact", "points"),
    [
        (EXAMPLE_PROGRAMME, Fraction("94.83375"), 94),
        (programme(BAKERY, DOUBLE), Fraction("170.70075"), 170),
        (ex_tax(EXAMPLE_PROGRAMME), Fraction("94.83375") * 100 / 111, 85),
    ],
    ids=["tier alone", "tier and double campaign", "without tax"],
)
def test_points_are_floored_once_after_everything_is_multiplied(
    rules: Programme, exact: Fraction, points: int
) -> None:
    earning = quote(rules, EXAMPLE_INPUTS).earning
    assert earning.base == 75_867
    assert Fraction(earning.numerator, earning.denominator) == exact
    assert earning.points == points


def test_multipliers_add_their_bonuses_and_are_named() -> None:
    earning = quote(programme(BAKERY, DOUBLE), EXAMPLE_INPUTS).earning
    assert (str(earning.multiplier), earning.rules) == ("2.25", ("silver", "double"))


def test_the_tax_inside_is_rounded_once_and_spread_over_every_line() -> None:
    assert QUOTED.tax == 10_690  # 107.867 × 11/111 = 10.689,52
    assert [line.tax for line in QUOTED.lines] == [5_502, 2_017, 3_171]


def test_the_tier_counts_the_eligible_net_before_redemption() -> None:
    assert QUOTED.tier is not None
    assert QUOTED.tier.metric_after == SILVER.tier_metric + 90_867
    assert (QUOTED.tier.tier_id, QUOTED.tier.next_id) == ("silver", "gold")
    assert QUOTED.tier.distance == 5_000_000 - 1_290_867


def test_tobacco_alone_gets_nothing_and_gives_nothing() -> None:
    quoted = quote(EXAMPLE_PROGRAMME, inputs(lines((CIGARETTES, 1)), SILVER, points_asked=1_000))
    assert (quoted.net, quoted.redemption.limit, quoted.earning.points, quoted.effects) == (32_000, 0, 0, ())
    assert quoted.tier is not None
    assert quoted.tier.metric_after == SILVER.tier_metric


def test_an_order_of_two_promotions_is_by_priority_then_id_each_on_the_running_net() -> None:
    ten = replace(BAKERY, id="b-ten", priority=10)
    also_ten = replace(BAKERY, id="a-ten", priority=20)
    quoted = quote(programme(also_ten, ten), inputs(lines((BREAD, 1))))
    assert [(effect.rule_id, effect.base, effect.amount) for effect in quoted.effects] == [
        ("b-ten", 28_500, 2_850),
        ("a-ten", 25_650, 2_565),
    ]
    same = quote(programme(replace(ten, priority=20), also_ten), inputs(lines((BREAD, 1))))
    assert [effect.rule_id for effect in same.effects] == ["a-ten", "b-ten"]


def test_a_guest_sees_what_a_member_would_have_earned() -> None:
    quoted = quote(EXAMPLE_PROGRAMME, inputs(lines((COFFEE, 2))))
    assert (quoted.earning.points, quoted.tier, quoted.redemption.limit) == (70, None, 0)
