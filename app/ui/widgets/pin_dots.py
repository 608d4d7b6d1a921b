"""How many digits of a PIN have been given, and nothing else."""

from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from app.ui.theme.tokens import Tokens

_DOT = 18
_GAP = 18


class PinDots(QWidget):
    """A row of dots, filled one by one."""

    def __init__(self, tokens: Tokens, length: int) -> None:
        super().__init__()
        self._tokens = tokens
        self._length = length
        self._filled = 0
        self._wrong = False
        self.setFixedHeight(_DOT + 8)

    def fill(self, filled: int, wrong: bool) -> None:
        """Fills so many dots; `wrong` draws them as refused."""
        self._filled, self._wrong = filled, wrong
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        return QSize(self._length * (_DOT + _GAP), _DOT + 8)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            width = self._length * _DOT + (self._length - 1) * _GAP
            left = (self.width() - width) / 2 + _DOT / 2
            full = QColor(self._tokens.primary)
            empty = QColor(self._tokens.danger if self._wrong else self._tokens.border)
            for place in range(self._length):
                filled = place < self._filled
                painter.setBrush(full if filled else Qt.BrushStyle.NoBrush)
                painter.setPen(QPen(full if filled else empty, 2))
                centre = QPointF(left + place * (_DOT + _GAP), self.height() / 2)
                painter.drawEllipse(centre, _DOT / 2 - 1, _DOT / 2 - 1)
