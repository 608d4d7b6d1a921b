"""What a till can be heard to say."""

from enum import StrEnum


class Sound(StrEnum):
    """OK: it was taken. UNKNOWN: look at the screen. REWARD: the member can have something."""

    OK = "ok"
    UNKNOWN = "unknown"
    REWARD = "reward"
