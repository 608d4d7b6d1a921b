"""One slot for the newest frame: a slow reader misses frames, and never delays them."""

import threading
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # numpy takes 70 ms to load, and the till's first window knows this module
    import numpy as np
    from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class Frame:
    """`image`: (height, width, 3), BGR, uint8; not to be changed. `at_ns`: monotonic. `number` counts from 1."""

    image: "NDArray[np.uint8]"
    at_ns: int
    number: int


class Mailbox:
    """Written by one thread, read by any."""

    def __init__(self) -> None:
        self._arrival = threading.Condition()
        self._frame: Frame | None = None

    @property
    def latest(self) -> Frame | None:
        return self._frame

    def put(self, image: "NDArray[np.uint8]", at_ns: int) -> None:
        with self._arrival:
            number = self._frame.number + 1 if self._frame else 1
            self._frame = Frame(image, at_ns, number)
            self._arrival.notify_all()

    def wake(self) -> None:
        """Let those who wait look around: nothing more will come."""
        with self._arrival:
            self._arrival.notify_all()

    def newer_than(self, number: int, patience: float) -> Frame | None:
        """The newest frame after `number`; None when none came within `patience` seconds, or on `wake`."""
        with self._arrival:
            if self._frame is None or self._frame.number <= number:
                self._arrival.wait(patience)
            return self._frame if self._frame is not None and self._frame.number > number else None
