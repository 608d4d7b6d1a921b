"""What an ESC/POS printer says about itself when it is asked: DLE EOT n, of Epson's command reference."""

import socket
from enum import IntEnum, StrEnum


class Fault(StrEnum):
    """Why a job is not known to be on paper."""

    OFF = "off"
    """Nobody takes a connection, or the file can't be opened."""
    SILENT = "silent"
    """Connected, but no answer to a status request in time."""
    GARBLED = "garbled"
    """The answer is no status."""
    PAPER_OUT = "paper-out"
    COVER_OPEN = "cover-open"
    STOPPED = "stopped"
    """Offline for another reason, such as a jammed cutter."""
    STUCK = "stuck"
    """It stopped taking bytes."""
    BROKE_OFF = "broke-off"
    """The connection was lost."""
    NO_SPACE = "no-space"
    """The disk is full."""


class _Ask(IntEnum):
    PRINTER = 1
    OFFLINE_CAUSE = 2
    PAPER = 4


_FIXED_BITS, _FIXED_VALUE = 0x93, 0x12  # every answer has them; silence and noise don't
_OFFLINE = 0x08
_COVER_OPEN, _STOPPED_BY_PAPER = 0x04, 0x20
_PAPER_END = 0x60


class _NoStatusError(Exception):
    def __init__(self, fault: Fault) -> None:
        super().__init__(fault)
        self.fault = fault


def ask_for_fault(connection: socket.socket) -> Fault | None:
    """What keeps the printer from printing now; None when nothing does. Waits for the socket's own timeout."""
    try:
        return _fault(connection)
    except _NoStatusError as error:
        return error.fault


def _fault(connection: socket.socket) -> Fault | None:
    printer, paper = _ask(connection, _Ask.PRINTER), _ask(connection, _Ask.PAPER)
    cause = _ask(connection, _Ask.OFFLINE_CAUSE) if printer & _OFFLINE else 0
    if cause & _COVER_OPEN:  # first: an open cover lifts the paper off its sensor too
        return Fault.COVER_OPEN
    if paper & _PAPER_END or cause & _STOPPED_BY_PAPER:
        return Fault.PAPER_OUT
    return Fault.STOPPED if printer & _OFFLINE else None


def _ask(connection: socket.socket, what: _Ask) -> int:
    try:
        connection.sendall(bytes([0x10, 0x04, what]))
        answer = connection.recv(1)
    except TimeoutError as error:
        raise _NoStatusError(Fault.SILENT) from error
    except OSError as error:
        raise _NoStatusError(Fault.BROKE_OFF) from error
    if not answer:
        raise _NoStatusError(Fault.BROKE_OFF)
    if answer[0] & _FIXED_BITS != _FIXED_VALUE:
        raise _NoStatusError(Fault.GARBLED)
    return answer[0]
