"""A camera on a real socket or file: what it is shown, the terminal reads, and what goes wrong, it tells."""

import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import cv2
import numpy as np
import pytest

from app.devices.camera.camera import Camera, CameraSettings
from app.devices.camera.controls import CaptureSettings
from app.devices.camera.presentation import PresentationSettings
from app.devices.camera.source import CameraSource
from app.emulators.lens import Look
from app.emulators.mjpeg_camera import Fault, MjpegCameraEmulator
from app.emulators.scenes import empty_scene, label_scene, phone_scene
from app.services.device_state import DeviceState
from app.services.scans import Scan, ScanSource, Symbology
from tests.support.ears import PATIENCE, Ears
from tests.support.strict_logs import ExpectLog

MEMBER = "SETIA:M/0123456789ABCDEFG"
QUICK = CameraSettings(
    stale=0.7,
    first_wait=0.05,
    longest_wait=0.2,
    release_wait=0.2,
    presentation=PresentationSettings(away_ns=300_000_000),
)

Watch = Callable[[str], Camera]


@pytest.fixture
def random() -> np.random.Generator:
    return np.random.default_rng(3)


@pytest.fixture
def emulator(random: np.random.Generator) -> Iterator[MjpegCameraEmulator]:
    camera = MjpegCameraEmulator(lambda: empty_scene(random))
    yield camera
    camera.close()


@pytest.fixture
def ears() -> Ears:
    return Ears()


@pytest.fixture
def watch(ears: Ears) -> Iterator[Watch]:
    started: list[Camera] = []

    def watch(address: str) -> Camera:
        camera = Camera(CameraSource(address), ears.scans.put, ears.states.put, QUICK)
        camera.start()
        started.append(camera)
        return camera

    yield watch
    assert all(camera.stop() for camera in started)


@pytest.mark.parametrize("seen_in_a_mirror", [False, True])
@pytest.mark.parametrize("mirror", [False, True])
def test_a_code_is_read_through_a_mirror_and_turned_round(
    emulator: MjpegCameraEmulator,
    ears: Ears,
    random: np.random.Generator,
    seen_in_a_mirror: bool,
    mirror: bool,
) -> None:
    settings = replace(QUICK, capture=CaptureSettings(mirror=mirror))
    camera = Camera(CameraSource(emulator.address), ears.scans.put, ears.states.put, settings)
    turn = -1 if seen_in_a_mirror else 1
    emulator.show(lambda: np.ascontiguousarray(phone_scene(MEMBER, Look(), random)[:, ::turn]))
    camera.start()
    assert ears.hear() == MEMBER
    assert camera.stop()


def test_a_mirrored_picture_is_turned_left_to_right(tmp_path: Path, ears: Ears) -> None:
    left_is_white = np.zeros((40, 60, 3), np.uint8)
    left_is_white[:, :30] = 255
    path = tmp_path / "half.png"
    assert cv2.imwrite(str(path), left_is_white)
    settings = replace(QUICK, capture=CaptureSettings(mirror=True))
    camera = Camera(CameraSource(str(path)), ears.scans.put, ears.states.put, settings)
    camera.start()
    ears.await_state(DeviceState.READY)
    latest = camera.latest_frame
    assert camera.stop()
    assert latest is not None
    assert np.array_equal(latest.image, left_is_white[:, ::-1])


def test_a_member_is_recognised_on_a_blurred_and_tilted_phone_and_once(
    emulator: MjpegCameraEmulator, watch: Watch, ears: Ears, random: np.random.Generator
) -> None:
    camera = watch(emulator.address)
    ears.await_state(DeviceState.READY)
    emulator.show(lambda: phone_scene(MEMBER, Look(blur=2.0, tilt=25.0), random))
    scan = ears.scans.get(timeout=PATIENCE)
    assert (scan.text, scan.symbology, scan.source) == (MEMBER, Symbology.QR, ScanSource.CAMERA)
    emulator.show(lambda: label_scene("5901234123457", Symbology.EAN_13, Look(blur=0.7), random))
    assert ears.hear() == "5901234123457"
    assert ears.scans.empty()
    assert camera.latest_frame is not None
    assert camera.latest_frame.image.shape == (720, 1280, 3)


def test_a_card_that_leaves_and_comes_back_is_read_again(
    emulator: MjpegCameraEmulator, watch: Watch, ears: Ears, random: np.random.Generator
) -> None:
    camera = watch(emulator.address)
    emulator.show(lambda: phone_scene(MEMBER, Look(), random))
    assert ears.hear() == MEMBER
    emulator.show(lambda: empty_scene(random))
    shown_until = _frame_number(camera) + 15  # a second of an empty counter
    while _frame_number(camera) < shown_until:
        assert camera.state is DeviceState.READY
        _look_again_soon()
    emulator.show(lambda: phone_scene(MEMBER, Look(), random))
    assert ears.hear() == MEMBER


