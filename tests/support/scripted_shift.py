"""A cashier's whole shift, by key events, touches and scanners' bytes alone: `python -m tests.support.scripted_shift`.

`LANGUAGE DIRECTORY`, on whatever screen Qt is given. Prints what the screen told the cashier, as one JSON object: the
sales, what went into the drawer and out of it, what was counted, and the longest time for which the screen stood still.
"""

import gc
import json
import logging
import sys
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from pathlib import Path

import numpy as np
from PySide6.QtCore import QEventLoop, Qt, QTimer

from app.devices.camera.camera import Camera, CameraSettings
from app.devices.camera.source import CameraSource
from app.devices.scanner.serial_scanner import SerialScanner, SerialSettings
from app.domain.codes import qr_payload
from app.emulators.lens import Look
from app.emulators.mjpeg_camera import MjpegCameraEmulator
from app.emulators.scanner import ScannerEmulator
from app.emulators.scenes import empty_scene, phone_scene
from app.services.scans import Scan
from app.ui.marshaller import Marshaller
from app.ui.wedge import WedgeSettings
from app.ui.wedge_filter import WedgeFilter
from app.words.translate import Language
from tests.support.gift_shop import open_gift_shop
from tests.support.keyboard import Keyboard
from tests.support.paying_scenes import add_rewards
from tests.support.shop import CASHIER_PIN, MANAGER_PIN
from tests.support.window import Window, application

FLOAT = 2 * 100_000 + 3 * 50_000
OUT = 15_000
_KEYS, _CONTROL = Qt.Key, Qt.KeyboardModifier.ControlModifier
_BEAT_MS = 5
_PATIENCE_SECONDS = 20.0


