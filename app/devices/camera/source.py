"""Where pictures come from: which of the things that a camera setting may name it is."""

from dataclasses import dataclass
from enum import Enum
from pathlib import PurePath

_PICTURES = frozenset({".png", ".jpg", ".jpeg", ".bmp", ".webp", ".tif", ".tiff", ".pgm", ".ppm"})


class SourceKind(Enum):
    """`RECORDING` ends; `STILL` shows one picture for ever; the other two are watched for standing still."""

    DEVICE = "device"
    STREAM = "stream"
    RECORDING = "recording"
    STILL = "still"

    @property
    def is_live(self) -> bool:
        return self in (SourceKind.DEVICE, SourceKind.STREAM)


@dataclass(frozen=True, slots=True)
class CameraSource:
    """`address`: "0" (an index), "/dev/v4l/by-id/…", "http://…/cam.mjpg", a video, a picture, "scan-%03d.png"."""

    address: str

    @property
    def kind(self) -> SourceKind:
        if self.address.isdecimal() or self.address.startswith("/dev/"):
            return SourceKind.DEVICE
        if self.address.startswith(("http://", "https://", "rtsp://")):
            return SourceKind.STREAM
        if PurePath(self.address).suffix.lower() in _PICTURES and "%" not in self.address:
            return SourceKind.STILL
        return SourceKind.RECORDING
