"""What the camera sees, with a line around each code that was read."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPainterPath, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.services.device_setup import CameraPicture
from app.ui.theme.look import Look
from app.ui.widgets.basics import IconLabel

_ROUND = 12


class CameraView(QWidget):
    """As large as it is given; a picture keeps its shape. Without one: an icon."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._tokens = look.tokens
        self._image: QImage | None = None
        self._picture: CameraPicture | None = None
        self._icon = IconLabel(look, 48)
        self._icon.setParent(self)
        self._icon.draw("camera", look.tokens.muted)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumHeight(180)

    def show_picture(self, picture: CameraPicture | None) -> None:
        """The newest one; None: there is none yet."""
        self._picture = picture
        self._image = None
        if picture is not None:
            form = QImage.Format.Format_BGR888
            self._image = QImage(picture.pixels, picture.width, picture.height, 3 * picture.width, form)
        self._icon.setVisible(picture is None)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        painter = QPainter(self)
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        ground = QPainterPath()
        ground.addRoundedRect(QRectF(self.rect()), _ROUND, _ROUND)
        painter.fillPath(ground, QColor(self._tokens.sunken))
        self._icon.move((self.width() - 48) // 2, (self.height() - 48) // 2)
        if self._image is None or self._picture is None:
            return
        scale = min(self.width() / self._image.width(), self.height() / self._image.height())
        width, height = self._image.width() * scale, self._image.height() * scale
        place = QRectF((self.width() - width) / 2, (self.height() - height) / 2, width, height)
        painter.drawImage(place, self._image)
        painter.setPen(QPen(QColor(self._tokens.amber), 4, j=Qt.PenJoinStyle.RoundJoin))
        for outline in self._picture.outlines:
            corners = [QPointF(x * scale, y * scale) + place.topLeft() for x, y in outline.corners]
            painter.drawPolygon(QPolygonF(corners))
