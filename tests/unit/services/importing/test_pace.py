"""A transaction has as many rows as a till may wait for."""

import pytest

from app.services.importing.pace import FEWEST_ROWS, FIRST_ROWS, LONGEST, MOST_ROWS, Pace


def paced(nanoseconds_a_row: int, transactions: int = 20) -> list[int]:
    """The rows of each transaction on a machine that takes so long for each row."""
    pace, rows = Pace(), []
    for _ in range(transactions):
        rows.append(pace.rows)
        pace.took(pace.rows, pace.rows * nanoseconds_a_row)
    return rows


@pytest.mark.parametrize("nanoseconds", [400_000, 1_000_000, 5_000_000])
def test_a_transaction_is_soon_as_long_as_it_may_be(nanoseconds: int) -> None:
    last = paced(nanoseconds)[-1]
    assert LONGEST - nanoseconds < last * nanoseconds <= LONGEST


def test_a_fast_machine_speeds_up_step_by_step_to_the_most() -> None:
    assert paced(1, transactions=4) == [FIRST_ROWS, 2 * FIRST_ROWS, MOST_ROWS, MOST_ROWS]


def test_a_machine_that_is_suddenly_busy_slows_down_at_once() -> None:
    pace = Pace(rows=4_000)
    pace.took(4_000, 8 * LONGEST)
    assert pace.rows == 500


def test_it_never_comes_to_a_halt() -> None:
    assert paced(10**12)[-1] == FEWEST_ROWS


def test_a_clock_that_stands_still_is_no_reason_to_stop() -> None:
    pace = Pace()
    pace.took(1, 0)
    assert pace.rows == 2 * FIRST_ROWS
