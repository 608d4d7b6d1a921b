"""A code of bars on the screen (Code 128), black on white with its quiet zones: for scanners that read no QR code."""

from typing import Any

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

_QUIET = 10
_MARGIN = 8


class BarPicture(QWidget):
    """Of a fixed height in pixels, and as wide as it is given; a bar is a whole number of pixels."""

    def __init__(self, height: int) -> None:
        super().__init__()
        self._payload = ""
        self._bars: bytes = b""
        self.setFixedHeight(height)

    def show_code(self, payload: str, name: str) -> None:
        """An ASCII payload, and what a screen reader calls it."""
        self.setAccessibleName(name)
        if payload != self._payload:
            self._payload = payload
            self._bars = _modules(payload)
            self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(QColor(Qt.GlobalColor.white))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.drawRoundedRect(self.rect(), 12, 12)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        module = max(1, self.width() // (len(self._bars) + 2 * _QUIET))
        left = (self.width() - module * len(self._bars)) // 2
        for place, light in enumerate(self._bars):
            if not light:
                bar = QRect(left + place * module, _MARGIN, module, self.height() - 2 * _MARGIN)
                painter.fillRect(bar, Qt.GlobalColor.black)


def _modules(payload: str) -> bytes:
    """A byte for each module, from the left; 0 is dark."""
    import zxingcpp  # noqa: PLC0415 - nobody looks at a code before the first paint

    code = zxingcpp.create_barcode(payload, zxingcpp.BarcodeFormat.Code128)
    picture: Any = code.to_image(scale=1, add_quiet_zones=False)
    rows = memoryview(picture)
    return rows.tobytes()[: rows.shape[1]] if rows.shape is not None else b""
