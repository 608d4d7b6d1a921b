import pytest

from app.devices.printer.address import PrinterAddress, printer_address


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("virtual", PrinterAddress(kind="virtual")),
        ("none", PrinterAddress(kind="none")),
        ("tcp:192.168.1.50:9100", PrinterAddress(kind="tcp", name="192.168.1.50", number=9100)),
        ("serial:/dev/ttyUSB0", PrinterAddress(kind="serial", name="/dev/ttyUSB0", number=9600)),
        ("serial:COM3@115200", PrinterAddress(kind="serial", name="COM3", number=115_200)),
        ("usb:/dev/usb/lp0", PrinterAddress(kind="usb", name="/dev/usb/lp0")),
        ("cups:struk", PrinterAddress(kind="cups", name="struk", number=631, host="127.0.0.1")),
        ("cups:struk@kasir:8631", PrinterAddress(kind="cups", name="struk", number=8631, host="kasir")),
        ("file:/tmp/jobs.bin", PrinterAddress(kind="file", name="/tmp/jobs.bin")),
    ],
)
def test_a_setting_says_where_the_printer_is(text: str, address: PrinterAddress) -> None:
    assert printer_address(text) == address


@pytest.mark.parametrize(
    "text",
    [
        *("", "lpt1", "virtual:1", "usb:", "file:"),
        *("tcp:", "tcp:host", "tcp:host:99999", "tcp:host:x"),
        *("serial:", "serial:/dev/x@", "serial:/dev/x@0"),
        *("cups:", "cups:@host", "cups:q@host:x"),
    ],
)
def test_anything_else_is_none(text: str) -> None:
    assert printer_address(text) is None
