"""Jobs in a file, for a shop that hands them on and for trying things out."""

import os
from pathlib import Path

from app.devices.printer.transport import NotSent, SendResult, Sent, Unconfirmed
from app.services.print_fault import PrintFault


class FileTransport:
    """Jobs one after the other in one file."""

    def __init__(self, path: Path) -> None:
        self._path = path

    @property
    def confirms(self) -> bool:
        """A file can't see the paper."""
        return False

    def look(self) -> PrintFault | None:
        """Whether its folder is there and may be written in."""
        return None if os.access(self._path.parent, os.W_OK) and not self._path.is_dir() else PrintFault.OFF

    def send(self, data: bytes) -> SendResult:
        """Append the whole job or nothing of it; it is on the disk when this returns."""
        try:
            file = os.open(
                self._path, os.O_WRONLY | os.O_CREAT | os.O_APPEND | getattr(os, "O_BINARY", 0), 0o600
            )
        except OSError:
            return NotSent(PrintFault.OFF)
        try:
            return _append(file, data)
        finally:
            os.close(file)


def _append(file: int, data: bytes) -> SendResult:
    before, written = os.fstat(file).st_size, 0
    try:
        while written < len(data):
            written += os.write(file, data[written:])
        os.fsync(file)
    except OSError:
        return _take_back(file, before) if written else NotSent(PrintFault.NO_SPACE)
    return Sent()


def _take_back(file: int, size: int) -> SendResult:
    try:
        os.ftruncate(file, size)
    except OSError:
        return Unconfirmed(PrintFault.NO_SPACE)
    return NotSent(PrintFault.NO_SPACE)
