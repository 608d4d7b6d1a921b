"""An event filter that sees what comes from keyboard, mouse and touch, and nothing of what Qt tells its widgets."""

from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication, QWindow


class WindowFilter(QObject):
    """Keys come to a window before they come to its fields, so it is enough to look there.

    A filter on the application would be called for every event of every widget: that made showing a page of 300
    labels take 50 ms in place of 28.
    """

    def watch(self) -> None:
        """From now on, each window that there is or that gets the keyboard. Without an application there is none."""
        application = QGuiApplication.instance()
        if isinstance(application, QGuiApplication):
            for window in application.topLevelWindows():
                window.installEventFilter(self)
            application.focusWindowChanged.connect(self._focused)

    def unwatch(self) -> None:
        """Undoes `watch`."""
        application = QGuiApplication.instance()
        if isinstance(application, QGuiApplication):
            application.focusWindowChanged.disconnect(self._focused)
            for window in application.topLevelWindows():
                window.removeEventFilter(self)

    def _focused(self, window: QWindow | None) -> None:
        if window is not None:
            window.installEventFilter(self)  # once more only makes it the first of the window's filters
