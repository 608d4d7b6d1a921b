"""What is done with the open basket besides selling it, in the real window: by keys alone, and by touch alone."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel

from app.ui.widgets.sheet import Sheet
from app.words.translate import Language
from tests.support.shop import MANAGER_PIN
from tests.support.window import Window

_KEYS, _CONTROL = Qt.Key, Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def window(qapp: QApplication, tmp_path: Path) -> Iterator[Window]:
    with Window(tmp_path, Language.ENGLISH) as made:
        made.open()
        made.log_in()
        yield made
        assert made.faults == []


def texts(window: Window) -> set[str]:
    return {text.text() for text in window.shell.findChildren(QLabel) if text.isVisible() and text.text()}


def held(window: Window) -> list[tuple[str, int]]:
    return [(row.label, row.price) for row in window.shop.till.held()]


def touch_all(window: Window, *names: str) -> None:
    for name in names:
        window.touch(name)


def test_a_basket_is_held_and_comes_back_by_keys_alone(window: Window) -> None:
    window.scan_item("KOP-001")
    window.key(_KEYS.Key_F8)
    window.type("meja 4")
    window.key(_KEYS.Key_Return)
    assert held(window) == [("meja 4", 24_000)]
    assert "“meja 4” is put aside. Press F8 to bring it back." in texts(window)
    window.find("1 held")
    window.key(_KEYS.Key_F8)
    window.key(_KEYS.Key_Return)
    assert held(window) == []
    assert "Kopi Susu Setia" in texts(window)


def test_a_basket_is_held_and_comes_back_by_touch_alone(window: Window) -> None:
    window.scan_item("KOP-001")
    touch_all(window, "More")
    wait_out_a_double_tap(window)
    touch_all(window, "Hold basket", "b", "u", "Space", "a", "Erase", "Put aside")
    assert held(window) == [("bu", 24_000)]
    touch_all(window, "1 held", "Bring back bu, 12:00")
    assert held(window) == []
    assert "Kopi Susu Setia" in texts(window)


def wait_out_a_double_tap(window: Window) -> None:
    """The menu takes a touch only after the second one of a double tap would have come."""
    menu = next(widget for widget in _sheets(window) if widget.isVisible())
    window.until(lambda: not menu.just_opened())


def _sheets(window: Window) -> list[Sheet]:
    return window.shell.findChildren(Sheet)


def test_a_scan_while_the_name_is_typed_reaches_the_basket_and_not_the_field(window: Window) -> None:
    window.scan_item("KOP-001")
    window.key(_KEYS.Key_F8)
    window.type("meja")
    window.scan_item("KUE-001")
    assert {"Kopi Susu Setia", "Kue Pandan Potong"} <= texts(window)
    assert held(window) == []


def test_a_held_basket_is_given_up_by_keys_alone(window: Window) -> None:
    window.scan_item("KOP-001")
    for key in (_KEYS.Key_F8, _KEYS.Key_Return, _KEYS.Key_F8, _KEYS.Key_Delete, _KEYS.Key_Down):
        window.key(key)
    window.key(_KEYS.Key_Return)
    assert held(window) == []
    with window.shop.store.reading() as unit:
        assert [each.reason for each in unit.baskets.given_up()] == ["never-came-back"]
    assert "No basket is held. F8 puts the open one aside." in texts(window)


def test_the_open_basket_is_given_up_by_touch_alone(window: Window) -> None:
    window.scan_item("KOP-001")
    touch_all(window, "More")
    wait_out_a_double_tap(window)
    touch_all(window, "Give up the basket", "Rung up by mistake", "Give up")
    assert {"Scan an item or a member’s card", "The basket was given up."} <= texts(window)


def test_a_price_by_hand_with_a_manager_by_keys_alone(window: Window) -> None:
    window.scan_item("KOP-003")
    window.key(_KEYS.Key_F11)
    window.type("30000")
    assert {"New total: Rp30.000", "More than you may. A manager can allow it."} <= texts(window)
    window.key(_KEYS.Key_Return)
    window.type(MANAGER_PIN)
    assert "Rp30.000" in texts(window)
    window.key(_KEYS.Key_F12)
    window.key(_KEYS.Key_Return)
    with window.shop.store.reading() as unit:
        last = unit.sales.last()
    assert last is not None
    assert (last.quote.payable, last.approver_id) == (30_000, window.shop.manager_id)


def test_a_discount_by_hand_with_a_manager_by_touch_alone(window: Window) -> None:
    window.scan_item("KOP-003")
    touch_all(window, "More")
    wait_out_a_double_tap(window)
    touch_all(window, "Price by hand", "Percent off all", "2", ",", "5", "Complaint", "Ask a manager")
    touch_all(window, *MANAGER_PIN)
    assert "Rp34.125" in texts(window)


def test_a_bill_is_split_and_sold_by_keys_alone(window: Window) -> None:
    window.scan_item("KOP-001")
    window.scan_item("KOP-001")
    window.key(_KEYS.Key_B, _CONTROL)
    window.key(_KEYS.Key_Plus)
    window.scan(window.shop.cards[0])
    assert "The part of Siti Rahayu. What is left is one more part." in texts(window)
    window.key(_KEYS.Key_Return)
    assert held(window) == [("1/2", 24_000), ("2/2", 24_000)]
    for _ in range(2):
        for key in (_KEYS.Key_Return, _KEYS.Key_F12, _KEYS.Key_Return, _KEYS.Key_Return):
            window.key(key)
    assert held(window) == []
    assert "Scan an item or a member’s card" in texts(window)


def test_a_bill_is_split_and_put_together_by_touch_alone(window: Window) -> None:
    window.scan_item("KOP-001")
    window.scan_item("KUE-001")
    touch_all(window, "More")
    wait_out_a_double_tap(window)
    touch_all(window, "Split the bill", "All Kopi Susu Setia", "Split so")
    assert len(held(window)) == 2
    touch_all(window, "Put the bill of Bill 1/2 together")
    assert held(window) == []
    assert {"Kopi Susu Setia", "Kue Pandan Potong"} <= texts(window)
