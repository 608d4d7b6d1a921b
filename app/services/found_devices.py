"""What is plugged into this machine, or can be chosen on it, as data: the same for commands, doctor and wizard."""

from dataclasses import dataclass
from enum import StrEnum


class Found(StrEnum):
    """What kind of thing was found, or offered. KEPT: the settings name it, and it isn't there now."""

    NONE = "none"
    VIRTUAL = "virtual"
    AUTO = "auto"
    KEYBOARD = "keyboard"
    USB = "usb"
    SERIAL = "serial"
    NETWORK = "network"
    QUEUE = "queue"
    CAMERA = "camera"
    SCREEN = "screen"
    WINDOW = "window"
    ON = "on"
    OFF = "off"
    KEPT = "kept"


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundDevice:
    """setting: what the settings would say of it. name: its maker's; place: its port, path or address."""

    setting: str
    kind: Found
    name: str = ""
    place: str = ""
