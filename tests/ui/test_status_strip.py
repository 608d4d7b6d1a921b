"""The strip that is always there, where there is least room for it."""

from dataclasses import replace
from datetime import datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton

from app.services.device_report import Device, DeviceReport, PortReport, PrinterReport
from app.services.device_state import DeviceState
from app.services.front import PrinterStatus, ShiftStanding, SyncStatus
from app.services.print_fault import PrintFault
from app.ui.status_strip import StatusStrip, StripState
from app.ui.theme.application import dress
from app.ui.theme.look import Look
from app.ui.theme.tokens import LIGHT
from app.words.translate import Language, Words

WORDS = Words(Language.ENGLISH)
LOOK = "Look at the paper: print a copy if the receipt is not whole."
WORST = StripState(
    place="Kopi Setia · BDG1",
    sync=SyncStatus(enrolled=True, online=False, to_send=12_345, last_success_at=None),
    devices=(
        PrinterReport(status=PrinterStatus.PAPER_OUT, fault=PrintFault.PAPER_OUT),
        PortReport(device=Device.SCANNER, state=DeviceState.READY),
    ),
    shift=ShiftStanding(needed=True, since=datetime(2026, 11, 22, 8, 0), overdue=True),  # noqa: DTZ001 - the shop's clock
    cashier="Ayu",
    ready=True,
    sounds=True,
)


def strip_of(qapp: QApplication, width: int, language: Language = Language.ENGLISH) -> StatusStrip:
    dress(qapp, LIGHT)
    strip = StatusStrip(Look(LIGHT))
    strip.show_state(WORST, Words(language))
    strip.resize(width, strip.height())
    strip.show()
    qapp.processEvents()
    return strip


def shown(strip: StatusStrip) -> set[str]:
    labels = {label.text() for label in strip.findChildren(QLabel) if label.isVisible()}
    return labels | {button.text() for button in strip.findChildren(QPushButton) if button.isVisible()}


@pytest.mark.parametrize("language", list(Language))
@pytest.mark.parametrize(
    "others", [(), (Device.SCANNER,), (Device.SCANNER, Device.CAMERA, Device.LINE_DISPLAY)]
)
def test_all_troubles_at_once_fit_into_the_narrowest_window(
    qapp: QApplication, language: Language, others: tuple[Device, ...]
) -> None:
    strip = strip_of(qapp, 1024, language)
    lost = tuple(PortReport(device=device, state=DeviceState.LOST) for device in others)
    for status in PrinterStatus:
        devices = (PrinterReport(device=Device.VOUCHER_PRINTER, status=status), *(lost or WORST.devices[1:]))
        strip.show_state(replace(WORST, devices=devices), Words(language))
        assert strip.minimumSizeHint().width() <= 1024, status
    strip.close()


def test_in_a_narrow_window_only_what_is_well_loses_its_word(qapp: QApplication) -> None:
    strip = strip_of(qapp, 1024)
    assert {"Offline", "12.345", "Paper out", "Shift since 22 Nov 2026"} <= shown(strip)
    assert not {"Scanner ready", "12.345 to send"} & shown(strip)
    strip.resize(1366, strip.height())
    qapp.processEvents()
    assert {"12.345 to send", "Paper out", "Programme"} <= shown(strip)
    well = (PrinterReport(status=PrinterStatus.READY), WORST.devices[1])
    strip.show_state(replace(WORST, devices=well), WORDS)
    assert {"Printer ready", "Scanner ready"} <= shown(strip)
    strip.close()


@pytest.mark.parametrize(
    ("report", "sentence"),
    [
        (
            PrinterReport(status=PrinterStatus.OFF, fault=PrintFault.BUSY),
            "Receipt printer: Another program holds the printer. Close it. The receipt waits and prints by itself.",
        ),
        (
            PrinterReport(status=PrinterStatus.UNCONFIRMED, fault=PrintFault.BROKE_OFF),
            "Receipt printer: The line to the printer broke off. Check its cable. " + LOOK,
        ),
        (PrinterReport(status=PrinterStatus.UNCONFIRMED), "Receipt printer: " + LOOK),
        (PrinterReport(status=PrinterStatus.READY), "Receipt printer: works."),
        (
            PortReport(device=Device.CAMERA, state=DeviceState.LOST),
            "Camera: was unplugged. Plug it in; it is found by itself.",
        ),
    ],
)
def test_a_device_says_more_to_a_screen_reader_and_asks_for_its_panel_when_touched(
    qapp: QApplication, report: DeviceReport, sentence: str
) -> None:
    strip = strip_of(qapp, 1366)
    strip.show_state(replace(WORST, devices=(report,)), WORDS)
    (lamp,) = (each for each in strip.findChildren(QPushButton) if each.toolTip() == sentence)
    asked: list[bool] = []
    strip.devices_touched.connect(lambda: asked.append(True))
    QTest.mouseClick(lamp, Qt.MouseButton.LeftButton)
    QTest.keyClick(lamp, Qt.Key.Key_Space)
    assert (lamp.accessibleDescription(), asked) == (sentence, [True, True])
    strip.close()


def test_of_many_faults_the_rest_is_counted_and_has_a_name(qapp: QApplication) -> None:
    strip = strip_of(qapp, 1024)
    lost = tuple(
        PortReport(device=device, state=DeviceState.LOST) for device in (Device.SCANNER, Device.CAMERA)
    )
    strip.show_state(replace(WORST, devices=(WORST.devices[0], *lost)), WORDS)
    assert "Paper out +2" in shown(strip)
    names = {each.accessibleName() for each in strip.findChildren(QPushButton)}
    assert "Paper out, 2 more devices" in names
    assert strip.minimumSizeHint().width() <= 1024
    strip.close()
