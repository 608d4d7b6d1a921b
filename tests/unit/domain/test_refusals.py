"""Every rule that was tried and refused says why, and how far away it was."""

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from app.domain.basket import MemberSnapshot
from app.domain.programme.benefits import PercentOff, PointsMultiplier
from app.domain.programme.conditions import Condition, DateWindow, MembersOnly, MinimumSpend
from app.domain.programme.document import Programme
from app.domain.quote import Phase, Refusal, RefusalReason, quote
from tests.support.worked_example import (
    BASIC,
    BREAD,
    CIGARETTES,
    COFFEE,
    EXAMPLE_LINES,
    NOON,
    SILVER,
    inputs,
    lines,
    programme,
    promotion,
)

TEN_OFF = PercentOff(percent=Decimal(10))
TWICE = PointsMultiplier(times=Decimal(2))


def refusal(reason: RefusalReason, distance: int = 0, phase: Phase = Phase.LINE_PROMOTION) -> Refusal:
    return Refusal(rule_id="rule", phase=phase, reason=reason, distance=distance)


@pytest.mark.parametrize(
    ("conditions", "member", "reason", "distance"),
    [
        ((DateWindow(starts=date(2026, 11, 23), ends=date(2026, 11, 30)),), None, "not-started", 0),
        ((DateWindow(starts=date(2026, 11, 1), ends=date(2026, 11, 21)),), None, "ended", 0),
        ((MembersOnly(),), None, "needs-member", 0),
        ((MinimumSpend(amount=113_500),), None, "below-minimum", 15_000),
        ((MinimumSpend(amount=98_501),), None, "below-minimum", 1),
        ((MembersOnly(), MinimumSpend(amount=200_000)), None, "needs-member", 0),
        ((MembersOnly(), MinimumSpend(amount=200_000)), BASIC, "below-minimum", 101_500),
    ],
)
def test_the_first_condition_that_does_not_hold_is_told_with_its_distance(
    conditions: tuple[Condition, ...], member: MemberSnapshot | None, reason: str, distance: int
) -> None:
    quoted = quote(programme(promotion("rule", TEN_OFF, *conditions)), inputs(EXAMPLE_LINES, member))
    assert quoted.refusals == (refusal(RefusalReason(reason), distance),)
    assert (quoted.effects, quoted.net) == ((), 130_500)


def test_a_minimum_is_reached_at_the_amount_itself() -> None:
    rules = programme(promotion("rule", TEN_OFF, MinimumSpend(amount=98_500)))
    quoted = quote(rules, inputs(EXAMPLE_LINES))
    assert (quoted.refusals, quoted.effects[0].amount) == ((), 9_850)


def test_a_stopped_promotion_and_one_without_a_line_say_so() -> None:
    stopped = promotion("rule", TEN_OFF, stopped=True)
    assert quote(programme(stopped), inputs(EXAMPLE_LINES)).refusals == (refusal(RefusalReason.STOPPED),)
    no_line = promotion("rule", TEN_OFF, categories=("toys",))
    expected = (refusal(RefusalReason.NO_ELIGIBLE_LINE),)
    assert quote(programme(no_line), inputs(EXAMPLE_LINES)).refusals == expected
    tobacco = promotion("rule", TEN_OFF, categories=("tobacco",))
    assert quote(programme(tobacco), inputs(lines((CIGARETTES, 1)))).refusals == expected


def test_conditions_see_the_net_at_the_start_of_their_phase_not_what_promotions_left() -> None:
    first = promotion("first", PercentOff(percent=Decimal(50)), priority=1)
    second = promotion("second", TEN_OFF, MinimumSpend(amount=70_000), priority=2)
    quoted = quote(programme(first, second), inputs(lines((COFFEE, 2))))
    assert [(effect.rule_id, effect.amount) for effect in quoted.effects] == [
        ("first", 35_000),
        ("second", 3_500),
    ]


