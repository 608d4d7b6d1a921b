"""A keyboard wedge at a real Qt application: key events go to the window, and fields show what arrives."""

import random
import time
from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QKeyEvent, QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton, QSpinBox, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from app.services.scans import Scan, ScanSource, Symbology
from app.ui.wedge import WedgeSettings
from app.ui.wedge_filter import WedgeFilter
from tests.support.keyboard import SCAN_GAP_MS, Keyboard


class Till(QWidget):
    """The fields that a scan must not disturb."""

    def __init__(self) -> None:
        super().__init__()
        self.quantity = QSpinBox(maximum=999_999)
        self.name = QLineEdit()
        self.pin = QLineEdit(echoMode=QLineEdit.EchoMode.Password)
        self.pay = QPushButton("Pay", autoDefault=True)
        self.payments = 0
        self.pay.clicked.connect(self._paid)
        layout = QVBoxLayout(self)
        for widget in (self.quantity, self.name, self.pin, self.pay):
            layout.addWidget(widget)

    def _paid(self) -> None:
        self.payments += 1


@dataclass
class Heard:
    scans: list[Scan] = field(default_factory=list)
    broken: int = 0

    def broke(self) -> None:
        self.broken += 1

    @property
    def texts(self) -> list[str]:
        return [scan.text for scan in self.scans]


@pytest.fixture
def heard(qapp: QApplication) -> Iterator[Heard]:
    heard = Heard()
    wedge = WedgeFilter(heard.scans.append, heard.broke, time.monotonic_ns, WedgeSettings())
    wedge.start()
    yield heard
    wedge.stop()


@pytest.fixture
def till(qtbot: QtBot, heard: Heard) -> Till:
    till = Till()
    qtbot.addWidget(till)
    till.show()
    till.activateWindow()
    qtbot.waitUntil(lambda: QApplication.activeWindow() is till)
    return till


@pytest.fixture
def keyboard(till: Till) -> Keyboard:
    return Keyboard(till.windowHandle())


def test_a_scan_leaves_the_quantity_alone_and_is_heard_once(
    till: Till, keyboard: Keyboard, heard: Heard
) -> None:
    till.quantity.setFocus()
    before_ns = time.monotonic_ns()
    keyboard.scan("5901234123457")
    [scan] = heard.scans
    assert (scan.text, scan.symbology, scan.source) == ("5901234123457", Symbology.UNKNOWN, ScanSource.WEDGE)
    assert before_ns < scan.at <= time.monotonic_ns()
    assert till.quantity.value() == 0


def test_a_scan_leaves_the_pin_alone(qtbot: QtBot, till: Till, keyboard: Keyboard, heard: Heard) -> None:
    till.pin.setFocus()
    with qtbot.assertNotEmitted(till.pin.textChanged, wait=200):
        keyboard.scan("12345678")
    assert heard.texts == ["12345678"]


@pytest.mark.parametrize("end", ["\r", "\t", "\r\r", "\r\t"])
def test_the_end_of_a_scan_presses_no_button_and_moves_no_focus(
    till: Till, keyboard: Keyboard, heard: Heard, end: str
) -> None:
    till.pay.setFocus()
    keyboard.scan("MEMBER 1", end)
    assert heard.texts == ["MEMBER 1"]
    assert till.payments == 0
    assert not till.pay.isDown()
    assert till.pay.hasFocus()


def test_what_a_human_types_arrives_in_order(
    qtbot: QtBot, till: Till, keyboard: Keyboard, heard: Heard
) -> None:
    till.name.setFocus()
    keyboard.type("5901234123457")
    qtbot.waitUntil(lambda: till.name.text() == "5901234123457", timeout=1000)
    assert heard.scans == []


def test_a_single_key_arrives_within_a_tenth_of_a_second(
    qtbot: QtBot, till: Till, keyboard: Keyboard
) -> None:
    till.quantity.setFocus()
    till.quantity.selectAll()
    pressed = time.monotonic()
    keyboard.type("7")
    assert till.quantity.value() == 0
    qtbot.waitUntil(lambda: till.quantity.value() == 7, timeout=1000)
    assert 0.07 < time.monotonic() - pressed < 0.25


def test_a_quick_humans_enter_comes_after_the_digits(
    qtbot: QtBot, till: Till, keyboard: Keyboard, heard: Heard
) -> None:
    order: list[str] = []
    till.pin.textChanged.connect(order.append)
    till.pin.returnPressed.connect(lambda: order.append("enter"))
    till.pin.setFocus()
    keyboard.type("123", 70)
    keyboard.type("\r", 70)
    assert order == ["1", "12", "123", "enter"]
    keyboard.type("4", 500)
    keyboard.type("\r", 30)
    assert order[4:] == ["1234", "enter"]
    assert heard.scans == []


