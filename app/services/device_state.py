"""How a device is, as data; words makes the sentence, the screen the colour."""

from enum import StrEnum


class DeviceState(StrEnum):
    """One device's condition. All but `STOPPED` and `ENDED` are worked on: the device's thread tries again."""

    OPENING = "opening"
    READY = "ready"
    ABSENT = "absent"
    """Nothing is there under that name."""
    BUSY = "busy"
    """Another program holds it."""
    FORBIDDEN = "forbidden"
    """It is there, and the operating system refuses this user."""
    LOST = "lost"
    """It was ready and went away."""
    FROZEN = "frozen"
    """It is open and says nothing new: a camera whose picture stands still."""
    ENDED = "ended"
    """A recording is over."""
    STOPPED = "stopped"
