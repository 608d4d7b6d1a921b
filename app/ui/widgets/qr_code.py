"""A QR code, drawn module by module, black on white in either scheme: that is what phones read best."""

from typing import Any

import zxingcpp
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget


class QrCodeView(QWidget):
    """A square of a fixed size in pixels; empty while its text is."""

    def __init__(self, size: int) -> None:
        super().__init__()
        self._size = size
        self._text = ""
        self._modules: QImage | None = None
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_text(self, text: str) -> None:
        """Draws another text."""
        if text != self._text:
            self._text = text
            self._modules = modules_of(text) if text else None
            self.setAccessibleName(text)
            self.update()

    def resize_to(self, size: int) -> None:
        """Another size."""
        if size != self._size:
            self._size = size
            self.updateGeometry()

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        return QSize(self._size, self._size)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        painter = QPainter(self)
        painter.fillRect(self.rect(), Qt.GlobalColor.white)
        if self._modules is not None:
            whole = self._modules.width()
            side = min(self.width(), self.height()) // whole * whole  # each module as wide as every other
            left, top = (self.width() - side) // 2, (self.height() - side) // 2
            painter.drawImage(left, top, self._modules.scaled(side, side))


def modules_of(text: str) -> QImage:
    """One pixel for each module, with the quiet zone around."""
    pixels: Any = zxingcpp.create_barcode(text, zxingcpp.BarcodeFormat.QRCode).to_image(scale=1)
    height, width = pixels.shape[:2]
    return QImage(bytes(memoryview(pixels)), width, height, width, QImage.Format.Format_Grayscale8).copy()
