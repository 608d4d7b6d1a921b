"""A network printer, port 9100, connected to for each job."""

import socket
import struct
import sys
import time
from collections.abc import Callable

from app.devices.printer.status import ask_for_fault
from app.devices.printer.transport import NotSent, SendResult
from app.devices.printer.wire import Patience, print_over
from app.services.print_fault import PrintFault


class TcpTransport:
    """`answers`: it answers status requests (DLE EOT), as the better ones do. `timeout`: seconds of patience for a
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
        self._patience = Patience(step=timeout, job=job_timeout, clock=clock)
        self._answers = answers

    @property
    def confirms(self) -> bool:
        """As the printer was set up."""
        return self._answers

    def send(self, data: bytes) -> SendResult:
        """Ask, print, ask again."""
        try:
            connection = socket.create_connection(self._address, self._patience.step)
        except OSError:
            return NotSent(PrintFault.OFF)
        with connection:
            return print_over(_SocketWire(connection), data, self._patience, answers=self._answers)

    def look(self) -> PrintFault | None:
        """Connect, and ask if it answers."""
        try:
            connection = socket.create_connection(self._address, self._patience.step)
        except OSError:
            return PrintFault.OFF
        with connection:
            return ask_for_fault(_SocketWire(connection), self._patience.step) if self._answers else None


class _SocketWire:
    def __init__(self, connection: socket.socket) -> None:
        self._connection = connection

    def send(self, data: bytes, patience: float) -> int:
        self._connection.settimeout(patience)
        return self._connection.send(data)

    def receive(self, patience: float) -> bytes:
        self._connection.settimeout(patience)
        return self._connection.recv(1)

    def finish(self, patience: float) -> None:
        """Writing to a closed peer raises nothing, this does."""
        self._connection.shutdown(socket.SHUT_WR)
        self._connection.settimeout(patience)
        try:
            self._connection.recv(1)
        except TimeoutError:  # it keeps the line open, as many do: no news is good news
            return

    def abandon(self) -> None:
        """What the kernel holds goes with the connection."""
        at_once = struct.pack("hh" if sys.platform == "win32" else "ii", 1, 0)
        self._connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, at_once)
