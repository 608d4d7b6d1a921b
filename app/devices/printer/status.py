"""What an ESC/POS printer says about itself when it is asked: DLE EOT n, of Epson's command reference."""

from enum import IntEnum
from typing import Protocol

from app.services.print_fault import PrintFault


class Line(Protocol):
    """Where questions are asked: see `wire.Wire`."""

    def send(self, data: bytes, patience: float) -> int: ...

    def receive(self, patience: float) -> bytes: ...


class _Ask(IntEnum):
    PRINTER = 1
    OFFLINE_CAUSE = 2
    PAPER = 4


_FIXED_BITS, _FIXED_VALUE = 0x93, 0x12  # every answer has them; silence and noise don't
_OFFLINE = 0x08
_COVER_OPEN, _STOPPED_BY_PAPER = 0x04, 0x20
_PAPER_END = 0x60


class _NoStatusError(Exception):
    def __init__(self, fault: PrintFault) -> None:
        super().__init__(fault)
        self.fault = fault


def ask_for_fault(line: Line, patience: float) -> PrintFault | None:
    """What keeps the printer from printing now; None when nothing does. Waits `patience` seconds for an answer."""
    try:
        return _fault(line, patience)
    except _NoStatusError as error:
        return error.fault


def _fault(line: Line, patience: float) -> PrintFault | None:
    printer, paper = _ask(line, _Ask.PRINTER, patience), _ask(line, _Ask.PAPER, patience)
    cause = _ask(line, _Ask.OFFLINE_CAUSE, patience) if printer & _OFFLINE else 0
    if cause & _COVER_OPEN:  # first: an open cover lifts the paper off its sensor too
        return PrintFault.COVER_OPEN
    if paper & _PAPER_END or cause & _STOPPED_BY_PAPER:
        return PrintFault.PAPER_OUT
    return PrintFault.STOPPED if printer & _OFFLINE else None


def _ask(line: Line, what: _Ask, patience: float) -> int:
    question = bytes([0x10, 0x04, what])
    try:
        while question:
            question = question[line.send(question, patience) :]
        answer = line.receive(patience)
    except TimeoutError as error:
        raise _NoStatusError(PrintFault.SILENT) from error
    except OSError as error:
        raise _NoStatusError(PrintFault.BROKE_OFF) from error
    if not answer:
        raise _NoStatusError(PrintFault.BROKE_OFF)
    if answer[0] & _FIXED_BITS != _FIXED_VALUE:
        raise _NoStatusError(PrintFault.GARBLED)
    return answer[0]
