"""What a cashier does at the real terminal, by its keys."""

from tests.support.display import Display
from tests.support.shop import CASHIER_PIN, small_items
from tests.support.terminal_process import TerminalProcess


def log_in(display: Display, terminal: TerminalProcess) -> None:
    """Waits for the login screen, chooses the first tile and types its PIN; opens a shift where none is open."""
    terminal.wait_for("shop.opened")
    terminal.wait_for("screen.shown", screen="login")
    display.wait_for_window("Setia")
    display.press("Right")
    seen = len(terminal.events)
    display.type_by_hand(CASHIER_PIN)
    if terminal.wait_for("screen.shown", seen)["screen"] == "shift":
        terminal.wait_for("shift.asked", seen)
        display.press("Return")
    terminal.wait_for("screen.shown", seen, screen="checkout")


def gtin_of(sku: str) -> str:
    """The barcode of an item of the small shop."""
    return next(item.gtin for item in small_items() if item.sku == sku)
