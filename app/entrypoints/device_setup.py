"""Puts the devices wizard's bench together: this machine's devices, and what the till has of them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from app.entrypoints.customer_display import CustomerDisplay, DisplaySettings
from app.entrypoints.device_bench import DeviceBench, TillsOwn
from app.entrypoints.devices import Devices
from app.entrypoints.machine_bench import Detection, MachineBench
from app.entrypoints.paths import machine_settings, user_settings
from app.entrypoints.settings import Settings, locked_keys
from app.entrypoints.virtual_printer import VirtualPrinter
from app.services.found_devices import Found, FoundDevice
from app.services.unit import TerminalStore
from app.ui.customer.presenter import CustomerTill
from app.ui.device_setup.ports import SetupBench
from app.ui.device_setup.state import KEYS_OF, Step, Value
from app.ui.lanes import Lanes, Post, Work
from app.ui.paper.view import PaperWindow
from app.ui.shell import Shell
from app.ui.theme.look import Look
from app.words.translate import Words

_OPENED = frozenset(key for step in (Step.SCANNER, Step.CAMERA, Step.LINE_DISPLAY) for key in KEYS_OF[step])
"""What the till has to close and open again for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SetupSurroundings:
    """What the bench is made with. directory: of the store. lane: the bench's own."""

    application: QApplication
    shell: Shell
    look: Look
    words: Words
    directory: Path
    post: Post
    lane: Work
    training: bool


def bench_of(
    around: SetupSurroundings,
    settings: Settings,
    devices: Devices,
    store: TerminalStore,
    till: CustomerTill,
    lanes: Lanes,
    applied: Callable[[Settings], None],
) -> SetupBench:
    """The bench of a running till. applied: hears the settings after they were saved."""

    def apply(changed: Settings, changes: Mapping[str, Value]) -> None:
        applied(changed)
        devices.use_printers(changed)
        if _OPENED & changes.keys():
            gone = devices.release()
            around.lane.submit(lambda: [device.stop() for device in gone], lambda _: devices.resume(changed))

    def show(place: str) -> CustomerDisplay | None:
        return _shown(around, place, till, lanes)

    own = TillsOwn(
        release=devices.release,
        resume=devices.resume,
        use_wedge=devices.inputs.use_wedge,
        show=show,
        apply=apply,
    )
    quick = DeviceBench(settings, _locked(training=around.training), own, around.lane, around.post)
    slow = MachineBench(
        detection=detection_here(Displays(around.application).found),
        words=around.words,
        cache=around.directory / "printer-cache",
        settings=user_settings(),
        virtual=_Virtual(around).start,
        server=lambda: _server_of(store),
    )
    return SetupBench(quick=quick, slow=slow, lane=around.lane)


def _locked(*, training: bool) -> frozenset[str]:
    """In a training everything: its PINs are shown to everybody, and the devices are the real till's, too."""
    if training:
        return frozenset(key for keys in KEYS_OF.values() for key in keys)
    return locked_keys(machine_settings())


def detection_here(displays: Callable[[], list[FoundDevice]]) -> Detection:
    """What the system tells; of the screens, Qt does."""

    def printers() -> list[FoundDevice]:
        from app.devices.detect import find_printers  # noqa: PLC0415 - loads pyserial

        return find_printers()

    def scanners() -> list[FoundDevice]:
        from app.devices.detect import find_serial_scanners  # noqa: PLC0415 - as above

        return find_serial_scanners()

    def cameras() -> list[FoundDevice]:
        from app.devices.detect import find_cameras  # noqa: PLC0415 - as above

        return find_cameras()

    return Detection(printers=printers, scanners=scanners, cameras=cameras, displays=displays)


class Displays:
    """Where a customer's display can be. Qt tells on the screen's thread; `found` may be asked on any."""

    def __init__(self, application: QApplication) -> None:
        self._names: tuple[str, ...] = ()
        application.screenAdded.connect(self._look)
        application.screenRemoved.connect(self._look)
        self._look()

    def found(self) -> list[FoundDevice]:
        """A single screen is the till's own, and is not offered."""
        numbered = enumerate(self._names, start=1) if len(self._names) > 1 else ()
        return [
            FoundDevice(setting="auto", kind=Found.AUTO),
            *(FoundDevice(setting=str(number), kind=Found.SCREEN, place=name) for number, name in numbered),
            FoundDevice(setting="window", kind=Found.WINDOW),
            FoundDevice(setting="off", kind=Found.NONE),
        ]

    def _look(self, *_changed: object) -> None:
        self._names = tuple(screen.name() for screen in QGuiApplication.screens())


class _Virtual:
    """The window of paper for a test; made on the screen's thread, started on the bench's lane."""

    def __init__(self, around: SetupSurroundings) -> None:
        window = PaperWindow(around.look, around.words)
        around.shell.spoken.connect(window.speak)
        self._printer = VirtualPrinter(
            around.application, around.shell, window, around.post, around.lane, around.words
        )

    def start(self, dots: int) -> tuple[str, int]:
        self._printer.stop()
        return self._printer.start(dots)


def _shown(around: SetupSurroundings, place: str, till: CustomerTill, lanes: Lanes) -> CustomerDisplay | None:
    if place == "off":
        return None
    wanted = DisplaySettings(place=place, join="", training=around.training)
    display = CustomerDisplay(
        around.application, around.shell, around.look, around.words, wanted, lambda _state: None
    )
    display.start(till, lanes)
    return display


def _server_of(store: TerminalStore) -> str | None:
    with store.reading() as unit:
        return unit.identity().server_url
