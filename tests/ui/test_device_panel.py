"""The device panel on the real window: by touch, by a key, over any page."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel

from app.services.device_report import Device, PortReport, PrinterReport
from app.services.device_state import DeviceState
from app.services.front import PrinterStatus
from app.services.print_fault import PrintFault
from app.words.translate import Language
from tests.support.device_scenes import CONTROL, leave_in_doubt
from tests.support.window import Window

NO_PAPER = PrinterReport(status=PrinterStatus.PAPER_OUT, fault=PrintFault.PAPER_OUT)
SENTENCE = "Receipt printer: The printer has no paper. Put in a roll. The receipt waits and prints by itself."


@pytest.fixture
def window(qapp: QApplication, tmp_path: Path) -> Iterator[Window]:
    with Window(tmp_path, Language.ENGLISH) as made:
        yield made
        assert made.faults == []


def texts(window: Window) -> set[str]:
    return {text.text() for text in window.shell.findChildren(QLabel) if text.isVisible()}


def test_a_fault_says_what_to_do_and_the_sale_goes_on_under_it(window: Window) -> None:
    window.open()
    window.log_in()
    window.shell.show_device(NO_PAPER)
    assert SENTENCE in texts(window)
    window.scan_item("KOP-001")
    assert "Kopi Susu Setia" in texts(window)
    assert SENTENCE in texts(window)
    window.shell.show_device(PrinterReport(status=PrinterStatus.READY))
    assert SENTENCE not in texts(window)


def test_a_touch_on_the_strip_opens_the_panel_also_before_anybody_logs_in(window: Window) -> None:
    window.open()
    window.shell.show_device(PortReport(device=Device.LINE_DISPLAY, state=DeviceState.BUSY))
    window.touch("Display busy")
    assert {"Device status", "Line display: another program holds it. Close that program."} <= texts(window)
    window.key(Qt.Key.Key_Escape)
    assert "Device status" not in texts(window)


def test_a_key_opens_it_and_the_basket_is_as_it_was_after(window: Window) -> None:
    window.open()
    window.log_in()
    window.scan_item("KOP-001")
    window.key(Qt.Key.Key_E, CONTROL)
    assert "Receipt printer: works." in texts(window)
    window.key(Qt.Key.Key_Escape)
    window.key(Qt.Key.Key_F12)
    assert {"Payment", "Rp24.000"} <= texts(window)


def test_a_receipt_in_doubt_is_settled_by_touch(window: Window) -> None:
    window.open()
    window.log_in()
    leave_in_doubt(window, "KOP-001", "ROT-001")
    window.shell.show_device(PrinterReport(status=PrinterStatus.UNCONFIRMED))
    window.touch("Print not confirmed")
    window.touch("It came out")
    window.touch("Print copy")
    assert "Did these come out whole?" not in texts(window)
    with window.shop.store.writing() as unit:
        job = unit.spool.take()
        assert job is not None
        assert (job.copy, unit.spool.take()) == (1, None)
