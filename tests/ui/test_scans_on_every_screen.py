"""Scan anywhere: on every screen, a scan's characters reach nothing, and what a person types beside them arrives.

Scans come from a keyboard wedge, as keys, and from a scanner on a serial line, as bytes on a pseudo-terminal.
"""

import random
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QLineEdit, QWidget

from app.devices.scanner.serial_scanner import SerialScanner, SerialSettings
from app.emulators.scanner import ScannerEmulator
from app.services.scans import Scan
from app.ui.marshaller import Marshaller
from app.ui.wedge import WedgeSettings
from app.ui.wedge_filter import WedgeFilter
from app.words.translate import Language
from tests.support.keyboard import Keyboard
from tests.support.scenes import walk
from tests.support.window import Window

_LONGER_THAN_A_SCANNER_MS = 81
_A_SCANNERS_MS = 35
_REST_MS = 200
_BUTTONS = 4
_LESSONS = frozenset({"devices-scanner", "devices-lesson", "devices-scanned"})
"""Here the till learns how a scanner types, and hears it as nothing else."""
_OFTEN = 0.1
_PARTS = st.lists(
    st.tuples(st.text("abc1234", max_size=4), st.text("0123456789ABCDEF", min_size=6, max_size=20)),
    min_size=1,
    max_size=3,
)


@dataclass
class Wedged:
    """A keyboard wedge at a window, whose scans are only noted, so that each screen stays as it is."""

    scans: list[str] = field(default_factory=list)
    serial: list[str] = field(default_factory=list)
    broken: int = 0

    @contextmanager
    def plugged_in(self) -> Iterator[None]:
        """The scenes themselves are driven without it."""
        wedge = WedgeFilter(self._heard, self._broke, time.monotonic_ns, WedgeSettings())
        wedge.start()
        yield
        wedge.stop()

    @contextmanager
    def beside_a_serial_scanner(self) -> Iterator[ScannerEmulator]:
        """What it sends is heard in the window's thread, as the till's is."""
        emulator, post = ScannerEmulator(), Marshaller().post
        scanner = SerialScanner(
            lambda: emulator.path,
            lambda scan: post(lambda: self.serial.append(scan.text)),
            lambda _state: None,
            SerialSettings(),
        )
        scanner.start()
        yield emulator
        scanner.stop()
        emulator.close()

    def _heard(self, scan: Scan) -> None:
        self.scans.append(scan.text)

    def _broke(self) -> None:
        self.broken += 1


def _texts(shell: QWidget) -> list[str]:
    """Everything that can be read on the screen."""
    shown = [part for part in shell.findChildren(QWidget) if part.isVisible()]
    return [part.text() for part in shown if isinstance(part, QLabel | QLineEdit)]


def _fields(shell: QWidget) -> list[QLineEdit]:
    """Those that a person may type in now."""
    found = shell.findChildren(QLineEdit)
    return [one for one in found if one.isVisible() and one.isEnabled() and not one.isReadOnly()]


def _buttons(shell: QWidget) -> list[QAbstractButton]:
    found = shell.findChildren(QAbstractButton)
    return [one for one in found if one.isVisible() and one.isEnabled()]


def test_a_scan_on_any_screen_with_the_keyboard_on_any_button_changes_nothing_there(
    qapp: QApplication, tmp_path: Path
) -> None:
    some, made = random.Random(20_07), Wedged()
    scanned, heard = 0, list[str]()
    for window, name in walk(tmp_path, Language.ENGLISH):
        shell = window.shell
        keyboard = Keyboard(shell.windowHandle(), 1_000 * (scanned + 1))
        buttons, before_all = _buttons(shell), QApplication.focusWidget()
        with made.plugged_in():
            for holder in [None, *some.sample(buttons, min(_BUTTONS, len(buttons)))]:
                if holder is not None:
                    holder.setFocus()
                before = _texts(shell)
                keyboard.scan(f"8991234{scanned:06d}", "\r" if scanned % 2 else "\t")
                if name not in _LESSONS:
                    heard.append(f"8991234{scanned:06d}")
                scanned += 1
                assert _texts(shell) == before, f"{name}: {holder.accessibleName() if holder else 'the page'}"
        if before_all is not None:
            before_all.setFocus()  # the scene goes on where it was
    assert made.scans == heard
    assert made.broken == 0


@settings(max_examples=1, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(parts=_PARTS, hands=st.integers(0, 2**32))
def test_in_every_field_of_every_screen_typing_is_shown_and_scans_are_heard(
    parts: list[tuple[str, str]], hands: int, qapp: QApplication, tmp_path_factory: pytest.TempPathFactory
) -> None:
    made, tried = Wedged(), 0
    with made.beside_a_serial_scanner() as serial:
        for window, name in walk(tmp_path_factory.mktemp("shops"), Language.INDONESIAN):
            with made.plugged_in():
                for place in range(len(_fields(window.shell))):
                    tried += 1
                    _mix(made, serial, window, place, parts, random.Random(hands), name)
    assert tried >= 10


def _mix(
    made: Wedged,
    serial: ScannerEmulator,
    window: Window,
    place: int,
    parts: list[tuple[str, str]],
    gaps: random.Random,
    name: str,
) -> None:
    """A person types; between two characters, and in the middle of a wedge's scan, a code may come by the line."""
    sent: list[str] = []

    def perhaps_serial() -> None:
        if gaps.random() < _OFTEN:
            sent.append(f"2099{gaps.randrange(10**9):09d}")
            serial.send(sent[-1])
            QApplication.processEvents()

    made.serial.clear()
    entry = _fields(window.shell)[place]
    before = entry.text()
    entry.clear()
    entry.setFocus()
    made.scans.clear()
    keyboard = Keyboard(window.shell.windowHandle())
    for human, code in parts:
        for character in human:
            perhaps_serial()
            keyboard.key(character, gaps.randint(_LONGER_THAN_A_SCANNER_MS, 300))
        keyboard.now_ms += _REST_MS
        for character in code + "\r":
            perhaps_serial()
            keyboard.key(character, gaps.randint(0, _A_SCANNERS_MS))
    perhaps_serial()
    typed = "".join(human for human, _ in parts)
    wanted = _as_taken(entry, typed)
    window.until(partial(_shows, entry, wanted))
    window.until(lambda: len(made.serial) == len(sent))
    assert (made.scans, made.serial) == ([code for _, code in parts], sent), name
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
