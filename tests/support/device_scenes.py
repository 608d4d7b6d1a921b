"""Devices that don't work, and papers in doubt, as a cashier sees them."""

from collections.abc import Iterator

from PySide6.QtCore import Qt

from app.services.device_report import Device, PortReport, PrinterReport
from app.services.device_state import DeviceState
from app.services.front import PrinterStatus
from app.services.print_fault import PrintFault
from tests.support.selling import sell
from tests.support.window import Window

CONTROL = Qt.KeyboardModifier.ControlModifier


def leave_in_doubt(window: Window, *skus: str) -> None:
    """Sells each, and the power goes while its receipt is on its way."""
    for sku in skus:
        sell(window.shop, sku)
        with window.shop.store.writing() as unit:
            unit.spool.take()
            unit.spool.give_up_sending()


def device_scenes(window: Window) -> Iterator[str]:
    """From one fault to many."""
    shell = window.shell
    window.scan_item("KOP-001")
    shell.show_device(PortReport(device=Device.CAMERA, state=DeviceState.READY))
    shell.show_device(PrinterReport(status=PrinterStatus.PAPER_OUT, fault=PrintFault.PAPER_OUT))
    yield "device-notice"
    shell.show_device(PortReport(device=Device.SCANNER, state=DeviceState.LOST))
    shell.show_device(PortReport(device=Device.CAMERA, state=DeviceState.FROZEN))
    leave_in_doubt(window, "KUE-001", "ROT-001")
    shell.show_device(PrinterReport(status=PrinterStatus.UNCONFIRMED, fault=PrintFault.BROKE_OFF))
    yield "device-notice-later"
    window.key(Qt.Key.Key_E, CONTROL)
    yield "device-status"
    window.key(Qt.Key.Key_Escape)
    window.key(Qt.Key.Key_F, CONTROL)
    window.shell.show_device(PrinterReport(status=PrinterStatus.READY))
    yield "receipt-in-doubt"
    window.key(Qt.Key.Key_Escape)
