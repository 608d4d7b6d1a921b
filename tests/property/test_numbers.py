"""Sharing and rounding lose nothing."""

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from app.domain.numbers import half_up, round_to_step, spread, spread_within

WEIGHTS = st.lists(st.integers(0, 10**9), min_size=1, max_size=8).filter(any)


@given(st.fractions(0, 10**9))
def test_half_up_is_the_nearest_integer(value: Fraction) -> None:
    assert -Fraction(1, 2) < half_up(value) - value <= Fraction(1, 2)


@given(st.integers(0, 10**12), WEIGHTS)
def test_parts_sum_to_the_whole_and_are_within_one_of_their_share(whole: int, weights: list[int]) -> None:
    parts = spread(whole, weights)
    assert sum(parts) == whole
    for part, weight in zip(parts, weights, strict=True):
        assert abs(part - Fraction(whole * weight, sum(weights))) < 1


@given(WEIGHTS, st.data())
def test_no_part_of_at_most_the_weights_is_more_than_its_weight(
    weights: list[int], data: st.DataObject
) -> None:
    whole = data.draw(st.integers(0, sum(weights)))
    parts = spread(whole, weights)
    assert all(part <= weight for part, weight in zip(parts, weights, strict=True))


@given(WEIGHTS, st.data())
def test_parts_within_limits_sum_to_the_whole(weights: list[int], data: st.DataObject) -> None:
    places = len(weights)
    limits = data.draw(st.lists(st.integers(0, 1_000), min_size=places, max_size=places))
    whole = data.draw(st.integers(0, sum(limits)))
    parts = spread_within(whole, weights, limits)
    assert sum(parts) == whole
    assert all(0 <= part <= limit for part, limit in zip(parts, limits, strict=True))


@given(st.integers(0, 10**9), st.integers(1, 1_000))
def test_a_rounded_amount_is_the_nearest_multiple(amount: int, step: int) -> None:
    rounded = round_to_step(amount, step)
    assert rounded % step == 0
    assert -step < 2 * (rounded - amount) <= step
