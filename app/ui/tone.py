"""How serious what is said is."""

from enum import StrEnum


class Tone(StrEnum):
    """How serious it is. The icon says it too, not the colour alone."""

    INFO = "info"
    SUCCESS = "success"
    ATTENTION = "attention"
    DANGER = "danger"
