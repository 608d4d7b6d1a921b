"""The three sounds as WAV files, made of tones: nothing to ship, and nothing that is anybody's."""

import io
import math
import struct
import wave
from dataclasses import dataclass

from app.services.sound import Sound

RATE = 22_050
"""Samples in a second; each has 16 bits, on one channel."""
_PEAK = 12_000
_EDGE_MS = 6


@dataclass(frozen=True, slots=True)
class Tone:
    """hertz 0: silence."""

    hertz: int
    milliseconds: int


TONES = {
    Sound.OK: (Tone(1_319, 70),),
    Sound.UNKNOWN: (Tone(233, 130), Tone(0, 60), Tone(185, 220)),
    Sound.REWARD: (Tone(1_047, 80), Tone(1_319, 80), Tone(1_568, 80), Tone(2_093, 200)),
}
"""Told apart by rhythm as well as by pitch: a shop is noisy, and not every ear hears what is high."""


def wav(tones: tuple[Tone, ...]) -> bytes:
    """The tones one after the other."""
    made = io.BytesIO()
    with wave.open(made, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(RATE)
        file.writeframes(b"".join(_samples(tone) for tone in tones))
    return made.getvalue()


def _samples(tone: Tone) -> bytes:
    """One tone, louder and softer at its edges: a sudden one clicks."""
    count = RATE * tone.milliseconds // 1_000
    edge = RATE * _EDGE_MS // 1_000
    step = 2 * math.pi * tone.hertz / RATE
    return struct.pack(
        f"<{count}h",
        *(int(_PEAK * min(1.0, at / edge, (count - at) / edge) * math.sin(at * step)) for at in range(count)),
    )
