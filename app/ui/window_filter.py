"""An event filter for what comes to windows from the keyboard."""

from PySide6.QtCore import QCoreApplication, QObject


class WindowFilter(QObject):
    """Keys come to a window before they come to its fields: a filter need only look at events of a QWindow.

    It sits on the application all the same. On the windows themselves it would be called far less often, but a run of
    the tests crashed in PySide while it was taken off them.
    """

    def watch(self) -> None:
        """From now on. Without an application nothing is heard."""
        application = QCoreApplication.instance()
        if application is not None:
            application.installEventFilter(self)

    def unwatch(self) -> None:
        """Undoes `watch`."""
        application = QCoreApplication.instance()
        if application is not None:
            application.removeEventFilter(self)
