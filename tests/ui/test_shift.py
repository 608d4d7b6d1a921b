"""A cashier's day at the real window: the float, sales, cash out, X, a blind count, Z; by keys and by touch."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel

from app.services.receipt import PairLine, Receipt
from app.words.money import rupiah
from app.words.translate import Language
from tests.support.shop import CASHIER_PIN, MANAGER_PIN
from tests.support.window import Window

FLOAT = 2 * 100_000 + 3 * 50_000
COFFEE = 24_000
OUT = 15_000
COUNTED = 350_000
CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def window(qapp: QApplication, tmp_path: Path) -> Iterator[Window]:
    with Window(tmp_path, Language.ENGLISH) as made:
        made.needs_shift()
        made.open()
        yield made
        assert made.faults == []


def texts(window: Window) -> set[str]:
    return {text.text() for text in window.shell.findChildren(QLabel) if text.isVisible() and text.text()}


def tap(window: Window, *names: str) -> None:
    """Touches buttons by their whole names."""
    for name in names:
        found = [
            button
            for button in window.shell.findChildren(QAbstractButton)
            if button.isVisible() and not button.visibleRegion().isEmpty() and button.accessibleName() == name
        ]
        assert found, f"nothing to touch is called {name!r}"
        QTest.mouseClick(found[0], Qt.MouseButton.LeftButton)
        window.settle()


def wait_for_the_second_tap(window: Window) -> None:
    """A sheet takes a touch only when it can't be the second of a double tap."""
    QTest.qWait(450)
    window.settle()


def papers(window: Window) -> list[Receipt]:
    """All that waits to be printed, in order."""
    found = []
    with window.shop.store.writing() as unit:
        while (job := unit.spool.take()) is not None:
            found.append(job.receipt)
    return found


def amounts(paper: Receipt) -> dict[str, str]:
    return {pair.left: pair.right for pair in paper.elements if isinstance(pair, PairLine)}


def test_a_day_by_keys_alone(window: Window) -> None:
    keys = Qt.Key
    window.key(keys.Key_Right)
    window.type(CASHIER_PIN)
    assert "This till sells once its float is counted. No cash yet? Press Enter." in texts(window)
    window.type("2")
    window.key(keys.Key_Return)
    window.type("3")
    assert {"Rp200.000", "Rp150.000", rupiah(FLOAT)} <= texts(window)
    window.key(keys.Key_F12)
    assert "Scan an item or a member’s card" in texts(window)
    window.scan_item("KOP-001")
    window.key(keys.Key_F12)
    window.key(keys.Key_Return)
    window.key(keys.Key_Return)
    window.key(keys.Key_D, CONTROL)
    assert {"Sales (1)", "Cash (1)", rupiah(COFFEE)} <= texts(window)
    window.key(keys.Key_2)
    window.type(str(OUT))
    window.key(keys.Key_Down)
    window.key(keys.Key_Return)
    assert "Rp15.000 is out of the drawer. Its slip is being printed." in texts(window)
    window.key(keys.Key_4)
    assert "The X report is being printed." in texts(window)
    close_by_keys(window)
    assert {"Rp9.000 is missing", rupiah(FLOAT + COFFEE - OUT), rupiah(COUNTED), "BDG1-Z0001"} <= texts(
        window
    )
    window.key(keys.Key_Return)
    assert "Who is at the till?" in texts(window)


def close_by_keys(window: Window) -> None:
    """Seven notes of Rp50.000, which is Rp9.000 short; nothing on the way says so."""
    keys = Qt.Key
    window.key(keys.Key_F12)
    window.key(keys.Key_Down)
    window.type("7")
    assert rupiah(FLOAT + COFFEE - OUT) not in texts(window)
    window.key(keys.Key_F12)
    assert "The count can’t be changed after the Z report." in texts(window)
    window.key(keys.Key_Return)


def test_a_day_by_touch_alone(window: Window) -> None:
    window.touch("Ayu")
    tap(window, *CASHIER_PIN)
    tap(window, "One more: Rp100.000", "One more: Rp100.000", "One more: Rp50.000", "2", "One less: Rp50.000")
    tap(window, "Open with Rp750.000")  # 1 and then a 2 are twelve notes of Rp50.000, less one
    window.scan_item("KOP-001")
    window.touch("Pay")
    wait_for_the_second_tap(window)
    window.touch("Receive")
    wait_for_the_second_tap(window)
    window.touch("Next sale")
    window.touch("Shift since 12:00")
    tap(window, "Cash in", "Small change", "5", "000")
    wait_for_the_second_tap(window)
    tap(window, "Put in Rp5.000")
    tap(window, "Close the shift", "As one amount", "7", "5", "0", "000", "Done: Rp750.000")
    assert "The shift is closed" not in texts(window)
    wait_for_the_second_tap(window)
    tap(window, "Close the shift")
    assert {"The shift is closed", "Rp29.000 is missing"} <= texts(window)
    tap(window, "Open the next shift")
    assert "Open with Rp0" in {
        button.accessibleName() for button in window.shell.findChildren(QAbstractButton) if button.isVisible()
    }


