"""The ways to pay that the shop itself has named, beside each other; shown once one of them is chosen."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QPushButton, QWidget

from app.ui.theme.look import set_mark
from app.ui.widgets.basics import button, say

_MOST = 6
_LEAST, _PADDING = 96, 12
_IN_A_ROW = 3


class NamedWays(QWidget):
    """choose: gets the place of the one that was touched. keys: what chooses the n-th, from 1, such as `Alt+{n}`."""

    def __init__(self, choose: Callable[[int], None], keys: str = "") -> None:
        super().__init__()
        self._keys = keys
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(8)
        self._segments = [button("choice") for _ in range(_MOST)]
        for place, segment in enumerate(self._segments):
            segment.clicked.connect(lambda _on=False, chosen=place: choose(chosen))
            grid.addWidget(segment, *divmod(place, _IN_A_ROW))
        for side in range(_IN_A_ROW):
            grid.setColumnStretch(side, 1)

    def show_names(self, names: Sequence[str], chosen: int, *, enabled: bool) -> None:
        """chosen: a place; -1: none of them."""
        for place, segment in enumerate(self._segments):
            segment.setVisible(place < len(names))
            segment.setEnabled(enabled)
            if place < len(names):
                _say_shortly(segment, names[place])
                keys = self._keys.format(n=place + 1)
                segment.setToolTip(f"{names[place]} ({keys})" if keys else names[place])
                set_mark(segment, "chosen", place == chosen)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        super().resizeEvent(event)
        for segment in self._segments:
            _say_shortly(segment, segment.accessibleName())


def _say_shortly(segment: QPushButton, name: str) -> None:
    """As much of a name as has room; a screen reader says all of it."""
    room = max(_LEAST, segment.width() - 2 * _PADDING)
    say(segment, segment.fontMetrics().elidedText(name, Qt.TextElideMode.ElideRight, room))
    segment.setAccessibleName(name)
