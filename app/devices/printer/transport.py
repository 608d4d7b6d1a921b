"""How a job's bytes reach a printer, and what is known of them afterwards."""

from dataclasses import dataclass
from typing import Protocol

from app.services.print_fault import PrintFault


@dataclass(frozen=True, slots=True)
class Sent:
    """All of it was handed over; this transport can't know more."""


@dataclass(frozen=True, slots=True)
class Confirmed:
    """The printer took all of it and then reported no fault. It may still run out of paper while printing."""


@dataclass(frozen=True, slots=True)
class Unconfirmed:
    """Some or all of it may have come out: a person looks at the paper, nothing prints it again by itself."""

    fault: PrintFault


@dataclass(frozen=True, slots=True)
class NotSent:
    """The printer got nothing of it: safe to try again."""

    fault: PrintFault


SendResult = Sent | Confirmed | Unconfirmed | NotSent


class PrinterTransport(Protocol):
    """One printer's way in. Blocks, so it belongs to the printer's lane; one job at a time."""

    @property
    def confirms(self) -> bool:
        """Whether a good end is `Confirmed`; otherwise it is `Sent`."""

    def send(self, data: bytes) -> SendResult:
        """Send one whole job. Expected faults are results, not exceptions."""

    def look(self) -> PrintFault | None:
        """What would keep a job from being printed now; None: nothing that this transport can see."""
