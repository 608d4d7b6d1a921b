"""One job over a line that goes both ways: ask, print, ask again."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from app.devices.printer.status import ask_for_fault
from app.devices.printer.transport import Confirmed, NotSent, SendResult, Sent, Unconfirmed
from app.services.print_fault import PrintFault

_FRAGMENT = 4096


class PartlyTaken(TimeoutError):
    """A piece was not taken in time, or only a part of it: nobody knows."""


class Wire(Protocol):
    """An open line to a printer. Both raise `TimeoutError` after `patience` seconds, `OSError` when it is gone."""

    def send(self, data: bytes, patience: float) -> int:
        """Hand over some of `data`; how many bytes."""

    def receive(self, patience: float) -> bytes:
        """One byte; empty when the other side has hung up."""

    def finish(self, patience: float) -> None:
        """Wait until all that was sent has left; `ConnectionError`: the other side threw it away."""

    def abandon(self) -> None:
        """Drop what has not left this machine, so that it does not come out later."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Patience:
    """Seconds. `step`: for an answer or the next bytes to be taken; `job`: for all the bytes of a job."""

    step: float = 4.0
    job: float = 30.0
    clock: Callable[[], float] = time.monotonic


def print_over(wire: Wire, data: bytes, patience: Patience, *, answers: bool) -> SendResult:
    """One whole job. `answers`: the printer answers status requests."""
    before = ask_for_fault(wire, patience.step) if answers else None
    if before is not None:
        wire.abandon()
        return NotSent(before)
    taken, broken = _write(wire, data, patience)
    if broken is not None:
        wire.abandon()
        return Unconfirmed(broken) if taken else NotSent(broken)
    return _end(wire, patience, answers=answers)


def _write(wire: Wire, data: bytes, patience: Patience) -> tuple[int, PrintFault | None]:
    """How many bytes left this machine, and why not all."""
    deadline = patience.clock() + patience.job
    taken = 0
    try:
        while taken < len(data):
            left = min(patience.step, deadline - patience.clock())
            if left <= 0:
                return taken, PrintFault.STUCK
            taken += wire.send(data[taken : taken + _FRAGMENT], left)
    except PartlyTaken:
        return max(taken, 1), PrintFault.STUCK
    except TimeoutError:
        return taken, PrintFault.STUCK
    except OSError:
        return taken, PrintFault.BROKE_OFF
    return taken, None


def _end(wire: Wire, patience: Patience, *, answers: bool) -> SendResult:
    if answers:
        after = ask_for_fault(wire, patience.step)
        return Confirmed() if after is None else Unconfirmed(after)
    try:
        wire.finish(patience.step)
    except TimeoutError:
        wire.abandon()
        return Unconfirmed(PrintFault.STUCK)
    except OSError:
        return Unconfirmed(PrintFault.BROKE_OFF)
    return Sent()
