"""Big buttons of two lines with an icon: steps of a wizard, and what there is to choose from."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QSizePolicy

from app.ui.theme.look import Look, label, set_mark, set_role
from app.ui.widgets.basics import ElidedLabel, IconLabel, PlainButton, column, line

_HEIGHT = 68


class TwoLines(PlainButton):
    """Says what it is in one line, and how it stands in the other."""

    def __init__(self, look: Look, role: str, icon_size: int = 26) -> None:
        super().__init__()
        set_role(self, role)
        self._tokens = look.tokens
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(_HEIGHT)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the arrows choose, and Enter is for the test
        self._icon, self._mark = IconLabel(look, icon_size), IconLabel(look, 20)
        self._name, self._detail = ElidedLabel("small-strong"), ElidedLabel("caption")
        texts = column(gap=2)
        texts.addWidget(self._name)
        texts.addWidget(self._detail)
        layout = line(self, gap=10)
        layout.setContentsMargins(12, 4, 10, 4)
        layout.addWidget(self._icon)
        layout.addLayout(texts, 1)
        layout.addWidget(self._mark)
        for part in (self._icon, self._mark, self._name, self._detail):
            part.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def show_lines(self, icon: str, name: str, detail: str, *, chosen: bool) -> None:
        """What it says now."""
        colour = self._tokens.primary if chosen else self._tokens.muted
        self._icon.draw(icon, colour)
        self._name.setText(name)
        self._detail.setText(detail)
        self.setAccessibleName(f"{name}, {detail}" if detail else name)
        set_mark(self, "chosen", chosen)

    def show_mark(self, icon: str, colour: str) -> None:
        """A small sign at the right; an empty name takes it away."""
        self._mark.setVisible(bool(icon))
        if icon:
            self._mark.draw(icon, colour)


def wrapped(role: str) -> QLabel:
    """A paragraph."""
    text = label(role)
    text.setWordWrap(True)
    return text
