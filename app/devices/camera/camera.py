"""A camera that reads codes: it captures on one thread, decodes and watches on another."""

import logging
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from app.devices.camera.codes import DecodedCode, DecodeSettings, SecondOpinion
from app.devices.camera.controls import CaptureSettings
from app.devices.camera.environment import prepare_opencv
from app.devices.camera.mailbox import Frame, Mailbox
from app.devices.camera.presentation import Presentation, PresentationSettings
from app.devices.camera.source import CameraSource
from app.services.device_state import DeviceState
from app.services.scans import Scan, ScanSource

if TYPE_CHECKING:  # both load cv2 and numpy, 160 ms that the first window must not wait for
    from app.devices.camera.capture import Capture
    from app.devices.camera.decode import Decoder
    from app.devices.camera.rest import Rest

_log = logging.getLogger(__name__)
_LOOK_SECONDS = 0.2
_MOST_LEFT_BEHIND = 3


@dataclass(frozen=True, slots=True)
class CameraSettings:
    """Times in seconds. After a failure the wait doubles from `first_wait` to `longest_wait`.

    A camera is frozen when its newest frame is older than `stale`, or nothing in its picture has changed for
    that long (a real one has noise); it may take `opening` until its first frame.
    """

    stale: float = 2.0
    opening: float = 10.0
    first_wait: float = 0.5
    longest_wait: float = 8.0
    release_wait: float = 1.0
    capture: CaptureSettings = field(default_factory=CaptureSettings)
    decode: DecodeSettings = field(default_factory=DecodeSettings)
    presentation: PresentationSettings = field(default_factory=PresentationSettings)


class Camera:
    """Tells each scan, and every change of state once; both callbacks run on the camera's own thread."""

    def __init__(
        self,
        source: CameraSource,
        on_scan: Callable[[Scan], None],
        on_state: Callable[[DeviceState], None],
        settings: CameraSettings,
        on_frame: Callable[[Frame, list[DecodedCode]], None] | None = None,
    ) -> None:
        """`on_frame`: for a preview, each frame with the codes in it; on the camera's own thread, too."""
        self._on_frame = on_frame
        self._codes: list[DecodedCode] = []
        self._source = source
        self._decoder: Decoder | None = None
        self._rest: Rest | None = None
        self._on_scan = on_scan
        self._on_state = on_state
        self._settings = settings
        self._presentation = Presentation(settings.presentation)
        self._state = DeviceState.STOPPED
        self._stopping = threading.Event()
        self._mailbox = Mailbox()
        self._left_behind: list[Capture] = []
        self._thread: threading.Thread | None = None

    @property
    def state(self) -> DeviceState:
        return self._state

    @property
    def latest_frame(self) -> Frame | None:
        """For a preview; at any time, from any thread."""
        return self._mailbox.latest

    @property
    def second_opinion(self) -> SecondOpinion | None:
        """None until the camera's thread has looked."""
        return self._decoder.second_opinion if self._decoder else None

    def start(self) -> None:
        if self._thread is not None:
            raise RuntimeError("the camera is running")
        self._stopping.clear()
        self._thread = threading.Thread(target=self._run, name="camera", daemon=True)
        self._thread.start()

    def stop(self, patience: float = 3.0) -> bool:
        """Give the camera back; False: its thread hasn't ended within `patience` seconds. Not for a callback."""
        thread = self._thread
        if thread is None:
            return True
        self._stopping.set()
        self._mailbox.wake()
        thread.join(patience)
        if thread.is_alive():
            return False
        self._thread = None
        return True

    def _run(self) -> None:
        self._tell(DeviceState.OPENING)
        wait = self._settings.first_wait
        while not self._stopping.is_set():
            delivered = False
            try:
                delivered, end = self._open_and_read(self._prepare())
                if self._stopping.is_set():
                    break
                self._tell(end)
                if end is DeviceState.ENDED:
                    return
            except Exception:  # noqa: BLE001 - the edge of this thread: a fault in a callback must not end all scans
                _log.exception("camera: a fault, opening again")
            wait = self._settings.first_wait if delivered else min(wait * 2, self._settings.longest_wait)
            self._stopping.wait(wait)
        self._tell(DeviceState.STOPPED)

    def _prepare(self) -> "Decoder":
        """Load the heavy libraries, here and not before."""
        if self._decoder is None:
            prepare_opencv()
            from app.devices.camera.decode import Decoder  # noqa: PLC0415 - it loads cv2
            from app.devices.camera.rest import Rest, RestSettings  # noqa: PLC0415 - it loads numpy

            self._decoder = Decoder(self._settings.decode)
            self._rest = Rest(RestSettings())
        return self._decoder

    def _open_and_read(self, decoder: "Decoder") -> tuple[bool, DeviceState]:
        """Whether it gave a frame, and how it ended."""
        from app.devices.camera.capture import Capture  # noqa: PLC0415 - it loads cv2

        self._left_behind = [capture for capture in self._left_behind if not capture.is_over]
        if len(self._left_behind) >= _MOST_LEFT_BEHIND:
            return False, DeviceState.FROZEN
        self._mailbox = Mailbox()  # a capture that was left behind keeps the old one
        capture = Capture(self._source, self._mailbox, self._settings.capture)
        try:
            return self._read(capture, decoder)
        finally:
            if not capture.stop(self._settings.release_wait):
                self._left_behind.append(capture)

    def _read(self, capture: "Capture", decoder: "Decoder") -> tuple[bool, DeviceState]:
        number = 0
        while not self._stopping.is_set():
            is_over = capture.is_over  # before the look into the mailbox: the last frame counts
            frame = self._mailbox.newer_than(number, 0.0 if is_over else _LOOK_SECONDS)
            if frame is not None:
                number = frame.number
                self._tell(DeviceState.READY)
                self._see(frame, decoder)
            elif is_over:
                return number > 0, capture.end
            if self._is_frozen(capture):
                return number > 0, DeviceState.FROZEN
        return number > 0, DeviceState.STOPPED

    def _see(self, frame: Frame, decoder: "Decoder") -> None:
        resting = self._rest is not None and self._rest.skips(frame.image, frame.at_ns)
        if not resting:
            self._codes = decoder.decode_frame(frame.image)
        if self._on_frame is not None:
            self._on_frame(frame, self._codes)
        if resting:
            return
        for code in self._presentation.see(self._codes, frame.at_ns):
            self._on_scan(Scan(code.text, code.symbology, ScanSource.CAMERA, frame.at_ns))

    def _is_frozen(self, capture: "Capture") -> bool:
        newest = self._mailbox.latest
        now_ns = time.monotonic_ns()
        if newest is None:
            return now_ns - capture.started_ns > self._settings.opening * 1e9
        stale_ns = self._settings.stale * 1e9
        if not self._source.kind.is_live:
            return False
        return now_ns - newest.at_ns > stale_ns or now_ns - capture.changed_ns > stale_ns

    def _tell(self, state: DeviceState) -> None:
        if state is not self._state:
            self._state = state
            self._on_state(state)
