"""The strip that is always there, where there is least room for it."""

from dataclasses import replace
from datetime import datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFrame, QLabel, QPushButton, QToolTip

from app.services.front import PrinterStatus, ScannerStatus, ShiftStanding, SyncStatus
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
    printer=PrinterStatus.PAPER_OUT,
    scanner=ScannerStatus.READY,
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
def test_all_troubles_at_once_fit_into_the_narrowest_window(qapp: QApplication, language: Language) -> None:
    strip = strip_of(qapp, 1024, language)
    assert strip.minimumSizeHint().width() <= 1024
    strip.close()


def test_in_a_narrow_window_only_what_is_well_loses_its_word(qapp: QApplication) -> None:
    strip = strip_of(qapp, 1024)
    assert {"Offline", "12.345", "Paper out", "Shift since 22 Nov 2026"} <= shown(strip)
    assert not {"Scanner ready", "12.345 to send"} & shown(strip)
    strip.resize(1366, strip.height())
    qapp.processEvents()
    assert {"12.345 to send", "Scanner ready", "Programme"} <= shown(strip)
    strip.close()


# The offscreen platform says of every tooltip that it can't raise it.
@pytest.mark.qt_log_ignore("This plugin does not support raise", extend=True)
@pytest.mark.parametrize(
    ("status", "fault", "sentence"),
    [
        (
            PrinterStatus.OFF,
            PrintFault.BUSY,
            "Another program holds the printer. Close it. The receipt waits and prints by itself.",
        ),
        (
            PrinterStatus.UNCONFIRMED,
            PrintFault.BROKE_OFF,
            "The line to the printer broke off. Check its cable. " + LOOK,
        ),
        (PrinterStatus.UNCONFIRMED, None, LOOK),
        (PrinterStatus.READY, None, "Printer ready"),
    ],
)
def test_a_touch_on_the_printer_says_what_to_do(
    qapp: QApplication, status: PrinterStatus, fault: PrintFault | None, sentence: str
) -> None:
    strip = strip_of(qapp, 1366)
    strip.show_state(replace(WORST, printer=PrinterStatus.OFF, printer_fault=PrintFault.OFF), WORDS)
    strip.show_state(replace(WORST, printer=status, printer_fault=fault), WORDS)
    (lamp,) = (frame for frame in strip.findChildren(QFrame) if frame.toolTip() == sentence)
    QTest.mouseClick(lamp, Qt.MouseButton.LeftButton)
    assert QToolTip.text() == sentence
    assert lamp.accessibleDescription() == ("" if status is PrinterStatus.READY else sentence)
    strip.close()
