"""Returns and voids: what comes back, what is clawed back, and that any order and split ends alike."""

from dataclasses import replace
from itertools import permutations

import pytest

from app.domain.basket import (
    PaymentMethod,
    TenderKind,
)
from app.domain.programme.benefits import (
    AmountOff,
    BonusPoints,
    BuyGet,
)
from app.domain.programme.conditions import MinimumSpend, NoneOf
from app.domain.programme.settling import (
    CashRounding,
    RoundingMode,
)
from app.domain.returns import (
    NOTHING_YET,
    RefundPart,
)
from tests.support.returning import EXAMPLE, THING, plain_sale, sale_of
from tests.support.worked_example import (
    EXAMPLE_INPUTS,
    EXAMPLE_PROGRAMME,
    SILVER,
    inputs,
    lines,
    programme,
    promotion,
)


def test_the_worked_example_s_return_of_one_coffee() -> None:
    back = EXAMPLE.back((1, 1))
    assert [(line.number, line.quantity, line.net) for line in back.lines] == [(1, 1_000, 27_760)]
    assert (back.amount, back.points_back, back.clawback) == (27_760, 549, 34)
    assert back.metric == 27_760 + 5_490


def test_three_units_share_1099_redeemed_points_and_give_back_367_366_366_in_that_order() -> None:
    basket = inputs(lines((THING, 3)), SILVER, points_asked=1_099, tender=TenderKind.QRIS)
    rules = replace(
        EXAMPLE_PROGRAMME, points=replace(EXAMPLE_PROGRAMME.points, redeem_multiple=1, redeem_minimum=1)
    )
    sale = sale_of(rules, basket)
    assert sale.quote.redemption.points == 1_099
    back, points = NOTHING_YET, []
    for _ in range(3):
        part = sale.back((1, 1), before=back)
        points.append(part.points_back)
        back = part.after
    assert points == [367, 366, 366]


def test_thresholds_for_earning_are_tested_again_on_the_kept_lines() -> None:
    """Rp100.000 with +50 points from Rp100.000 on, return 40.000: clawback 40 + 50 = 90."""
    fifty = promotion("fifty", BonusPoints(points=50), MinimumSpend(amount=100_000))
    sale = plain_sale(programme(fifty), (THING, 5))
    assert sale.quote.earning.points == 150
    assert sale.back((1, 2)).clawback == 90


def test_price_discounts_are_never_tested_again() -> None:
    """Buy two get one: returning one of three gives back a third of what was paid, and the rest stays."""
    free = promotion("free", BuyGet(buy=2, get=1))
    sale = plain_sale(programme(free), (THING, 3))
    assert sale.quote.payable == 40_000
    assert sale.back((1, 1)).refund == 13_334
    at_least = promotion("ten", AmountOff(amount=10_000), MinimumSpend(amount=60_000))
    sale = plain_sale(programme(at_least), (THING, 3))
    assert sale.back((1, 2)).refund == 33_334  # 50.000 over three units: 16.667, 16.667, 16.666


def test_a_clawback_is_what_was_credited_so_far_less_what_the_kept_lines_earn() -> None:
    back = EXAMPLE.back((1, 1))
    rest = EXAMPLE.back((1, 1), (2, 1), before=back.after)
    assert (back.clawback, rest.clawback) == (34, 60)
    last = EXAMPLE.back((3, 1), before=rest.after)
    assert (last.clawback, last.points_back, last.everything) == (0, 0, True)


def test_the_bonus_of_a_smaller_basket_is_credited_when_only_the_kept_lines_earn_it() -> None:
    small = promotion("small", BonusPoints(points=50), NoneOf(conditions=(MinimumSpend(amount=100_000),)))
    sale = plain_sale(programme(small), (THING, 5))
    first = sale.back((1, 1))
    assert first.clawback == 20 - 50
    assert sale.void(first.after).clawback == 80 + 50


def test_any_order_and_split_of_returns_ends_the_same() -> None:
    pieces = [(1, 1), (1, 1), (2, 1), (3, 1)]
    ends = set()
    for order in set(permutations(pieces)):
        before, parts = NOTHING_YET, []
        for piece in order:
            parts.append(EXAMPLE.back(piece, before=before))
            before = parts[-1].after
        ends.add(
            (
                sum(part.refund for part in parts),
                sum(part.points_back for part in parts),
                sum(part.clawback for part in parts),
                sum(part.metric for part in parts),
                frozenset(before.lines),
            )
        )
    whole = EXAMPLE.void()
    assert ends == {(107_900, 1_500, 94, 90_867, frozenset(whole.after.lines))}


def test_a_void_is_a_full_return_of_all_that_was_paid_spent_and_earned() -> None:
    whole = EXAMPLE.void()
    assert (whole.refund, whole.points_back, whole.clawback, whole.metric) == (107_900, 1_500, 94, 90_867)
    assert whole.money == (RefundPart(method=PaymentMethod.CASH, amount=107_900),)
    assert whole.everything
    after_one = EXAMPLE.void(EXAMPLE.back((1, 1)).after)
    assert after_one.refund == 107_900 - 27_800


@pytest.mark.parametrize(
    ("mode", "steps"),
    [
        (RoundingMode.NEAREST, [27_800, 27_700, 20_400, 32_000]),
        (RoundingMode.DOWN, [27_700, 27_800, 20_300, 32_000]),
    ],
)
def test_cash_rounding_of_refunds_is_cumulative_and_never_more_than_was_paid(
    mode: RoundingMode, steps: list[int]
) -> None:
    rules = replace(EXAMPLE_PROGRAMME, cash=CashRounding(step=100, mode=mode))
    sale = sale_of(rules, EXAMPLE_INPUTS)
    before, refunds, sums = NOTHING_YET, [], 0
    for number in (1, 1, 2, 3):
        part = sale.back((number, 1), before=before)
        assert part.refund == part.amount + part.cash_rounding
        refunds.append(part.refund)
        sums += part.refund
        assert sums <= sale.quote.payable
        before = part.after
    assert refunds == steps
    assert sums == sale.quote.payable


def test_only_cash_refunds_round() -> None:
    by_card = sale_of(EXAMPLE_PROGRAMME, replace(EXAMPLE_INPUTS, tender=TenderKind.CARD))
    assert by_card.back((1, 1)).money == (RefundPart(method=PaymentMethod.CARD, amount=27_760),)
