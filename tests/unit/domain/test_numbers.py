"""Where and how exact numbers round."""

from fractions import Fraction

import pytest

from app.domain.basket import Line
from app.domain.numbers import half_up, per_unit, round_to_step, spread, spread_within
from tests.support.worked_example import item


@pytest.mark.parametrize(
    ("exact", "rounded"),
    [("0", 0), ("0.5", 1), ("1.4999", 1), ("1.5", 2), ("2.5", 3), ("4782.5", 4_783), ("95476.5", 95_477)],
)
def test_a_half_goes_up_whether_the_number_below_is_odd_or_even(exact: str, rounded: int) -> None:
    assert half_up(Fraction(exact)) == rounded


def test_a_weighed_line_is_priced_once_half_up() -> None:
    line = Line(number=1, item=item("beef", "meat", 129_900), quantity=735)
    assert line.price == 95_477


@pytest.mark.parametrize(
    ("whole", "weights", "parts"),
    [
        (4_783, (70_000, 25_650), (3_500, 1_283)),
        (1_500, (66_500, 24_367), (1_098, 402)),
        (1_099, (1, 1, 1), (367, 366, 366)),
        (100, (1, 1, 1), (34, 33, 33)),
        (2, (1, 1, 1), (1, 1, 0)),
        (1, (1, 2, 2), (0, 1, 0)),
        (7, (0, 5), (0, 7)),
        (0, (0, 0), (0, 0)),
        (0, (), ()),
    ],
)
def test_a_whole_is_spread_by_largest_remainder_and_ties_go_to_the_lower_place(
    whole: int, weights: tuple[int, ...], parts: tuple[int, ...]
) -> None:
    assert spread(whole, weights) == parts


def test_something_cannot_be_spread_over_nothing() -> None:
    with pytest.raises(ValueError, match="cannot spread"):
        spread(1, (0, 0))


def test_a_part_over_its_limit_moves_to_the_lowest_place_with_room() -> None:
    assert spread(10, (9, 1)) == (9, 1)
    assert spread_within(10, (9, 1), (8, 5)) == (8, 2)
    assert spread_within(9, (1, 1, 1), (9, 2, 2)) == (5, 2, 2)


def test_what_one_part_overflows_is_moved_once() -> None:
    assert spread_within(11, (1, 1, 9), (2, 2, 8)) == (2, 1, 8)
    assert spread_within(12, (1, 1, 10), (2, 2, 8)) == (2, 2, 8)


def test_just_under_half_a_rupiah_goes_down() -> None:
    assert [per_unit(1, quantity) for quantity in (499, 500, 1_499, 1_500)] == [0, 1, 1, 2]


def test_more_than_the_limits_hold_is_a_fault() -> None:
    with pytest.raises(ValueError, match="limits"):
        spread_within(10, (1, 1), (4, 5))


@pytest.mark.parametrize(
    ("amount", "step", "rounded"),
    [(107_867, 100, 107_900), (107_849, 100, 107_800), (107_850, 100, 107_900), (25, 50, 50), (7, 1, 7)],
)
def test_cash_rounds_half_up_to_the_step(amount: int, step: int, rounded: int) -> None:
    assert round_to_step(amount, step) == rounded