@dataclass(slots=True)
class Told:
    """What the screen told. payables: of the sales in order. cash: what they left in the drawer. slowest: in ms."""

    payables: list[int] = field(default_factory=list)
    cash: int = 0
    refunded_cash: int = 0
    counted: int = 0
    slowest: int = 0


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
    """The window with everything plugged in."""

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
        self._noise = np.random.default_rng(1)
        self._eye = MjpegCameraEmulator(lambda: empty_scene(self._noise))
        self._camera = Camera(
            CameraSource(self._eye.address), self._heard, lambda _state: None, CameraSettings()
        )
        self._last_beat = 0.0
        self._beat = QTimer(window.shell, interval=_BEAT_MS)
        self._beat.timeout.connect(self._tick)

    def start(self) -> None:
        """Plugs the scanners in."""
        application().installEventFilter(self._wedge)
        self._scanner.start()
        self._camera.start()

    def stop(self) -> None:
        """Takes everything away again."""
        self._beat.stop()
        application().removeEventFilter(self._wedge)
        self._camera.stop()
        self._scanner.stop()
        self._serial.close()
        self._eye.close()

    def watch(self) -> None:
        """From now on, how long the screen stands still is measured."""
        gc.freeze()  # as the program does when the shop is open
        self._beat.start()

    def serial(self, code: str) -> None:
        """A code from the scanner on a serial line."""
        self._waiting_for_a_price(lambda: self._serial.send(code))

    def wedge(self, code: str) -> None:
        """A code from a scanner that poses as a keyboard."""
        keyboard = Keyboard(self.window.shell.windowHandle(), time.monotonic_ns() // 1_000_000)
        self._waiting_for_a_price(lambda: keyboard.scan(code))

    def camera(self, code: str) -> None:
        """A telephone is held before the camera."""
        held = Look(blur=1.2, tilt=22, turn=8)
        self._waiting_for_a_price(
            lambda: self._eye.show(lambda: phone_scene(qr_payload(code), held, self._noise))
        )
        self._eye.show(lambda: empty_scene(self._noise))

    def item(self, *skus: str) -> None:
        """Barcodes, one after the other."""
        for sku in skus:
            self.serial(self.window.shop.item(sku).gtin)

    def press(self, *keys: Qt.Key | str) -> None:
        """Keys, and typed text."""
        for key in keys:
            if isinstance(key, str):
                self.window.type(key)
            else:
                self.window.key(key)

    def pay(self, *keys: Qt.Key | str, cash: bool = True) -> None:
        """F12, what is pressed then, and the next sale; what the screen says goes into `told`."""
        self.press(_KEYS.Key_F12, *(keys or (_KEYS.Key_Return,)))
        done = self.events.of("sale.done")
        assert len(done) == len(self.told.payables) + 1, "the sale was not made"
        payable = int(str(done[-1]["payable"]))
        self.told.payables.append(payable)
        self.told.cash += payable if cash else 0
        self.press(_KEYS.Key_Return)

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

    def _tick(self) -> None:
        now = time.monotonic()
        if self._last_beat:
            stood = round((now - self._last_beat) * 1_000) - _BEAT_MS
            self.told.slowest = max(self.told.slowest, stood)
        self._last_beat = now


def shift(counter: Counter) -> None:
    """From the login to the Z report."""
    counter.window.touch("Ayu")
    counter.press(CASHIER_PIN, "2", _KEYS.Key_Return, "3", _KEYS.Key_F12)
    counter.watch()
    _guests(counter)
    _members(counter)
    _aside(counter)
    _back(counter)
    _close(counter)


def _guests(counter: Counter) -> None:
    """Six: exact, with change, by quick cash, by QRIS and card, several of one item."""
    counter.item("KOP-001")
    counter.pay()
    counter.item("KOP-001", "ROT-001", "KUE-001")
    counter.pay("200000", _KEYS.Key_Return)
    counter.item("ROK-001")
    counter.pay(_KEYS.Key_Return)
    counter.item("KOP-003", "KOP-003")
    counter.pay(_KEYS.Key_Right, _KEYS.Key_Return, cash=False)
    counter.item("BIJ-001")
    counter.pay(_KEYS.Key_Right, _KEYS.Key_Right, _KEYS.Key_Return, cash=False)
    counter.item("KUE-001")
    counter.press(_KEYS.Key_F7, "3", _KEYS.Key_Return)
    counter.pay()


def _members(counter: Counter) -> None:
    """Nine: found by each scanner and by name, one who joins; points, a reward, a voucher; two ways to pay."""
    siti, asep = counter.window.shop.cards[:2]
    for scan in (counter.serial, counter.wedge, counter.camera):
        counter.item("BIJ-001")
        scan(siti)
        counter.pay()
    counter.item("KOP-001")
    counter.press(_KEYS.Key_F2, "asep", _KEYS.Key_Return)
    counter.pay()
    counter.item("KOP-001")
    counter.press(_KEYS.Key_F3, "081211112222", _KEYS.Key_Space, _KEYS.Key_Return, _KEYS.Key_Return)
    counter.pay()
    counter.item("BIJ-001")
    counter.serial(siti)
    counter.press(_KEYS.Key_F6, _KEYS.Key_Return)
    counter.pay()
    counter.item("BIJ-001")
    counter.serial(siti)
    counter.press(_KEYS.Key_F6, _KEYS.Key_Right, _KEYS.Key_Return)
    counter.pay()
    counter.item("BIJ-001", "KOP-001")
    counter.serial(siti)
    counter.press(_KEYS.Key_F6, _KEYS.Key_Right, _KEYS.Key_Right, _KEYS.Key_Return)
    counter.pay()
    counter.item("KOP-001")
    counter.wedge(asep)
    counter.press(_KEYS.Key_F12, _KEYS.Key_Right, "10000", _KEYS.Key_Return)
    counter.press(_KEYS.Key_Escape)
    counter.pay()


def _aside(counter: Counter) -> None:
    """Five: one waits while another is served; the rest are quick."""
    counter.item("KOP-001", "KOP-003")
    counter.press(_KEYS.Key_F8, "meja 4", _KEYS.Key_Return)
    counter.item("ROT-001")
    counter.pay()
    counter.press(_KEYS.Key_F8, _KEYS.Key_Return)
    counter.pay()
    for sku in ("KOP-001", "KUE-001", "ROT-001"):
        counter.item(sku)
        counter.pay()


def _back(counter: Counter) -> None:
    """The newest sale comes back; the one before it is voided with a manager's PIN. Both were of cash."""
    counter.press(_KEYS.Key_F9, _KEYS.Key_Return, _KEYS.Key_Right, "1", _KEYS.Key_Return, _KEYS.Key_Return)
    counter.told.refunded_cash += counter.told.payables[-1]
    counter.press(_KEYS.Key_Down, _KEYS.Key_F9, _KEYS.Key_Return, MANAGER_PIN, _KEYS.Key_Return)
    counter.told.refunded_cash += counter.told.payables[-2]
    counter.press(_KEYS.Key_Escape)


def _close(counter: Counter) -> None:
    """Cash out, X, a blind count of what must be there, Z."""
    counter.window.key(_KEYS.Key_D, _CONTROL)
    counter.press(_KEYS.Key_2, str(OUT), _KEYS.Key_Down, _KEYS.Key_Return)
    counter.press(_KEYS.Key_4)
    told = counter.told
    told.counted = FLOAT + told.cash - told.refunded_cash - OUT
    counter.press(_KEYS.Key_F12)
    one_amount = "Per jumlah" if counter.window.language is Language.INDONESIAN else "As one amount"
    counter.window.touch(one_amount)
    counter.press(str(told.counted), _KEYS.Key_Return, _KEYS.Key_Return)


def main(language: Language, directory: Path) -> None:
    """See the module."""
    with Window(directory, language) as window:
        open_gift_shop(window.shop)
        add_rewards(window.shop)
        window.needs_shift()
        window.open()
        counter = Counter(window)
        counter.start()
        try:
            shift(counter)
        finally:
            counter.stop()
        assert window.faults == []
    print(json.dumps(asdict(counter.told)))


if __name__ == "__main__":
    main(Language(sys.argv[1]), Path(sys.argv[2]))
