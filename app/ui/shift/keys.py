"""The shift screen's keys."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from app.domain.changes import DrawerKind
from app.services.print_report_again import ReportKind
from app.ui.shift.presenter import ShiftPresenter
from app.ui.shift.state import Stage

Action = Callable[[ShiftPresenter], None]

ACTIONS: dict[str, Action] = {
    "1": lambda presenter: presenter.moves.open(DrawerKind.PAY_IN),
    "2": lambda presenter: presenter.moves.open(DrawerKind.PAY_OUT),
    "3": lambda presenter: presenter.moves.open(DrawerKind.NO_SALE),
    "4": lambda presenter: presenter.print_report(),
    "5": lambda presenter: presenter.cash.open(),
    "6": lambda presenter: presenter.print_again(ReportKind.X),
    "7": lambda presenter: presenter.print_again(ReportKind.Z),
}
"""What digits do while the report shows and nothing takes them."""

_PLAIN: dict[Qt.Key, Action] = {
    Qt.Key.Key_Return: ShiftPresenter.confirm,
    Qt.Key.Key_Enter: ShiftPresenter.confirm,
    Qt.Key.Key_Escape: ShiftPresenter.leave,
    Qt.Key.Key_Backspace: ShiftPresenter.erase,
    Qt.Key.Key_Delete: ShiftPresenter.clear,
    Qt.Key.Key_Up: lambda presenter: presenter.step(-1),
    Qt.Key.Key_Down: lambda presenter: presenter.step(1),
    Qt.Key.Key_Left: lambda presenter: presenter.count.turn(),
    Qt.Key.Key_Right: lambda presenter: presenter.count.turn(),
}


def action_for(presenter: ShiftPresenter, event: QKeyEvent) -> Action | None:
    """What a key does here; None: nothing."""
    if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
        return None
    key, text, state = Qt.Key(event.key()), event.text(), presenter.state
    free = state.stage is Stage.OPEN and state.sheet is None
    if key == Qt.Key.Key_F12:
        return (lambda shown: shown.count.begin()) if free else (lambda shown: shown.count.finish())
    if text == "7" and state.stage is Stage.CLOSED:
        return ACTIONS[text]
    if text.isascii() and text.isdigit():
        return ACTIONS.get(text) if free else (lambda shown: shown.key(text))
    if text in ("+", "-"):
        return lambda shown: shown.count.add_here(1 if text == "+" else -1)
    return _PLAIN.get(key)
