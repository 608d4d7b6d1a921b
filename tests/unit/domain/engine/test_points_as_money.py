"""Points as money: the smallest of all limits, spread over lines in points; money follows the points."""

from dataclasses import replace
from decimal import Decimal

import pytest

from app.domain.basket import MemberSnapshot, Proof
from app.domain.programme.document import Programme
from app.domain.programme.settling import Instrument, InstrumentRule, Treatment
from app.domain.quote import Carried, Part, Phase, Redemption, RedemptionBound
from tests.support.loyalty import (
    CAKE,
    GIFT_CARD,
    SHOP,
    TEA,
    TOBACCO,
    a_member,
    basket,
    goods,
    nets,
    off,
    percent,
    quoted,
    rule,
    shop,
    why_not,
    with_points,
)

Why = tuple[str, int, tuple[str, ...]] | None


def asked(
    points: int, programme: Programme = SHOP, member: MemberSnapshot | None = None
) -> tuple[int, int, str, Why]:
    """Limit, points, bound and refusal when points are asked for a tea of 10.000 (1.000 points)."""
    answer = quoted(programme, basket(TEA), member or a_member(), points_asked=points)
    redemption = answer.redemption
    assert redemption.amount == redemption.points * programme.points.value
    return redemption.limit, redemption.points, redemption.bound.value, why_not(answer, "points")


def over(distance: int, bound: str) -> Why:
    return ("over-limit", distance, (bound,))


def test_points_are_spread_over_the_lines_and_money_follows_the_points() -> None:
    """1.500 of 66.500 and 24.367: 1.097,8 and 402,2 points."""
    answer = quoted(
        SHOP, basket(goods(66_500), goods(24_367, "b"), TOBACCO, GIFT_CARD), a_member(), points_asked=1_500
    )
    assert nets(answer) == [55_520, 20_347, 32_000, 100_000]
    assert answer.lines[0].parts == (
        Part(rule_id="points", phase=Phase.REDEMPTION, amount=10_980, points=1_098),
    )
    assert answer.effects == (
        off(15_000, base=90_867, lines=(1, 2), rule_id="points", phase=Phase.REDEMPTION, points=1_500),
    )
    assert answer.redemption == Redemption(
        limit=9_086, points=1_500, amount=15_000, bound=RedemptionBound.PERCENT, reward_points=0
    )


def test_only_what_is_usable_here_can_be_spent() -> None:
    assert asked(500, member=a_member(usable=500)) == (500, 500, "usable", None)
    assert asked(501, member=a_member(usable=500)) == (500, 500, "usable", over(1, "usable"))


def test_a_part_of_the_net_may_be_paid_with_points() -> None:
    half = with_points(SHOP, redeem_percent=Decimal(50))
    assert asked(500, half) == (500, 500, "percent", None)
    assert asked(501, half) == (500, 500, "percent", over(1, "percent"))
    assert asked(9_999, with_points(SHOP, redeem_percent=Decimal("33.3333")))[0] == 333
    nothing = with_points(SHOP, redeem_percent=Decimal(0))
    assert asked(1, nothing) == (0, 0, "percent", over(1, "percent"))


def test_a_day_has_a_most() -> None:
    daily = with_points(SHOP, redeem_per_day=300)
    assert asked(400, daily) == (300, 300, "per-day", over(100, "per-day"))
    assert asked(400, daily, a_member(redeemed_today=250)) == (50, 50, "per-day", over(350, "per-day"))
    assert asked(400, daily, a_member(redeemed_today=301)) == (0, 0, "per-day", over(400, "per-day"))


def test_a_told_number_is_enough_up_to_a_limit() -> None:
    proof = with_points(SHOP, proof_above=200)
    told = a_member(proof=Proof.TOLD)
    assert asked(200, proof, told) == (200, 200, "proof", None)
    assert asked(201, proof, told) == (200, 200, "proof", over(1, "proof"))
    assert asked(201, proof)[1:] == (201, "percent", None)
    assert asked(201, SHOP, told)[1] == 201


def test_no_line_pays_more_than_its_whole_points() -> None:
    cheap = basket(*(goods(price, str(number)) for number, price in enumerate((9, 9, 9, 25))))
    answer = quoted(SHOP, cheap, a_member(), points_asked=100)
    assert (answer.redemption.limit, answer.redemption.bound) == (2, RedemptionBound.NET)
    assert (nets(answer), why_not(answer, "points")) == ([9, 9, 9, 5], over(98, "net"))


