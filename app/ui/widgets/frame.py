"""A coloured edge over a whole window: it takes no room from what is in it, and no touch."""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

_WIDTH = 5


class Frame(QWidget):
    """Stays as large as its window, and above everything in it."""

    def __init__(self, window: QWidget, colour: str) -> None:
        super().__init__(window)
        self._colour = QColor(colour)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.resize(window.size())
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        if isinstance(watched, QWidget) and event.type() in {QEvent.Type.Resize, QEvent.Type.ChildPolished}:
            self.resize(watched.size())
            self.raise_()
        return False

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        with QPainter(self) as painter:
            inside = self.rect().adjusted(_WIDTH, _WIDTH, -_WIDTH, -_WIDTH)
            for edge in (
                self.rect().adjusted(0, 0, 0, -self.height() + _WIDTH),
                self.rect().adjusted(0, inside.bottom() + 1, 0, 0),
                self.rect().adjusted(0, 0, -self.width() + _WIDTH, 0),
                self.rect().adjusted(inside.right() + 1, 0, 0, 0),
            ):
                painter.fillRect(edge, self._colour)
