"""Conditions in all, any and none of them; which refusal is told when several fail."""

import pytest

from app.domain.programme.conditions import (
    AllOf,
    AnyOf,
    Condition,
    CouponCode,
    MembersOnly,
    MinimumQuantity,
    MinimumSpend,
    NoneOf,
)
from app.domain.programme.lines import Lines
from tests.support.loyalty import TEA, basket, percent, quoted, rule, shop, why_not

YES = MinimumSpend(amount=1)
FAR = MinimumSpend(amount=30_000)
FEW = MinimumQuantity(quantity=3_000)
NO_MEMBER = MembersOnly()
TOO_LITTLE = ("below-minimum", 20_000, ())
TOO_FEW = ("too-few-units", 2_000, ())


def all_of(*conditions: Condition) -> AllOf:
    return AllOf(conditions=conditions)


def any_of(*conditions: Condition) -> AnyOf:
    return AnyOf(conditions=conditions)


def none_of(*conditions: Condition) -> NoneOf:
    return NoneOf(conditions=conditions)


def why(*conditions: Condition) -> tuple[str, int, tuple[str, ...]] | None:
    return why_not(quoted(shop(rule(percent("10"), *conditions)), basket(TEA)))


@pytest.mark.parametrize(
    ("conditions", "expected"),
    [
        ((), None),
        ((YES,), None),
        ((YES, YES), None),
        ((YES, FAR, FEW), TOO_LITTLE),
        ((FEW, FAR), TOO_FEW),
        ((all_of(YES, FEW, FAR),), TOO_FEW),
        ((all_of(YES, YES), FAR), TOO_LITTLE),
        ((any_of(FAR, YES),), None),
        ((any_of(YES, FAR),), None),
        ((any_of(FAR, FEW, NO_MEMBER),), TOO_LITTLE),
        ((any_of(FEW, FAR),), TOO_FEW),
        ((none_of(FAR, FEW),), None),
        ((none_of(FAR, YES),), ("ruled-out", 0, ())),
        ((none_of(YES),), ("ruled-out", 0, ())),
        ((any_of(all_of(YES, FEW), none_of(YES)),), TOO_FEW),
        ((any_of(all_of(YES, FEW), none_of(FAR)),), None),
        ((none_of(all_of(YES, FAR)),), None),
        ((none_of(all_of(YES, none_of(FAR))),), ("ruled-out", 0, ())),
    ],
)
def test_all_any_and_none_nest_and_the_first_that_fails_is_told(
    conditions: tuple[Condition, ...], expected: tuple[str, int, tuple[str, ...]] | None
) -> None:
    assert why(*conditions) == expected


def test_a_rule_is_looked_at_in_order_stopped_lines_conditions_rights() -> None:
    nowhere = Lines(skus=("nothing",))
    stopped = rule(percent("10"), CouponCode(codes=("X",)), lines=nowhere, stopped=True)
    assert why_not(quoted(shop(stopped), basket(TEA))) == ("stopped", 0, ())
    no_line = rule(percent("10"), CouponCode(codes=("X",)), lines=nowhere)
    assert why_not(quoted(shop(no_line), basket(TEA))) == ("no-eligible-line", 0, ())
