"""Digits by touch."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QGridLayout, QPushButton, QSizePolicy, QWidget

from app.ui.theme.look import Look
from app.ui.widgets.basics import button

ERASE = "erase"
CLEAR = "clear"
_ROWS = (("1", "2", "3"), ("4", "5", "6"), ("7", "8", "9"))


class Numpad(QWidget):
    """Emits a digit, `ERASE`, or what the corner key sends. It never takes the keyboard from a field."""

    pressed = Signal(str)

    def __init__(self, look: Look, corner: str = CLEAR) -> None:
        """`corner`: what the lower left key sends: `CLEAR`, `000` for amounts, a comma for percentages."""
        super().__init__()
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(8)
        for row, digits in enumerate(_ROWS):
            for place, digit in enumerate(digits):
                grid.addWidget(self._key(digit, digit), row, place)
        self._corner = self._key("C" if corner == CLEAR else corner, corner)
        grid.addWidget(self._corner, 3, 0)
        grid.addWidget(self._key("0", "0"), 3, 1)
        self._erase = self._key("", ERASE)
        self._erase.setIcon(look.icon("delete", look.tokens.text, 28))
        self._erase.setIconSize(QSize(28, 28))
        grid.addWidget(self._erase, 3, 2)

    def name(self, erase: str, clear: str) -> None:
        """What a screen reader says of the keys without a digit."""
        self._erase.setAccessibleName(erase)
        if self._corner.text() == "C":
            self._corner.setAccessibleName(clear)

    def _key(self, text: str, sends: str) -> QPushButton:
        key = button("key")
        key.setText(text)
        key.setAccessibleName(text)
        key.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        key.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        key.clicked.connect(lambda: self.pressed.emit(sends))
        return key
