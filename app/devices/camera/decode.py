"""Stage one: the codes in one picture. Loads cv2 and zxing-cpp, so import it in the camera's thread only.

zxing-cpp first, restricted to the formats in use and also inverted (a phone's dark mode); then, for a frame that
it missed, one more attempt, another for each frame: an enhanced view, or zbar. OpenCV's own detectors are not used:
one throws on binary payloads, the other invents codes.
"""

import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from itertools import cycle

import numpy as np
import zxingcpp
from numpy.typing import NDArray

from app.devices.camera.codes import LINEAR, DecodedCode, DecodeSettings, Point, Quad, SecondOpinion
from app.devices.camera.enhance import FOR_BARS, FOR_FRAMES, FOR_STILLS, Enhancement, Grey, View, grey_of
from app.devices.camera.trust import Witness, is_plausible
from app.devices.camera.zbar import ZbarReader
from app.devices.gtin import normalised
from app.services.scans import Symbology

_Format = zxingcpp.BarcodeFormat
FORMATS = {
    Symbology.QR: _Format.QRCode,
    Symbology.EAN_13: _Format.EAN13,
    Symbology.EAN_8: _Format.EAN8,
    Symbology.UPC_A: _Format.UPCA,
    Symbology.UPC_E: _Format.UPCE,
    Symbology.CODE_128: _Format.Code128,
    Symbology.CODE_39: _Format.Code39,
    Symbology.ITF: _Format.ITF,
    Symbology.PDF_417: _Format.PDF417,
    Symbology.DATA_MATRIX: _Format.DataMatrix,
    Symbology.AZTEC: _Format.Aztec,
}
_Attempt = tuple[Witness, list[DecodedCode]]


class Decoder:
    """One per thread: it turns through the enhancements frame by frame."""

    def __init__(self, settings: DecodeSettings, clock: Callable[[], float] = time.monotonic) -> None:
        self._settings = settings
        self._clock = clock
        self._formats = zxingcpp.BarcodeFormats([FORMATS[symbology] for symbology in settings.symbologies])
        self._zbar = ZbarReader(settings.symbologies)
        self._rota = cycle(self._further_attempts())
        self._for_stills = FOR_STILLS + (FOR_BARS if settings.symbologies & LINEAR else ())

    @property
    def second_opinion(self) -> SecondOpinion:
        return self._zbar.state

    def decode_frame(self, image: NDArray[np.uint8]) -> list[DecodedCode]:
        """The codes in one of many frames: (height, width) or (height, width, 3), BGR, uint8."""
        deadline = self._clock() + self._settings.budget_seconds
        return self._first_success(self._frame_attempts(grey_of(image)), deadline)

    def decode_still(self, image: NDArray[np.uint8]) -> list[DecodedCode]:
        """The codes in a picture that stands alone: every reader on every view until one finds some."""
        return self._first_success(self._still_attempts(grey_of(image)), None)

    def _first_success(self, attempts: Iterator[_Attempt], deadline: float | None) -> list[DecodedCode]:
        for witness, found in attempts:
            if codes := self._accepted(found, witness):
                return codes
            if deadline is not None and self._clock() >= deadline:
                break
        return []

    def _frame_attempts(self, grey: Grey) -> Iterator[_Attempt]:
        yield Witness.FIRST, self._zxing(grey)
        yield next(self._rota)(grey)

    def _further_attempts(self) -> list[Callable[[Grey], _Attempt]]:
        """One for each frame that was missed: an empty counter costs half as much as with all, and a phone is there for
        many frames. Between two enhancements zbar, where it is there.
        """
        enhanced = [partial(self._enhanced, enhance) for enhance in FOR_FRAMES]
        if self.second_opinion is not SecondOpinion.AVAILABLE:
            return [*enhanced]
        return [attempt for first in enhanced for attempt in (first, self._second)]

    def _enhanced(self, enhance: Enhancement, grey: Grey) -> _Attempt:
        view = enhance(grey)
        return Witness.FIRST_ENHANCED, _in_original(self._zxing(view.picture), view)

    def _second(self, grey: Grey) -> _Attempt:
        return Witness.SECOND, self._zbar.read(grey)

    def _still_attempts(self, grey: Grey) -> Iterator[_Attempt]:
        yield Witness.FIRST, self._zxing(grey)
        yield Witness.SECOND, self._zbar.read(grey)
        for enhance in self._for_stills:
            view = enhance(grey)
            yield Witness.FIRST_ENHANCED, _in_original(self._zxing(view.picture), view)
            yield Witness.SECOND_ENHANCED, _in_original(self._zbar.read(view.picture), view)

    def _zxing(self, grey: Grey) -> list[DecodedCode]:
        found = zxingcpp.read_barcodes(grey, formats=self._formats, text_mode=zxingcpp.TextMode.Plain)
        symbologies = {FORMATS[symbology]: symbology for symbology in self._settings.symbologies}
        return [
            DecodedCode(code.text, symbologies[code.format], _quad(code.position))
            for code in found
            if code.format in symbologies
        ]

    def _accepted(self, found: list[DecodedCode], witness: Witness) -> list[DecodedCode]:
        """Without repetitions and what only looks like a code; GTINs normalised."""
        codes: dict[tuple[str, Symbology], DecodedCode] = {}
        for read in found:
            text, symbology = normalised(read.text, read.symbology)
            code = replace(read, text=text, symbology=symbology)
            if is_plausible(code, read.symbology, witness, self._settings):
                codes.setdefault((text, symbology), code)
        return list(codes.values())


def _quad(position: zxingcpp.Position) -> Quad:
    corners = (position.top_left, position.top_right, position.bottom_right, position.bottom_left)
    first, second, third, fourth = (Point(corner.x, corner.y) for corner in corners)
    return first, second, third, fourth


def _in_original(codes: list[DecodedCode], view: View) -> list[DecodedCode]:
    """Corners in the pixels of the picture that the view was made of."""
    if view.back is None:
        return codes
    placed = []
    for code in codes:
        corners = np.array([(point.x, point.y, 1) for point in code.quad]) @ view.back.T
        first, second, third, fourth = (Point(int(x), int(y)) for x, y in corners)
        placed.append(replace(code, quad=(first, second, third, fourth)))
    return placed
