"""Redeeming and paying at the real window: by keys alone, and by touch alone."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QLineEdit

from app.words.translate import Language
from tests.support.gift_cards import balance_of, load
from tests.support.gift_shop import open_a_cause, open_gift_shop
from tests.support.paying_scenes import add_rewards
from tests.support.selling import sell
from tests.support.window import Window

_F5, _F6, _F12 = Qt.Key.Key_F5, Qt.Key.Key_F6, Qt.Key.Key_F12
_ENTER, _ESC, _RIGHT = Qt.Key.Key_Return, Qt.Key.Key_Escape, Qt.Key.Key_Right


class Keys:
    """Presses keys and counts them."""

    def __init__(self, window: Window) -> None:
        self._window = window
        self.count = 0

    def press(self, *keys: Qt.Key) -> None:
        for key in keys:
            self._window.key(key)
            self.count += 1


@pytest.fixture
def window(qapp: QApplication, tmp_path: Path) -> Iterator[Window]:
    with Window(tmp_path, Language.ENGLISH) as made:
        open_gift_shop(made.shop)
        add_rewards(made.shop)
        made.open()
        made.log_in()
        yield made
        assert made.faults == []


def texts(window: Window) -> set[str]:
    return {text.text() for text in window.shell.findChildren(QLabel) if text.isVisible() and text.text()}


def touch(window: Window, name: str) -> None:
    """Waits until a touch can't be the second of a double tap."""
    window.rest_for_a_touch()
    window.touch(name)


def touch_key(window: Window, digits: str) -> None:
    """A key of the numpad: the rows below have names that begin with digits, too."""
    keys = window.shell.findChildren(QAbstractButton)
    key = next(key for key in keys if key.isVisible() and key.accessibleName() == digits)
    QTest.mouseClick(key, Qt.MouseButton.LeftButton)
    window.settle()


def test_a_member_redeems_and_pays_exactly_with_four_keys_besides_the_scans(window: Window) -> None:
    sell(window.shop, "BIJ-001")
    keys = Keys(window)
    window.scan_item("KOP-001")
    window.scan(window.shop.cards[0])
    keys.press(_F6, _ENTER, _F12, _ENTER)
    assert {"Paid exactly", "Rp21.000"} <= texts(window)
    assert keys.count <= 6


def test_a_bill_is_split_by_keys_alone(window: Window) -> None:
    window.scan_item("KOP-001")
    window.key(_F12)
    window.type("20000")
    window.key(_ENTER)
    assert any("Take Rp4.000 by QRIS or card first" in text for text in texts(window))
    window.key(_RIGHT)
    window.key(_ENTER)
    assert {"Payment in parts", "Rp4.000", "Rp20.000"} <= texts(window)
    window.key(_ENTER)
    assert "Paid exactly" in texts(window)


def test_a_bill_is_split_and_a_part_given_back_by_touch_alone(window: Window) -> None:
    window.scan_item("KOP-001")
    touch(window, "Pay")
    touch(window, "QRIS")
    for digits in ("1", "0", "000"):
        touch_key(window, digits)
    touch(window, "Receive Rp10.000")
    assert {"Payment in parts", "Rp14.000"} <= texts(window)
    touch(window, "Give back: QRIS")
    touch(window, "Give Rp10.000 back")
    assert "Total to pay" in texts(window)
    touch(window, "Exact")
    assert "Paid exactly" in texts(window)


def test_the_arrows_go_through_the_ways_to_pay_whatever_was_touched(window: Window) -> None:
    window.scan_item("KOP-001")
    touch(window, "Pay")
    touch(window, "Cash")
    window.key(_RIGHT)
    assert any(text.startswith("See the payment arrive on the QRIS display") for text in texts(window))


def test_a_double_tap_gives_no_money_back(window: Window) -> None:
    window.scan_item("KOP-001")
    window.key(_F12)
    window.key(_RIGHT)
    window.type("10000")
    window.key(_ENTER)
    for _ in range(2):
        touch(window, "Give back: QRIS")
    assert [len(basket.tenders) for basket in window.shop.till.paid_and_not_sold()] == [1]


