"""Scan anywhere: on every screen, a wedge's characters reach nothing, and what a person types beside them arrives."""

import random
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QLineEdit, QWidget

from app.services.scans import Scan
from app.ui.wedge import WedgeSettings
from app.ui.wedge_filter import WedgeFilter
from app.words.translate import Language
from tests.support.keyboard import Keyboard
from tests.support.screenshots import scenes
from tests.support.window import Window

_LONGER_THAN_A_SCANNER_MS = 81
_A_SCANNERS_MS = 35
_REST_MS = 200
_BUTTONS = 4
_PARTS = st.lists(
    st.tuples(st.text("abc1234", max_size=4), st.text("0123456789ABCDEF", min_size=6, max_size=20)),
    min_size=1,
    max_size=3,
)


@dataclass
class Wedged:
    """A window whose scans are only noted, so that each screen stays as it is."""

    window: Window
    scans: list[Scan] = field(default_factory=list)
    broken: int = 0

    def broke(self) -> None:
        self.broken += 1

    def texts(self) -> list[str]:
        """Everything that can be read on the screen."""
        shown = [part for part in self.window.shell.findChildren(QWidget) if part.isVisible()]
        return [part.text() for part in shown if isinstance(part, QLabel | QLineEdit)]

    def fields(self) -> list[QLineEdit]:
        """Those that a person may type in now."""
        found = self.window.shell.findChildren(QLineEdit)
        return [one for one in found if one.isVisible() and one.isEnabled() and not one.isReadOnly()]

    def buttons(self) -> list[QAbstractButton]:
        found = self.window.shell.findChildren(QAbstractButton)
        return [one for one in found if one.isVisible() and one.isEnabled()]


@pytest.fixture
def wedged(qapp: QApplication, tmp_path: Path) -> Iterator[Wedged]:
    with Window(tmp_path, Language.ENGLISH) as window:
        made = Wedged(window)
        wedge = WedgeFilter(made.scans.append, made.broke, time.monotonic_ns, WedgeSettings())
        yield _with(qapp, wedge, made)
        qapp.removeEventFilter(wedge)


def _with(qapp: QApplication, wedge: WedgeFilter, made: Wedged) -> Wedged:
    qapp.installEventFilter(wedge)
    return made


def test_a_scan_on_any_screen_with_the_keyboard_on_any_button_changes_nothing_there(wedged: Wedged) -> None:
    some, scanned = random.Random(20_07), 0
    for name in scenes(wedged.window):
        keyboard = Keyboard(wedged.window.shell.windowHandle(), 1_000 * (scanned + 1))
        buttons = wedged.buttons()
        for holder in [None, *some.sample(buttons, min(_BUTTONS, len(buttons)))]:
            if holder is not None:
                holder.setFocus()
            before = wedged.texts()
            keyboard.scan(f"8991234{scanned:06d}", "\r" if scanned % 2 else "\t")
            scanned += 1
            assert wedged.texts() == before, f"{name}: {holder.accessibleName() if holder else 'the page'}"
    assert [scan.text for scan in wedged.scans] == [f"8991234{place:06d}" for place in range(scanned)]
    assert wedged.broken == 0


@settings(max_examples=2, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(parts=_PARTS, hands=st.integers(0, 2**32))
def test_in_every_field_of_every_screen_typing_is_shown_and_scans_are_heard(
    parts: list[tuple[str, str]], hands: int, qapp: QApplication, tmp_path_factory: pytest.TempPathFactory
) -> None:
    with Window(tmp_path_factory.mktemp("shop"), Language.INDONESIAN) as window:
        made = Wedged(window)
        wedge = WedgeFilter(made.scans.append, made.broke, time.monotonic_ns, WedgeSettings())
        tried = 0
        for name in scenes(window):
            qapp.installEventFilter(wedge)
            for place in range(len(made.fields())):
                tried += 1
                _mix(made, place, parts, random.Random(hands), name)
            qapp.removeEventFilter(wedge)
        assert tried >= 2


def _mix(made: Wedged, place: int, parts: list[tuple[str, str]], gaps: random.Random, name: str) -> None:
    entry = made.fields()[place]
    before = entry.text()
    entry.clear()
    entry.setFocus()
    made.scans.clear()
    keyboard = Keyboard(made.window.shell.windowHandle())
    for human, code in parts:
        for character in human:
            keyboard.key(character, gaps.randint(_LONGER_THAN_A_SCANNER_MS, 300))
        keyboard.now_ms += _REST_MS
        for character in code + "\r":
            keyboard.key(character, gaps.randint(0, _A_SCANNERS_MS))
    typed = "".join(human for human, _ in parts)
    wanted = _as_taken(entry, typed)
    made.window.until(partial(_shows, entry, wanted))
    assert [scan.text for scan in made.scans] == [code for _, code in parts], name
    entry.setText(before)


def _shows(entry: QLineEdit, wanted: str) -> bool:
    return entry.text() == wanted


def _as_taken(entry: QLineEdit, typed: str) -> str:
    """What the field makes of it: one for digits takes no letters."""
    taken = QLineEdit()
    taken.setMaxLength(entry.maxLength())
    taken.setValidator(entry.validator())
    for character in typed:
        taken.insert(character)
    return taken.text()
