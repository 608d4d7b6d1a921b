"""One trade item, one text: every EAN and UPC notation becomes the GTIN that a catalogue holds."""

from app.domain.codes import gtin_check_digit
from app.services.scans import Symbology

_RETAIL = frozenset({Symbology.EAN_13, Symbology.UPC_A, Symbology.UPC_E})


def normalised(text: str, symbology: Symbology) -> tuple[str, Symbology]:
    """UPC-A and UPC-E as the EAN-13 that they abbreviate; anything else unchanged.

    UPC-A and EAN-13 arrive under each other's names: AIM calls both `]E0`, and decoders see UPC-A as an
    EAN-13 that starts with 0. So the length decides, and only where the check digit agrees.
    """
    if symbology not in _RETAIL or not (text.isascii() and text.isdigit()):
        return text, symbology
    candidate = _upc_a_of_upc_e(text) if symbology is Symbology.UPC_E and len(text) == 8 else text
    if candidate is None or len(candidate) not in (12, 13) or not has_right_check_digit(candidate):
        return text, symbology
    return candidate.zfill(13), Symbology.EAN_13


def has_right_check_digit(digits: str) -> bool:
    """Whether the last of at least two digits is the GS1 mod-10 check digit of the others."""
    return gtin_check_digit(digits[:-1]) == digits[-1]


def _upc_a_of_upc_e(text: str) -> str | None:
    """The 12 digits behind 8 (number system, six, check); ISO/IEC 15420, zero suppression."""
    if text[0] not in "01":
        return None
    system, six, check = text[0], text[1:7], text[7]
    match six[5]:
        case "0" | "1" | "2" as key:
            body = f"{six[:2]}{key}0000{six[2:5]}"
        case "3":
            body = f"{six[:3]}00000{six[3:5]}"
        case "4":
            body = f"{six[:4]}00000{six[4]}"
        case key:
            body = f"{six[:5]}0000{key}"
    return f"{system}{body}{check}"
