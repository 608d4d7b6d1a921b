"""A till's scanner, camera and line display, emulated, that go and come back."""

from collections.abc import Callable
from pathlib import Path
from random import Random

import numpy as np

from app.devices.camera.camera import Camera, CameraSettings
from app.devices.camera.source import CameraSource
from app.devices.display.line_display import DisplaySettings, LineDisplay
from app.devices.display.text import Shown
from app.devices.scanner.serial_scanner import SerialScanner, SerialSettings
from app.emulators.lens import Picture
from app.emulators.line_display import LineDisplayEmulator
from app.emulators.mjpeg_camera import Fault, MjpegCameraEmulator
from app.emulators.scanner import ScannerEmulator
from app.emulators.scenes import draw_code
from app.services.device_state import DeviceState
from app.services.scans import Symbology
from tests.support.ears import PATIENCE, Ears

_SCANNER = SerialSettings(first_wait=0.01, longest_wait=0.02)
_DISPLAY = DisplaySettings(write_wait=0.2, look_wait=0.02, first_wait=0.01, longest_wait=0.02)
_CAMERA = CameraSettings(stale=0.7, opening=2.0, first_wait=0.05, longest_wait=0.2, release_wait=0.2)
_FAULTS = [fault for fault in Fault if fault is not Fault.NONE]
_WELL = (DeviceState.READY, DeviceState.OPENING)


class FaultyCamera:
    """A small picture, so that a day of it is not all decoding."""

    def __init__(self, random: Random) -> None:
        self._random = random
        self._grain = np.random.default_rng(random.randrange(1 << 32))
        self._emulator = MjpegCameraEmulator(self._counter)
        self._ears = Ears()
        self._fault = Fault.NONE
        self._camera = Camera(
            CameraSource(self._emulator.address), self._ears.scans.put, self._ears.states.put, _CAMERA
        )
        self._camera.start()
        self._ears.await_state(DeviceState.READY)

    def spoil(self) -> None:
        """Sometimes it fails from now on."""
        if self._random.random() < 0.3:
            self._fault = self._random.choice(_FAULTS)
            self._await(lambda: self._camera.state is DeviceState.READY)
            self._emulator.fail(self._fault)

    def mend(self, card: str) -> None:
        """What fails is said; then it is back by itself, and the next card is read, once."""
        if self._fault is Fault.NONE:
            return
        if self._fault is not Fault.TORN:  # whose pictures still come
            self._await(lambda: self._camera.state not in _WELL)
        self._fault = Fault.NONE
        self._emulator.fail(Fault.NONE)
        code = draw_code(card, Symbology.QR, 240)
        self._emulator.show(lambda: self._held(code))
        assert self._ears.hear() == card
        self._emulator.show(self._counter)

    def close(self) -> None:
        """Whatever was read was asked for."""
        assert self._ears.scans.empty()
        assert self._camera.stop(PATIENCE)
        self._emulator.close()

    def _await(self, holds: Callable[[], bool]) -> None:
        """Looked at whenever the camera says something; a busy machine alone may make it say that it is frozen."""
        while not holds():
            self._ears.states.get(timeout=PATIENCE)

    def _counter(self) -> Picture:
        return self._grain.integers(90, 100, (360, 480, 3), dtype=np.uint8)

    def _held(self, code: Picture) -> Picture:
        scene = self._counter()
        scene[40 : 40 + code.shape[0], 60 : 60 + code.shape[1]] = np.minimum(code, 245)[:, :, np.newaxis]
        return scene


class FaultyScanner:
    def __init__(self, random: Random, link: Path) -> None:
        self._random = random
        self._emulator = ScannerEmulator(link)
        self._ears = Ears()
        self._scanner = SerialScanner(
            lambda: self._emulator.path, self._ears.scans.put, self._ears.states.put, _SCANNER
        )
        self._scanner.start()
        self._ears.await_state(DeviceState.READY)

    def spoil(self, card: str) -> None:
        """Sometimes it is pulled in the middle of noise; once it is back, the next card is read."""
        if self._random.random() < 0.3:
            self._emulator.send_bytes(self._random.randbytes(30))
            self._emulator.hang_up()
            self._ears.await_state(DeviceState.LOST)
            self._emulator.plug_in()
            self._ears.await_state(DeviceState.READY)
            self._emulator.send(card)
            while self._ears.hear() != card:  # what stood in the noise
                pass

    def close(self) -> None:
        assert self._scanner.stop()
        self._emulator.close()


class FaultyDisplay:
    def __init__(self, random: Random, link: Path) -> None:
        self._random = random
        self._emulator = LineDisplayEmulator(link)
        self._ears = Ears()
        self._display = LineDisplay(lambda: str(self._emulator.link), self._ears.states.put, _DISPLAY)
        self._display.start()

    def spoil(self, text: str) -> None:
        """Sometimes it is pulled; then it shows the newest text."""
        if self._random.random() < 0.3:
            self._emulator.unplug()
            self._emulator.plug_in()
        self._display.show(Shown(upper=text, lower="TOTAL"))
        self._emulator.await_lines(text, "TOTAL", PATIENCE)

    def close(self) -> None:
        assert self._display.stop()
        self._emulator.unplug()
