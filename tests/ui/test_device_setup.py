"""The devices wizard in the real window: it is tried by hand and by key, and disturbs nobody."""

import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from app.emulators.line_display import LineDisplayEmulator
from app.emulators.scanner import ScannerEmulator
from app.services.device_state import DeviceState
from app.services.found_devices import Found, FoundDevice
from app.ui.checkout.view import CheckoutView
from app.ui.device_setup.state import Step, Verdict
from app.ui.device_setup.view import SetupView
from app.ui.wedge_learning import LESSON_CODE, NotLearnt, WedgeTrouble
from app.words.translate import Language
from tests.support.ears import PATIENCE
from tests.support.keyboard import Keyboard
from tests.support.shop import MANAGER_PIN
from tests.support.window import Window

CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def window(qapp: QApplication, tmp_path: Path) -> Iterator[Window]:
    with Window(tmp_path, Language.ENGLISH) as window:
        window.open()
        window.log_in()
        yield window


def wizard(window: Window) -> SetupView:
    """Opens it."""
    window.key(Qt.Key.Key_G, CONTROL)
    (view,) = window.shell.findChildren(SetupView)
    assert view.isVisible()
    return view


def go(window: Window, view: SetupView, step: Step) -> None:
    while view.shown.step is not step:
        window.key(Qt.Key.Key_PageDown)


def test_the_menu_leads_to_it_and_escape_back_to_the_same_basket(window: Window) -> None:
    window.scan_item("KOP-001")
    window.key(Qt.Key.Key_Menu)
    window.wait_out_a_double_tap()
    window.touch("Devices")
    (view,) = window.shell.findChildren(SetupView)
    assert view.isVisible()
    window.scan_item("KOP-001")
    assert view.shown.notice is not None
    window.key(Qt.Key.Key_Escape)
    assert not view.isVisible()
    (checkout,) = window.shell.findChildren(CheckoutView)
    assert checkout.isVisible()
    basket = checkout._state.basket
    assert basket is not None
    assert [line.quantity for line in basket.lines] == [1000]


def test_a_printer_is_chosen_tried_and_saved_by_the_keyboard_alone(window: Window) -> None:
    view = wizard(window)
    while view.shown.value("printer") != window.bench.printer_setting:
        window.key(Qt.Key.Key_Down)
    window.key(Qt.Key.Key_Right)
    window.key(Qt.Key.Key_Return)
    assert view.shown.may_ask
    window.key(Qt.Key.Key_Return)
    assert view.shown.steps[Step.PRINTER].verdict is Verdict.WORKS
    go(window, view, Step.SAVE)
    window.key(Qt.Key.Key_Return)
    window.type(MANAGER_PIN)
    assert tomllib.loads(window.bench.file.read_text("utf-8")) == {
        "printer": window.bench.printer_setting,
        "columns": 42,
    }
    window.key(Qt.Key.Key_Return)
    assert not view.isVisible()


def test_a_network_printer_is_typed_by_touch_alone(window: Window) -> None:
    view = wizard(window)
    window.touch("Network address")
    window.wait_out_a_double_tap()
    window.touch_keys("10")
    window.touch("Use this printer")
    assert view.shown.value("printer") == "tcp:10:9100"
    assert view.shown.sheet is None


def test_a_serial_scanner_is_opened_unplugged_plugged_in_again_and_given_back(
    window: Window, tmp_path: Path
) -> None:
    link = tmp_path / "scanner"
    window.bench.scanners = [
        FoundDevice(setting=str(link), kind=Found.USB, name="Honeywell 1950g", place=str(link))
    ]
    view = wizard(window)
    go(window, view, Step.SCANNER)
    emulator = ScannerEmulator(link)
    window.touch("Honeywell")
    window.until(lambda: view.shown.hearing.device is DeviceState.READY)
    emulator.send(window.shop.cards[0])
    window.until(lambda: view.shown.hearing.scan is not None)
    scan = view.shown.hearing.scan
    assert scan is not None
    assert scan.scan.text == window.shop.cards[0]
    emulator.hang_up()
    window.until(lambda: view.shown.hearing.device is not DeviceState.READY)
    emulator.plug_in()
    window.until(lambda: view.shown.hearing.device is DeviceState.READY)
    assert window.bench.resumed == 0
    window.key(Qt.Key.Key_Escape)
    window.until(lambda: window.bench.resumed == 1)
    emulator.close()


