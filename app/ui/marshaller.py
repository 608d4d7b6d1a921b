"""The only way from another thread to the screen's."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, Signal


class Marshaller(QObject):
    """Runs callables on the Qt thread, in the order in which they were posted. Make it on that thread."""

    _posted = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._posted.connect(self._run, Qt.ConnectionType.QueuedConnection)

    def post(self, work: Callable[[], None]) -> None:
        """From any thread; returns at once."""
        self._posted.emit(work)

    def _run(self, work: Callable[[], None]) -> None:
        work()
