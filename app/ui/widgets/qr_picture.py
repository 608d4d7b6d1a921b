"""A QR code on the screen: always black on white, with the quiet zone that cameras need, sharp at every scale."""

from math import isqrt
from typing import Any

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

_QUIET = 4


class QrPicture(QWidget):
    """Square, of a fixed size in pixels."""

    def __init__(self, size: int) -> None:
        super().__init__()
        self._rows: tuple[bytes, ...] = ()
        self._payload = ""
        self.setFixedSize(QSize(size, size))

    def show_code(self, payload: str, name: str) -> None:
        """An ASCII payload, and what a screen reader calls it."""
        self.setAccessibleName(name)
        if payload != self._payload:
            self._payload = payload
            self._rows = _modules(payload)
            self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setBrush(QColor(Qt.GlobalColor.white))
            painter.setPen(Qt.PenStyle.NoPen)
            painter.drawRoundedRect(self.rect(), 12, 12)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
            module = self.width() // (len(self._rows) + 2 * _QUIET)
            left = (self.width() - module * len(self._rows)) // 2
            for row, modules in enumerate(self._rows):
                for place, light in enumerate(modules):
                    if not light:
                        square = QRect(left + place * module, left + row * module, module, module)
                        painter.fillRect(square, Qt.GlobalColor.black)


def _modules(payload: str) -> tuple[bytes, ...]:
    """A byte for each module, row by row; 0 is dark."""
    import zxingcpp  # noqa: PLC0415 - nobody looks at a code before the first paint

    code = zxingcpp.create_barcode(payload, zxingcpp.BarcodeFormat.QRCode)
    pixels: Any = code.to_image(scale=1, add_quiet_zones=False)
    flat = memoryview(pixels).tobytes()
    side = isqrt(len(flat))
    return tuple(flat[start : start + side] for start in range(0, len(flat), side))
