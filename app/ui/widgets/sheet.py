"""A panel over a screen: what lies below is dimmed and can't be touched until it closes."""

from collections.abc import Callable

from PySide6.QtCore import QElapsedTimer, QEvent, QObject, Qt
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.ui.theme.look import Look, label
from app.ui.theme.tokens import GRID
from app.ui.widgets.basics import column, frame, icon_button, line

_DOUBLE_TAP_MS = 400


class Sheet(QWidget):
    """Covers its host; Tab goes round inside it (see `tab_order`). Put the content into `body`; `left` is called for
    the close button and the scrim.
    """

    def __init__(self, host: QWidget, look: Look, width: int, height: int, left: Callable[[], None]) -> None:
        super().__init__(host)
        self._host = host
        self._size = (width, height)
        self._leave = left
        self._open_for = QElapsedTimer()
        self._scrim = QColor(*look.tokens.scrim)
        self._panel = frame("sheet")
        self._panel.setParent(self)
        self.title = label("title")
        self.close_button = icon_button("ghost", look, "x", look.tokens.muted)
        self.close_button.clicked.connect(left)
        top = line(gap=GRID)
        top.addWidget(self.title, 1)
        top.addWidget(self.close_button)
        self.body: QVBoxLayout = column(gap=2 * GRID)
        layout = column(self._panel, margin=3 * GRID, gap=2 * GRID)
        layout.addLayout(top)
        layout.addLayout(self.body, 1)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.hide()
        host.installEventFilter(self)

    def open(self) -> None:
        """Shows it and takes the keyboard; does nothing when it is open."""
        if self.isHidden():
            self.setGeometry(self._host.rect())
            self.show()
            self.raise_()
            self.setFocus()
            self._open_for.start()

    def focusNextPrevChild(self, _forward: bool) -> bool:  # noqa: N802 - Qt's name
        """What had the keyboard in here is gone: the sheet takes it, for what lies below is not there for now."""
        self.setFocus()
        return True

    def just_opened(self) -> bool:
        """Whether a touch now is the second of a double tap that was meant for what lies below."""
        return self._open_for.isValid() and self._open_for.elapsed() < _DOUBLE_TAP_MS

    def close_sheet(self) -> None:
        """Hides it and gives the keyboard back to the host."""
        if not self.isHidden():
            self._host.setFocus()  # before it hides, or Qt looks for the next stop among all that is below
            self.hide()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        host = self.parentWidget()  # asked of Qt: at the end it outlives what Python holds
        if host is not None and watched is host and event.type() is QEvent.Type.Resize:
            self.setGeometry(host.rect())
        return False

    def set_height(self, height: int) -> None:
        """Another height of the panel, as far as the host has room."""
        self._size = (self._size[0], height)
        self._place_panel()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        super().resizeEvent(event)
        self._place_panel()

    def _place_panel(self) -> None:
        width = min(self._size[0], self.width() - 4 * GRID)
        height = min(self._size[1], self.height() - 2 * GRID)
        self._panel.setGeometry((self.width() - width) // 2, (self.height() - height) // 2, width, height)

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        if not self._panel.geometry().contains(event.position().toPoint()) and not self.just_opened():
            self._leave()

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        with QPainter(self) as painter:
            painter.fillRect(self.rect(), self._scrim)
