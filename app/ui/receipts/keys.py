"""The receipts screen's keys."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from app.ui.receipts.presenter import ReceiptsPresenter
from app.ui.receipts.state import Purpose

Action = Callable[[ReceiptsPresenter], None]

_PLAIN: dict[Qt.Key, Action] = {
    Qt.Key.Key_F2: ReceiptsPresenter.give_to_member,
    Qt.Key.Key_F4: ReceiptsPresenter.take_instead,
    Qt.Key.Key_F8: ReceiptsPresenter.without_receipt,
    Qt.Key.Key_F9: lambda presenter: presenter.give_back(Purpose.VOID),
    Qt.Key.Key_Return: ReceiptsPresenter.confirm,
    Qt.Key.Key_Enter: ReceiptsPresenter.confirm,
    Qt.Key.Key_Escape: ReceiptsPresenter.leave,
    Qt.Key.Key_Backspace: ReceiptsPresenter.erase,
    Qt.Key.Key_Up: lambda presenter: presenter.step(-1),
    Qt.Key.Key_Down: lambda presenter: presenter.step(1),
    Qt.Key.Key_Left: lambda presenter: presenter.add_marked(-1),
    Qt.Key.Key_Right: lambda presenter: presenter.add_marked(1),
    Qt.Key.Key_PageUp: lambda presenter: presenter.turn(-1),
    Qt.Key.Key_PageDown: lambda presenter: presenter.turn(1),
}
_CONTROL: dict[Qt.Key, Action] = {
    Qt.Key.Key_R: ReceiptsPresenter.reprint,
    Qt.Key.Key_O: ReceiptsPresenter.came_out,
    Qt.Key.Key_A: ReceiptsPresenter.everything,
}


def action_for(event: QKeyEvent) -> Action | None:
    """What a key does here; None: nothing. Letters are for a receipt's number, and the desks that take none say so."""
    key, text = Qt.Key(event.key()), event.text()
    modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    if modifiers == Qt.KeyboardModifier.ControlModifier:
        return _CONTROL.get(key)
    if modifiers & ~Qt.KeyboardModifier.ShiftModifier:
        return None
    if text.isascii() and text.isdigit():
        return lambda presenter: presenter.key(text)
    if text in ("+", "-") and text:
        return lambda presenter: presenter.plus_or_minus(text)
    if text.isascii() and text.isalpha():
        return lambda presenter: presenter.letter(text)
    return _PLAIN.get(key)
