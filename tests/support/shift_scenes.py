"""A cashier's shift, for pictures: from the float to the Z report."""

from collections.abc import Iterator

from PySide6.QtCore import Qt

from app.words.translate import Language
from tests.support.shop import MANAGER_PIN
from tests.support.window import Window


def shift_scenes(window: Window) -> Iterator[str]:
    """From the float to the Z report."""
    keys, control = Qt.Key, Qt.KeyboardModifier.ControlModifier
    window.key(keys.Key_D, control)
    window.type("2")
    window.key(keys.Key_Return)
    window.type("3")
    yield "shift-float"
    window.key(keys.Key_F12)
    _sell(window)
    window.key(keys.Key_D, control)
    yield "shift-report"
    window.key(keys.Key_2)
    window.type("15000")
    window.key(keys.Key_Down)
    window.key(keys.Key_Down)
    yield "shift-out"
    window.key(keys.Key_Return)
    yield "shift-moved"
    window.key(keys.Key_5)
    yield "shift-manager"
    window.type(MANAGER_PIN)
    yield "shift-expected"
    yield from _somebody_else(window)
    yield from _close(window)


def _sell(window: Window) -> None:
    """One sale for cash and one by QRIS."""
    keys = Qt.Key
    for way in ("", "QRIS"):
        window.scan_item("BIJ-001")
        window.scan_item("ROT-001")
        window.key(keys.Key_F12)
        if way:
            window.touch(way)
        window.key(keys.Key_Return)
        window.key(keys.Key_Return)


def _somebody_else(window: Window) -> Iterator[str]:
    """The manager comes to the cashier's shift; then the cashier is back at its page."""
    keys, control = Qt.Key, Qt.KeyboardModifier.ControlModifier
    window.key(keys.Key_Escape)
    window.key(keys.Key_L, control)
    window.log_in("Citra", MANAGER_PIN)
    yield "shift-of-another"
    window.key(keys.Key_L, control)
    window.log_in()
    window.key(keys.Key_D, control)


def _close(window: Window) -> Iterator[str]:
    """A held basket first, then a count that is Rp500 short."""
    keys = Qt.Key
    window.key(keys.Key_Escape)
    window.scan_item("KOP-001")
    window.settle()
    window.key(keys.Key_D, Qt.KeyboardModifier.ControlModifier)
    window.key(keys.Key_F12)
    yield "shift-unsold"
    window.key(keys.Key_Escape)
    window.key(keys.Key_Delete)
    window.key(keys.Key_D, Qt.KeyboardModifier.ControlModifier)
    window.key(keys.Key_F12)
    yield "shift-count"
    window.touch("Per jumlah" if window.language is Language.INDONESIAN else "As one amount")
    yield "shift-sum"
    window.type("697000")
    window.key(keys.Key_Return)
    yield "shift-sure"
    window.key(keys.Key_Return)
    yield "shift-closed"
    window.key(keys.Key_Escape)
