"""The small parts that the customer display's pages are made of."""

from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QLabel

from app.ui.theme.customer_sheet import Scale
from app.ui.theme.look import Look, label
from app.ui.widgets.basics import IconLabel, column, frame, line


@dataclass(frozen=True, slots=True)
class Parts:
    """A look at a scale."""

    look: Look
    scale: Scale

    def px(self, size: int) -> int:
        """A size on this display."""
        return self.scale.px(size)

    def icon(self, name: str, colour: str, size: int) -> IconLabel:
        """An icon beside words."""
        made = IconLabel(self.look, self.px(size))
        made.draw(name, colour)
        return made

    def halo(self, role: str, icon: str, colour: str, size: int) -> QLabel:
        """An icon in the middle of a ground twice its size."""
        ground = label(role)
        ground.setFixedSize(self.px(2 * size), self.px(2 * size))
        inside = column(ground)
        inside.addWidget(self.icon(icon, colour, size), alignment=Qt.AlignmentFlag.AlignCenter)
        return ground

    def fact(self, icon: str) -> tuple[QFrame, QLabel]:
        """A ground with an icon and the label for its words."""
        ground, text = frame("customer-fact"), label("customer-strong")
        layout = line(ground, margin=self.px(16), gap=self.px(14))
        layout.addWidget(self.icon(icon, self.look.tokens.primary, 34))
        layout.addWidget(text, 1)
        return ground, text
