"""Trying devices, the part that waits for nothing: opens what is tried, in place of the till's own, and puts it away.

Devices are opened and closed on the bench's lane; what they tell comes back to the screen's thread.
"""

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Protocol

from app.entrypoints.settings import Settings
from app.entrypoints.wedge_settings import wedge_settings
from app.services.device_setup import CameraPicture, Outline
from app.services.device_state import DeviceState
from app.services.scans import Scan
from app.ui.device_setup.ports import CameraWay, Ears, InForce
from app.ui.device_setup.state import KEYS_OF, Value
from app.ui.lanes import Post, Work
from app.ui.wedge import WedgeSettings
from app.ui.wedge_learning import Burst
from app.ui.wedge_recorder import WedgeRecorder

if TYPE_CHECKING:
    from app.devices.camera.camera import Camera
    from app.devices.camera.codes import DecodedCode
    from app.devices.camera.mailbox import Frame
    from app.devices.display.line_display import LineDisplay
    from app.devices.scanner.serial_scanner import SerialScanner

_PREVIEW_NS = 80_000_000
_PREVIEW_WIDTH = 640


class Device(Protocol):
    """What is opened and closed."""

    def start(self) -> None: ...
    def stop(self) -> object: ...


class Shown(Protocol):
    """A customer's display that is tried."""

    @property
    def is_shown(self) -> bool: ...
    def stop(self) -> None: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class TillsOwn:
    """What the till has open. release: hands over its scanner and camera, which then are closed elsewhere.

    resume: opens them again by these settings. use_wedge: how the keyboard scanner is read from now on. show: the
    customer's display at a place. apply: takes saved settings into use.
    """

    release: Callable[[], tuple[Device, ...]]
    resume: Callable[[Settings], None]
    use_wedge: Callable[[WedgeSettings], None]
    show: Callable[[str], Shown | None]
    apply: Callable[[Settings, Mapping[str, Value]], None]


