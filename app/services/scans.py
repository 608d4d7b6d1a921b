"""What a scanner read, before anyone knows what it names."""

from dataclasses import dataclass
from enum import StrEnum


class Symbology(StrEnum):
    """The kinds of code that Setia reads. `UNKNOWN`: the scanner didn't say (a keyboard wedge never does)."""

    QR = "qr"
    EAN_13 = "ean-13"
    EAN_8 = "ean-8"
    UPC_A = "upc-a"
    UPC_E = "upc-e"
    CODE_128 = "code-128"
    CODE_39 = "code-39"
    ITF = "itf"
    PDF_417 = "pdf-417"
    DATA_MATRIX = "data-matrix"
    AZTEC = "aztec"
    UNKNOWN = "unknown"


class ScanSource(StrEnum):
    """The device that a scan came from."""

    WEDGE = "wedge"
    SERIAL = "serial"
    CAMERA = "camera"


@dataclass(frozen=True, slots=True)
class Scan:
    """One code, once. `at` is monotonic nanoseconds of the last byte, key or frame."""

    text: str
    symbology: Symbology
    source: ScanSource
    at: int
