"""How far a reading is believed. What decided these rules is in docs/it/devices.md: noise is read as a code, too.

zxing-cpp on the picture itself is believed: it asks for quiet zones. On an enhanced picture, which has edges that the
scene has not, and by zbar, which takes a part of a code for a code, weak symbologies need more.
"""

from enum import Enum

from app.devices.camera.codes import DecodedCode, DecodeSettings
from app.devices.gtin import has_right_check_digit
from app.services.scans import Symbology


class Witness(Enum):
    """Who read a code, and on what."""

    FIRST = "zxing-cpp on the picture"
    SECOND = "zbar on the picture"
    FIRST_ENHANCED = "zxing-cpp on an enhanced picture"
    SECOND_ENHANCED = "zbar on an enhanced picture"

    @property
    def is_zbar(self) -> bool:
        return self in (Witness.SECOND, Witness.SECOND_ENHANCED)

    @property
    def is_enhanced(self) -> bool:
        return self in (Witness.FIRST_ENHANCED, Witness.SECOND_ENHANCED)


_CHECKED = frozenset({Symbology.EAN_13, Symbology.EAN_8})
_SHORTEST_WEAK = 4
_CARTON = 14
"""Digits of the GTIN on a carton, the one ITF code with a check digit."""


def is_plausible(code: DecodedCode, symbology: Symbology, witness: Witness, settings: DecodeSettings) -> bool:
    """Whether a normalised reading is believed. `symbology`: as the reader named it, before normalising."""
    text = code.text
    if code.symbology in _CHECKED and not has_right_check_digit(text):
        return False
    if symbology is Symbology.ITF and len(text) < settings.shortest_itf:
        return False
    if witness.is_zbar and not text.isascii():  # it guesses the character set
        return False
    if witness is Witness.FIRST:
        return bool(text)
    return _is_strong(text, symbology, witness)


def _is_strong(text: str, symbology: Symbology, witness: Witness) -> bool:
    match symbology:
        case Symbology.ITF:
            is_carton = len(text) == _CARTON and has_right_check_digit(text)
            return is_carton or (witness is Witness.SECOND and len(text) >= _CARTON)
        case Symbology.UPC_E:
            return not witness.is_enhanced
        case Symbology.CODE_39:
            return witness is not Witness.SECOND_ENHANCED and len(text) >= _SHORTEST_WEAK
        case Symbology.EAN_8:
            return witness is not Witness.SECOND_ENHANCED
        case Symbology.CODE_128:
            return len(text) >= _SHORTEST_WEAK
        case _:
            return bool(text)
