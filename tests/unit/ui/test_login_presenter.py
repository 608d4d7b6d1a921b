from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from app.services.front import LockedOut, StaffTile, WrongPin
from app.services.scan_rules import RuleKind, ScanRule, ScanRules
from app.ui.login.presenter import LoginPresenter
from app.ui.login.state import LoginState, LoginTrouble, Purpose
from tests.support.hand_lanes import HandLanes
from tests.support.selling import scan
from tests.support.shop import CASHIER_PIN, MANAGER_PIN, SmallShop, small_shop


class Door:
    """The login with nobody in front of it."""

    def __init__(self, shop: SmallShop) -> None:
        self.shop = shop
        self.hand = HandLanes()
        self.shown: list[LoginState] = []
        self.came: list[tuple[str, Purpose]] = []
        self.presenter = LoginPresenter(shop.till, self.hand.lanes, self.shown.append, self._came)

    def start(self, purpose: Purpose) -> None:
        self.presenter.start(purpose)
        self.hand.settle()

    def type(self, pin: str) -> None:
        for digit in pin:
            self.presenter.digit(digit)
        self.hand.settle()

    def says(self, trouble: WrongPin | LockedOut) -> bool:
        return self.presenter.state.trouble == trouble

    def _came(self, staff: StaffTile, purpose: Purpose) -> None:
        self.came.append((staff.name, purpose))


@pytest.fixture
def door(tmp_path: Path) -> Iterator[Door]:
    with small_shop(tmp_path) as shop:
        made = Door(shop)
        yield made
        made.hand.close()


def test_a_tile_and_six_digits_let_somebody_in(door: Door) -> None:
    door.start(Purpose.SELL)
    door.presenter.choose(door.shop.cashier_id)
    door.type(CASHIER_PIN)
    assert door.came == [("Ayu", Purpose.SELL)]


def test_the_digits_never_reach_the_screen(door: Door) -> None:
    door.start(Purpose.SELL)
    door.presenter.choose(door.shop.cashier_id)
    door.type("11223")
    assert door.presenter.state.entered == 5
    without_tiles = replace(
        door.presenter.state, front=None, staff=(), chosen=None
    )  # the demo's tiles have PINs
    assert "11223" not in repr(without_tiles)


def test_a_wrong_pin_says_how_many_tries_are_left_and_then_locks(door: Door) -> None:
    door.start(Purpose.SELL)
    door.presenter.choose(door.shop.cashier_id)
    door.type("000000")
    assert door.says(WrongPin(left=4))
    assert door.presenter.state.entered == 0
    for _ in range(4):
        door.type("000000")
    assert door.says(LockedOut(seconds=60))
    door.presenter.second_passed()
    assert door.says(LockedOut(seconds=59))
    door.type(CASHIER_PIN)
    assert door.came == []


def test_the_programme_is_for_managers_only(door: Door) -> None:
    door.start(Purpose.EDIT_PROGRAMME)
    assert [tile.name for tile in door.presenter.state.staff] == ["Citra"]
    door.type(MANAGER_PIN)
    assert door.came == [("Citra", Purpose.EDIT_PROGRAMME)]


def test_a_scan_before_the_login_says_what_to_do(door: Door) -> None:
    door.start(Purpose.SELL)
    door.presenter.scanned(scan("4006381333931"))
    door.hand.settle()
    assert door.presenter.state.trouble is LoginTrouble.SCAN_BEFORE_LOGIN


def test_a_badge_chooses_its_tile_and_the_pin_is_still_asked(door: Door) -> None:
    badges = ScanRules(rules=(ScanRule(name="badge", kind=RuleKind.STAFF),))
    door.shop.till = replace(door.shop.till, scan_rules=badges)
    door.presenter = LoginPresenter(door.shop.till, door.hand.lanes, door.shown.append, door._came)
    door.start(Purpose.SELL)
    door.presenter.scanned(scan("SETIA:S/" + door.shop.cashier_id.hex()))
    door.hand.settle()
    assert door.presenter.state.chosen is not None
    assert door.presenter.state.chosen.staff_id == door.shop.cashier_id
    assert door.came == []
    door.type(CASHIER_PIN)
    assert [purpose for _, purpose in door.came] == [Purpose.SELL]