def test_a_reward_is_taken_and_taken_out_again_by_touch_alone(window: Window) -> None:
    sell(window.shop, "BIJ-001")
    window.scan(window.shop.cards[0])
    window.scan_item("KOP-001")
    touch(window, "Redeem")
    touch(window, "Rewards")
    touch(window, "Take Potongan Rp5.000")
    assert "Rp19.000" in texts(window)
    touch(window, "Redeem")
    touch(window, "Rewards")
    touch(window, "Take Potongan Rp5.000 out")
    touch(window, "Close")
    assert "Rp24.000" in texts(window)


def test_a_reward_is_taken_by_keys_alone(window: Window) -> None:
    sell(window.shop, "BIJ-001")
    window.scan(window.shop.cards[0])
    window.scan_item("KOP-001")
    keys = Keys(window)
    keys.press(_F6, _RIGHT, Qt.Key.Key_Down, _ENTER, _F12, _ENTER)
    assert {"Paid exactly", "Rp19.000"} <= texts(window)


def test_a_scanned_voucher_takes_its_part_off(window: Window) -> None:
    code = sell(window.shop, "BIJ-001").vouchers[0].code
    window.scan(window.shop.cards[0])
    window.scan_item("KOP-001")
    window.scan(code)
    assert "Rp14.000" in texts(window)


def test_a_scanned_gift_card_pays_and_cash_pays_the_rest(window: Window) -> None:
    code = load(window.shop, 10_000)
    window.scan_item("KOP-001")
    window.key(_F12)
    window.scan(code)
    assert f"Gift card …{code[-4:]}: Rp10.000 on it." in texts(window)
    window.key(_ENTER)
    window.key(_ENTER)
    assert "Paid exactly" in texts(window)
    assert balance_of(window.shop, code) == 0


def test_a_gift_card_s_code_is_typed_by_touch_alone(window: Window) -> None:
    code = load(window.shop, 50_000)
    window.scan_item("KOP-001")
    touch(window, "Pay")
    touch(window, "Gift card")
    touch(window, "Key the code")
    for character in code.lower():
        touch(window, character)
    field = window.find("Code below the bars")
    assert isinstance(field, QLineEdit)
    touch(window, "Look up")
    touch(window, "Use Rp24.000")
    touch(window, "Finish the sale")
    assert balance_of(window.shop, code) == 26_000


def test_a_scan_while_the_code_is_typed_reaches_no_field(window: Window) -> None:
    window.scan_item("KOP-001")
    window.key(_F12)
    for _ in range(3):
        window.key(_RIGHT)
    window.key(_ENTER)
    window.type("ABC")
    window.scan("8999999999994")
    field = window.find("Code below the bars")
    assert isinstance(field, QLineEdit)
    assert field.text() == "ABC"


def test_all_offers_are_listed_with_what_is_missing(window: Window) -> None:
    window.scan_item("ROT-001")
    window.key(_F5)
    shown = texts(window)
    assert {"One step away", "Roti pagi 10%"} <= shown
    assert "For members only. Scan a card or find the member." in shown
    window.key(_ESC)
    assert "One step away" not in texts(window)


def test_points_that_need_the_card_say_so_and_are_free_once_it_is_scanned(window: Window) -> None:
    sell(window.shop, "BIJ-001")
    window.scan_item("KOP-001")
    window.key(Qt.Key.Key_F2)
    window.type("567890")
    window.key(_ENTER)
    window.key(_F6)
    assert "Points are spent with the card only. Scan the member’s card." in texts(window)
    window.scan(window.shop.cards[0])
    window.key(_ENTER)
    assert "Rp21.000" in texts(window)


def test_rounding_up_is_never_ticked_before_somebody_does(window: Window) -> None:
    open_a_cause(window.shop)
    window.scan_item("ROT-001")
    window.key(_F12)
    assert "Rp28.500" in texts(window)
    touch(window, "Round up Rp500 for Yayasan Laut?")
    assert "Rp29.000" in texts(window)
    touch(window, "Rp500 for Yayasan Laut")
    assert "Rp28.500" in texts(window)