def test_a_multiplier_s_conditions_see_what_is_left_to_be_paid() -> None:
    rules = programme(promotion("rule", TWICE, MinimumSpend(amount=70_000)))
    assert quote(rules, inputs(lines((COFFEE, 2)), BASIC)).earning.points == 140
    short = quote(rules, inputs(lines((COFFEE, 2)), BASIC, points_asked=1_000))
    assert (short.earning.points, short.refusals) == (
        60,
        (refusal(RefusalReason.BELOW_MINIMUM, 10_000, Phase.EARNING),),
    )


def milliseconds(text: str) -> int:
    return int(datetime.fromisoformat(text).replace(tzinfo=UTC).timestamp() * 1000)


@pytest.mark.parametrize(
    ("opened_at", "zone", "reason"),
    [
        ("2026-10-31T16:59:59.999", "Asia/Jakarta", RefusalReason.NOT_STARTED),
        ("2026-10-31T17:00:00", "Asia/Jakarta", None),
        ("2026-11-30T16:59:59.999", "Asia/Jakarta", None),
        ("2026-11-30T17:00:00", "Asia/Jakarta", RefusalReason.ENDED),
        ("2026-10-31T15:00:00", "Asia/Jayapura", None),
        ("2026-11-30T15:00:00", "Asia/Jayapura", RefusalReason.ENDED),
    ],
)
def test_a_date_window_opens_and_closes_at_midnight_in_the_store_s_zone(
    opened_at: str, zone: str, reason: RefusalReason | None
) -> None:
    rules = programme(
        promotion("rule", TEN_OFF, DateWindow(starts=date(2026, 11, 1), ends=date(2026, 11, 30)))
    )
    quoted = quote(rules, inputs(lines((BREAD, 1)), opened_at=milliseconds(opened_at), zone=zone))
    assert quoted.refusals == (() if reason is None else (refusal(reason),))
    assert quoted.net == (25_650 if reason is None else 28_500)


def asked(
    points: int, member: MemberSnapshot = SILVER, rules: Programme | None = None
) -> tuple[int, int, int]:
    """Limit, points and distance of a redemption on two coffees of 66.500 after Silver's discount."""
    quoted = quote(rules or programme(), inputs(lines((COFFEE, 2)), member, points_asked=points))
    over = [each for each in quoted.refusals if each.reason is RefusalReason.OVER_LIMIT]
    return quoted.redemption.limit, quoted.redemption.points, over[0].distance if over else 0


def test_a_redemption_is_cut_to_the_limit_and_says_how_much_was_over() -> None:
    assert asked(3_300) == (3_300, 3_300, 0)
    assert asked(4_000) == (3_300, 3_300, 700)
    assert asked(250) == (3_300, 200, 50)
    assert asked(99) == (3_300, 0, 99)
    assert asked(0) == (3_300, 0, 0)


def test_only_what_is_usable_here_can_be_redeemed() -> None:
    assert asked(1_000, replace(SILVER, usable=950)) == (900, 900, 100)
    assert asked(1_000, replace(SILVER, balance=-24, usable=0)) == (0, 0, 1_000)


def test_below_the_minimum_nothing_can_be_redeemed() -> None:
    rules = programme()
    strict = replace(rules, points=replace(rules.points, redeem_minimum=3_400))
    assert asked(3_300, rules=strict) == (0, 0, 3_300)


def test_no_line_pays_more_in_points_than_it_has_whole_points_of_money() -> None:
    rules = programme()
    whole = replace(
        rules, points=replace(rules.points, redeem_percent=Decimal(100), redeem_multiple=1, redeem_minimum=1)
    )
    cheap = [(replace(BREAD, sku=str(price), price=price), 1) for price in (9, 9, 9, 25)]
    quoted = quote(whole, inputs(lines(*cheap), BASIC, points_asked=100))
    assert (quoted.redemption.limit, [line.net for line in quoted.lines]) == (2, [9, 9, 9, 5])


def test_a_quote_is_of_the_moment_when_its_basket_was_opened() -> None:
    rules = programme(
        promotion("rule", TEN_OFF, DateWindow(starts=date(2026, 11, 22), ends=date(2026, 11, 22)))
    )
    assert quote(rules, inputs(lines((BREAD, 1)), opened_at=NOON)).net == 25_650
