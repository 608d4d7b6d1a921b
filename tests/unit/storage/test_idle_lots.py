"""Points that lapse by inactivity: a member who comes back keeps them, whatever arrives first."""

from dataclasses import replace
from datetime import date
from itertools import permutations
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.calendar import end_of_day, local_time
from app.domain.expiring import inactive_at
from app.domain.ledger import after_activity
from app.domain.programme.points import AfterInactivity
from app.services.found_shop import publish_first
from app.services.outcomes import SaleDone
from app.storage.idle_lots import put_off
from tests.support.selling import basket_of, member_at, pay
from tests.support.server_word import apply, change, lot, member_state, with_lot
from tests.support.shop import NOON, SmallShop, small_shop
from tests.support.taking_back import void

ZONE = "Asia/Jakarta"
DAY = 86_400_000
IDLE = replace(lot(b"idle", 100), inactivity_months=1, expires_at=inactive_at(1, NOON, (), ZONE))


def forgetful(directory: Path) -> SmallShop:
    """A shop whose points lapse after a month without a sale."""
    shop = small_shop(directory)
    points = replace(shop.programme.points, expiry=AfterInactivity(months=1))
    with shop.store.writing() as unit:
        publish_first(unit, replace(shop.programme, revision=2, points=points))
    return shop


def lapse_days(shop: SmallShop) -> list[str]:
    """The last day of each lot that can be spent now, the oldest lot first."""
    with shop.store.reading() as unit:
        held = unit.members.held_lots(shop.members[0], shop.clock.at)
    ordered = sorted(held, key=lambda one: one.earned_at)
    return [f"{local_time(one.expires_at or 0, ZONE):%d.%m.}" for one in ordered]


def sell_on(shop: SmallShop, day: int) -> SaleDone:
    """One sale, days after the shop opened."""
    shop.clock.at = NOON + day * DAY
    return pay(shop, basket_of(shop, "KOP-001"))


def test_each_sale_puts_off_what_the_member_has(tmp_path: Path) -> None:
    with forgetful(tmp_path) as shop:
        sell_on(shop, 0)
        assert lapse_days(shop) == ["22.12."]
        sell_on(shop, 10)
        assert lapse_days(shop) == ["02.01.", "02.01."]
        assert member_at(shop).usable == 48


def test_a_sale_stays_an_activity_when_its_goods_come_back(tmp_path: Path) -> None:
    with forgetful(tmp_path) as shop:
        sell_on(shop, 0)
        shop.clock.at = NOON + 10 * DAY
        void(shop, pay(shop, basket_of(shop, "KOP-001")))
        assert lapse_days(shop) == ["02.01."]


def test_a_sale_that_comes_too_late_brings_nothing_back(tmp_path: Path) -> None:
    with forgetful(tmp_path) as shop:
        sell_on(shop, 0)
        sell_on(shop, 31)
        assert lapse_days(shop) == ["22.12.", "23.01."]
        assert member_at(shop).usable == 24


def test_points_of_other_revisions_keep_the_day_that_they_were_given(tmp_path: Path) -> None:
    with small_shop(tmp_path) as shop:
        sell_on(shop, 0)
        before = lapse_days(shop)
        sell_on(shop, 10)
        assert lapse_days(shop)[0] == before[0] == "22.11."


@pytest.mark.parametrize("kept", [True, False], ids=["kept", "brought back"])
def test_sales_that_the_server_has_not_seen_put_off_what_it_tells(tmp_path: Path, kept: bool) -> None:
    with forgetful(tmp_path) as shop:
        state = with_lot(member_state(shop), IDLE, right=100)
        sold = sell_on(shop, 10)
        if not kept:
            void(shop, sold)
        apply(shop, change("member", state), included=(1, 0))
        assert lapse_days(shop) == (["02.01.", "02.01."] if kept else ["02.01."]), "the sale's own are gone"


@given(st.lists(st.integers(0, 200).map(lambda day: NOON + day * DAY + 1), max_size=8))
def test_all_at_once_is_what_the_ledger_says(activities: list[int]) -> None:
    assert put_off(IDLE, activities, ZONE) == after_activity(IDLE, activities, ZONE)


@pytest.mark.parametrize("order", list(permutations((20, 45, 70))))
def test_the_order_in_which_sales_arrive_changes_nothing(order: tuple[int, ...]) -> None:
    known: list[int] = []
    followed = IDLE
    for day in order:
        known.append(NOON + day * DAY)
        followed = put_off(followed, known, ZONE)
    assert followed.expires_at == end_of_day(date(2027, 2, 28), ZONE), "31 January is the last sale"
