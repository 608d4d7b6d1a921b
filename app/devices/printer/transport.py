"""How a job's bytes reach a printer, and what is known of them afterwards."""

import os
import socket
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from app.devices.printer.status import Fault, ask_for_fault

_FRAGMENT = 4096


@dataclass(frozen=True, slots=True)
class Sent:
    """All of it was handed over; this transport can't know more."""


@dataclass(frozen=True, slots=True)
class Confirmed:
    """The printer took all of it and then reported no fault. It may still run out of paper while printing."""


@dataclass(frozen=True, slots=True)
class Unconfirmed:
    """Some or all of it may have come out: a person looks at the paper, nothing prints it again by itself."""

    fault: Fault


@dataclass(frozen=True, slots=True)
class NotSent:
    """The printer got nothing of it: safe to try again."""

    fault: Fault


SendResult = Sent | Confirmed | Unconfirmed | NotSent


class PrinterTransport(Protocol):
    """One printer's way in. Blocks, so it belongs to the printer's lane; one job at a time."""

    @property
    def confirms(self) -> bool:
        """Whether a good end is `Confirmed`; otherwise it is `Sent`."""

    def send(self, data: bytes) -> SendResult:
        """Send one whole job. Expected faults are results, not exceptions."""


class TcpTransport:
    """A network printer, port 9100, connected to for each job.

    `answers`: it answers status requests (DLE EOT), as the better ones do. `timeout`: seconds of patience for a
    connection, an answer, or the next bytes to be taken. `job_timeout`: seconds for all the bytes of a job.
    """

    def __init__(
        self,
        host: str,
        port: int = 9100,
        *,
        timeout: float = 4.0,
        job_timeout: float = 30.0,
        answers: bool = True,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._address = (host, port)
        self._timeout = timeout
        self._job_timeout = job_timeout
        self._answers = answers
        self._clock = clock

    @property
    def confirms(self) -> bool:
        """As the printer was set up."""
        return self._answers

    def send(self, data: bytes) -> SendResult:
        """Ask, print, ask again."""
        try:
            connection = socket.create_connection(self._address, self._timeout)
        except OSError:
            return NotSent(Fault.OFF)
        with connection:
            before = ask_for_fault(connection) if self._answers else None
            if before is not None:
                return NotSent(before)
            taken, broken = self._write(connection, data)
            if broken is not None:
                return Unconfirmed(broken) if taken else NotSent(broken)
            return self._end(connection)

    def _write(self, connection: socket.socket, data: bytes) -> tuple[int, Fault | None]:
        """How many bytes left this machine, and why not all."""
        deadline = self._clock() + self._job_timeout
        taken = 0
        try:
            while taken < len(data):
                patience = min(self._timeout, deadline - self._clock())
                if patience <= 0:
                    return taken, Fault.STUCK
                connection.settimeout(patience)
                taken += connection.send(data[taken : taken + _FRAGMENT])
        except TimeoutError:
            return taken, Fault.STUCK
        except OSError:
            return taken, Fault.BROKE_OFF
        return taken, None

    def _end(self, connection: socket.socket) -> SendResult:
        connection.settimeout(self._timeout)
        if self._answers:
            after = ask_for_fault(connection)
            return Confirmed() if after is None else Unconfirmed(after)
        return Unconfirmed(Fault.BROKE_OFF) if _was_reset(connection) else Sent()


def _was_reset(connection: socket.socket) -> bool:
    """Whether the other side threw the job away: writing to a closed peer raises nothing, this does."""
    try:
        connection.shutdown(socket.SHUT_WR)
        connection.recv(1)
    except TimeoutError:
        return False
    except OSError:
        return True
    return False


class FileTransport:
    """Jobs one after the other in a file, for a shop that hands them on and for trying things out."""

    def __init__(self, path: Path) -> None:
        self._path = path

    @property
    def confirms(self) -> bool:
        """A file can't see the paper."""
        return False

    def send(self, data: bytes) -> SendResult:
        """Append the whole job or nothing of it; it is on the disk when this returns."""
        try:
            file = os.open(
                self._path, os.O_WRONLY | os.O_CREAT | os.O_APPEND | getattr(os, "O_BINARY", 0), 0o600
            )
        except OSError:
            return NotSent(Fault.OFF)
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
        return _take_back(file, before) if written else NotSent(Fault.NO_SPACE)
    return Sent()


def _take_back(file: int, size: int) -> SendResult:
    try:
        os.ftruncate(file, size)
    except OSError:
        return Unconfirmed(Fault.NO_SPACE)
    return NotSent(Fault.NO_SPACE)
