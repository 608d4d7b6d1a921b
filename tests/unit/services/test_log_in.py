"""A PIN opens the till; guessing closes it, longer each time, also over a restart."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import update

from app.services.front import LockedOut, LoggedIn, LogIn, Role, WrongPin
from app.storage.terminal.tables import shared
from tests.support.shop import CASHIER_PIN, MANAGER_PIN, SmallShop, open_store, small_shop

WRONG = "000000"


@pytest.fixture
def shop(tmp_path: Path) -> Iterator[SmallShop]:
    with small_shop(tmp_path) as shop:
        yield shop


def guesses(shop: SmallShop, count: int) -> list[LogIn]:
    return [shop.till.log_in(shop.cashier_id, WRONG) for _ in range(count)]


def wait(shop: SmallShop, seconds: float) -> None:
    shop.clock.at += int(seconds * 1000)


def test_the_right_pin_logs_in_with_name_and_role(shop: SmallShop) -> None:
    cashier = shop.till.log_in(shop.cashier_id, CASHIER_PIN)
    manager = shop.till.log_in(shop.manager_id, MANAGER_PIN)
    assert isinstance(cashier, LoggedIn)
    assert isinstance(manager, LoggedIn)
    assert (cashier.staff.name, cashier.staff.role) == ("Ayu", Role.CASHIER)
    assert (manager.staff.name, manager.staff.role) == ("Citra", Role.MANAGER)


@pytest.mark.parametrize("pin", ["", "1", "112233 ", "1122334", "778899", "١١٢٢٣٣"])
def test_no_other_text_is_the_pin(shop: SmallShop, pin: str) -> None:
    assert shop.till.log_in(shop.cashier_id, pin) == WrongPin(left=4)


def test_five_wrong_pins_in_a_row_lock_and_the_right_one_does_not_help(shop: SmallShop) -> None:
    answers = guesses(shop, 5)
    assert answers == [
        WrongPin(left=4),
        WrongPin(left=3),
        WrongPin(left=2),
        WrongPin(left=1),
        LockedOut(seconds=60),
    ]
    wait(shop, 59.5)
    assert shop.till.log_in(shop.cashier_id, CASHIER_PIN) == LockedOut(seconds=1)
    assert isinstance(shop.till.log_in(shop.manager_id, MANAGER_PIN), LoggedIn)
    wait(shop, 0.5)
    assert isinstance(shop.till.log_in(shop.cashier_id, CASHIER_PIN), LoggedIn)


def test_tries_while_locked_are_not_counted(shop: SmallShop) -> None:
    guesses(shop, 9)
    wait(shop, 60)
    assert guesses(shop, 1) == [LockedOut(seconds=120)]


def test_each_further_wrong_pin_locks_twice_as_long_up_to_an_hour(shop: SmallShop) -> None:
    guesses(shop, 4)
    seconds = []
    for _ in range(9):
        (answer,) = guesses(shop, 1)
        assert isinstance(answer, LockedOut)
        seconds.append(answer.seconds)
        wait(shop, answer.seconds)
    assert seconds == [60, 120, 240, 480, 960, 1920, 3600, 3600, 3600]


def test_a_lock_survives_a_restart_and_so_does_the_count(shop: SmallShop) -> None:
    guesses(shop, 5)
    shop.store.close()
    store = open_store(shop.directory, shop.clock, shop.chance)
    again = replace(shop.till, store=store)
    assert again.log_in(shop.cashier_id, CASHIER_PIN) == LockedOut(seconds=60)
    wait(shop, 60)
    assert again.log_in(shop.cashier_id, WRONG) == LockedOut(seconds=120)
    store.close()


def test_the_right_pin_starts_the_count_again(shop: SmallShop) -> None:
    guesses(shop, 4)
    shop.till.log_in(shop.cashier_id, CASHIER_PIN)
    assert guesses(shop, 1) == [WrongPin(left=4)]


def test_a_clock_that_was_years_ahead_does_not_lock_for_years(shop: SmallShop) -> None:
    wait(shop, 4 * 365 * 86_400)
    guesses(shop, 5)
    wait(shop, -4 * 365 * 86_400)
    assert isinstance(shop.till.log_in(shop.cashier_id, CASHIER_PIN), LoggedIn)


def test_somebody_whose_pin_never_came_cannot_log_in(shop: SmallShop) -> None:
    with shop.store.writing() as unit:
        unit.connection.execute(update(shared.staff).values(pin_hash=""))
    assert shop.till.log_in(shop.cashier_id, "") == WrongPin(left=4)


def test_nobody_has_an_unknown_staff_id(shop: SmallShop) -> None:
    with pytest.raises(LookupError):
        shop.till.log_in(b"nobody", CASHIER_PIN)
