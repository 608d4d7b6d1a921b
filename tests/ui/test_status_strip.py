"""The strip that is always there, where there is least room for it."""

from datetime import datetime

import pytest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton

from app.services.front import PrinterStatus, ScannerStatus, ShiftStanding, SyncStatus
from app.ui.status_strip import StatusStrip, StripState
from app.ui.theme.application import dress
from app.ui.theme.look import Look
from app.ui.theme.tokens import LIGHT
from app.words.translate import Language, Words

WORST = StripState(
    place="Kopi Setia · BDG1",
    sync=SyncStatus(enrolled=True, online=False, to_send=12_345, last_success_at=None),
    printer=PrinterStatus.PAPER_OUT,
    scanner=ScannerStatus.READY,
    shift=ShiftStanding(needed=True, since=datetime(2026, 11, 22, 8, 0), overdue=True),  # noqa: DTZ001 - the shop's clock
    cashier="Ayu",
    ready=True,
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
