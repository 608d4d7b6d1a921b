"""What the till reads with: keyboard scanner, serial scanner, camera. They can be lent to whoever tries devices."""

import time
from collections.abc import Callable
from typing import TYPE_CHECKING

from app.entrypoints.settings import Settings
from app.entrypoints.surroundings import Surroundings
from app.entrypoints.wedge_settings import wedge_settings
from app.services.device_report import Device
from app.services.device_state import DeviceState
from app.services.scans import Scan
from app.ui.wedge import WedgeSettings
from app.ui.wedge_filter import WedgeFilter

if TYPE_CHECKING:
    from app.devices.camera.camera import Camera
    from app.devices.camera.controls import CaptureSettings
    from app.devices.scanner.serial_scanner import SerialScanner


class Inputs:
    """Lives on the screen's thread; a method that runs elsewhere says so."""

    def __init__(
        self,
        around: Surroundings,
        put: Callable[[Scan], None],
        serve: Callable[[Scan], None],
        tells: Callable[[Device], Callable[[DeviceState], None]],
    ) -> None:
        """put: takes a scan on a device's thread. serve: on the screen's. tells: what a device calls with its state."""
        self._around = around
        self._put = put
        self._serve = serve
        self._tells = tells
        self._wedge: WedgeFilter | None = None
        self._scanner: SerialScanner | None = None
        self._camera: Camera | None = None

    def start(self, settings: Settings) -> None:
        """Listens to the keyboard, and opens what the settings name."""
        application, broken = self._around.application, self._around.shell.scan_broken
        wedge = WedgeFilter(self._serve, broken, time.monotonic_ns, wedge_settings(settings), application)
        wedge.start()
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
        if settings.scanner:
            self._around.network.submit(lambda: self._make_scanner(settings.scanner), self._scanner_made)
        if settings.camera:
            self._around.network.submit(lambda: self._make_camera(settings), self._camera_made)

    def _make_scanner(self, port: str) -> "SerialScanner":
        """On the network lane: loads pyserial."""
        from app.devices.scanner.discovery import first_scanner_path  # noqa: PLC0415
        from app.devices.scanner.serial_scanner import SerialScanner, SerialSettings  # noqa: PLC0415

        find = first_scanner_path if port == "auto" else lambda: port
        return SerialScanner(find, self._put, self._tells(Device.SCANNER), SerialSettings())

    def _scanner_made(self, scanner: "SerialScanner") -> None:
        self._scanner = scanner
        scanner.start()

    def _make_camera(self, settings: Settings) -> "Camera":
        """On the network lane: loads the camera."""
        from app.devices.camera.camera import Camera, CameraSettings  # noqa: PLC0415
        from app.devices.camera.codes import DecodeSettings  # noqa: PLC0415
        from app.devices.camera.source import CameraSource  # noqa: PLC0415

        believed = self._around.options.scan_rules.camera
        decode = DecodeSettings(symbologies=believed.formats, shortest_itf=believed.shortest_itf)
        wanted = CameraSettings(decode=decode, capture=capture_settings(settings))
        return Camera(CameraSource(settings.camera), self._put, self._tells(Device.CAMERA), wanted)

    def _camera_made(self, camera: "Camera") -> None:
        self._camera = camera
        camera.start()


def capture_settings(settings: Settings) -> "CaptureSettings":
    """What the settings ask a camera for."""
    from app.devices.camera.controls import CaptureSettings  # noqa: PLC0415 - most tills have no camera

    width, height = map(int, settings.camera_size.split("x"))
    return CaptureSettings(
        width=width, height=height, mirror=settings.camera_mirror, torch=settings.camera_torch
    )
