"""Sets of serials as ranges behave as sets of numbers do; printed serials are read back as they were written."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.serials import (
    HIGHEST_SERIAL,
    SerialRange,
    count_of,
    is_among,
    printed_serial,
    serial_in,
    serial_range,
    serials,
    without,
)

MOST = 40
ranges = st.lists(
    st.tuples(st.integers(1, MOST), st.integers(1, MOST)).map(
        lambda ends: SerialRange(first=min(ends), last=max(ends))
    ),
    max_size=6,
)


def numbers(found: list[SerialRange] | tuple[SerialRange, ...]) -> set[int]:
    return {serial for one in found for serial in range(one.first, one.last + 1)}


@given(ranges)
def test_ranges_become_a_set_with_one_form(some: list[SerialRange]) -> None:
    found = serials(some)
    assert numbers(found) == numbers(some)
    assert all(one.last + 1 < other.first for one, other in pairwise(found))
    assert serials(reversed(found)) == found
    assert count_of(found) == len(numbers(some))


@given(ranges, ranges)
def test_what_is_left_is_the_difference_of_the_sets(
    some: list[SerialRange], taken: list[SerialRange]
) -> None:
    left = without(some, taken)
    assert numbers(left) == numbers(some) - numbers(taken)
    assert left == serials(left)


@given(ranges)
def test_a_serial_is_among_those_that_are_in_a_range(some: list[SerialRange]) -> None:
    found = serials(some)
    assert {serial for serial in range(MOST + 2) if is_among(found, serial)} == numbers(some)


@given(ranges)
def test_two_ranges_overlap_when_they_have_a_number_in_common(some: list[SerialRange]) -> None:
    for one in some:
        for other in some:
            assert one.overlaps(other) == bool(numbers([one]) & numbers([other]))


@pytest.mark.parametrize(("first", "last"), [(0, 1), (2, 1), (1, HIGHEST_SERIAL + 1), (-3, -1)])
def test_what_is_no_range_is_refused(first: int, last: int) -> None:
    assert serial_range(first, last) is None
    with pytest.raises(ValueError, match="no range of serials"):
        SerialRange(first=first, last=last)


def test_a_range_holds_both_its_ends() -> None:
    whole = serial_range(1, HIGHEST_SERIAL)
    assert whole is not None
    assert (1 in whole, HIGHEST_SERIAL in whole, 0 in whole) == (True, True, False)
    assert len(SerialRange(first=7, last=7)) == 1


@pytest.mark.parametrize(
    ("store", "serial", "text"),
    [
        ("BDG", 123, "BDG-000123"),
        ("BDG", 1, "BDG-000001"),
        ("KOTA-2", 999_999, "KOTA-2-999999"),
        ("BDG", 1_000_000, "BDG-1000000"),
    ],
)
def test_a_printed_serial_is_read_back(store: str, serial: int, text: str) -> None:
    assert printed_serial(store, serial) == text
    assert serial_in(f" {text.lower()} ") == (store, serial)


@pytest.mark.parametrize(
    "text", ["", "BDG", "BDG-123", "-000123", "BDG-000000", "BDG-0000123", "BDG-00012x", "BDG-٠٠٠١٢٣"]
)
def test_what_is_no_printed_serial_is_none(text: str) -> None:
    assert serial_in(text) is None