class DeviceBench:
    """Lives on the screen's thread."""

    def __init__(
        self, settings: Settings, locked: frozenset[str], own: TillsOwn, lane: Work, post: Post
    ) -> None:
        self._settings = settings
        self._locked = locked
        self._own = own
        self._lane = lane
        self._post = post
        self._number = 0
        self._has_own = True
        self._open: Device | None = None
        self._display: Shown | None = None
        self._recorder: WedgeRecorder | None = None

    def in_force(self) -> InForce:
        """The settings of devices as they are."""
        keys = [key for keys in KEYS_OF.values() for key in keys]
        values: dict[str, Value] = {key: getattr(self._settings, key) for key in keys}
        return InForce(values=values, locked=self._locked & frozenset(keys))

    def listen(self, scanner: str, ears: Ears) -> None:
        """See `QuickBench`."""
        self._try(lambda: self._scanner(scanner, ears))

    def watch(self, camera: str, way: CameraWay, ears: Ears) -> None:
        """See `QuickBench`."""
        self._try(lambda: self._camera(camera, way, ears))

    def show_lines(self, display: str, ears: Ears) -> None:
        """See `QuickBench`."""
        self._try(lambda: self._line_display(display, ears))

    def record(self, heard: Callable[[Burst], None]) -> None:
        """See `QuickBench`."""
        if self._recorder is not None:
            self._recorder.stop()
        self._recorder = WedgeRecorder(heard)
        self._recorder.start()

    def try_wedge(self, settings: WedgeSettings) -> None:
        """See `QuickBench`."""
        self._own.use_wedge(settings)

    def show_display(self, place: str) -> bool:
        """See `QuickBench`."""
        self._hide_display()
        self._display = self._own.show(place)
        return self._display is not None and self._display.is_shown

    def rest(self) -> None:
        """See `QuickBench`."""
        if self._recorder is not None:
            self._recorder.stop()
            self._recorder = None
        self._hide_display()
        self._own.use_wedge(wedge_settings(self._settings))
        if not self._has_own:  # else it rests already, and what is on its way must come
            self._has_own = True
            self._number += 1
            self._close((), then=lambda: self._own.resume(self._settings))

    def apply(self, changes: Mapping[str, Value]) -> None:
        """See `QuickBench`."""
        self._settings = replace(self._settings, **changes)  # type: ignore[arg-type]
        self._own.apply(self._settings, changes)
        self._own.use_wedge(wedge_settings(self._settings))

    def _try(self, make: Callable[[], Device]) -> None:
        """Closes what is open, the till's own devices among it, then opens another one."""
        self._number += 1
        number, others = self._number, self._own.release() if self._has_own else ()
        self._has_own = False

        def opened(device: Device) -> None:
            if number == self._number:
                self._open = device
                device.start()

        self._close(others, then=lambda: self._lane.submit(make, opened))

    def _close(self, others: tuple[Device, ...], then: Callable[[], None]) -> None:
        """On the lane, for a device that hangs is waited for."""
        gone = (*others, self._open) if self._open is not None else others
        self._open = None

        def close() -> None:
            for device in gone:
                device.stop()

        number = self._number
        self._lane.submit(close, lambda _: then() if number == self._number else None)

    def _hide_display(self) -> None:
        if self._display is not None:
            self._display.stop()
            self._display = None

    def _scanner(self, path: str, ears: Ears) -> "SerialScanner":
        """On the lane: loads pyserial."""
        from app.devices.scanner.discovery import first_scanner_path  # noqa: PLC0415
        from app.devices.scanner.serial_scanner import SerialScanner, SerialSettings  # noqa: PLC0415

        find = first_scanner_path if path == "auto" else lambda: path
        return SerialScanner(find, self._posting(ears.heard), self._telling(ears.state), SerialSettings())

    def _camera(self, address: str, way: CameraWay, ears: Ears) -> "Camera":
        """On the lane: loads the camera."""
        from app.devices.camera.camera import Camera, CameraSettings  # noqa: PLC0415
        from app.devices.camera.source import CameraSource  # noqa: PLC0415
        from app.entrypoints.inputs import capture_settings  # noqa: PLC0415

        wanted = replace(self._settings, camera_mirror=way.mirror, camera_torch=way.torch)
        preview = _Preview(lambda picture: self._post(lambda: ears.seen(picture)))
        return Camera(
            CameraSource(address),
            self._posting(ears.heard),
            self._telling(ears.state),
            CameraSettings(capture=capture_settings(wanted)),
            preview.see,
        )

    def _line_display(self, setting: str, ears: Ears) -> "LineDisplay":
        """On the lane: loads pyserial."""
        from app.devices.display.line_display import LineDisplay  # noqa: PLC0415
        from app.devices.display.text import TRIAL  # noqa: PLC0415
        from app.entrypoints.devices import line_display_of  # noqa: PLC0415

        display: LineDisplay = line_display_of(setting, self._telling(ears.state))
        display.show(TRIAL)
        return display

    def _posting(self, heard: Callable[[Scan], None]) -> Callable[[Scan], None]:
        return lambda scan: self._post(lambda: heard(scan))

    def _telling(self, tell: Callable[[DeviceState], None]) -> Callable[[DeviceState], None]:
        return lambda state: self._post(lambda: tell(state))


class _Preview:
    """Makes small pictures on the camera's thread, as many a second as an eye needs."""

    def __init__(self, shown: Callable[[CameraPicture], None]) -> None:
        self._shown = shown
        self._last_ns = 0

    def see(self, frame: "Frame", codes: "list[DecodedCode]") -> None:
        """Each frame, with the codes in it."""
        now_ns = time.monotonic_ns()
        if now_ns - self._last_ns < _PREVIEW_NS:
            return
        self._last_ns = now_ns
        import cv2  # noqa: PLC0415 - the camera has loaded it

        height, width = frame.image.shape[:2]
        scale = min(1.0, _PREVIEW_WIDTH / width)
        size = (round(width * scale), round(height * scale))
        small = cv2.resize(frame.image, size, interpolation=cv2.INTER_AREA) if scale < 1 else frame.image
        outlines = tuple(
            Outline(corners=tuple((round(x * scale), round(y * scale)) for x, y in code.quad), text=code.text)
            for code in codes
        )
        self._shown(CameraPicture(width=size[0], height=size[1], pixels=small.tobytes(), outlines=outlines))