def test_what_the_screen_says_is_what_the_papers_say(window: Window) -> None:
    window.log_in()
    window.type("5")
    window.key(Qt.Key.Key_F12)
    window.scan(window.shop.cards[0])
    for sku in ("KOP-001", "ROT-001", "KUE-001", "BIJ-001"):
        window.scan_item(sku)
    window.key(Qt.Key.Key_F12)
    window.key(Qt.Key.Key_Return)
    window.key(Qt.Key.Key_Return)
    window.key(Qt.Key.Key_D, CONTROL)
    window.key(Qt.Key.Key_4)
    x_report = papers(window)[-1]
    listed = {name: amount for name, amount in amounts(x_report).items() if "BDG1" not in name}
    told = {name: amount for name, amount in listed.items() if name not in ("Cashier: Ayu", "Shift since")}
    assert {"Discounts", "Includes PB1", "Points given"} <= set(told)
    assert set(told) | set(told.values()) <= texts(window)
    window.key(Qt.Key.Key_F12)
    window.type("5")
    window.key(Qt.Key.Key_F12)
    window.key(Qt.Key.Key_Return)
    z_report = amounts(papers(window)[-1])
    for name in ("Float", "Cash sales", "Should be there", "Counted", "Missing"):
        assert {name, z_report[name]} <= texts(window)


def test_the_float_can_be_nothing_with_one_key_and_the_strip_says_since_when(window: Window) -> None:
    window.log_in()
    assert window.find("No shift").isVisible()
    window.key(Qt.Key.Key_Return)
    assert "Scan an item or a member’s card" in texts(window)
    assert window.find("Shift since 12:00").isVisible()


def test_whoever_logs_in_during_a_shift_goes_on_selling(window: Window) -> None:
    window.log_in()
    window.key(Qt.Key.Key_Return)
    window.key(Qt.Key.Key_L, CONTROL)
    window.log_in("Citra", MANAGER_PIN)
    assert "Scan an item or a member’s card" in texts(window)


def test_esc_leaves_the_float_for_later_and_the_sale_leads_to_it(window: Window) -> None:
    window.log_in()
    window.key(Qt.Key.Key_Escape)
    window.scan_item("KOP-001")
    window.key(Qt.Key.Key_F12)
    window.key(Qt.Key.Key_Return)
    assert "No shift is open. Open one first, then pay." in texts(window)
    assert window.shop.told.times == 1  # it asked, and nothing was sold
    tap(window, "Open the shift")
    window.key(Qt.Key.Key_Return)
    window.key(Qt.Key.Key_Return)
    assert "Paid exactly" in texts(window)


def test_a_scan_on_the_shift_screen_reaches_no_field_and_says_where_it_belongs(window: Window) -> None:
    window.log_in()
    window.scan_item("KOP-001")
    assert "Codes are for the basket. Press Esc to go there, then scan again." in texts(window)
    window.find("Open with Rp0")


def test_an_open_basket_stops_the_close_before_anything_is_counted(window: Window) -> None:
    window.log_in()
    window.key(Qt.Key.Key_Return)
    window.scan_item("KOP-001")
    window.key(Qt.Key.Key_D, CONTROL)
    window.key(Qt.Key.Key_F12)
    assert "A basket is open. Sell it or empty it first." in texts(window)
    window.touch("To the basket")
    assert "Kopi Susu Setia" in texts(window)


def test_a_manager_s_pin_shows_what_should_be_there(window: Window) -> None:
    window.log_in()
    window.type("1")
    window.key(Qt.Key.Key_F12)
    window.key(Qt.Key.Key_D, CONTROL)
    assert "Should be there" not in texts(window)
    window.key(Qt.Key.Key_5)
    window.type("111111")
    assert "Wrong PIN. 4 tries left." in texts(window)
    window.type(MANAGER_PIN)
    assert {"Should be there", "Rp100.000"} <= texts(window)
    window.key(Qt.Key.Key_5)
    assert "Should be there" not in texts(window)


def test_a_shop_that_needs_no_shift_goes_straight_to_the_basket(qapp: QApplication, tmp_path: Path) -> None:
    with Window(tmp_path, Language.ENGLISH) as window:
        window.open()
        window.log_in()
        assert "Scan an item or a member’s card" in texts(window)
        window.touch("More")
        wait_for_the_second_tap(window)
        window.touch("Shift and drawer")
        assert "Count the float. No cash yet? Press Enter." in texts(window)
        window.key(Qt.Key.Key_Escape)
        assert "Scan an item or a member’s card" in texts(window)


def test_what_is_held_is_listed_from_the_shift_that_it_keeps_open(window: Window) -> None:
    window.log_in()
    window.key(Qt.Key.Key_Return)
    window.scan_item("KOP-001")
    window.key(Qt.Key.Key_F8)
    window.key(Qt.Key.Key_Return)
    window.key(Qt.Key.Key_D, CONTROL)
    window.key(Qt.Key.Key_F12)
    tap(window, "Show held baskets")
    assert any("Rp24.000" in text for text in texts(window))
    wait_for_the_second_tap(window)
    window.key(Qt.Key.Key_Return)
    assert "Kopi Susu Setia" in texts(window)
