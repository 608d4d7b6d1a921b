"""Views of a grey picture in which a code shows that did not show before. Loads cv2."""

import math
from collections.abc import Callable
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

Grey = NDArray[np.uint8]
"""Shape (height, width)."""

_LARGEST = 2_500_000
"""Pixels: a picture with more is neither enlarged nor turned, which would take long and help little."""


@dataclass(frozen=True, slots=True)
class View:
    """A picture to look at instead. `back`: the 2x3 matrix from its pixels to the original's; None: the same."""

    picture: Grey
    back: NDArray[np.float64] | None = None


def grey_of(image: NDArray[np.uint8]) -> Grey:
    """A grey, BGR or BGRA picture as grey; transparent is white, as paper is."""
    if image.ndim == 2:
        return image
    if image.shape[2] == 4:
        alpha = image[:, :, 3:].astype(np.uint16)
        image = ((image[:, :, :3] * alpha + 255 * (255 - alpha)) // 255).astype(np.uint8)
    return _uint8(cv2.cvtColor(image, cv2.COLOR_BGR2GRAY))


def stretched(grey: Grey) -> View:
    """For dark and flat scenes: the range of all but 2 % of the pixels made full, the noise smoothed."""
    low, high = np.percentile(grey[::4, ::4], (1, 99))
    scale = 255.0 / max(float(high - low), 1.0)
    full = cv2.convertScaleAbs(cv2.subtract(grey, np.full(1, low)), alpha=scale)
    return View(_uint8(cv2.blur(full, (3, 3))))


def sharpened(grey: Grey) -> View:
    """For what is out of focus: an unsharp mask as wide as the blur that a close card gets."""
    return _unsharp(grey, 3)


def sharpened_wide(grey: Grey) -> View:
    """For what is far out of focus."""
    return _unsharp(grey, 5)


def enlarged(grey: Grey) -> View:
    """For codes whose modules are two pixels or less."""
    if grey.size > _LARGEST:
        return View(grey)
    twice = _uint8(cv2.resize(grey, None, fx=2, fy=2, interpolation=cv2.INTER_CUBIC))
    return View(twice, np.array([[0.5, 0.0, 0.0], [0.0, 0.5, 0.0]]))


def equalised(grey: Grey) -> View:
    """For glare: contrast made even, tile by tile."""
    return View(_uint8(cv2.createCLAHE(clipLimit=3.0, tileGridSize=(8, 8)).apply(grey)))


def halved(grey: Grey) -> View:
    """For noise and for codes that fill the picture: four pixels become one."""
    half = _uint8(cv2.resize(grey, None, fx=0.5, fy=0.5, interpolation=cv2.INTER_AREA))
    return View(half, np.array([[2.0, 0.0, 0.0], [0.0, 2.0, 0.0]]))


def turned(degrees: float) -> Callable[[Grey], View]:
    """For a code with bars that lies askew: readers follow rows and columns only."""

    def turn(grey: Grey) -> View:
        if grey.size > _LARGEST:
            return View(grey)
        height, width = grey.shape
        cosine, sine = abs(math.cos(math.radians(degrees))), abs(math.sin(math.radians(degrees)))
        size = (round(height * sine + width * cosine), round(height * cosine + width * sine))
        there = cv2.getRotationMatrix2D((width / 2, height / 2), degrees, 1.0)
        there[:, 2] += ((size[0] - width) / 2, (size[1] - height) / 2)
        picture = cv2.warpAffine(grey, there, size, borderMode=cv2.BORDER_REPLICATE)
        return View(_uint8(picture), np.asarray(cv2.invertAffineTransform(there), np.float64))

    return turn


def _unsharp(grey: Grey, sigma: float) -> View:
    return View(_uint8(cv2.addWeighted(grey, 3.0, cv2.GaussianBlur(grey, (0, 0), sigma), -2.0, 0)))


Enhancement = Callable[[Grey], View]
FOR_FRAMES: tuple[Enhancement, ...] = (stretched, sharpened, enlarged, equalised)
FOR_STILLS: tuple[Enhancement, ...] = (*FOR_FRAMES, sharpened_wide, halved)
FOR_BARS: tuple[Enhancement, ...] = (turned(30.0), turned(-30.0), turned(45.0), turned(-45.0))
"""Only symbologies with bars need these: the others are found at any angle."""


def _uint8(picture: object) -> Grey:
    """cv2's types say only "a matrix of numbers"; every operation here keeps bytes as bytes."""
    return np.asarray(picture, dtype=np.uint8)
