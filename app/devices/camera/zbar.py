"""The second opinion: zbar, better than zxing-cpp at steep tilt and poor EAN-13. Optional everywhere."""

from typing import Any

from app.devices.camera.codes import DecodedCode, Point, SecondOpinion
from app.devices.camera.enhance import Grey
from app.services.scans import Symbology

_TYPES = {
    "QRCODE": Symbology.QR,
    "EAN13": Symbology.EAN_13,
    "EAN8": Symbology.EAN_8,
    "UPCA": Symbology.UPC_A,
    "UPCE": Symbology.UPC_E,
    "CODE128": Symbology.CODE_128,
    "CODE39": Symbology.CODE_39,
    "I25": Symbology.ITF,
}


class ZbarReader:
    """One per thread. `state` says whether `read` can find anything."""

    def __init__(self, symbologies: frozenset[Symbology]) -> None:
        self.state, self._pyzbar = _load()
        self._symbols = (
            [self._pyzbar.ZBarSymbol[name] for name, symbology in _TYPES.items() if symbology in symbologies]
            if self._pyzbar is not None
            else []
        )

    def read(self, grey: Grey) -> list[DecodedCode]:
        """What zbar sees in one grey picture; never raises for a picture that holds no code."""
        if self._pyzbar is None or not self._symbols:
            return []
        found = self._pyzbar.decode(grey, symbols=self._symbols)
        return [code for code in map(_code, found) if code is not None]


def _code(found: Any) -> DecodedCode | None:
    try:
        text = found.data.decode("utf-8")
    except UnicodeDecodeError:  # a binary payload is none of ours
        return None
    corners = [Point(point.x, point.y) for point in found.polygon]
    if len(corners) != 4:
        left, top, width, height = found.rect
        right, bottom = left + width, top + height
        corners = [Point(left, top), Point(right, top), Point(right, bottom), Point(left, bottom)]
    return DecodedCode(text, _TYPES[found.type], (corners[0], corners[1], corners[2], corners[3]))


def _load() -> tuple[SecondOpinion, Any]:
    """pyzbar, where it and its shared library are there; it raises at import where libzbar is missing."""
    try:
        from pyzbar import pyzbar  # noqa: PLC0415 - it loads a shared library that may be missing
    except ModuleNotFoundError:
        return SecondOpinion.NO_PACKAGE, None
    except (ImportError, OSError):
        return SecondOpinion.NO_LIBRARY, None
    return SecondOpinion.AVAILABLE, pyzbar
