"""A camera over an empty counter rests: a picture that stands still is decoded less often. Loads cv2 and numpy."""

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

_BLOCK = 16


@dataclass(frozen=True, slots=True, kw_only=True)
class RestSettings:
    """`still_ns`: how long nothing must move before it rests. `look_ns`: between two looks of one that rests.

    `moved`: by how much of the picture's brightness, and of `least` grey levels, a `part` of it must differ. A lamp's
    flicker is less; a sensor's noise is none in the mean of 16 by 16 dots, so that a phone is seen in the dark, too.
    """

    still_ns: int = 3_000_000_000
    look_ns: int = 300_000_000
    moved: float = 0.12
    least: float = 2.5
    part: float = 0.004


class Rest:
    """For one thread. A hand or a phone that comes in wakes it with the same frame."""

    def __init__(self, settings: RestSettings) -> None:
        self._settings = settings
        self._before: NDArray[np.float32] | None = None
        self._moved_ns = self._looked_ns = 0

    def skips(self, image: NDArray[np.uint8], at_ns: int) -> bool:
        """Whether this frame (height, width, …) need not be decoded. `at_ns`: monotonic."""
        size = (max(1, image.shape[1] // _BLOCK), max(1, image.shape[0] // _BLOCK))
        seen = cv2.resize(image, size, interpolation=cv2.INTER_AREA).astype(np.float32)
        if self._has_moved(seen):
            self._moved_ns = at_ns
        self._before = seen
        is_resting = at_ns - self._moved_ns > self._settings.still_ns
        if is_resting and at_ns - self._looked_ns < self._settings.look_ns:
            return True
        self._looked_ns = at_ns
        return False

    def _has_moved(self, seen: NDArray[np.float32]) -> bool:
        before = self._before
        if before is None or before.shape != seen.shape:
            return True
        enough = max(self._settings.least, self._settings.moved * float(np.mean(seen)))
        differing = np.abs(seen - before) > enough
        return float(np.mean(differing)) > self._settings.part
