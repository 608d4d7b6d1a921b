"""What came out of a receipt printer."""

from dataclasses import dataclass
from enum import StrEnum


class Alignment(StrEnum):
    """Where a line stands on the paper."""

    LEFT = "left"
    CENTRE = "centre"
    RIGHT = "right"


@dataclass(frozen=True, slots=True)
class Run:
    """Characters of one look. `width` and `height` are multiples of the plain character, 1 to 8."""

    text: str
    bold: bool = False
    underlined: bool = False
    inverted: bool = False
    width: int = 1
    height: int = 1


@dataclass(frozen=True, slots=True)
class Line:
    """One printed line, which may be empty."""

    runs: tuple[Run, ...] = ()
    alignment: Alignment = Alignment.LEFT

    @property
    def text(self) -> str:
        """Its characters, whatever they look like."""
        return "".join(run.text for run in self.runs)


@dataclass(frozen=True, slots=True)
class Raster:
    """An image. A row holds one bit for each dot, the most significant first, 1 is black."""

    rows: tuple[bytes, ...]
    alignment: Alignment = Alignment.LEFT
    horizontal_scale: int = 1
    vertical_scale: int = 1


@dataclass(frozen=True, slots=True)
class QrSymbol:
    """A QR code that the printer drew itself. `module`: dots a side of one module."""

    payload: bytes
    module: int
    alignment: Alignment = Alignment.LEFT


@dataclass(frozen=True, slots=True)
class Cut:
    """The cutter went through the paper here; `partial`: all but a small bridge."""

    partial: bool


@dataclass(frozen=True, slots=True)
class Pulse:
    """The drawer was opened here, at connector pin 2 or 5."""

    pin: int


Mark = Line | Raster | QrSymbol | Cut | Pulse


@dataclass(frozen=True, slots=True)
class Paper:
    """One job's paper, top to bottom.

    `unknown`: commands that the printer doesn't know. `unprinted`: text without a line end. `unfinished`: bytes
    of a command that the job broke off in.
    """

    dots: int
    marks: tuple[Mark, ...] = ()
    unknown: tuple[bytes, ...] = ()
    unprinted: str = ""
    unfinished: int = 0

    @property
    def lines(self) -> tuple[Line, ...]:
        """The lines of text."""
        return tuple(mark for mark in self.marks if isinstance(mark, Line))

    @property
    def text(self) -> str:
        """The text alone, without its alignment."""
        return "\n".join(line.text for line in self.lines)

    @property
    def rasters(self) -> tuple[Raster, ...]:
        """The images."""
        return tuple(mark for mark in self.marks if isinstance(mark, Raster))

    @property
    def qr_symbols(self) -> tuple[QrSymbol, ...]:
        """The QR codes that the printer drew."""
        return tuple(mark for mark in self.marks if isinstance(mark, QrSymbol))

    @property
    def cuts(self) -> tuple[Cut, ...]:
        """The cuts."""
        return tuple(mark for mark in self.marks if isinstance(mark, Cut))

    @property
    def pulses(self) -> tuple[Pulse, ...]:
        """The times that the drawer was opened."""
        return tuple(mark for mark in self.marks if isinstance(mark, Pulse))
