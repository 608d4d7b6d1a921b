"""USB printers on Linux by what they say of themselves: `/dev/usb/lp0` is whichever was plugged in first."""

import errno
import os
from collections.abc import Iterator
from pathlib import Path

DEVICES, SYSTEM = Path("/dev"), Path("/sys")


def usb_printers(devices: Path = DEVICES, system: Path = SYSTEM) -> Iterator[tuple[Path, str, str]]:
    """Each with its device, its maker's name for it, and both with its serial number; empty: it says nothing."""
    for path in sorted((devices / "usb").glob("lp[0-9]*")):
        about = system / "class" / "usbmisc" / path.name / "device" / ".."
        said = [_line(about / part) for part in ("manufacturer", "product", "serial")]
        yield path, " ".join(filter(None, said[:2])), " ".join(filter(None, said))


def usb_path(name: str, devices: Path = DEVICES, system: Path = SYSTEM) -> str:
    """The device that a setting means now: a path is one already. Raises FileNotFoundError: it is not plugged in."""
    if name.startswith("/"):
        return name
    for path, _, whole in usb_printers(devices, system):
        if whole == name:
            return str(path)
    raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT), name)


def _line(path: Path) -> str:
    try:
        return path.read_text("utf-8", errors="replace").strip()
    except OSError:
        return ""
