"""An icon and a word in the status strip, that is only looked at."""

from enum import StrEnum

from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QFrame, QToolTip

from app.ui.theme.look import Look, label, set_role
from app.ui.widgets.basics import IconLabel, line


class Ground(StrEnum):
    """What a lamp stands on: amber when it asks for attention, purple when nothing is for real."""

    PLAIN = ""
    AMBER = "amber-"
    TRAINING = "training-"


_ON = {Ground.PLAIN: "strip", Ground.AMBER: "on-amber", Ground.TRAINING: "on-training"}


class Lamp(QFrame):
    """An icon and a word."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.setFixedHeight(28)
        self._icon = IconLabel(look, 18)
        self._text = label("strip")
        layout = line(self, gap=6)
        layout.setContentsMargins(8, 0, 10, 0)
        layout.addWidget(self._icon)
        layout.addWidget(self._text)

    def tell(
        self, icon: str, colour: str, text: str, *, ground: Ground = Ground.PLAIN, shown: str | None = None
    ) -> None:
        """Shows the icon in a colour, and the word; `shown` instead, where the word is told only on request."""
        set_role(self, f"{ground.value}pill")
        set_role(self._text, _ON[ground])
        self._icon.draw(icon, colour)
        self._text.setText(text if shown is None else shown)
        self._text.setVisible(shown != "")
        self.setToolTip(text)
        self.setAccessibleName(text)

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        QToolTip.showText(event.globalPosition().toPoint(), self.toolTip(), self)
