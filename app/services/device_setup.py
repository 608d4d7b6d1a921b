"""What trying a device comes to, and what becomes of the choices, as data."""

from dataclasses import dataclass
from enum import StrEnum

from app.services.approval import NotApproved
from app.services.outcomes import ScanOutcome
from app.services.print_fault import PrintFault
from app.services.scan_routing import Routed
from app.services.scans import Scan


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintTried:
    """fault None: the printer took it. confirmed: and said so. silent: it answers no status request."""

    fault: PrintFault | None = None
    confirmed: bool = False
    silent: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ScanTried:
    """A code that came, which rule took it, and what it names here."""

    scan: Scan
    route: Routed
    outcome: ScanOutcome


@dataclass(frozen=True, slots=True, kw_only=True)
class Outline:
    """Four corners around a code in a picture, in pixels, and its text."""

    corners: tuple[tuple[int, int], ...]
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CameraPicture:
    """pixels: blue, green, red, a byte each, row by row from the top."""

    width: int
    height: int
    pixels: bytes
    outlines: tuple[Outline, ...] = ()


class LineStanding(StrEnum):
    """ALONE: no server enrolled this till, and it needs none."""

    ALONE = "alone"
    REACHED = "reached"
    FAILED = "failed"


@dataclass(frozen=True, slots=True, kw_only=True)
class LineTried:
    """milliseconds: until the answer. code: why there is none, as `words.line` knows it."""

    standing: LineStanding
    server: str = ""
    milliseconds: int = 0
    code: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChoicesSaved:
    """They are in use from now on."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChoicesNotSaved:
    """refused: the manager's word didn't count. detail: the file can't be written, and why."""

    refused: NotApproved | None = None
    detail: str = ""
