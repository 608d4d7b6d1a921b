"""Plans: opened by buying, renewed from the old end, refunded by unused days."""

from datetime import date

import pytest

from app.domain.basket import Entitlement
from app.domain.plan_returns import Shortened, shortened
from app.domain.plans import PlanRefund, in_force, opened, refund

YEAR = Entitlement(plan_id="vip", starts=date(2026, 1, 1), ends=date(2026, 12, 31))


def test_buying_a_plan_opens_a_dated_entitlement() -> None:
    assert opened((), "vip", 12, date(2026, 1, 1)) == YEAR
    assert opened((), "vip", 1, date(2026, 1, 31)) == Entitlement(
        plan_id="vip", starts=date(2026, 1, 31), ends=date(2026, 2, 27)
    )


def test_a_renewal_extends_from_the_old_end() -> None:
    renewed = opened((YEAR,), "vip", 12, date(2026, 12, 1))
    assert (renewed.starts, renewed.ends) == (date(2027, 1, 1), date(2027, 12, 31))
    again = opened((YEAR, renewed), "vip", 1, date(2026, 12, 1))
    assert (again.starts, again.ends) == (date(2028, 1, 1), date(2028, 1, 31))
    on_the_last_day = opened((YEAR,), "vip", 12, date(2026, 12, 31))
    assert on_the_last_day.starts == date(2027, 1, 1)


def test_a_plan_that_has_ended_or_another_plan_doesn_t_delay_the_start() -> None:
    other = Entitlement(plan_id="gym", starts=date(2026, 1, 1), ends=date(2028, 1, 1))
    assert opened((YEAR, other), "vip", 1, date(2027, 3, 5)).starts == date(2027, 3, 5)


def test_a_plan_is_in_force_on_each_of_its_days() -> None:
    assert in_force((YEAR,), date(2025, 12, 31)) == ()
    assert in_force((YEAR,), date(2026, 1, 1)) == (YEAR,)
    assert in_force((YEAR,), date(2026, 12, 31)) == (YEAR,)
    assert in_force((YEAR,), date(2027, 1, 1)) == ()


@pytest.mark.parametrize(
    ("today", "amount", "unused", "ends"),
    [
        (date(2025, 12, 31), 100_000, 365, None),
        (date(2026, 1, 1), 99_726, 364, date(2026, 1, 1)),
        (date(2026, 7, 2), 49_863, 182, date(2026, 7, 2)),
        (date(2026, 12, 30), 274, 1, date(2026, 12, 30)),
        (date(2026, 12, 31), 0, 0, date(2026, 12, 31)),
        (date(2027, 5, 1), 0, 0, date(2026, 12, 31)),
    ],
)
def test_a_plan_s_refund_is_pro_rata_by_unused_days_rounded_half_up_once(
    today: date, amount: int, unused: int, ends: date | None
) -> None:
    left = None if ends is None else Entitlement(plan_id="vip", starts=YEAR.starts, ends=ends)
    assert refund(YEAR, 100_000, today) == PlanRefund(amount=amount, unused_days=unused, days=365, left=left)


def test_half_a_rupiah_of_a_plan_s_refund_goes_up() -> None:
    two_days = Entitlement(plan_id="vip", starts=date(2026, 1, 1), ends=date(2026, 1, 2))
    assert refund(two_days, 1_001, date(2026, 1, 1)).amount == 501


@pytest.mark.parametrize(
    "starts", [date(2026, 12, 31), date(2026, 1, 30), date(2026, 2, 28), date(2026, 5, 5)]
)
def test_a_plan_of_which_months_come_back_lasts_as_if_no_more_had_been_bought(starts: date) -> None:
    three, one = opened((), "vip", 3, starts), opened((), "vip", 1, starts)
    assert shortened(three, 1, 60_000, starts) == Shortened(ends=one.ends, used_up=0)


def test_nothing_is_paid_back_for_months_that_are_over() -> None:
    assert shortened(YEAR, 12, 5_000, date(2026, 3, 1)) == Shortened(ends=YEAR.ends, used_up=5_000)
