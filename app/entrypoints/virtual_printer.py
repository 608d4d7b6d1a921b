"""The virtual printer on the screen: an emulated printer whose paper comes out of a window."""

import io
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, QPoint, Qt
from PySide6.QtWidgets import QApplication, QWidget

from app.emulators.paper import Paper, Pulse
from app.emulators.printer import PrinterEmulator
from app.entrypoints.saved_pdf import saved_pdf
from app.services.receipt import Receipt
from app.ui.lanes import Work
from app.ui.paper.view import PaperWindow
from app.words.translate import Words

_MARGIN = 24
_AWAY = frozenset({QEvent.Type.KeyPress, QEvent.Type.MouseButtonPress, QEvent.Type.TouchBegin})


class VirtualPrinter(QObject):
    """Where there is room, the paper stands beside the till; else it lies on it until the next key or touch."""

    def __init__(
        self,
        application: QApplication,
        till: QWidget,
        window: PaperWindow,
        post: Callable[[Callable[[], None]], None],
        elsewhere: Work,
        words: Words,
    ) -> None:
        """`post` runs a callable on the screen's thread. elsewhere: where files are written."""
        super().__init__(till)
        self._elsewhere, self._words = elsewhere, words
        self._receipt: Receipt | None = None
        window.save_asked.connect(self._save)
        self._till = till
        self._window = window
        self._post = post
        self._emulator: PrinterEmulator | None = None
        window.setParent(till, Qt.WindowType.Tool)
        window.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        application.installEventFilter(self)

    def start(self, dots: int) -> tuple[str, int]:
        """Listens on this machine, on any thread; returns host and port."""
        self._emulator = PrinterEmulator(dots=dots, on_paper=self._came_out)
        self._emulator.start()
        return self._emulator.address

    def sent(self, receipt: Receipt) -> None:
        """On the printer's lane: what the newest paper says. A drawer's pulse says nothing."""
        if receipt.elements:
            self._receipt = receipt

    def _save(self) -> None:
        receipt = self._receipt
        if receipt is not None:
            self._elsewhere.submit(lambda: saved_pdf(receipt), self._saved, self._not_saved)

    def _saved(self, path: Path) -> None:
        self._window.tell(self._words.gettext("Saved as {path}", path=path))

    def _not_saved(self, fault: Exception) -> None:
        self._window.tell(self._words.gettext("It can’t be saved: {detail}.", detail=fault))

    def stop(self) -> None:
        """Takes no more jobs."""
        if self._emulator is not None:
            self._emulator.stop()

    def put_away(self) -> None:
        """The next customer is served: the paper must not lie on the till."""
        if self._window.isVisible() and self._window.geometry().intersects(self._till.geometry()):
            self._window.hide()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        if event.type() in _AWAY and isinstance(watched, QWidget) and watched.window() is not self._window:
            self.put_away()
        return False

    def _came_out(self, paper: Paper) -> None:
        """On the emulator's thread: the bytes that a printer would get, as a picture. A drawer's pulse is no paper."""
        if all(isinstance(mark, Pulse) for mark in paper.marks):
            return
        # Deferred: Pillow and the QR writer are for the first paper, not for the first paint.
        from app.emulators.paper_picture import picture  # noqa: PLC0415
        from app.emulators.paper_text import as_text  # noqa: PLC0415

        buffer = io.BytesIO()
        picture(paper).save(buffer, "PNG")
        png, text = buffer.getvalue(), as_text(paper)
        self._post(lambda: self._show(png, text))

    def _show(self, png: bytes, text: str) -> None:
        self._window.show_paper(png, text)
        if not self._window.isVisible():
            self._window.move(self._place())
            self._window.show()

    def _place(self) -> QPoint:
        """Beside the till when the screen is wide enough, else on its left, over the basket."""
        till, screen = self._till.frameGeometry(), self._till.screen().availableGeometry()
        beside = till.right() + _MARGIN
        if beside + self._window.width() <= screen.right():
            return QPoint(beside, till.top())
        return QPoint(till.left() + _MARGIN, till.top() + 2 * _MARGIN)
