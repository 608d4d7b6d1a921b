"""Lucide's outlines in the theme's colours, sharp at every scale."""

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from app.ui.theme.resources import resource

_SCALES = (1, 2, 3)


class Icons:
    """Draws each icon once per colour and size."""

    def __init__(self) -> None:
        self._drawn: dict[tuple[str, str, int, int], QIcon] = {}

    def icon(self, name: str, colour: str, size: int = 24, gap: int = 0) -> QIcon:
        """An icon by its Lucide name, with so many empty pixels at its right, where a button's text begins.

        Raises `FileNotFoundError` for one that isn't shipped.
        """
        key = (name, colour, size, gap)
        if key not in self._drawn:
            self._drawn[key] = _draw(name, colour, size, gap)
        return self._drawn[key]

    def pixmap(self, name: str, colour: str, size: int, ratio: float) -> QPixmap:
        """The same as a picture for a screen of that pixel ratio."""
        return self.icon(name, colour, size).pixmap(QSize(size, size), ratio)


def _draw(name: str, colour: str, size: int, gap: int) -> QIcon:
    source = resource("icons", f"{name}.svg").read_text("utf-8").replace("currentColor", colour)
    renderer = QSvgRenderer(QByteArray(source.encode()))
    icon = QIcon()
    for scale in _SCALES:
        pixmap = QPixmap((size + gap) * scale, size * scale)
        pixmap.fill(Qt.GlobalColor.transparent)
        with QPainter(pixmap) as painter:
            renderer.render(painter, QRectF(0, 0, size * scale, size * scale))
        pixmap.setDevicePixelRatio(scale)
        icon.addPixmap(pixmap)
    return icon
