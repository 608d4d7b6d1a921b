"""A till beside another one in the real window: by keys alone, and by touch alone."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel

from app.protocol.facts import OtherBill, SaleCommitted
from app.words.translate import Language
from tests.support.basket_scenes import beside_scenes
from tests.support.screen_faults import screen_faults
from tests.support.window import Window


@pytest.fixture
def window(qapp: QApplication, tmp_path: Path) -> Iterator[Window]:
    with Window(tmp_path, Language.ENGLISH) as made:
        made.shop.till = replace(made.shop.till, beside_till="Kasir 1")
        made.open()
        made.log_in()
        yield made
        assert made.faults == []


def texts(window: Window) -> set[str]:
    return {text.text() for text in window.shell.findChildren(QLabel) if text.isVisible() and text.text()}


def last(window: Window) -> SaleCommitted:
    with window.shop.store.reading() as unit:
        sale = unit.sales.last()
    assert sale is not None
    return sale


def test_the_empty_basket_says_what_to_do_at_this_till(window: Window) -> None:
    assert "Enter a bill of Kasir 1" in texts(window)
    assert not any(text.startswith("Scan an item") for text in texts(window))


def test_a_bill_is_entered_and_counted_by_keys_alone(window: Window) -> None:
    window.scan(window.shop.cards[0])
    window.key(Qt.Key.Key_F4)
    window.type("a-17")
    window.key(Qt.Key.Key_Tab)
    window.type("150000")
    window.key(Qt.Key.Key_Tab)
    window.type("50000")
    window.key(Qt.Key.Key_Return)
    window.key(Qt.Key.Key_F12)
    assert {"Key in as a discount", "Rp5.000", "Then it asks for", "Rp145.000"} <= texts(window)
    window.key(Qt.Key.Key_Return)
    assert "+145 points" in texts(window)
    assert last(window).bill == OtherBill(till="Kasir 1", number="A-17")


def test_a_bill_is_entered_and_counted_by_touch_alone(window: Window) -> None:
    for name in ("Enter bill", "7", "Total of the bill", "4", "2", "0", "0", "0", "Enter the bill", "Pay"):
        window.touch(name)
    window.touch("Paid there")
    sale = last(window)
    assert (sale.bill, sale.quote.payable) == (OtherBill(till="Kasir 1", number="7"), 42_000)


def test_a_scanned_bill_opens_its_sheet_and_its_characters_reach_no_total(window: Window) -> None:
    window.scan("INV-42")
    window.key(Qt.Key.Key_Tab)
    window.type("9000")
    window.scan("INV-43")
    window.key(Qt.Key.Key_Return)
    window.key(Qt.Key.Key_F12)
    window.key(Qt.Key.Key_Return)
    sale = last(window)
    assert (sale.bill, sale.quote.payable) == (OtherBill(till="Kasir 1", number="INV-43"), 9_000)


def test_its_sheets_can_be_touched_named_read_and_reached(window: Window) -> None:
    window.shell.resize(1024, 768)
    faults: list[str] = []
    for name in beside_scenes(window):
        window.settle()
        faults += [f"{name}: {fault}" for fault in screen_faults(window.shell)]
    assert faults == []
