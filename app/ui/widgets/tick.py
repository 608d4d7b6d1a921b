"""Something that is agreed to, or isn't: a box and the whole text beside it, however long."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QSizePolicy

from app.ui.theme.look import Look, label, set_mark, set_role
from app.ui.widgets.basics import IconLabel, line

_BOX = 26


class Tick(QPushButton):
    """Unticked at first. It only tells that it was touched: whether it is ticked, the state says."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        set_role(self, "tick")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)  # as high as its text
        self._tokens = look.tokens
        self._box = IconLabel(look, _BOX)
        self._text = label("small")
        self._text.setWordWrap(True)
        for part in (self._box, self._text):
            part.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        layout = line(self, gap=12)
        layout.setContentsMargins(12, 8, 12, 8)
        layout.addWidget(self._box)
        layout.addWidget(self._text, 1)

    def show_tick(self, text: str, ticked: bool, said: str) -> None:
        """said: how a screen reader tells whether it is ticked, such as "yes" and "no"."""
        tokens = self._tokens
        self._box.draw("square-check" if ticked else "square", tokens.primary if ticked else tokens.muted)
        self._text.setText(text)
        self.setAccessibleName(text)
        self.setAccessibleDescription(said)
        set_mark(self, "chosen", ticked)
