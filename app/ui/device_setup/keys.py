"""The wizard's keys."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from app.ui.device_setup.presenter import SetupPresenter

Action = Callable[[SetupPresenter], None]

_PLAIN: dict[Qt.Key, Action] = {
    Qt.Key.Key_Return: SetupPresenter.confirm,
    Qt.Key.Key_Enter: SetupPresenter.confirm,
    Qt.Key.Key_Escape: SetupPresenter.leave,
    Qt.Key.Key_Backspace: SetupPresenter.erase,
    Qt.Key.Key_Up: lambda presenter: presenter.step_choice(-1),
    Qt.Key.Key_Down: lambda presenter: presenter.step_choice(1),
    Qt.Key.Key_Left: lambda presenter: presenter.step_width(-1),
    Qt.Key.Key_Right: lambda presenter: presenter.step_width(1),
    Qt.Key.Key_PageUp: SetupPresenter.back,
    Qt.Key.Key_PageDown: SetupPresenter.skip,
}


def action_for(event: QKeyEvent) -> Action | None:
    """What a key does here; None: nothing."""
    if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
        return None
    text = event.text()
    if text.isascii() and text.isdigit():
        return lambda presenter: presenter.key(text)
    return _PLAIN.get(Qt.Key(event.key()))
