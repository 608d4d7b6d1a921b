"""Faults of a camera, on a real socket."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

import numpy as np

from app.devices.camera.camera import Camera, CameraSettings
from app.devices.camera.source import CameraSource
from app.emulators.lens import Look, Picture
from app.emulators.mjpeg_camera import Fault, MjpegCameraEmulator
from app.emulators.scenes import draw_code, empty_scene, phone_scene
from app.services.device_state import DeviceState
from app.services.scans import Symbology
from tests.support.ears import PATIENCE, Ears
from tests.support.fault_case import FaultCase, Told

_QUICK = CameraSettings(stale=0.7, opening=2.0, first_wait=0.05, longest_wait=0.2, release_wait=0.2)
_MEMBER, _NEXT = "SETIA:M/0123456789ABCDEFG", "SETIA:M/NEXT"
_MANY = 12


class CameraBench:
    """An emulated camera over an empty counter, and a till that looks."""

    def __init__(self) -> None:
        self.random = np.random.default_rng(3)
        self.emulator = MjpegCameraEmulator(lambda: empty_scene(self.random))
        self.ears = Ears()
        self.camera = self.camera_at(self.emulator.address)

    def camera_at(self, address: str) -> Camera:
        return Camera(CameraSource(address), self.ears.scans.put, self.ears.states.put, _QUICK)

    def reads(self, text: str) -> None:
        """A phone that is shown now."""
        self.emulator.show(lambda: phone_scene(text, Look(), self.random))
        assert self.ears.hear() == text


@contextmanager
def _bench(first: DeviceState = DeviceState.READY, fault: Fault = Fault.NONE) -> Iterator[CameraBench]:
    bench = CameraBench()
    try:
        bench.emulator.fail(fault)
        bench.camera.start()
        bench.ears.await_state(first)
        yield bench
    finally:
        bench.emulator.fail(Fault.NONE)
        assert bench.camera.stop(PATIENCE)
        bench.emulator.close()


def _absent(_: Path) -> Told:
    with _bench(DeviceState.ABSENT, Fault.GONE) as bench:
        bench.emulator.fail(Fault.NONE)
        bench.reads(_MEMBER)
        return DeviceState.ABSENT


def _no_camera(_: Path) -> Told:
    """A device that is there, may be opened, and gives no picture, as one that another program holds."""
    with _bench() as bench:
        other = bench.camera_at("/dev/null")
        other.start()
        bench.ears.await_state(DeviceState.BUSY)
        assert other.stop()
        bench.reads(_MEMBER)
        return DeviceState.BUSY


def _fails(fault: Fault, state: DeviceState, _: Path) -> Told:
    with _bench() as bench:
        bench.reads(_MEMBER)
        bench.emulator.fail(fault)
        bench.ears.await_state(state)
        bench.emulator.fail(Fault.NONE)
        bench.ears.await_state(DeviceState.READY)
        bench.reads(_NEXT)
        assert bench.ears.scans.empty()
        return state


def _torn(_: Path) -> Told:
    """The upper half of a picture, grey below: no code is guessed from it."""
    with _bench() as bench:
        bench.emulator.fail(Fault.TORN)
        bench.emulator.show(lambda: phone_scene(_MEMBER, Look(), bench.random))
        newest = bench.camera.latest_frame
        while newest is None or (bench.camera.latest_frame or newest).number < newest.number + 5:
            threading.Event().wait(0.05)
            newest = newest or bench.camera.latest_frame
        assert bench.ears.scans.empty()
        bench.emulator.fail(Fault.NONE)
        assert bench.ears.hear() == _MEMBER
        return bench.camera.state


def _slow(_: Path) -> Told:
    with _bench() as bench:

        def late() -> Picture:
            threading.Event().wait(0.4)
            return phone_scene(_MEMBER, Look(), bench.random)

        bench.emulator.show(late)
        assert bench.ears.hear() == _MEMBER
        return bench.camera.state


def _many(_: Path) -> Told:
    """A screen full of codes."""
    texts = {f"SETIA:M/{number:02}" for number in range(_MANY)}
    picture = np.full((720, 1280, 3), 250, np.uint8)
    for place, text in enumerate(sorted(texts)):
        code = draw_code(text, Symbology.QR, 150)
        top, left = 40 + place // 6 * 340, 30 + place % 6 * 205
        picture[top : top + code.shape[0], left : left + code.shape[1]] = np.minimum(code, 250)[
            :, :, np.newaxis
        ]
    with _bench() as bench:
        bench.emulator.show(lambda: picture + bench.random.integers(0, 4, (720, 1280, 1), dtype=np.uint8))
        assert {bench.ears.hear() for _ in range(_MANY)} == texts
        bench.reads(_NEXT)
        return bench.camera.state


def camera_cases() -> list[FaultCase]:
    read = "found again within seconds; the next card is read, the last one not twice"
    plays: list[tuple[str, DeviceState, str, Callable[[Path], Told]]] = [
        ("absent", DeviceState.ABSENT, "found within seconds", _absent),
        (
            "busy: it gives no picture",
            DeviceState.BUSY,
            "tried again for ever; other scanners go on",
            _no_camera,
        ),
        ("slow: two pictures a second", DeviceState.READY, "read", _slow),
        ("half-write: torn pictures", DeviceState.READY, "nothing is read from half a code", _torn),
        ("garbage", DeviceState.FROZEN, read, partial(_fails, Fault.NOISE, DeviceState.FROZEN)),
        ("gone and back again", DeviceState.LOST, read, partial(_fails, Fault.GONE, DeviceState.LOST)),
        ("silent", DeviceState.FROZEN, read, partial(_fails, Fault.SILENT, DeviceState.FROZEN)),
        (
            "one picture for ever",
            DeviceState.FROZEN,
            read,
            partial(_fails, Fault.REPEATING, DeviceState.FROZEN),
        ),
        (f"flooded: {_MANY} codes at once", DeviceState.READY, "each is read once", _many),
    ]
    return [
        FaultCase(device="Camera", fault=fault, told=told, then=then, play=play)
        for fault, told, then, play in plays
    ]
