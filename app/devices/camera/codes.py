"""What a decoder looks for in a picture, and what it finds."""

from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from app.services.scans import Symbology

LINEAR = frozenset(
    {
        Symbology.EAN_13,
        Symbology.EAN_8,
        Symbology.UPC_A,
        Symbology.UPC_E,
        Symbology.CODE_128,
        Symbology.CODE_39,
        Symbology.ITF,
    }
)
"""1-D symbologies: their check is weak or missing, so that one picture is not enough."""


class Point(NamedTuple):
    """Pixels from the top left corner of the picture."""

    x: int
    y: int


Quad = tuple[Point, Point, Point, Point]
"""The corners in order around the code, for the frame that a preview draws."""


@dataclass(frozen=True, slots=True)
class DecodedCode:
    """A code in one picture. A GTIN is normalised: UPC-A and UPC-E are the EAN-13 that they abbreviate."""

    text: str
    symbology: Symbology
    quad: Quad


@dataclass(frozen=True, slots=True)
class DecodeSettings:
    """`budget_seconds`: no further attempt at a frame begins after it. Short ITF codes are parts of longer ones."""

    symbologies: frozenset[Symbology] = frozenset(Symbology) - {Symbology.UNKNOWN}
    shortest_itf: int = 6
    budget_seconds: float = 0.1


class SecondOpinion(StrEnum):
    """Whether zbar can be asked. Without it fewer codes are read, and none are read wrongly."""

    AVAILABLE = "available"
    NO_PACKAGE = "no-package"
    NO_LIBRARY = "no-library"
