"""What the cashier tells the rules, in the real window: by keys alone, and by touch alone."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from app.words.translate import Language
from tests.support.asked_scenes import COUPON, ask_the_cashier
from tests.support.enrolling import publish
from tests.support.window import Window

_KEYS, _CONTROL = Qt.Key, Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def window(qapp: QApplication, tmp_path: Path) -> Iterator[Window]:
    with Window(tmp_path, Language.ENGLISH) as made:
        ask_the_cashier(made.shop)
        made.open()
        made.log_in()
        made.scan_item("KOP-001")
        yield made
        assert made.faults == []


def texts(window: Window) -> set[str]:
    return {text.text() for text in window.shell.findChildren(QLabel) if text.isVisible() and text.text()}


def tab_to(window: Window, name: str) -> None:
    """By the Tab key, as far as it takes."""
    for _ in range(40):
        if window.focused().accessibleName() == name:
            return
        window.key(_KEYS.Key_Tab)
    raise AssertionError(f"Tab doesn't come to {name!r}")


def test_a_channel_is_chosen_by_keys_alone_and_undone(window: Window) -> None:
    window.key(_KEYS.Key_Menu)
    window.rest_for_a_touch()
    tab_to(window, "Way of buying")
    window.key(_KEYS.Key_Space)
    for key in (_KEYS.Key_Down, _KEYS.Key_Down, _KEYS.Key_Return):
        window.key(key)
    assert {"1 piece · Bawa pulang", "Rp21.600"} <= texts(window)
    window.key(_KEYS.Key_Z, _CONTROL)
    assert {"1 piece", "Rp24.000"} <= texts(window)


def test_a_channel_is_chosen_by_touch_alone(window: Window) -> None:
    window.touch("More")
    window.wait_out_a_double_tap()
    window.touch("Way of buying")
    window.touch("Bawa pulang")
    assert {"1 piece · Bawa pulang", "Rp21.600"} <= texts(window)


def test_a_coupon_is_entered_and_taken_out_by_keys_alone(window: Window) -> None:
    window.key(_KEYS.Key_T, _CONTROL)
    window.type("hemat16")
    window.key(_KEYS.Key_Return)
    window.find("No offer asks for the code “hemat16”")
    window.key(_KEYS.Key_Backspace)
    window.type("5")
    window.key(_KEYS.Key_Return)
    assert "HEMAT15" in texts(window)
    tab_to(window, "Take HEMAT15 out")
    window.key(_KEYS.Key_Space)
    assert {"No code is entered yet.", "Rp24.000"} <= texts(window)
    window.type("poster")
    window.key(_KEYS.Key_Return)
    window.key(_KEYS.Key_Return)
    assert "Rp19.000" in texts(window)


def test_a_coupon_is_entered_and_taken_out_by_touch_alone(window: Window) -> None:
    window.touch("More")
    window.wait_out_a_double_tap()
    window.touch("Coupon code")
    window.touch_keys("poster")
    window.touch("Enter the code")
    assert "POSTER" in texts(window)
    window.touch("Take POSTER out")
    window.touch_keys("hemat15")
    window.touch("Enter the code")
    window.touch("Done")
    assert {"Rp19.000", "Kupon poster"} <= texts(window)


def test_a_coupon_is_scanned_on_its_sheet_and_reaches_no_field(window: Window) -> None:
    window.key(_KEYS.Key_T, _CONTROL)
    window.type("hem")
    window.scan("HEMAT15")
    assert "HEMAT15" in texts(window)
    window.key(_KEYS.Key_Escape)
    assert "Rp19.000" in texts(window)


def test_the_menu_is_as_short_as_ever_where_no_rule_asks(window: Window) -> None:
    window.key(_KEYS.Key_Menu)
    window.find("Coupon code")
    window.find("Way of buying")
    window.key(_KEYS.Key_Escape)
    window.key(_KEYS.Key_Delete)
    publish(window.shop, promotions=(COUPON,))
    window.key(_KEYS.Key_Menu)
    window.find("Coupon code")
    assert not is_there(window, "Way of buying")
    window.key(_KEYS.Key_Escape)
    publish(window.shop, promotions=())
    window.key(_KEYS.Key_Menu)
    window.find("Why this price?")
    assert not is_there(window, "Coupon code")


def is_there(window: Window, name: str) -> bool:
    """Whether something that shows is called so."""
    return any(
        part.isVisible() and part.accessibleName() == name for part in window.shell.findChildren(QWidget)
    )
