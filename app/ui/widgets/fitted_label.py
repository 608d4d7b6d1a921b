"""One line of text that becomes smaller where there is no room, and is never cut off: for amounts."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy

from app.ui.theme.look import set_role


class FittedLabel(QLabel):
    """Takes the width that it is given."""

    def __init__(self, role: str) -> None:
        super().__init__()
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        set_role(self, role)

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        return QSize(24, super().minimumSizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        with QPainter(self) as painter:
            painter.setPen(self.palette().color(self.foregroundRole()))
            painter.setFont(self.fitting_font())
            painter.drawText(self.rect(), int(self.alignment()) | Qt.TextFlag.TextSingleLine, self.text())

    def fitting_font(self) -> QFont:
        """The label's font, as large as the text's room allows."""
        font = QFont(self.font())
        needs = QFontMetrics(font).horizontalAdvance(self.text())
        if needs > self.width() > 0:
            font.setPixelSize(max(1, font.pixelSize() * self.width() // needs))
        return font
