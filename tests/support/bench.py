"""The devices wizard's bench over devices that are emulated: a printer on a port, a picture for a camera."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Self

import cv2
import numpy as np

from app.domain.codes import qr_payload
from app.emulators.lens import Look
from app.emulators.printer import PrinterEmulator
from app.emulators.printer_mechanism import Behaviour
from app.emulators.scenes import phone_scene
from app.entrypoints.customer_display import CustomerDisplay
from app.entrypoints.device_bench import DeviceBench, TillsOwn
from app.entrypoints.machine_bench import Detection, MachineBench
from app.entrypoints.settings import Settings
from app.services.found_devices import Found, FoundDevice
from app.ui.device_setup.ports import SetupBench
from app.ui.device_setup.state import Value
from app.ui.lanes import Post, Work
from app.ui.wedge import WedgeSettings
from app.words.translate import Language, Words


@dataclass
class EmulatedBench:
    """Use it as a context manager. settings: in force. own: what the till would have been told.

    camera: a picture that the only camera sees; None: there is no camera. line_display: the port of one, as camera.
    """

    directory: Path
    lane: Work
    post: Post
    language: Language = Language.ENGLISH
    settings: Settings = field(default_factory=Settings)
    locked: frozenset[str] = frozenset()
    camera: Path | None = None
    scanners: list[FoundDevice] = field(default_factory=list)
    printer: PrinterEmulator = field(default_factory=lambda: PrinterEmulator(dots=384))
    wedges: list[WedgeSettings] = field(default_factory=list)
    applied: list[Settings] = field(default_factory=list)
    line_display: Path | None = None
    resumed: int = 0
    server: str | None = None

    def __enter__(self) -> Self:
        self.printer.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.printer.stop()

    @property
    def file(self) -> Path:
        """The user's settings."""
        return self.directory / "setia.toml"

    @property
    def printer_setting(self) -> str:
        """How the settings would name the emulated printer."""
        host, port = self.printer.address
        return f"tcp:{host}:{port}"

    def draw_camera(self, card: str) -> None:
        """From now on there is a camera, which sees a member's phone."""
        picture = phone_scene(qr_payload(card), Look(scale=1.6), np.random.default_rng(7))
        self.camera = self.directory / "counter.png"
        cv2.imwrite(str(self.camera), picture)

    def misbehave(self, behaviour: Behaviour) -> None:
        """What the printer does from now on."""
        self.printer.behave(behaviour)

    def bench(self) -> SetupBench:
        """For the wizard."""
        own = TillsOwn(
            release=lambda: (),
            resume=self._resume,
            use_wedge=self.wedges.append,
            show=self._show,
            apply=self._apply,
        )
        slow = MachineBench(
            detection=Detection(
                printers=self._printers,
                scanners=lambda: self.scanners,
                cameras=self._cameras,
                displays=_displays,
            ),
            words=Words(self.language),
            cache=self.directory / "printer-cache",
            settings=self.file,
            virtual=lambda _dots: self.printer.address,
            server=lambda: self.server,
        )
        quick = DeviceBench(self.settings, self.locked, own, self.lane, self.post)
        return SetupBench(quick=quick, slow=slow, lane=self.lane)

    def _printers(self) -> list[FoundDevice]:
        usb = FoundDevice(
            setting=self.printer_setting, kind=Found.USB, name="EPSON TM-T82X", place="/dev/usb/lp0"
        )
        serial = FoundDevice(
            setting="serial:/dev/ttyUSB0@9600",
            kind=Found.SERIAL,
            name="Prolific PL2303",
            place="/dev/ttyUSB0",
        )
        queue = FoundDevice(setting="cups:dapur", kind=Found.QUEUE, name="dapur")
        if self.line_display is None:
            return [usb, serial, queue]
        lines = FoundDevice(
            setting=f"serial:{self.line_display}@9600",
            kind=Found.SERIAL,
            name="Posiflex PD-320",
            place="/dev/ttyACM1",
        )
        return [usb, serial, queue, lines]

    def _cameras(self) -> list[FoundDevice]:
        if self.camera is None:
            return []
        return [
            FoundDevice(
                setting=str(self.camera), kind=Found.CAMERA, name="Logitech C270", place="/dev/video0"
            )
        ]

    def _resume(self, _settings: Settings) -> None:
        self.resumed += 1

    def _show(self, _place: str) -> CustomerDisplay | None:
        return None

    def _apply(self, settings: Settings, _changes: Mapping[str, Value]) -> None:
        self.applied.append(settings)


def _displays() -> list[FoundDevice]:
    return [
        FoundDevice(setting="auto", kind=Found.AUTO),
        FoundDevice(setting="2", kind=Found.SCREEN, place="HDMI-1"),
        FoundDevice(setting="window", kind=Found.WINDOW),
        FoundDevice(setting="off", kind=Found.NONE),
    ]
