"""Views of a grey picture in which a code shows that did not show before. Loads cv2."""

from collections.abc import Callable

import cv2
import numpy as np
from numpy.typing import NDArray

Grey = NDArray[np.uint8]
"""Shape (height, width)."""


def grey_of(image: NDArray[np.uint8]) -> Grey:
    """A grey, BGR or BGRA picture as grey; transparent is white, as paper is."""
    if image.ndim == 2:
        return image
    if image.shape[2] == 4:
        alpha = image[:, :, 3:].astype(np.uint16)
        image = ((image[:, :, :3] * alpha + 255 * (255 - alpha)) // 255).astype(np.uint8)
    return _uint8(cv2.cvtColor(image, cv2.COLOR_BGR2GRAY))


def stretched(grey: Grey) -> Grey:
    """For dark and flat scenes: the range of all but 2 % of the pixels made full, the noise smoothed."""
    low, high = np.percentile(grey[::4, ::4], (1, 99))
    scale = 255.0 / max(float(high - low), 1.0)
    full = cv2.convertScaleAbs(cv2.subtract(grey, np.full(1, low)), alpha=scale)
    return _uint8(cv2.blur(full, (3, 3)))


def sharpened(grey: Grey) -> Grey:
    """For what is out of focus: an unsharp mask as wide as the blur that a close card gets."""
    return _uint8(cv2.addWeighted(grey, 3.0, cv2.GaussianBlur(grey, (0, 0), 3), -2.0, 0))


def enlarged(grey: Grey) -> Grey:
    """For codes whose modules are two pixels or less. A picture that is large already stays."""
    if grey.shape[0] * grey.shape[1] > 2_500_000:
        return grey
    return _uint8(cv2.resize(grey, None, fx=2, fy=2, interpolation=cv2.INTER_CUBIC))


def equalised(grey: Grey) -> Grey:
    """For glare: contrast made even, tile by tile."""
    return _uint8(cv2.createCLAHE(clipLimit=3.0, tileGridSize=(8, 8)).apply(grey))


ENHANCEMENTS: tuple[Callable[[Grey], Grey], ...] = (stretched, sharpened, enlarged, equalised)


def _uint8(picture: object) -> Grey:
    """cv2's types say only "a matrix of numbers"; every operation here keeps bytes as bytes."""
    return np.asarray(picture, dtype=np.uint8)
