"""What a camera is asked for besides pictures: their size, a lamp, and whether they come through a mirror."""

import os
import struct
import sys
from dataclasses import dataclass
from pathlib import Path

_LAMP_CONTROL = 0x009C_0901  # V4L2_CID_FLASH_LED_MODE
_OFF, _TORCH = 0, 2  # V4L2_FLASH_LED_MODE_NONE, _TORCH
_SET_CONTROL = 0xC008_561C  # VIDIOC_S_CTRL: read and write, 8 bytes, 'V', 28


@dataclass(frozen=True, slots=True, kw_only=True)
class CaptureSettings:
    """width, height: pixels that a device is asked for; it gives what it can. torch: its lamp is on, if it has one.

    mirror: each picture is turned round left to right, for a camera that looks into a mirror.
    """

    width: int = 1280
    height: int = 720
    mirror: bool = False
    torch: bool = False


def device_of(address: str) -> int | str:
    """What to open: an index, or the device that a stable path such as /dev/v4l/by-id/… means now.

    Looked up at each opening, for the path stays the same when the camera is plugged in elsewhere.
    """
    return int(address) if address.isdecimal() else str(Path(address).resolve())


def switch_lamp(device: int | str, *, on: bool) -> bool:
    """Whether the camera has a lamp and obeyed. Only Linux's own interface has lamps; OpenCV has no name for them."""
    if sys.platform != "linux":
        return False
    from fcntl import ioctl  # noqa: PLC0415 - only there

    path = f"/dev/video{device}" if isinstance(device, int) else device
    try:
        camera = os.open(path, os.O_RDWR | os.O_NONBLOCK | os.O_CLOEXEC)
    except OSError:
        return False
    try:
        ioctl(camera, _SET_CONTROL, struct.pack("=Ii", _LAMP_CONTROL, _TORCH if on else _OFF))
    except OSError:  # no such control, or no camera at all
        return False
    finally:
        os.close(camera)
    return True
