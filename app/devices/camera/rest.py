"""A camera over an empty counter rests: a picture that stands still is decoded less often. Loads numpy."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True, slots=True, kw_only=True)
class RestSettings:
    """`still_ns`: how long nothing must move before it rests. `look_ns`: between two looks of one that rests.

    `moved`: grey levels that a part of the picture must differ by; a sensor's noise is less. `part`: of the picture.
    """

    still_ns: int = 3_000_000_000
    look_ns: int = 300_000_000
    moved: int = 24
    part: float = 0.004


class Rest:
    """For one thread. A hand or a phone that comes in wakes it with the same frame."""

    def __init__(self, settings: RestSettings) -> None:
        self._settings = settings
        self._before: NDArray[np.int16] | None = None
        self._moved_ns = self._looked_ns = 0

    def skips(self, image: NDArray[np.uint8], at_ns: int) -> bool:
        """Whether this frame (height, width, …) need not be decoded. `at_ns`: monotonic."""
        seen = image[::16, ::16].astype(np.int16)
        if self._has_moved(seen):
            self._moved_ns = at_ns
        self._before = seen
        is_resting = at_ns - self._moved_ns > self._settings.still_ns
        if is_resting and at_ns - self._looked_ns < self._settings.look_ns:
            return True
        self._looked_ns = at_ns
        return False

    def _has_moved(self, seen: NDArray[np.int16]) -> bool:
        before = self._before
        if before is None or before.shape != seen.shape:
            return True
        differing = np.abs(seen - before) > self._settings.moved
        return float(np.mean(differing)) > self._settings.part