def test_what_overflows_a_line_goes_to_the_lowest_with_room() -> None:
    """3 points over 19, 19 and 19: whole points 1 each; over 19, 35, 19: shares 0,8 1,4 0,8."""
    answer = quoted(SHOP, basket(goods(19), goods(19, "b"), goods(19, "c")), a_member(), points_asked=3)
    assert nets(answer) == [9, 9, 9]
    uneven = basket(goods(39, "a"), goods(9, "b"), goods(30, "c"))
    spent = quoted(SHOP, uneven, a_member(), points_asked=6)
    assert nets(spent) == [9, 9, 0]


def test_points_come_in_multiples_from_a_minimum() -> None:
    hundreds = with_points(SHOP, redeem_multiple=100)
    assert asked(1_000, hundreds) == (1_000, 1_000, "percent", None)
    assert asked(250, hundreds) == (1_000, 200, "percent", over(50, "percent"))
    assert asked(99, hundreds) == (1_000, 0, "percent", over(99, "percent"))
    assert asked(500, hundreds, a_member(usable=470)) == (400, 400, "usable", over(100, "usable"))
    minimum = with_points(SHOP, redeem_minimum=500)
    assert asked(500, minimum)[1] == 500
    assert asked(499, minimum) == (1_000, 0, "percent", over(499, "percent"))
    assert asked(500, minimum, a_member(usable=499)) == (0, 0, "usable", over(500, "usable"))


def test_the_smallest_limit_decides_and_of_equal_ones_the_first() -> None:
    rules = with_points(SHOP, redeem_percent=Decimal(40), redeem_per_day=300, proof_above=300)
    told = a_member(proof=Proof.TOLD, usable=500)
    assert asked(0, rules, told)[:3] == (300, 0, "per-day")
    assert asked(0, rules, replace(told, usable=300))[2] == "usable"
    assert asked(0, with_points(rules, redeem_percent=Decimal(30)), told)[2] == "percent"
    assert asked(0, with_points(rules, proof_above=299), told)[:3] == (299, 0, "proof")


def test_in_debt_nothing_is_spent_until_it_is_paid() -> None:
    assert asked(100, member=a_member(balance=-24)) == (0, 0, "usable", ("in-debt", 24, ()))
    assert asked(100, member=a_member(balance=0))[1] == 100


def test_a_guest_is_told_that_a_member_is_needed() -> None:
    answer = quoted(SHOP, basket(TEA), points_asked=100)
    assert (answer.redemption.limit, why_not(answer, "points")) == (0, ("needs-member", 0, ()))
    assert answer.refusals[0].phase is Phase.REDEMPTION
    assert quoted(SHOP, basket(TEA)).refusals == ()
    assert quoted(with_points(SHOP, redeem_per_day=5, proof_above=1), basket(TEA)).redemption.limit == 0


def test_points_pay_what_promotions_left() -> None:
    half = shop(rule(percent("50")))
    assert asked(1_000, half)[:2] == (500, 500)
    free = shop(rule(percent("100")))
    assert asked(1, free)[:2] == (0, 0)


@pytest.mark.parametrize(
    ("value", "points", "left"), [(1, 9_999, 1), (7, 1_428, 4), (10_000, 1, 0), (10_001, 0, 10_000)]
)
def test_a_point_s_value_decides_how_many_fit(value: int, points: int, left: int) -> None:
    limit = asked(9_999, with_points(SHOP, value=value))
    answer = quoted(with_points(SHOP, value=value), basket(TEA), a_member(), points_asked=9_999)
    assert (limit[1], nets(answer)) == (points, [left])


def test_a_point_of_a_rupiah_pays_a_line_of_a_rupiah() -> None:
    answer = quoted(with_points(SHOP, value=1), basket(goods(1)), a_member(), points_asked=1)
    assert nets(answer) == [0]


AS_TENDER = shop(instruments=(InstrumentRule(instrument=Instrument.POINTS, counts_as=Treatment.TENDER),))


def test_points_as_a_tender_carry_the_bill_after_tax_and_leave_the_net() -> None:
    answer = quoted(AS_TENDER, basket(TEA, CAKE), a_member(), points_asked=1_000)
    assert (nets(answer), answer.total, answer.payable) == ([10_000, 30_000], 40_000, 30_000)
    assert answer.carried == (Carried(rule_id="points", amount=10_000, points=1_000),)
    assert [line.wallet for line in answer.lines] == [2_500, 7_500]
    assert (answer.effects, answer.redemption.points) == ((), 1_000)


def test_points_as_a_tender_are_bound_by_what_is_due_not_by_whole_points_of_lines() -> None:
    cheap = basket(goods(9), goods(7, "b"), TOBACCO)
    answer = quoted(AS_TENDER, cheap, a_member(), points_asked=5)
    assert (answer.redemption.limit, answer.redemption.bound) == (1, RedemptionBound.PERCENT)
    assert why_not(answer, "points") == over(4, "percent")
    none = quoted(AS_TENDER, cheap, a_member())
    assert (none.carried, none.redemption.points) == ((), 0)