def test_a_keyboard_scanner_without_an_end_is_told_and_learnt_once_it_has_one(window: Window) -> None:
    view = wizard(window)
    go(window, view, Step.SCANNER)
    keyboard = Keyboard(window.shell.windowHandle())
    _scan_thrice(window, view, keyboard, LESSON_CODE)
    assert view.shown.hearing.lesson == NotLearnt(trouble=WedgeTrouble.NO_END)
    window.touch("Start again")
    assert view.shown.hearing.heard == 0
    _scan_thrice(window, view, keyboard, f"~{LESSON_CODE}\r")
    assert view.shown.changes["wedge_prefix"] == "~"
    assert window.bench.wedges[-1].prefix == "~"
    window.key(Qt.Key.Key_Escape)
    assert window.bench.wedges[-1].prefix == ""


def test_a_lock_puts_away_what_is_tried(window: Window, tmp_path: Path) -> None:
    link = tmp_path / "scanner"
    emulator = ScannerEmulator(link)
    window.bench.scanners = [FoundDevice(setting=str(link), kind=Found.USB, name="Zebra", place=str(link))]
    view = wizard(window)
    go(window, view, Step.SCANNER)
    window.touch("Zebra")
    window.until(lambda: view.shown.hearing.device is DeviceState.READY)
    window.key(Qt.Key.Key_L, CONTROL)
    assert not view.isVisible()
    window.until(lambda: window.bench.resumed == 1)
    window.log_in()
    emulator.close()


def test_a_camera_shows_what_it_sees_and_what_it_read(window: Window) -> None:
    window.bench.draw_camera(window.shop.cards[0])
    view = wizard(window)
    go(window, view, Step.CAMERA)
    window.touch("Logitech")
    window.until(lambda: view.shown.hearing.scan is not None)
    scan = view.shown.hearing.scan
    assert scan is not None
    assert scan.route.rule is not None
    assert scan.route.rule.name == "card"
    window.touch("None")
    assert view.shown.hearing.scan is None


def test_a_line_display_shows_both_its_lines_whole_and_is_found_again(window: Window, tmp_path: Path) -> None:
    emulator = LineDisplayEmulator(tmp_path / "lines")
    window.bench.line_display = emulator.link
    view = wizard(window)
    go(window, view, Step.LINE_DISPLAY)
    window.touch("Posiflex")
    emulator.await_lines("12345678901234567890", "SETIA          TOTAL", PATIENCE)
    window.until(lambda: view.shown.may_ask)
    emulator.unplug()
    window.until(lambda: not view.shown.may_ask)
    emulator.plug_in()
    window.until(lambda: view.shown.may_ask)
    window.touch("Yes")
    assert view.shown.steps[Step.LINE_DISPLAY].verdict is Verdict.WORKS
    assert view.shown.changes == {"line_display": f"serial:{emulator.link}@9600"}
    window.until(lambda: window.bench.resumed == 1)
    emulator.unplug()


def test_mirror_and_lamp_are_turned_by_touch_and_by_tab(window: Window) -> None:
    window.bench.draw_camera(window.shop.cards[0])
    view = wizard(window)
    go(window, view, Step.CAMERA)
    window.touch("Logitech")
    window.touch("Mirror: off")
    assert window.find("Mirror: on").isVisible()
    while window.focused().accessibleName() != "Lamp: off":
        window.key(Qt.Key.Key_Tab)
    window.key(Qt.Key.Key_Return)
    assert {key for key in view.shown.changes if key != "camera"} == {"camera_mirror", "camera_torch"}
    window.key(Qt.Key.Key_Escape)


def _scan_thrice(window: Window, view: SetupView, keyboard: Keyboard, text: str) -> None:
    for count in range(1, 4):
        keyboard.now_ms += 2_000
        keyboard.type(text, 8)
        window.until(lambda wanted=count: view.shown.hearing.heard == wanted)  # type: ignore[misc]
    window.settle()
