"""Pictures and recordings from files. Loads cv2."""

from collections.abc import Iterator
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

Image = NDArray[np.uint8]

_USUAL_RATE = 25.0
_LARGEST_PICTURE = 100_000_000  # bytes of a file; a longer one is a video


def read_picture(path: Path) -> Image | None:
    """A picture as it is stored, in 8 bits: grey, BGR or BGRA. None: no picture that OpenCV knows.

    Raises OSError for a file that cannot be read. The file is read here, since OpenCV fails at names that are
    not ASCII on Windows.
    """
    if path.stat().st_size > _LARGEST_PICTURE:
        return None
    data = np.frombuffer(path.read_bytes(), np.uint8)
    try:
        image = cv2.imdecode(data, cv2.IMREAD_UNCHANGED)
    except cv2.error:  # empty, or larger than OpenCV's limit
        return None
    if image is None:
        return None
    if image.dtype == np.uint16:
        return (image // 257).astype(np.uint8)
    return image.astype(np.uint8, copy=False) if image.dtype == np.uint8 else None


def frame_rate(capture: cv2.VideoCapture) -> float:
    """Frames per second; a plausible one where the file doesn't say."""
    rate = capture.get(cv2.CAP_PROP_FPS)
    return rate if 0.1 <= rate <= 240 else _USUAL_RATE


def read_recording(path: Path) -> Iterator[tuple[Image, int]]:
    """Every frame of a video with its time in nanoseconds; nothing where it is no video."""
    capture = cv2.VideoCapture(str(path))
    try:
        frame_ns = 1e9 / frame_rate(capture)
        number = 0
        while True:
            success, image = capture.read()
            if not success:
                return
            yield np.asarray(image, dtype=np.uint8), round(number * frame_ns)
            number += 1
    finally:
        capture.release()
