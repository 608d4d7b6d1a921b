"""What the till reads with: keyboard scanner, serial scanner, camera. They can be lent to whoever tries devices."""

import logging
from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QApplication

from app.entrypoints.device_status import scanner_status
from app.entrypoints.settings import Settings
from app.entrypoints.wedge_settings import wedge_settings
from app.services.device_state import DeviceState
from app.services.front import ScannerStatus
from app.services.ports import Clock
from app.services.scan_rules import ScanRules
from app.services.scans import Scan
from app.ui.lanes import Post, Work
from app.ui.shell import Shell
from app.ui.wedge import WedgeSettings
from app.ui.wedge_filter import WedgeFilter

if TYPE_CHECKING:
    from app.devices.camera.camera import Camera
    from app.devices.scanner.serial_scanner import SerialScanner

_log = logging.getLogger("setia.terminal")


class Inputs:
    """Lives on the screen's thread; a method that runs on a lane or a device's thread says so."""

    def __init__(
        self, shell: Shell, network: Work, post: Post, serve: Callable[[Scan], None], rules: ScanRules
    ) -> None:
        """serve: takes each scan, on the screen's thread. rules: say which codes a camera looks for."""
        self._shell = shell
        self._network = network
        self._post = post
        self._serve = serve
        self._rules = rules
        self._wedge: WedgeFilter | None = None
        self._scanner: SerialScanner | None = None
        self._camera: Camera | None = None

    def start(self, application: QApplication, clock: Clock, settings: Settings) -> None:
        """Listens to the keyboard, and opens what the settings name."""
        wedge = WedgeFilter(
            self._serve, self._shell.scan_broken, clock.monotonic, wedge_settings(settings), application
        )
        application.installEventFilter(wedge)
        self._wedge = wedge
        self.resume(settings)

    def stop(self) -> None:
        """Gives the devices back."""
        for device in self.release():
            device.stop()

    def use_wedge(self, settings: WedgeSettings) -> None:
        """How the keyboard scanner is read from now on."""
        if self._wedge is not None:
            self._wedge.use(settings)

    def release(self) -> "tuple[SerialScanner | Camera, ...]":
        """Hands the open devices over to whoever closes them."""
        devices = tuple(device for device in (self._scanner, self._camera) if device is not None)
        self._scanner = self._camera = None
        return devices

    def resume(self, settings: Settings) -> None:
        """Opens what the settings name."""
        self._shell.show_scanner(ScannerStatus.NONE)
        if settings.scanner:
            self._network.submit(lambda: self._make_scanner(settings.scanner), self._scanner_made)
        if settings.camera:
            self._network.submit(lambda: self._make_camera(settings.camera), self._camera_made)

    def _scanned(self, scan: Scan) -> None:
        """On a device's thread."""
        self._post(lambda: self._serve(scan))

    def _make_scanner(self, port: str) -> "SerialScanner":
        """On the network lane: loads pyserial."""
        from app.devices.scanner.discovery import first_scanner_path  # noqa: PLC0415
        from app.devices.scanner.serial_scanner import SerialScanner, SerialSettings  # noqa: PLC0415

        find = first_scanner_path if port == "auto" else lambda: port
        return SerialScanner(find, self._scanned, self._tells("scanner"), SerialSettings())

    def _scanner_made(self, scanner: "SerialScanner") -> None:
        self._scanner = scanner
        scanner.start()

    def _make_camera(self, address: str) -> "Camera":
        """On the network lane: loads the camera."""
        from app.devices.camera.camera import Camera, CameraSettings  # noqa: PLC0415
        from app.devices.camera.codes import DecodeSettings  # noqa: PLC0415
        from app.devices.camera.source import CameraSource  # noqa: PLC0415

        believed = self._rules.camera
        decode = DecodeSettings(symbologies=believed.formats, shortest_itf=believed.shortest_itf)
        settings = CameraSettings(decode=decode)
        return Camera(CameraSource(address), self._scanned, self._tells("camera"), settings)

    def _camera_made(self, camera: "Camera") -> None:
        self._camera = camera
        camera.start()

    def _tells(self, device: str) -> Callable[[DeviceState], None]:
        """What a device's thread calls with its state."""

        def tell(state: DeviceState) -> None:
            status = scanner_status(state)
            event = f"device.{status.value}"
            _log.info("%s is %s", device, status.value, extra={"event": event, "device": device})
            self._post(lambda: self._shell.show_scanner(status))

        return tell
