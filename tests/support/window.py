"""The real window over a real small shop, with real lanes, driven without a person."""

import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Self

from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from app.services.front import PrinterStatus, ScannerStatus
from app.services.scans import Scan, ScanSource, Symbology
from app.ui.lanes import Lane, Lanes
from app.ui.marshaller import Marshaller
from app.ui.shell import Shell
from app.ui.theme.application import dress
from app.ui.theme.look import Look
from app.ui.theme.tokens import LIGHT, Tokens
from app.words.translate import Language
from tests.support.exchanging import desk_of
from tests.support.shop import CASHIER_PIN, SmallShop, small_shop

_PATIENCE = 10.0
_DOUBLE_TAP = 0.45
_ROUNDS = 4  # an answer may ask again: open a basket, price it, price the tender


def application() -> QApplication:
    """The one QApplication of this process."""
    made = QApplication.instance()
    return made if isinstance(made, QApplication) else QApplication([])


class Window:
    """Use it as a context manager: it ends its threads."""

    def __init__(
        self, directory: Path, language: Language = Language.INDONESIAN, tokens: Tokens = LIGHT
    ) -> None:
        application()
        dress(application(), tokens)
        self.language = language
        self.shop: SmallShop = small_shop(directory, language)
        self.faults: list[Exception] = []
        self.closed = 0
        self._marshaller = Marshaller()
        self._lanes = [Lane(name, self._marshaller.post, self.faults.append) for name in ("read", "write")]
        self.lanes = Lanes(*self._lanes)
        self.shell = Shell(Look(tokens), language, self._count_close)
        self.shell.show()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.settle()
        self.shell.close()
        for lane in self._lanes:
            lane.close()
        self.shell.deleteLater()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        application().processEvents()
        self.shop.store.close()

    def open(self) -> None:
        """Gives the shell its till, as the composition root does."""
        self.shell.opened(self.shop.till, self.lanes, desk_of(self.shop, self.language))
        self.shell.show_printer(PrinterStatus.READY)
        self.shell.show_scanner(ScannerStatus.READY)
        self.settle()

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
        QTest.keyClick(self._focused(), key, modifiers)
        self.settle()

    def type(self, text: str) -> None:
        """Characters, to whatever has the keyboard."""
        QTest.keyClicks(self._focused(), text)
        self.settle()

    def touch(self, name: str) -> None:
        """Presses the visible button whose accessible name starts so."""
        QTest.mouseClick(self.find(name), Qt.MouseButton.LeftButton)
        self.settle()

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
        while not holds():
            if time.monotonic() > deadline:
                raise AssertionError("the window did not come to rest")
            application().processEvents()

    def _focused(self) -> QWidget:
        return application().focusWidget() or self.shell

    def _count_close(self) -> None:
        self.closed += 1


def _nothing() -> None:
    return None
