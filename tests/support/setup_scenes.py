"""The devices wizard, for pictures: from the printer to what was saved."""

from collections.abc import Callable, Iterator

from PySide6.QtCore import Qt

from app.emulators.line_display import LineDisplayEmulator
from app.services.device_state import DeviceState
from app.services.scans import Scan, ScanSource, Symbology
from app.ui.device_setup.state import SetupState
from app.ui.device_setup.view import SetupView
from app.ui.wedge_learning import LESSON_CODE
from app.words.translate import Language
from tests.support.keyboard import Keyboard
from tests.support.shop import MANAGER_PIN
from tests.support.window import Window


def setup_scenes(window: Window) -> Iterator[str]:
    """Every step, with what comes of its test. Before the window was opened."""
    window.bench.draw_camera(window.shop.cards[0])
    window.open()
    window.log_in()
    indonesian = window.language is Language.INDONESIAN
    yes, skip = ("Ya", "Lewati") if indonesian else ("Yes", "Skip")
    window.key(Qt.Key.Key_G, Qt.KeyboardModifier.ControlModifier)
    yield "devices-printer"
    window.touch("Alamat jaringan" if indonesian else "Network address")
    window.type("192.168.1.50")
    yield "devices-address"
    window.key(Qt.Key.Key_Escape)
    window.touch("EPSON")
    window.key(Qt.Key.Key_Return)
    yield "devices-printed"
    window.touch("Tidak berhasil" if indonesian else "No,")
    yield "devices-advice"
    window.key(Qt.Key.Key_Return)
    window.touch(yes)
    yield "devices-drawer"
    window.touch(skip)
    yield "devices-vouchers"
    window.key(Qt.Key.Key_Return)  # most shops have none
    window.touch("EPSON")
    window.key(Qt.Key.Key_Right)
    window.key(Qt.Key.Key_Return)
    yield "devices-kitchen"
    window.touch(yes)
    yield from _scanner(window)
    window.touch(yes)
    yield from _camera(window)
    window.touch(yes)
    yield "devices-display"
    window.touch(skip)
    yield "devices-no-lines"
    yield from _line_display(window)
    window.touch(yes)
    yield "devices-sound"
    window.touch(skip)
    window.key(Qt.Key.Key_Return)
    yield "devices-server"
    window.touch(skip)
    yield "devices-changes"
    window.key(Qt.Key.Key_Return)
    yield "devices-manager"
    window.type(MANAGER_PIN)
    yield "devices-saved"
    window.key(Qt.Key.Key_Escape)


def _scanner(window: Window) -> Iterator[str]:
    yield "devices-scanner"
    handle = window.shell.windowHandle()
    keyboard = Keyboard(handle)
    for count in range(1, 4):
        keyboard.now_ms += 2_000
        keyboard.type(LESSON_CODE + "\r", 8)
        _until_heard(window, count)
    yield "devices-lesson"
    window.shell.scanned(Scan(window.shop.cards[0], Symbology.UNKNOWN, ScanSource.WEDGE, 0))
    window.settle()
    yield "devices-scanned"


def _camera(window: Window) -> Iterator[str]:
    yield "devices-no-camera"
    window.touch("Logitech")
    _until(window, lambda state: state.hearing.scan is not None)
    yield "devices-camera"


def _line_display(window: Window) -> Iterator[str]:
    link = window.shop.directory / "lines"
    emulator = LineDisplayEmulator(link)
    window.bench.line_display = link
    window.touch("Cari lagi" if window.language is Language.INDONESIAN else "Look again")
    window.touch("Posiflex")
    _until(window, lambda state: state.hearing.device is DeviceState.READY)
    yield "devices-lines"
    emulator.unplug()


def _until(window: Window, holds: Callable[[SetupState], bool]) -> None:
    """Until a device has said something."""
    (view,) = window.shell.findChildren(SetupView)
    window.until(lambda: holds(view.shown))
    window.settle()


def _until_heard(window: Window, count: int) -> None:
    """Until so many scans of the lesson were taken down."""
    _until(window, lambda state: state.hearing.heard == count)
