"""When the window has painted for the first time, and what is heavy may be loaded."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QTimer

HEAVY = ("cv2", "escpos", "sqlalchemy", "numpy")
"""What must not be loaded when the window first paints."""


class FirstPaint(QObject):
    """Calls back once, right after a widget has painted for the first time."""

    def __init__(self, watched: QObject, painted: Callable[[], None]) -> None:
        super().__init__(watched)
        self._painted: Callable[[], None] | None = painted
        watched.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        if event.type() == QEvent.Type.Paint and self._painted is not None:
            painted, self._painted = self._painted, None
            watched.removeEventFilter(self)
            QTimer.singleShot(0, painted)  # after the paint event has been handled
        return False
