"""A counter with everything plugged in: the window, a serial scanner, a keyboard wedge, a camera; and a stopwatch."""

import gc
import logging
import time
from collections.abc import Callable
from dataclasses import dataclass, field

from PySide6.QtCore import QEventLoop, QTimer

from app.devices.camera.camera import Camera, CameraSettings
from app.devices.camera.source import CameraSource
from app.devices.scanner.serial_scanner import SerialScanner, SerialSettings
from app.emulators.scanner import ScannerEmulator
from app.services.scans import Scan
from app.ui.marshaller import Marshaller
from app.ui.wedge import WedgeSettings
from app.ui.wedge_filter import WedgeFilter
from tests.support.camera_process import CameraProcess
from tests.support.keyboard import Keyboard
from tests.support.pauses import BEAT_MS
from tests.support.window import Window, application

_PATIENCE_SECONDS = 20.0


@dataclass(slots=True)
class Told:
    """What the screen told. payables: of the sales in order. cash: what they left in the drawer."""

    payables: list[int] = field(default_factory=list)
    cash: int = 0
    refunded_cash: int = 0
    counted: int = 0


class Events(logging.Handler):
    """What the till's log says, as it comes."""

    def __init__(self) -> None:
        super().__init__()
        self.seen: list[dict[str, object]] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.seen.append(dict(vars(record)))

    def of(self, event: str) -> list[dict[str, object]]:
        """Those of one kind."""
        return [each for each in self.seen if each.get("event") == event]


class Counter:
    """Scans come as bytes, keys and pictures; what is sold is written down."""

    def __init__(self, window: Window) -> None:
        self.window = window
        self.told = Told()
        self.events = Events()
        logging.getLogger("setia.till").addHandler(self.events)
        logging.getLogger("setia.till").setLevel(logging.INFO)
        self._post = Marshaller()
        self._wedge = WedgeFilter(
            window.shell.scanned, window.shell.scan_broken, time.monotonic_ns, WedgeSettings()
        )
        self._serial = ScannerEmulator()
        self._scanner = SerialScanner(
            lambda: self._serial.path, self._heard, lambda _state: None, SerialSettings()
        )
        self._eye = CameraProcess()
        self._camera = Camera(
            CameraSource(self._eye.address), self._heard, lambda _state: None, CameraSettings()
        )
        self._watch = QTimer(window.shell, interval=BEAT_MS)
        self._watch.timeout.connect(window.pauses.beat)

    def start(self) -> None:
        """Plugs the scanners in."""
        self._wedge.start()
        self._scanner.start()
        self._camera.start()

    def stop(self) -> None:
        """Takes everything away again."""
        self._watch.stop()
        self._wedge.stop()
        self._camera.stop()
        self._scanner.stop()
        self._serial.close()
        self._eye.close()
        gc.unfreeze()

    def watch(self) -> None:
        """From now on, how long the screen stands still is measured."""
        gc.freeze()  # as the program does when the shop is open
        self._watch.start()

    def serial(self, code: str) -> None:
        """A code from the scanner on a serial line."""
        self._waiting_for_a_price(lambda: self._serial.send(code))

    def wedge(self, code: str) -> None:
        """A code from a scanner that poses as a keyboard."""
        keyboard = Keyboard(self.window.shell.windowHandle(), time.monotonic_ns() // 1_000_000)
        self._waiting_for_a_price(lambda: keyboard.scan(code))

    def camera(self, code: str) -> None:
        """A telephone is held before the camera."""
        self._waiting_for_a_price(lambda: self._eye.hold(code))
        self._eye.hold("")

    def item(self, *skus: str) -> None:
        """Barcodes, one after the other."""
        for sku in skus:
            self.serial(self.window.shop.item(sku).gtin)

    def sold(self, *, cash: bool) -> None:
        """A sale has just been made: what the screen said of it goes into `told`."""
        done = self.events.of("sale.done")
        assert len(done) == len(self.told.payables) + 1, "the sale was not made"
        payable = int(str(done[-1]["payable"]))
        self.told.payables.append(payable)
        self.told.cash += payable if cash else 0

    def _waiting_for_a_price(self, act: Callable[[], None]) -> None:
        before = len(self.events.of("basket.priced"))
        act()
        deadline = time.monotonic() + _PATIENCE_SECONDS
        while len(self.events.of("basket.priced")) == before:
            assert time.monotonic() < deadline, "the scan did not come"
            application().processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
        self.window.settle()

    def _heard(self, scan: Scan) -> None:
        self._post.post(lambda: self.window.shell.scanned(scan))
