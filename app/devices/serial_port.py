"""Serial ports, whose every fault is an OSError: pyserial lets `termios.error` through, which is none, when a port has
just gone.
"""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import serial

if sys.platform == "win32":
    _GONE: tuple[type[Exception], ...] = ()
else:
    import termios

    _GONE = (termios.error,)


def open_port(path: str, baud: int, **wanted: Any) -> serial.Serial:
    """As `serial.Serial`; raises nothing but OSError."""
    with _faults():
        return serial.Serial(path, baud, **wanted)


def drop_input(port: serial.Serial) -> None:
    """What has come and nobody read. Raises OSError."""
    with _faults():
        port.reset_input_buffer()


def drop_output(port: serial.Serial) -> None:
    """What has not left this machine. Raises OSError."""
    with _faults():
        port.reset_output_buffer()


@contextmanager
def _faults() -> Iterator[None]:
    try:
        yield
    except _GONE as fault:
        raise OSError(*fault.args) from fault
