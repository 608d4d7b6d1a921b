"""What light, lens and hand make of a scene before a camera's sensor sees it."""

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

Picture = NDArray[np.uint8]
"""Shape (height, width, 3), BGR."""


@dataclass(frozen=True, slots=True)
class Look:
    """How badly a code is seen. `blur`: sigma in pixels. `tilt` and `turn`: degrees, away from and in the
    plane of the picture. `light`: 1 is a bright shop. `noise`: sigma in grey levels. `glare`: how much of white
    a lamp's reflection on the code adds, 0 to 1. `motion`: pixels that the hand moves while the shutter is open,
    sideways. `scale`: nearness, 1 is a hand's length away. `across`, `down`: pixels from the picture's middle.
    """

    blur: float = 0.0
    tilt: float = 0.0
    turn: float = 0.0
    light: float = 1.0
    inverted: bool = False
    noise: float = 2.0
    glare: float = 0.0
    motion: float = 0.0
    scale: float = 1.0
    across: float = 0.0
    down: float = 0.0


def exposed(scene: Picture, look: Look, random: np.random.Generator) -> Picture:
    """The scene as the sensor gives it."""
    seen = scene
    if look.blur > 0:
        seen = np.asarray(cv2.GaussianBlur(seen, (0, 0), look.blur), np.uint8)
    if look.motion >= 1:
        seen = np.asarray(cv2.blur(seen, (round(look.motion), 1)), np.uint8)
    lit = seen * np.float32(look.light)
    if look.glare > 0:
        lit = lit + _reflection(seen.shape[0], seen.shape[1], look)[:, :, np.newaxis]
    noise = random.normal(0.0, look.noise, (*seen.shape[:2], 1)).astype(np.float32)
    return np.asarray(np.clip(lit + noise, 0, 255), np.uint8)


def _reflection(height: int, width: int, look: Look) -> NDArray[np.float32]:
    """A lamp's long soft spot, a little beside the code's middle: grey levels to add."""
    x = np.arange(width, dtype=np.float32) - width / 2 - look.across - 40
    y = np.arange(height, dtype=np.float32)[:, np.newaxis] - height / 2 - look.down + 30
    distance = (x / 150) ** 2 + (y / 45) ** 2
    return np.asarray(255 * look.glare * np.exp(-distance), np.float32)
