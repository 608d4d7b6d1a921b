"""A customer's line display on a serial port: it shows the newest text, and never makes anybody wait."""

import contextlib
import logging
import threading
from collections.abc import Callable
from dataclasses import dataclass

import serial

from app.devices.display.text import RESET, Shown, display_bytes
from app.devices.port_state import state_of
from app.devices.serial_port import drop_output, open_port
from app.services.device_state import DeviceState

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class DisplaySettings:
    """Times in seconds. `write_wait`: for the display to take a text. `look_wait`: between two looks at the port."""

    baud: int = 9600
    write_wait: float = 1.0
    look_wait: float = 1.0
    first_wait: float = 0.25
    longest_wait: float = 5.0


class LineDisplay:
    """Tells every change of state once, on its own thread. `find` gives the port's path, None while there is none."""

    def __init__(
        self,
        find: Callable[[], str | None],
        on_state: Callable[[DeviceState], None],
        settings: DisplaySettings | None = None,
    ) -> None:
        self._find = find
        self._on_state = on_state
        self._settings = settings or DisplaySettings()
        self._state = DeviceState.STOPPED
        self._change = threading.Condition()
        self._shown = Shown()
        self._is_new = False
        self._stopping = False
        self._thread: threading.Thread | None = None

    @property
    def state(self) -> DeviceState:
        return self._state

    def start(self) -> None:
        if self._thread is not None:
            raise RuntimeError("the display is running")
        self._stopping = False
        self._thread = threading.Thread(target=self._run, name="line-display", daemon=True)
        self._thread.start()

    def show(self, shown: Shown) -> None:
        """From any thread, at once; of texts that come faster than the display takes them, the last counts."""
        with self._change:
            self._shown, self._is_new = shown, True
            self._change.notify_all()

    def stop(self, patience: float = 3.0) -> bool:
        """Give the port back; False: the thread hasn't ended within `patience` seconds."""
        thread = self._thread
        if thread is None:
            return True
        with self._change:
            self._stopping = True
            self._change.notify_all()
        thread.join(patience)
        if thread.is_alive():
            return False
        self._thread = None
        return True

    def _run(self) -> None:
        wait = self._settings.first_wait
        while not self._stopping:
            was_ready = self._open_and_write()
            wait = self._settings.first_wait if was_ready else min(wait * 2, self._settings.longest_wait)
            with self._change:
                self._change.wait_for(lambda: self._stopping, wait)
        self._tell(DeviceState.STOPPED)

    def _open_and_write(self) -> bool:
        """Show texts until the port goes away; False: it never opened."""
        path = self._find()
        if path is None:
            self._tell(DeviceState.ABSENT)
            return False
        try:
            port = open_port(
                path, self._settings.baud, write_timeout=self._settings.write_wait, exclusive=True
            )
        except OSError as error:
            self._tell(state_of(error))
            return False
        try:
            self._write_texts(port)
        except serial.SerialTimeoutException:
            self._tell(DeviceState.FROZEN)
            with contextlib.suppress(OSError):  # it may have gone meanwhile
                drop_output(port)  # or the close waits for it
        except OSError:
            self._tell(DeviceState.LOST)
        finally:
            with contextlib.suppress(OSError):
                port.close()
        return True

    def _write_texts(self, port: serial.Serial) -> None:
        """The last text first: a display that was unplugged is empty."""
        port.write(RESET)
        is_new = True
        while not self._stopping:
            if is_new:
                with self._change:
                    shown, self._is_new = self._shown, False
                port.write(display_bytes(shown))
                self._tell(DeviceState.READY)
            with self._change:
                is_new = self._change.wait_for(
                    lambda: self._is_new or self._stopping, self._settings.look_wait
                )
            port.in_waiting  # noqa: B018 - raises when the port has gone

    def _tell(self, state: DeviceState) -> None:
        if state is self._state:
            return
        self._state = state
        try:
            self._on_state(state)
        except Exception:  # noqa: BLE001 - the edge of this thread: a faulty callback must not end the display
            _log.exception("line display: a fault")