@pytest.mark.parametrize("fault", [Fault.SILENT, Fault.REPEATING])
def test_a_frozen_camera_is_reported_and_reopened_without_reading_its_card_twice(
    emulator: MjpegCameraEmulator, watch: Watch, ears: Ears, random: np.random.Generator, fault: Fault
) -> None:
    emulator.show(lambda: phone_scene(MEMBER, Look(), random))
    watch(emulator.address)
    assert ears.hear() == MEMBER
    emulator.fail(fault)
    ears.await_state(DeviceState.FROZEN)
    emulator.fail(Fault.NONE)
    ears.await_state(DeviceState.READY)
    emulator.show(lambda: phone_scene("SETIA:M/NEXT", Look(), random))
    assert ears.hear() == "SETIA:M/NEXT"


def test_a_camera_that_goes_away_is_reported_and_found_again(
    emulator: MjpegCameraEmulator, watch: Watch, ears: Ears, random: np.random.Generator
) -> None:
    watch(emulator.address)
    ears.await_state(DeviceState.READY)
    emulator.fail(Fault.GONE)
    ears.await_state(DeviceState.LOST)
    ears.await_state(DeviceState.ABSENT)
    emulator.show(lambda: phone_scene(MEMBER, Look(), random))
    emulator.fail(Fault.NONE)
    assert ears.hear() == MEMBER


def test_a_recording_is_read_to_its_end(
    tmp_path: Path, watch: Watch, ears: Ears, random: np.random.Generator
) -> None:
    path = tmp_path / "counter.avi"
    video = cv2.VideoWriter(str(path), cv2.VideoWriter.fourcc(*"MJPG"), 15.0, (1280, 720))
    for scene in [empty_scene(random)] * 5 + [phone_scene(MEMBER, Look(tilt=20.0), random)] * 10:
        video.write(scene)
    video.release()
    watch(str(path))
    assert ears.hear() == MEMBER
    ears.await_state(DeviceState.ENDED)


def test_a_picture_is_a_camera_whose_card_never_moves(
    tmp_path: Path, watch: Watch, ears: Ears, random: np.random.Generator
) -> None:
    cv2.imwrite(str(tmp_path / "card.png"), phone_scene(MEMBER, Look(), random))
    camera = watch(str(tmp_path / "card.png"))
    assert ears.hear() == MEMBER
    while _frame_number(camera) < 12:
        assert camera.state is DeviceState.READY
        _look_again_soon()
    assert ears.scans.empty()


def test_numbered_pictures_are_a_recording(
    tmp_path: Path, watch: Watch, ears: Ears, random: np.random.Generator
) -> None:
    for number in range(4):
        cv2.imwrite(str(tmp_path / f"scan-{number:03}.png"), phone_scene(MEMBER, Look(), random))
    watch(str(tmp_path / "scan-%03d.png"))
    assert ears.hear() == MEMBER
    ears.await_state(DeviceState.ENDED)


@pytest.mark.parametrize(
    "address", ["99", "/dev/video99", "http://127.0.0.1:9/cam.mjpg", "missing.mp4", "missing.png"]
)
def test_what_is_not_there_is_absent(watch: Watch, ears: Ears, address: str) -> None:
    watch(address)
    ears.await_state(DeviceState.ABSENT)


def test_a_faulty_callback_is_logged_and_does_not_end_the_scans(
    emulator: MjpegCameraEmulator, ears: Ears, random: np.random.Generator, expected_log: ExpectLog
) -> None:
    expected_log("camera: a fault")

    def on_scan(scan: Scan) -> None:
        if scan.text == MEMBER:
            raise ValueError(scan.text)
        ears.scans.put(scan)

    emulator.show(lambda: phone_scene(MEMBER, Look(), random))
    camera = Camera(CameraSource(emulator.address), on_scan, ears.states.put, QUICK)
    camera.start()
    ears.await_state(DeviceState.READY)
    emulator.show(lambda: phone_scene("SETIA:M/NEXT", Look(), random))
    assert ears.hear() == "SETIA:M/NEXT"
    assert camera.stop()


def test_starting_and_stopping_leaves_no_thread(
    emulator: MjpegCameraEmulator, watch: Watch, ears: Ears
) -> None:
    before = set(threading.enumerate())
    camera = watch(emulator.address)
    for _ in range(3):
        ears.await_state(DeviceState.READY)
        assert camera.stop()
        assert camera.state is DeviceState.STOPPED
        camera.start()
    assert camera.stop()
    left = [thread for thread in set(threading.enumerate()) - before if thread.name.startswith("camera")]
    for thread in left:
        thread.join(PATIENCE)  # a capture that was in the middle of a read ends after it
    assert not [thread for thread in left if thread.is_alive()]


def _look_again_soon() -> None:
    threading.Event().wait(0.05)


def _frame_number(camera: Camera) -> int:
    frame = camera.latest_frame
    return frame.number if frame else 0
