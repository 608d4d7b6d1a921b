"""The PINs that the login screen shows, for shops in which nothing is for real."""

from app.entrypoints.demo import demo_pins
from app.entrypoints.training import training_pins
from app.services.unit import TerminalStore


def shown_pins(store: TerminalStore, *, demo: bool, training: bool) -> dict[bytes, str]:
    """By staff id; of a real shop none."""
    if training:
        return training_pins(store)
    return demo_pins(store) if demo else {}
