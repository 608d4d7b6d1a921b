"""Past sales in the real window: found, returned, voided and claimed by keys alone, and by touch alone."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel

from app.services.outcomes import SaleDone
from app.services.past_sales import PastSale
from app.words.translate import Language
from tests.support.exchanging import desk_of
from tests.support.selling import member_at, sell
from tests.support.shop import MANAGER_PIN
from tests.support.window import Window

_KEYS = Qt.Key


@pytest.fixture
def window(qapp: QApplication, tmp_path: Path) -> Iterator[Window]:
    with Window(tmp_path, Language.ENGLISH) as made:
        made.open()
        made.log_in()
        yield made
        assert made.faults == []


def texts(window: Window) -> set[str]:
    return {text.text() for text in window.shell.findChildren(QLabel) if text.isVisible() and text.text()}


def past(window: Window, sale: SaleDone) -> PastSale:
    found = desk_of(window.shop).look_at_sale(sale.sale_id)
    assert found is not None
    return found


def test_a_partial_return_in_two_steps_by_keys_alone(window: Window) -> None:
    sale = sell(window.shop, "KOP-001", "KOP-001", "KUE-001")
    window.key(_KEYS.Key_F9)
    window.key(_KEYS.Key_Return)
    window.key(_KEYS.Key_Right)
    assert {"Rp24.000", "−24", "58"} <= texts(window)
    window.type("1")
    window.key(_KEYS.Key_Return)
    assert {"Returned: BDG1-261122-R0001", "Rp24.000", "The receipt waits for the printer."} <= texts(window)
    window.key(_KEYS.Key_Return)
    assert {"Partly returned", "−Rp24.000", "1 came back"} <= texts(window)
    window.key(_KEYS.Key_Return)
    window.key(_KEYS.Key_Down)
    window.key(_KEYS.Key_Right)
    window.type("3")
    window.key(_KEYS.Key_Return)
    assert {"Returned: BDG1-261122-R0002", "Rp34.500", "−34", "24"} <= texts(window)
    window.key(_KEYS.Key_Return)
    window.key(_KEYS.Key_Escape)
    assert "Scan an item or a member’s card" in texts(window)
    assert past(window, sale).refunded == 58_500
    assert member_at(window.shop).balance == 24


def test_a_partial_return_in_two_steps_by_touch_alone(window: Window) -> None:
    sale = sell(window.shop, "KOP-001", "KOP-001", "KUE-001")
    window.touch("More")
    window.rest()
    window.touch("Receipts, returns")
    window.touch("Return")
    window.touch("One more: Kopi Susu Setia")
    window.touch("Defective")
    window.rest()
    window.touch("Give back Rp24.000")
    window.rest()
    window.touch("Done")
    window.touch("Return")
    window.touch("One more: Kue Pandan Potong")
    window.touch("One more: Kopi Susu Setia")
    window.touch("One less: Kopi Susu Setia")
    window.touch("Changed their mind")
    window.rest()
    window.touch("Give back Rp34.500")
    window.rest()
    window.touch("Done")
    window.touch("Back to the basket")
    assert "Scan an item or a member’s card" in texts(window)
    assert past(window, sale).refunded == 58_500
    assert member_at(window.shop).balance == 24


def test_a_void_with_a_wrong_and_then_the_right_pin_by_keys_alone(window: Window) -> None:
    sale = sell(window.shop, "KOP-001", "KUE-001")
    window.key(_KEYS.Key_F9)
    window.key(_KEYS.Key_F9)
    assert {"Void BDG1-261122-0001", "Rp58.500"} <= texts(window)
    window.key(_KEYS.Key_Return)
    window.type("000000")
    assert "Wrong PIN. 4 tries left." in texts(window)
    assert past(window, sale).refunded == 0
    window.type(MANAGER_PIN)
    assert {"Voided: BDG1-261122-R0001", "Rp58.500", "−58"} <= texts(window)
    window.key(_KEYS.Key_Return)
    assert "Voided" in texts(window)
    assert (past(window, sale).refunded, member_at(window.shop).balance) == (58_500, 0)


def test_a_void_with_a_wrong_and_then_the_right_pin_by_touch_alone(window: Window) -> None:
    sale = sell(window.shop, "KOP-001", "KUE-001")
    window.key(_KEYS.Key_F9)
    window.touch("Void")
    window.rest()
    window.touch("Void Rp58.500")
    for digit in "000000":
        window.touch(digit)
    assert "Wrong PIN. 4 tries left." in texts(window)
    for digit in MANAGER_PIN:
        window.touch(digit)
    window.rest()
    window.touch("Done")
    assert "Voided" in texts(window)
    assert (past(window, sale).refunded, member_at(window.shop).balance) == (58_500, 0)


def test_a_guest_s_sale_is_claimed_by_keys_alone(window: Window) -> None:
    sale = sell(window.shop, "KOP-001", "KUE-001", member=None)
    window.key(_KEYS.Key_F9)
    window.key(_KEYS.Key_F2)
    window.type("asep")
    window.key(_KEYS.Key_Return)
    assert {"Asep H.", "0813••••432", "0 points"} <= texts(window)
    window.key(_KEYS.Key_Return)
    assert {"The sale is the member’s", "+58"} <= texts(window)
    window.key(_KEYS.Key_Return)
    member = past(window, sale).member
    assert member is not None
    assert (member.name, member.balance) == ("Asep Hidayat", 58)


def test_a_guest_s_sale_is_claimed_by_touch_alone(window: Window) -> None:
    sale = sell(window.shop, "KOP-001", "KUE-001", member=None)
    window.touch("More")
    window.rest()
    window.touch("Receipts, returns")
    window.touch("Claim")
    for letter in "asep":
        window.touch(letter)
    window.touch("Asep H.")
    window.rest()
    window.touch("Claim the sale")
    window.rest()
    window.touch("Done")
    member = past(window, sale).member
    assert member is not None
    assert (member.name, member.balance) == ("Asep Hidayat", 58)


def test_a_receipt_that_is_scanned_at_the_checkout_leads_to_its_sale_and_the_basket_stays(
    window: Window,
) -> None:
    first = sell(window.shop, "KOP-001", member=None)
    sell(window.shop, "KUE-001", member=None)
    window.scan_item("ROT-001")
    window.scan(f"SETIA:R/{first.receipt_number}")
    assert f"Receipt {first.receipt_number}" in texts(window)
    window.key(_KEYS.Key_Return)
    assert {"Rp24.000 each", "Kopi Susu Setia"} <= texts(window)
    window.key(_KEYS.Key_Escape)
    assert {"Roti Sobek Cokelat", "1 piece"} <= texts(window)


def test_a_number_is_keyed_by_touch_alone(window: Window) -> None:
    first = sell(window.shop, "KOP-001", member=None)
    sell(window.shop, "KUE-001", member=None)
    window.key(_KEYS.Key_F9)
    window.touch("Keyboard on the screen")
    window.touch("1")
    window.touch("Find this number")
    assert {first.receipt_number, "Rp24.000 each"} <= texts(window)


def test_an_even_exchange_by_keys_alone(window: Window) -> None:
    sale = sell(window.shop, "KOP-001", member=None)
    window.key(_KEYS.Key_F9)
    window.key(_KEYS.Key_F4)
    window.type("2")
    window.key(_KEYS.Key_Return)
    window.scan_item("ROT-002")
    assert {"−Rp24.000", "Nothing to pay"} <= texts(window)
    window.key(_KEYS.Key_Return)
    assert "Exchanged: BDG1-261122-0002" in texts(window)
    assert past(window, sale).refunded == 24_000


def test_a_double_tap_on_return_only_opens_it(window: Window) -> None:
    sale = sell(window.shop, "KOP-001", member=None)
    window.key(_KEYS.Key_F9)
    window.touch("Return")
    window.touch("Defective")
    window.touch("Give back Rp24.000")
    assert past(window, sale).refunded == 0
