"""From a serial scanner's bytes to codes. Pure: bytes and times come in, scans go out.

A scanner says a code's text in one piece or in many, with or without a prefix (STX), a suffix (CR, LF, CRLF,
TAB, ETX) and an AIM identifier (ISO/IEC 15424: `]`, a letter for the symbology, a modifier) in front. A code
ends with its suffix, or where the line is silent.
"""

import re
from dataclasses import dataclass
from itertools import chain

from app.devices.gtin import normalised
from app.services.scans import Scan, ScanSource, Symbology

_ENDS = frozenset(b"\r\n\t\x02\x03")  # STX too: what stands before a prefix is another code
_NUL = 0
_GROUP_SEPARATOR = 0x1D  # stands between the fields of a GS1 code
_AIM = re.compile(r"\]([A-Za-z])([0-9A-Za-z])")
_SYMBOLOGIES = {
    "A": Symbology.CODE_39,
    "C": Symbology.CODE_128,
    "I": Symbology.ITF,
    "L": Symbology.PDF_417,
    "Q": Symbology.QR,
    "d": Symbology.DATA_MATRIX,
    "z": Symbology.AZTEC,
}


@dataclass(frozen=True, slots=True)
class FramingSettings:
    """`idle_ns` of silence end a code: more than a USB stack's gap between fragments (30 ms), less than a
    cashier's between two codes. `longest` in bytes: what is longer is noise or an attack.
    """

    idle_ns: int = 80_000_000
    longest: int = 1024


@dataclass(frozen=True, slots=True)
class Discarded:
    """Codes that were refused whole since the start, because half a code is a wrong code."""

    overlong: int = 0
    garbled: int = 0


class ScannerFraming:
    """Keeps at most `settings.longest` bytes."""

    def __init__(self, settings: FramingSettings) -> None:
        self._settings = settings
        self._code = bytearray()
        self._silent = True
        self._overlong = False
        self._last_ns = 0
        self.discarded = Discarded()

    @property
    def pending(self) -> bool:
        """Whether something was said that no suffix has ended: call `idle` when the line has been silent."""
        return not self._silent

    @property
    def kept_bytes(self) -> int:
        """How much of an unfinished code is in memory."""
        return len(self._code)

    def feed(self, data: bytes, at_ns: int) -> list[Scan]:
        """Take bytes that arrived at `at_ns` (monotonic), in any fragments; give the codes that they end."""
        scans = self.idle(at_ns)
        if data:
            self._last_ns = at_ns
        return list(chain(scans, filter(None, map(self._take, data))))

    def idle(self, at_ns: int) -> list[Scan]:
        """Nothing has come until `at_ns`: the code that silence ends, if it has lasted long enough."""
        if self._silent or at_ns - self._last_ns < self._settings.idle_ns:
            return []
        scan = self._end()
        return [scan] if scan else []

    def forget(self) -> None:
        """Drop a code that was broken off: the line was opened again."""
        self._code.clear()
        self._silent, self._overlong = True, False

    def _take(self, byte: int) -> Scan | None:
        if byte in _ENDS:
            return self._end()
        if byte == _NUL:
            return None
        self._silent = False
        if len(self._code) < self._settings.longest:
            self._code.append(byte)
        else:
            self._overlong = True
        return None

    def _end(self) -> Scan | None:
        code, overlong = bytes(self._code), self._overlong
        self.forget()
        if overlong:
            self.discarded = Discarded(self.discarded.overlong + 1, self.discarded.garbled)
            return None
        if not all(map(_belongs_in_a_code, code)):
            self.discarded = Discarded(self.discarded.overlong, self.discarded.garbled + 1)
            return None
        text, symbology = normalised(*_without_aim(code.decode("ascii")))
        return Scan(text, symbology, ScanSource.SERIAL, self._last_ns) if text else None


def _belongs_in_a_code(byte: int) -> bool:
    return 0x20 <= byte <= 0x7E or byte == _GROUP_SEPARATOR


def _without_aim(text: str) -> tuple[str, Symbology]:
    found = _AIM.match(text)
    if found is None:
        return text, Symbology.UNKNOWN
    letter, modifier = found.groups()
    if letter == "E":
        symbology = Symbology.EAN_8 if modifier == "4" else Symbology.EAN_13
    else:
        symbology = _SYMBOLOGIES.get(letter, Symbology.UNKNOWN)
    return text[found.end() :], symbology
