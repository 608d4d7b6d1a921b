"""The real window over a real small shop, with real lanes, driven without a person."""

import time
from collections.abc import Callable
from dataclasses import replace
from functools import cache, partial
from pathlib import Path
from typing import Self

from PySide6.QtCore import QEvent, QEventLoop, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QWidget

from app.entrypoints.first_run import FirstRunHands
from app.entrypoints.shop_services import services_of
from app.services.device_report import Device, PortReport, PrinterReport
from app.services.device_state import DeviceState
from app.services.front import PrinterStatus
from app.services.scans import Scan, ScanSource, Symbology
from app.ui.lanes import Lane, Lanes
from app.ui.marshaller import Marshaller
from app.ui.shell import Shell
from app.ui.theme.application import dress
from app.ui.theme.icons import Icons
from app.ui.theme.look import Look
from app.ui.theme.tokens import LIGHT, Tokens
from app.ui.widgets.sheet import Sheet
from app.words.translate import Language, Words
from tests.support.bench import EmulatedBench
from tests.support.drawers import selling_in_shifts
from tests.support.pauses import Pauses
from tests.support.shop import CASHIER_PIN, SmallShop, small_shop

_PATIENCE = 10.0
_DOUBLE_TAP = 0.45
_LOOKS_EVERY = 5  # milliseconds
_ROUNDS = 4  # an answer may ask again: open a basket, price it, price the tender


def application() -> QApplication:
    """The one QApplication of this process."""
    made = QApplication.instance()
    return made if isinstance(made, QApplication) else QApplication([])


@cache
def _icons() -> Icons:
    """Drawn once for all windows of this process."""
    return Icons()


class Window:
    """Use it as a context manager: it ends its threads."""

    def __init__(
        self, directory: Path, language: Language = Language.INDONESIAN, tokens: Tokens = LIGHT
    ) -> None:
        directory.mkdir(parents=True, exist_ok=True)
        application()
        dress(application(), tokens)
        self.language = language
        self.shop: SmallShop = small_shop(directory, language)
        self.faults: list[Exception] = []
        self.closed = self.made = 0
        self.pauses = Pauses()
        self._marshaller = Marshaller()
        self._lanes = [
            Lane(name, self._marshaller.post, self.faults.append) for name in ("read", "write", "bench")
        ]
        self.lanes = Lanes(*self._lanes[:2])
        self.write, self.post = self._lanes[1], self._marshaller.post
        self.bench = EmulatedBench(directory, self._lanes[2], self._marshaller.post, language)
        self.shell = Shell(Look(tokens, _icons()), language, self._count_close)
        self.shell.show()

    def __enter__(self) -> Self:
        self.bench.printer.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.settle()
        self.shell.close()
        for lane in self._lanes:
            lane.close()
        self.bench.printer.stop()
        self.shell.deleteLater()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        application().processEvents()
        self.shop.store.close()

    def open(self) -> None:
        """Gives the shell its till, as the composition root does."""
        services = services_of(self.shop.till, Words(self.language))
        self.shell.opened(replace(services, bench=self.bench.bench()), self.lanes)
        self.shell.show_device(PrinterReport(status=PrinterStatus.READY))
        self.shell.show_device(PortReport(device=Device.SCANNER, state=DeviceState.READY))
        self.settle()

    def begin_first_run(self, home: Path) -> None:
        """Instead of `open`: there is no shop in this folder yet, and only files of it are found."""
        hands = FirstRunHands(
            directory=home / "till",
            settings_file=home / "setia.toml",
            language=lambda: self.shell.language,
            post=self._marshaller.post,
            folders=lambda: iter((home,)),
        )
        self.shell.begin_first_run(hands, self.lanes.write, self._count_made)
        self.settle()

    def _count_made(self) -> None:
        self.made += 1

    def needs_shift(self) -> None:
        """From now on nothing is sold while no shift is open. Before `open`."""
        self.shop = selling_in_shifts(self.shop)

    def log_in(self, name: str = "Ayu", pin: str = CASHIER_PIN) -> None:
        """Chooses a tile and types the PIN."""
        self.touch(name)
        self.type(pin)
        self.settle()

    def scan(self, text: str) -> None:
        """A code from a scanner."""
        self.shell.scanned(Scan(text, Symbology.UNKNOWN, ScanSource.SERIAL, 0))
        self.settle()

    def scan_item(self, sku: str) -> None:
        """The barcode of an item."""
        self.scan(self.shop.item(sku).gtin)

    def key(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """One key, to whatever has the keyboard."""
        QTest.keyClick(self.focused(), key, modifiers)
        self.settle()

    def type(self, text: str) -> None:
        """Characters, to whatever has the keyboard."""
        QTest.keyClicks(self.focused(), text)
        self.settle()

    def touch(self, name: str) -> None:
        """Presses the visible button whose accessible name starts so."""
        QTest.mouseClick(self.find(name), Qt.MouseButton.LeftButton)
        self.settle()

    def rest_for_a_touch(self) -> None:
        """Until a touch can't be taken for the second of a double tap any more."""
        self.until(self._may_be_touched)

    def _may_be_touched(self) -> bool:
        with self.pauses.aside():
            return not any(sheet.just_opened() for sheet in self.shell.findChildren(Sheet))

    def rest(self) -> None:
        """As long as a hand takes between two touches that are meant: no double tap."""
        done = time.monotonic() + _DOUBLE_TAP
        self.until(lambda: time.monotonic() > done)

    def find(self, name: str) -> QWidget:
        """The visible widget whose accessible name starts so."""
        for widget in self.shell.findChildren(QWidget):
            if widget.isVisible() and widget.accessibleName().startswith(name):
                return widget
        raise AssertionError(f"nothing on the screen is called {name!r}")

    def settle(self) -> None:
        """Until the lanes have nothing left to do and their answers have been shown."""
        for _ in range(_ROUNDS):
            for lane in self._lanes:
                done: list[None] = []
                lane.submit(_nothing, done.append)
                self.until(partial(bool, done))

    def until(self, holds: Callable[[], bool]) -> None:
        """Runs the window until something holds; fails after some seconds."""
        deadline = time.monotonic() + _PATIENCE
        qt = application()
        qt.processEvents()
        if holds():
            return
        waking = QTimer()  # what a condition waits for needs not be an event
        waking.start(_LOOKS_EVERY)
        while not holds():
            if time.monotonic() > deadline:
                raise AssertionError("the window did not come to rest")
            # Waits without the interpreter's lock: a window that asks over and over keeps its lanes from working.
            qt.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)

    def touch_keys(self, text: str) -> None:
        """Presses keys of the keyboard on the screen, one after the other."""
        for character in text:
            keys = (key for key in self.shell.findChildren(QPushButton) if key.isVisible())
            key = next(key for key in keys if key.accessibleName() == character)
            QTest.mouseClick(key, Qt.MouseButton.LeftButton)
        self.settle()

    def wait_out_a_double_tap(self) -> None:
        """Until a touch of the open sheet is no more taken for the second of two."""
        (sheet,) = (found for found in self.shell.findChildren(Sheet) if found.isVisible())
        self.until(lambda: not sheet.just_opened())

    def focused(self) -> QWidget:
        """What has the keyboard."""
        return application().focusWidget() or self.shell

    def _count_close(self) -> None:
        self.closed += 1


def _nothing() -> None:
    return None
