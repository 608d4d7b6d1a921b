"""A scanner on a serial line: USB-CDC, which ignores the baud rate, or RS-232."""

import logging
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field

import serial

from app.devices.port_state import state_of
from app.devices.scanner.framing import Discarded, FramingSettings, ScannerFraming
from app.devices.serial_port import open_port
from app.services.device_state import DeviceState
from app.services.scans import Scan

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class SerialSettings:
    """Times in seconds. After a failure the wait doubles from `first_wait` to `longest_wait`."""

    baud: int = 9600
    read_wait: float = 0.2
    first_wait: float = 0.25
    longest_wait: float = 5.0
    framing: FramingSettings = field(default_factory=FramingSettings)


class SerialScanner:
    """Holds the port for itself, survives its unplugging, and tells every change of state once.

    `find` gives the port's path, or None while there is none: a fixed path, or a look at the USB bus. Both
    callbacks run on the scanner's own thread and must return soon.
    """

    def __init__(
        self,
        find: Callable[[], str | None],
        on_scan: Callable[[Scan], None],
        on_state: Callable[[DeviceState], None],
        settings: SerialSettings,
    ) -> None:
        self._find = find
        self._on_scan = on_scan
        self._on_state = on_state
        self._settings = settings
        self._framing = ScannerFraming(settings.framing)
        self._state = DeviceState.STOPPED
        self._stopping = threading.Event()
        self._port: serial.Serial | None = None
        self._port_lock = threading.Lock()  # `stop` may wake a read while the thread closes its port
        self._thread: threading.Thread | None = None

    @property
    def state(self) -> DeviceState:
        return self._state

    @property
    def discarded(self) -> Discarded:
        """Codes refused since the scanner was made: show it, a wrong baud rate looks like this."""
        return self._framing.discarded

    def start(self) -> None:
        if self._thread is not None:
            raise RuntimeError("the scanner is running")
        self._stopping.clear()
        self._thread = threading.Thread(target=self._run, name="serial-scanner", daemon=True)
        self._thread.start()

    def stop(self, patience: float = 2.0) -> bool:
        """Give the port back; False: the thread hasn't ended within `patience` seconds. Not for a callback."""
        thread = self._thread
        if thread is None:
            return True
        self._stopping.set()
        with self._port_lock:
            if self._port is not None:
                self._port.cancel_read()
        thread.join(patience)
        if thread.is_alive():
            return False
        self._thread = None
        return True

    def _run(self) -> None:
        wait = self._settings.first_wait
        while not self._stopping.is_set():
            try:
                was_ready = self._open_and_read()
            except Exception:  # noqa: BLE001 - the edge of this thread: a faulty callback must not end all scans
                _log.exception("serial scanner: a fault, opening again")
                was_ready = False
            wait = self._settings.first_wait if was_ready else min(wait * 2, self._settings.longest_wait)
            self._stopping.wait(wait)
        self._tell(DeviceState.STOPPED)

    def _open_and_read(self) -> bool:
        """Read until the port goes away; False: it never opened."""
        path = self._find()
        if path is None:
            self._tell(DeviceState.ABSENT)
            return False
        try:
            port = open_port(
                path, self._settings.baud, timeout=self._settings.read_wait, write_timeout=0, exclusive=True
            )
        except OSError as error:
            self._tell(state_of(error))
            return False
        with self._port_lock:
            self._port = port
        try:
            self._tell(DeviceState.READY)
            self._read(port)
        except OSError:  # SerialException is one; a hang-up also shows as a bare EIO
            self._tell(DeviceState.LOST)
        finally:
            with self._port_lock:
                self._port = None
            port.close()
        return True

    def _read(self, port: serial.Serial) -> None:
        self._framing.forget()
        idle_ns = self._settings.framing.idle_ns
        last_ns = 0
        while not self._stopping.is_set():
            pending = self._framing.pending
            port.timeout = idle_ns / 1e9 if pending else self._settings.read_wait
            data = port.read(1)
            now_ns = time.monotonic_ns()
            if not data:
                scans = self._framing.idle(now_ns)
            else:
                data += port.read(port.in_waiting)
                # The read ended before the idle time: the line was not silent, however late this thread is.
                last_ns = min(now_ns, last_ns + idle_ns - 1) if pending else now_ns
                scans = self._framing.feed(data, last_ns)
            for scan in scans:
                self._on_scan(scan)

    def _tell(self, state: DeviceState) -> None:
        if state is not self._state:
            self._state = state
            self._on_state(state)
