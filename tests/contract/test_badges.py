"""A badge from the printer back to the log-in: what is on the paper chooses the right tile, and the PIN is asked."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
import zxingcpp

from app.devices.printer.tcp import TcpTransport
from app.emulators.printer import PrinterEmulator
from app.services.front import StaffTile
from app.ui.login.presenter import LoginPresenter
from app.ui.login.state import LoginState, Purpose
from tests.support.hand_lanes import HandLanes
from tests.support.print_day import QUICK, PrintDay
from tests.support.printing import image_of
from tests.support.selling import scan
from tests.support.shop import CASHIER_PIN, MANAGER_PIN, SmallShop, small_shop


@dataclass
class Door:
    """The log-in of a till with a printer."""

    shop: SmallShop
    hand: HandLanes
    presenter: LoginPresenter
    printer: PrinterEmulator
    day: PrintDay
    came: list[str]

    def start(self, purpose: Purpose) -> None:
        self.presenter.start(purpose)
        self.hand.settle()

    def choose(self, staff_id: bytes) -> None:
        self.presenter.choose(staff_id)
        self.hand.settle()

    def type(self, pin: str) -> None:
        for digit in pin:
            self.presenter.digit(digit)
        self.hand.settle()

    @property
    def state(self) -> LoginState:
        return self.presenter.state


@pytest.fixture
def door(tmp_path: Path) -> Iterator[Door]:
    (tmp_path / "shop").mkdir()
    with small_shop(tmp_path / "shop") as shop, PrinterEmulator(dots=384) as printer:
        hand, came = HandLanes(), list[str]()

        def logged_in(staff: StaffTile, _purpose: Purpose) -> None:
            came.append(staff.name)

        presenter = LoginPresenter(shop.till, hand.lanes, lambda _state: None, logged_in)
        way = TcpTransport(*printer.address, timeout=QUICK.step, job_timeout=QUICK.job)
        day = PrintDay(shop, way, tmp_path / "cache")
        day.spooler.start()
        day.settle()
        yield Door(shop, hand, presenter, printer, day, came)
        day.close()
        hand.close()


def test_a_printed_badge_chooses_its_tile_and_the_pin_is_still_asked(door: Door) -> None:
    door.start(Purpose.PRINT_BADGES)
    door.type(MANAGER_PIN)
    assert [tile.name for tile in door.state.staff] == ["Ayu", "Citra"]
    door.choose(door.shop.cashier_id)
    door.day.spooler.wake()
    door.day.settle()
    (job,) = door.printer.wait_for_jobs(1, 10)
    assert "Ayu" in job.paper.text
    (raster,) = job.paper.rasters
    (code,) = zxingcpp.read_barcodes(image_of(raster))
    door.start(Purpose.SELL)
    door.presenter.scanned(scan(code.text))
    door.hand.settle()
    assert door.state.chosen is not None
    assert door.state.chosen.staff_id == door.shop.cashier_id
    assert door.came == []
    door.type(MANAGER_PIN)
    assert door.came == []
    door.type(CASHIER_PIN)
    assert door.came == ["Ayu"]


def test_nobody_prints_a_badge_without_a_manager_s_pin(door: Door) -> None:
    door.start(Purpose.PRINT_BADGES)
    assert [tile.name for tile in door.state.staff] == ["Citra"]
    door.choose(door.shop.manager_id)
    door.type(CASHIER_PIN)
    door.choose(door.shop.manager_id)
    assert not door.state.badges
    with door.shop.store.writing() as unit:
        assert unit.spool.take() is None


def test_arrows_and_scans_print_no_badge(door: Door) -> None:
    door.start(Purpose.PRINT_BADGES)
    door.type(MANAGER_PIN)
    door.presenter.step(1)
    door.presenter.scanned(scan("SETIA:S/" + door.shop.cashier_id.hex()))
    door.hand.settle()
    with door.shop.store.writing() as unit:
        assert unit.spool.take() is None
    door.start(Purpose.SELL)
    assert not door.state.badges
