"""One opening of a camera, on a thread of its own: frames into a mailbox until it ends. Loads cv2.

`isOpened()` and `read()` lie after an unplugging, and `read()` may never come back. So whoever started a
capture watches the age of its frames, and leaves a stuck one behind: it ends by itself if it ever wakes up.
"""

import os
import sys
import threading
import time
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path

import cv2
import numpy as np

from app.devices.camera.controls import CaptureSettings, device_of, switch_lamp
from app.devices.camera.mailbox import Mailbox
from app.devices.camera.pictures import Image, frame_rate, read_picture
from app.devices.camera.source import CameraSource, SourceKind
from app.services.device_state import DeviceState

_STREAM_TIMEOUT_MS = 5000
_STILL_SECONDS = 0.1


class Capture:
    """Runs from its making on. `end` says why it is over, once `is_over`."""

    def __init__(self, source: CameraSource, mailbox: Mailbox, settings: CaptureSettings) -> None:
        self._source = source
        self._settings = settings
        self._mailbox = mailbox
        self._stopping = threading.Event()
        self._over = threading.Event()
        self._digest = 0
        self.end = DeviceState.ABSENT
        self.started_ns = self.changed_ns = time.monotonic_ns()
        self._thread = threading.Thread(target=self._run, name="camera-capture", daemon=True)
        self._thread.start()

    @property
    def is_over(self) -> bool:
        return self._over.is_set()

    def stop(self, patience: float) -> bool:
        """Ask it to end; False: it hasn't within `patience` seconds, and is left behind."""
        self._stopping.set()
        return self._over.wait(patience)

    def _run(self) -> None:
        try:
            if self._source.kind is SourceKind.STILL:
                self._show_picture()
            else:
                self._read_video()
        except (OSError, cv2.error):
            self.end = DeviceState.LOST
        finally:
            self._over.set()
            self._mailbox.wake()

    def _show_picture(self) -> None:
        path = Path(self._source.address)
        image = read_picture(path) if path.is_file() else None
        while image is not None and not self._stopping.is_set():
            self._deliver(image)
            self._stopping.wait(_STILL_SECONDS)

    def _read_video(self) -> None:
        video = _opened(self._source, self._settings)
        if video is None:
            self.end = _why_not(self._source)
            return
        try:
            live = self._source.kind.is_live
            pause = 0.0 if live else 1.0 / frame_rate(video)
            for image in _frames(video, self._stopping.is_set):
                self._deliver(image)
                self._stopping.wait(pause)
            self.end = DeviceState.LOST if live else DeviceState.ENDED
        finally:
            video.release()

    def _deliver(self, image: Image) -> None:
        now_ns = time.monotonic_ns()
        if self._settings.mirror:
            image = np.ascontiguousarray(image[:, ::-1])
        digest = zlib.crc32(image[::4, ::4].tobytes())
        if digest != self._digest:
            self._digest, self.changed_ns = digest, now_ns
        self._mailbox.put(image, now_ns)


def _frames(video: cv2.VideoCapture, is_stopped: Callable[[], bool]) -> Iterator[Image]:
    while not is_stopped():
        success, image = video.read()
        if not success:
            return
        yield np.asarray(image, dtype=np.uint8)


def _opened(source: CameraSource, settings: CaptureSettings) -> cv2.VideoCapture | None:
    for video in _attempts(source, settings):
        if video.isOpened():
            return video
        video.release()
    return None


def _attempts(source: CameraSource, settings: CaptureSettings) -> Iterator[cv2.VideoCapture]:
    if source.kind is SourceKind.STREAM:
        limits = [cv2.CAP_PROP_OPEN_TIMEOUT_MSEC, _STREAM_TIMEOUT_MS]
        limits += [cv2.CAP_PROP_READ_TIMEOUT_MSEC, _STREAM_TIMEOUT_MS]
        yield cv2.VideoCapture(source.address, cv2.CAP_FFMPEG, limits)
    elif source.kind is SourceKind.RECORDING:
        yield cv2.VideoCapture(source.address)
    else:
        device = device_of(source.address)
        for backend in _device_backends():
            video = cv2.VideoCapture(device, backend)
            _ask_for_speed(video, settings)
            switch_lamp(device, on=settings.torch)
            yield video


def _device_backends() -> tuple[int, ...]:
    if sys.platform == "win32":
        return (cv2.CAP_MSMF, cv2.CAP_DSHOW)
    return (cv2.CAP_V4L2,) if sys.platform == "linux" else (cv2.CAP_ANY,)


def _ask_for_speed(video: cv2.VideoCapture, settings: CaptureSettings) -> None:
    """A device may refuse any of these, and is then used as it is."""
    video.set(cv2.CAP_PROP_FOURCC, cv2.VideoWriter.fourcc(*"MJPG"))
    video.set(cv2.CAP_PROP_FRAME_WIDTH, settings.width)
    video.set(cv2.CAP_PROP_FRAME_HEIGHT, settings.height)
    video.set(cv2.CAP_PROP_BUFFERSIZE, 1)


def _why_not(source: CameraSource) -> DeviceState:
    if source.kind is not SourceKind.DEVICE or sys.platform != "linux":
        return DeviceState.ABSENT
    path = f"/dev/video{source.address}" if source.address.isdecimal() else source.address
    if not Path(path).exists():
        return DeviceState.ABSENT
    return DeviceState.BUSY if os.access(path, os.R_OK | os.W_OK) else DeviceState.FORBIDDEN