def test_enter_alone_presses_the_focused_button_once(till: Till, keyboard: Keyboard) -> None:
    till.pay.setFocus()
    keyboard.type(" ")
    keyboard.type("x")  # the next key releases the one before it
    assert till.payments == 1


def test_a_key_that_is_held_down_repeats_at_once(till: Till, keyboard: Keyboard, heard: Heard) -> None:
    till.name.setFocus()
    keyboard.type("a")
    for gap_ms in (500, *[33] * 9):
        keyboard.key("a", gap_ms, repeated=True)
    assert till.name.text() == "a" * 11
    assert heard.scans == []


def test_typing_before_a_shortcut_arrives_before_it_acts(till: Till, keyboard: Keyboard) -> None:
    till.name.setFocus()
    keyboard.type("ab", 20)
    event = QKeyEvent(QEvent.Type.ShortcutOverride, Qt.Key.Key_F2, Qt.KeyboardModifier.NoModifier)
    event.setTimestamp(keyboard.now_ms + 10)
    QCoreApplication.sendEvent(keyboard.window, event)
    assert till.name.text() == "ab"


def test_a_burst_without_an_end_is_refused_and_reaches_no_field(
    qtbot: QtBot, till: Till, keyboard: Keyboard, heard: Heard
) -> None:
    till.name.setFocus()
    keyboard.scan("MEMBER-1", end="")
    qtbot.waitUntil(lambda: heard.broken == 1, timeout=1000)
    assert till.name.text() == ""
    assert heard.scans == []


def test_a_busy_screen_does_not_turn_a_scan_into_typing(
    qtbot: QtBot, till: Till, keyboard: Keyboard, heard: Heard
) -> None:
    till.name.setFocus()
    keyboard.type("M")
    stop = time.monotonic() + 0.3
    while time.monotonic() < stop:
        pass  # the screen is busy: the timer is over, and the rest of the scan waits behind it
    QApplication.processEvents()
    keyboard.type("EMBER-1\r", SCAN_GAP_MS)
    assert heard.texts == ["MEMBER-1"]
    assert till.name.text() == ""


def test_keys_without_a_time_are_nobodys_scan(till: Till, heard: Heard) -> None:
    till.name.setFocus()
    for character in "12345678":
        QTest.keyClick(till.name, Qt.Key(ord(character)))
    assert till.name.text() == "12345678"
    assert heard.scans == []


def test_keys_that_are_given_to_a_field_directly_are_filtered_too(
    qtbot: QtBot, till: Till, heard: Heard
) -> None:
    till.name.setFocus()
    direct = Keyboard(till.name)  # type: ignore[arg-type]  # sendEvent takes any object
    direct.scan("MEMBER-1")
    direct.type("ab")
    qtbot.waitUntil(lambda: till.name.text() == "ab", timeout=1000)
    assert heard.texts == ["MEMBER-1"]


def test_a_one_character_shortcut_does_not_take_a_character_out_of_a_scan(
    till: Till, keyboard: Keyboard, heard: Heard
) -> None:
    QShortcut("M", till).activated.connect(till.pay.click)
    for key in [Qt.Key.Key_M] * 8 + [Qt.Key.Key_Return]:
        QTest.keyClick(keyboard.window, key)  # unlike an event that is only sent, this tries shortcuts first
    assert heard.texts == ["mmmmmmmm"]
    assert till.payments == 0


def test_a_field_that_is_deleted_while_its_key_is_held_does_no_harm(
    qtbot: QtBot, till: Till, heard: Heard
) -> None:
    gone = QLineEdit()
    Keyboard(gone).type("1")  # type: ignore[arg-type]  # sendEvent takes any object
    gone.deleteLater()
    QCoreApplication.sendPostedEvents(gone, QEvent.Type.DeferredDelete.value)
    qtbot.wait(150)
    assert heard.scans == []


HUMAN = st.text("0123456789AB", max_size=5)
CODE = st.text("0123456789ABCDEF", min_size=6, max_size=20)


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(parts=st.lists(st.tuples(HUMAN, CODE), max_size=4), hands=st.integers(0, 2**32))
def test_in_any_mixture_scans_are_heard_and_typing_is_shown(
    parts: list[tuple[str, str]],
    hands: int,
    qtbot: QtBot,
    till: Till,
    keyboard: Keyboard,
    heard: Heard,
) -> None:
    till.name.clear()
    till.name.setFocus()
    heard.scans.clear()
    gaps = random.Random(hands)
    for human, code in parts:
        for character in human:
            keyboard.key(character, gaps.randint(81, 300))
        keyboard.now_ms += 200
        for character in code + "\r":
            keyboard.key(character, gaps.randint(0, 35))
    wanted = "".join(human for human, _ in parts)
    qtbot.waitUntil(lambda: till.name.text() == wanted, timeout=1000)
    assert heard.texts == [code for _, code in parts]
