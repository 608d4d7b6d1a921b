"""The till's devices: made when the shop is open, on the network lane, and ended with the till.

What one of them says of itself goes to the screen; none of them may hold up the screen or a sale.
"""

import logging
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QApplication

from app.entrypoints.printers import Printers
from app.entrypoints.run_options import RunOptions
from app.entrypoints.scan_inbox import ScanInbox
from app.entrypoints.settings import Settings
from app.services.device_report import Device, PortReport
from app.services.device_state import DeviceState
from app.services.scans import Scan
from app.services.unit import TerminalStore
from app.ui.customer.presenter import CustomerTill
from app.ui.lanes import Failed, Lane, Lanes, Post
from app.ui.shell import Shell
from app.ui.theme.look import Look
from app.words.translate import Language, Words

if TYPE_CHECKING:
    from app.devices.camera.camera import Camera
    from app.devices.camera.controls import CaptureSettings
    from app.devices.display.line_display import LineDisplay
    from app.devices.scanner.serial_scanner import SerialScanner

_log = logging.getLogger("setia.terminal")


@dataclass(frozen=True, slots=True, kw_only=True)
class Surroundings:
    """What devices are made with. post: runs a callable on the screen's thread. fault: hears what a lane raised."""

    application: QApplication
    shell: Shell
    look: Look
    words: Words
    options: RunOptions
    training: bool
    post: Post
    fault: Failed
    write: Lane
    network: Lane


class Devices:
    """Lives on the screen's thread; a method that runs elsewhere says so."""

    def __init__(self, around: Surroundings, store: TerminalStore, serve: Callable[[Scan], None]) -> None:
        """`serve` takes each scan, on the screen's thread."""
        self._around = around
        self._inbox = ScanInbox(serve, around.post, time.monotonic)
        self._printers = Printers(around, store)
        self._scanner: SerialScanner | None = None
        self._camera: Camera | None = None
        self._display: LineDisplay | None = None

    def start(self, till: CustomerTill, lanes: Lanes) -> None:
        """Makes what the settings name. till, lanes: for what a display shows."""
        settings = self._around.options.settings
        self._printers.start()
        if settings.scanner:
            self._around.network.submit(self._make_scanner, self._scanner_made)
        if settings.camera:
            self._around.network.submit(self._make_camera, self._camera_made)
        if settings.line_display:
            self._around.network.submit(
                self._make_display, lambda display: self._display_made(display, till, lanes)
            )

    def stop(self) -> None:
        """Gives every device back."""
        for device in (self._scanner, self._camera, self._display, self._printers):
            if device is not None:
                device.stop()

    def wake_printers(self) -> None:
        """Something may be waiting for paper."""
        self._printers.wake()

    def next_customer(self) -> None:
        """What lies over the till is put away."""
        self._printers.put_away()

    def _tells(self, device: Device) -> Callable[[DeviceState], None]:
        """What a device's thread calls with its state."""

        def tell(state: DeviceState) -> None:
            named = {"event": f"device.{state.value}", "device": device.value}
            _log.info("%s is %s", device.value, state.value, extra=named)
            self._around.post(lambda: self._around.shell.show_device(PortReport(device=device, state=state)))

        return tell

    def _make_scanner(self) -> "SerialScanner":
        """On the network lane: loads pyserial."""
        from app.devices.scanner.discovery import first_scanner_path  # noqa: PLC0415
        from app.devices.scanner.serial_scanner import SerialScanner, SerialSettings  # noqa: PLC0415

        port = self._around.options.settings.scanner
        find = first_scanner_path if port == "auto" else lambda: port
        return SerialScanner(find, self._inbox.put, self._tells(Device.SCANNER), SerialSettings())

    def _scanner_made(self, scanner: "SerialScanner") -> None:
        self._scanner = scanner
        scanner.start()

    def _make_camera(self) -> "Camera":
        """On the network lane: loads the camera."""
        from app.devices.camera.camera import Camera, CameraSettings  # noqa: PLC0415
        from app.devices.camera.source import CameraSource  # noqa: PLC0415

        settings = self._around.options.settings
        source, wanted = CameraSource(settings.camera), CameraSettings(capture=capture_settings(settings))
        return Camera(source, self._inbox.put, self._tells(Device.CAMERA), wanted)

    def _camera_made(self, camera: "Camera") -> None:
        self._camera = camera
        camera.start()

    def _make_display(self) -> "LineDisplay":
        """On the network lane: loads pyserial."""
        from app.devices.display.line_display import DisplaySettings, LineDisplay  # noqa: PLC0415
        from app.devices.printer.address import printer_address  # noqa: PLC0415

        address = printer_address(self._around.options.settings.line_display)
        if address is None:
            raise RuntimeError("the settings were not checked")
        path = address.name
        return LineDisplay(
            lambda: path, self._tells(Device.LINE_DISPLAY), DisplaySettings(baud=address.number)
        )

    def _display_made(self, display: "LineDisplay", till: CustomerTill, lanes: Lanes) -> None:
        from app.entrypoints.line_display import LineDisplaySide  # noqa: PLC0415 - not for the first paint

        self._display = display
        display.start()
        language = Language(self._around.options.settings.language)
        side = LineDisplaySide(Words(language), display)
        side.start(till, lanes, training=self._around.training)
        self._around.shell.watch(side.see)


def capture_settings(settings: Settings) -> "CaptureSettings":
    """What the settings ask a camera for."""
    from app.devices.camera.controls import CaptureSettings  # noqa: PLC0415 - most tills have no camera

    width, height = map(int, settings.camera_size.split("x"))
    return CaptureSettings(
        width=width, height=height, mirror=settings.camera_mirror, torch=settings.camera_torch
    )
