"""The customer reads item and price, total and change, on two lines over a real pseudo-terminal."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from app.devices.display.line_display import DisplaySettings, LineDisplay
from app.devices.display.text import COLUMNS, display_bytes
from app.emulators.line_display import LineDisplayEmulator
from app.entrypoints.line_display import LineDisplaySide, lines_of
from app.services.device_state import DeviceState
from app.ui.customer.state import CustomerScreen
from app.words.translate import Language, Words
from tests.support.customer_screens import SCREENS
from tests.support.ears import PATIENCE
from tests.support.window import Window

QUICK = DisplaySettings(write_wait=0.2, look_wait=0.02, first_wait=0.01, longest_wait=0.02)


class Till:
    """A window and a display that stands beside it."""

    def __init__(self, window: Window, lines: LineDisplayEmulator) -> None:
        self.window, self.lines = window, lines
        self.states: list[DeviceState] = []
        self.display = LineDisplay(lambda: str(lines.link), self.states.append, QUICK)
        self.display.start()
        self.rested: list[int] = []
        side = LineDisplaySide(
            Words(Language.ENGLISH), self.display, lambda pause, _then: self.rested.append(pause)
        )
        window.shell.watch(side.see)
        window.open()
        side.start(window.shop.till, window.lanes, training=False)
        window.settle()

    def shows(self, upper: str, lower: str) -> None:
        self.lines.await_lines(upper, lower, PATIENCE)


@pytest.fixture
def till(qapp: QApplication, tmp_path: Path) -> Iterator[Till]:
    lines = LineDisplayEmulator(tmp_path / "display")
    with Window(tmp_path / "shop", Language.ENGLISH) as window:
        made = Till(window, lines)
        yield made
        assert made.display.stop()
        assert window.faults == []
    lines.unplug()
    assert lines.unknown == []


def test_it_follows_a_sale_from_the_welcome_to_the_change(till: Till) -> None:
    till.shows("WELCOME", "Kopi Setia")
    till.window.log_in()
    till.window.scan_item("KOP-001")
    till.shows("Kopi Susu Set 24.000", "TOTAL       Rp24.000")
    till.window.scan_item("KOP-001")
    till.shows("2xKopi Susu S 48.000", "TOTAL       Rp48.000")
    till.window.key(Qt.Key.Key_F12)
    till.window.type("50000")
    till.window.key(Qt.Key.Key_Return)
    till.shows("TOTAL       Rp48.000", "CHANGE       Rp2.000")


def test_a_member_who_comes_first_is_greeted_and_reads_what_he_earned(till: Till) -> None:
    till.window.log_in()
    till.window.scan(till.window.shop.cards[0])
    till.shows("Hello, Siti", "TOTAL            Rp0")
    till.window.scan_item("KOP-001")
    till.window.key(Qt.Key.Key_F12)
    till.window.key(Qt.Key.Key_Return)
    till.shows("TOTAL       Rp24.000", "POINTS           +24")


def test_a_display_that_was_gone_shows_what_is_true_now_and_the_sale_went_on(till: Till) -> None:
    till.window.log_in()
    till.window.scan_item("KOP-001")
    till.lines.unplug()
    till.window.scan_item("ROT-001")
    till.window.until(lambda: DeviceState.LOST in till.states)
    till.lines.plug_in()
    till.shows("Roti Sobek Co 28.500", "TOTAL       Rp52.500")


@pytest.mark.parametrize("language", list(Language))
@pytest.mark.parametrize("training", [False, True])
def test_whatever_there_is_to_say_fits(language: Language, training: bool) -> None:
    for screen in SCREENS.values():
        shown = lines_of(Words(language), replace(screen, training=training))
        for left, right in ((shown.upper, shown.upper_right), (shown.lower, shown.lower_right)):
            assert len(right) + (1 if right else 0) <= COLUMNS, f"{right} leaves no room"
            assert left
        assert len(display_bytes(shown)) == 1 + 2 * COLUMNS


def test_nobody_takes_a_training_for_a_real_till() -> None:
    words = Words(Language.ENGLISH)
    assert lines_of(words, CustomerScreen(training=True)).upper == "TRAINING"
