"""Limits are counted rights: without a share of one nothing is given, and it says which one is used up."""

from dataclasses import replace

import pytest

from app.domain.programme.benefits import AmountOff, BonusPoints
from app.domain.programme.promotions import LimitKind, Limits
from app.domain.quote import RefusalReason
from tests.support.loyalty import (
    TEA,
    a_member,
    basket,
    nets,
    percent,
    quoted,
    refused_in,
    right,
    rule,
    shop,
    taken,
)

COUNTS = [
    ("per_member", "per-member"),
    ("per_member_per_day", "per-member-per-day"),
    ("per_member_per_month", "per-member-per-month"),
    ("per_day", "per-day"),
    ("in_total", "in-total"),
]
ONE_OFF = rule(AmountOff(amount=1_000, per_unit=True))


@pytest.mark.parametrize(("field", "kind"), [*COUNTS, ("budget", "budget")])
def test_every_counted_limit_wants_a_right(field: str, kind: str) -> None:
    limited = shop(replace(ONE_OFF, limits=Limits(**{field: 100})))
    without = quoted(limited, basket(TEA))
    assert (nets(without), refused_in(without).reason) == ([10_000], RefusalReason.NO_RIGHT)
    assert refused_in(without).limit is LimitKind(kind)
    used_up = quoted(limited, basket(TEA), rights=(right(kind, 0),))
    assert refused_in(used_up).limit is LimitKind(kind)
    other = quoted(limited, basket(TEA), rights=(right(kind, 9, rule_id="other"),))
    assert refused_in(other).limit is LimitKind(kind)
    assert nets(quoted(limited, basket(TEA), rights=(right(kind, 1_000),))) == [9_000]


@pytest.mark.parametrize(("field", "kind"), COUNTS)
def test_a_count_is_how_often_it_may_still_be_given(field: str, kind: str) -> None:
    limited = shop(replace(ONE_OFF, limits=Limits(**{field: 100})))
    assert nets(quoted(limited, basket((TEA, 5)), rights=(right(kind, 1),))) == [49_000]
    assert nets(quoted(limited, basket((TEA, 5)), rights=(right(kind, 3),))) == [47_000]


def test_the_smallest_count_decides() -> None:
    limits = Limits(per_sale=4, per_day=9, in_total=9)
    limited = shop(replace(ONE_OFF, limits=limits))

    def left(per_day: int, in_total: int) -> list[int]:
        rights = (right("per-day", per_day), right("in-total", in_total))
        return nets(quoted(limited, basket((TEA, 5)), rights=rights))

    assert left(9, 9) == [46_000]
    assert left(3, 9) == [47_000]
    assert left(9, 2) == [48_000]
    assert left(2, 3) == [48_000]


def test_the_first_limit_that_is_used_up_is_told() -> None:
    limited = shop(replace(ONE_OFF, limits=Limits(per_member=1, per_day=1, budget=1)))
    answer = quoted(limited, basket(TEA), rights=(right("per-member", 1), right("budget", 1)))
    assert refused_in(answer).limit is LimitKind.PER_DAY


def test_per_sale_wants_no_right_and_a_rule_without_limits_none_at_all() -> None:
    assert nets(quoted(shop(replace(ONE_OFF, limits=Limits(per_sale=1))), basket((TEA, 2)))) == [19_000]
    assert nets(quoted(shop(replace(ONE_OFF, limits=Limits())), basket((TEA, 2)))) == [18_000]


def test_a_budget_and_a_count_hold_together() -> None:
    limited = shop(replace(ONE_OFF, limits=Limits(per_day=9, budget=9_000)))
    rights = (right("per-day", 3), right("budget", 2_500))
    assert nets(quoted(limited, basket((TEA, 5)), rights=rights)) == [47_500]
    rights = (right("per-day", 2), right("budget", 2_500))
    assert nets(quoted(limited, basket((TEA, 5)), rights=rights)) == [48_000]


def test_conditions_are_told_before_rights_and_rights_before_the_group() -> None:
    limited = rule(percent("10"), limits=Limits(in_total=1))
    assert taken(quoted(shop(limited), basket(TEA))) == []
    bonus = shop(rule(BonusPoints(points=50), limits=Limits(in_total=1)))
    answer = quoted(bonus, basket(TEA), a_member())
    assert (answer.earning.points, refused_in(answer).limit) == (10, LimitKind.IN_TOTAL)
