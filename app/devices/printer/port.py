"""A printer on a port of this machine: a serial line (also Bluetooth), or a USB printer's own device on Linux."""

import contextlib
import errno
import os
import select
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

import serial

from app.devices.printer.status import ask_for_fault
from app.devices.printer.transport import NotSent, SendResult
from app.devices.printer.usb import usb_path
from app.devices.printer.wire import PartlyTaken, Patience, Wire, print_over
from app.devices.serial_port import drop_input, drop_output, open_port
from app.services.print_fault import PrintFault

_LOOK_SECONDS = 0.01
_PIECE = 256
_USUAL_BAUD = 9600
_FAULTS = {
    errno.EACCES: PrintFault.FORBIDDEN,
    errno.EPERM: PrintFault.FORBIDDEN,
    errno.EBUSY: PrintFault.BUSY,
    errno.EAGAIN: PrintFault.BUSY,
}


class PortTransport:
    """Opened for each job, so that an unplugging between two jobs is nothing. Baud only counts on RS-232."""

    def __init__(
        self, path: str, *, baud: int = 0, answers: bool = True, patience: Patience | None = None
    ) -> None:
        """`baud` 0: no serial line but a USB printer's device, as `usb_path` takes it (not on Windows)."""
        self._path = path
        self._baud = baud
        self._answers = answers
        self._patience = patience or Patience()

    @property
    def confirms(self) -> bool:
        """As the printer was set up."""
        return self._answers

    def send(self, data: bytes) -> SendResult:
        """Ask, print, ask again."""
        try:
            with self._open() as wire:
                return print_over(wire, data, self._patience, answers=self._answers)
        except OSError as error:
            return NotSent(_why(error))

    def look(self) -> PrintFault | None:
        """Open it, and ask if it answers."""
        try:
            with self._open() as wire:
                return ask_for_fault(wire, self._patience.step) if self._answers else None
        except OSError as error:
            return _why(error)

    @contextmanager
    def _open(self) -> Iterator[Wire]:
        """Raises OSError for a port that can't be opened; what goes wrong later, the wire's user has dealt with."""
        wire = _wire(self._path, self._baud)
        try:
            yield wire
        finally:
            with contextlib.suppress(OSError):  # a port that has gone can't be closed in order
                wire.close()


class _DeviceWire:
    """A file of the kernel's: it says to the byte how much it took."""

    def __init__(self, file: int) -> None:
        self._file = file

    def send(self, data: bytes, patience: float) -> int:
        self._wait([], [self._file], patience)
        return os.write(self._file, data)

    def receive(self, patience: float) -> bytes:
        self._wait([self._file], [], patience)
        return os.read(self._file, 1)

    def finish(self, patience: float) -> None:
        """The kernel's driver takes the next bytes when the last ones have left."""
        self._wait([], [self._file], patience)

    def abandon(self) -> None:
        """Usblp keeps nothing after a close."""

    def close(self) -> None:
        os.close(self._file)

    def _wait(self, reading: list[int], writing: list[int], patience: float) -> None:
        ready = select.select(reading, writing, [], patience)
        if not ready[0] and not ready[1]:
            raise TimeoutError


class _SerialWire(_DeviceWire):
    """The same on a serial line, which pyserial sets up; its own `write` doesn't tell what it took."""

    def __init__(self, path: str, baud: int) -> None:
        self._port = open_port(path, baud, exclusive=True)
        try:
            drop_input(self._port)  # an answer that nobody waited for is no answer to the next question
        except OSError:
            self._port.close()
            raise
        super().__init__(self._port.fileno())

    def finish(self, patience: float) -> None:
        """Not `flush`, which may wait for ever."""
        deadline = time.monotonic() + patience
        while self._port.out_waiting:
            if time.monotonic() > deadline:
                raise TimeoutError
            time.sleep(_LOOK_SECONDS)

    def abandon(self) -> None:
        with contextlib.suppress(OSError):
            drop_output(self._port)

    def close(self) -> None:
        self._port.close()


class _WindowsSerialWire:
    """pyserial's own way: when a piece times out nobody knows how much of it was taken."""

    def __init__(self, path: str, baud: int) -> None:
        self._port = open_port(path, baud)
        drop_input(self._port)

    def send(self, data: bytes, patience: float) -> int:
        piece = data[:_PIECE]
        self._port.write_timeout = patience
        try:
            self._port.write(piece)
        except serial.SerialException as error:
            raise PartlyTaken from error
        return len(piece)

    def receive(self, patience: float) -> bytes:
        self._port.timeout = patience
        answer: bytes = self._port.read(1)
        if not answer:
            raise TimeoutError
        return answer

    def finish(self, patience: float) -> None:
        """A write has waited for the last byte already."""

    def abandon(self) -> None:
        with contextlib.suppress(OSError):
            drop_output(self._port)

    def close(self) -> None:
        self._port.close()


def _wire(path: str, baud: int) -> _DeviceWire | _WindowsSerialWire:
    if sys.platform == "win32":
        return _WindowsSerialWire(path, baud or _USUAL_BAUD)
    if baud:
        return _SerialWire(path, baud)
    return _DeviceWire(os.open(usb_path(path), os.O_RDWR | os.O_NONBLOCK | os.O_NOCTTY | os.O_CLOEXEC))


def _why(error: OSError) -> PrintFault:
    if "PermissionError" in str(
        error
    ):  # Windows: pyserial gives no number; the port is open in another program
        return PrintFault.BUSY
    return _FAULTS.get(error.errno or 0, PrintFault.OFF)
