"""A customer holds a phone with a member's code under the camera: the frames, from an empty counter on."""

import math
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

import numpy as np

from app.emulators.lens import Look, Picture
from app.emulators.scenes import empty_scene, phone_scene

_RATE = 15.0
"""Frames a second: what a cheap camera gives in a dim shop."""
_EMPTY_FRAMES = 2
_START_ACROSS = 470.0
"""Pixels from the middle at which the whole code is in the picture."""


class Trouble(StrEnum):
    """What makes a clip hard."""

    DIM = "dim"
    TILTED = "tilted"
    INVERTED = "inverted"
    GLARE = "glare"
    MOTION = "motion"


@dataclass(frozen=True, slots=True)
class ClipFrame:
    """`at`: seconds after the code has entered the picture; below 0 it is not there yet."""

    picture: Picture
    at: float


def phone_clip(
    text: str, trouble: Trouble, seconds: float, random: np.random.Generator
) -> Iterator[ClipFrame]:
    """Frames until `seconds` after the code has entered; the hand slows down and then trembles a little."""
    look, slowing = _look(trouble, random), random.uniform(0.06, 0.2 if trouble is Trouble.MOTION else 0.1)
    late = random.uniform(0, 1 / _RATE)
    for number in range(-_EMPTY_FRAMES, math.ceil(seconds * _RATE)):
        at = number / _RATE + late
        if number < 0:
            yield ClipFrame(empty_scene(random, Look(light=look.light, noise=look.noise)), at)
        else:
            yield ClipFrame(phone_scene(text, _moved(look, at, slowing, random), random), at)


def _look(trouble: Trouble, random: np.random.Generator) -> Look:
    """An everyday look, and one trouble."""
    sign = random.choice([-1, 1])
    plain = Look(
        blur=random.uniform(0.0, 1.5),
        tilt=random.uniform(-15, 15),
        turn=random.uniform(-15, 15),
        noise=random.uniform(1, 5),
        inverted=bool(random.random() < 0.3),
        scale=random.uniform(0.7, 1.1),
    )
    match trouble:
        case Trouble.DIM:
            return replace(plain, light=random.uniform(0.05, 0.25), noise=random.uniform(2, 4))
        case Trouble.TILTED:
            return replace(plain, tilt=sign * random.uniform(35, 55), turn=random.uniform(-45, 45))
        case Trouble.INVERTED:
            return replace(plain, inverted=True, blur=random.uniform(1.0, 3.0))
        case Trouble.GLARE:
            return replace(plain, glare=random.uniform(0.4, 0.9))
        case Trouble.MOTION:
            return plain


def _moved(look: Look, at: float, slowing: float, random: np.random.Generator) -> Look:
    """Where the hand is: fast at first, then trembling. The shutter is open for 10 ms, in the dark for 20."""
    across = _START_ACROSS * math.exp(-at / slowing)
    shutter = 0.01 if look.light > 0.5 else 0.02
    trembling = random.normal(0, 60, 2)  # pixels a second
    speed = across / slowing + abs(trembling[0])
    return replace(look, across=across, down=float(trembling[1]) / _RATE, motion=float(speed * shutter))
