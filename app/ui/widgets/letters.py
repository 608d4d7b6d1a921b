"""Letters and digits by touch, for a field that has the keyboard."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QPushButton, QWidget

from app.ui.theme.look import Look
from app.ui.widgets.basics import button, column, icon_button, line

_ROWS = ("1234567890", "qwertyuiop", "asdfghjkl", "zxcvbnm-.")
ERASE_LETTER = "\b"


class Letters(QWidget):
    """Emits one character, or `ERASE_LETTER`."""

    pressed = Signal(str)

    def __init__(self, look: Look) -> None:
        super().__init__()
        rows = column(self, gap=6)
        for characters in _ROWS:
            row = line(gap=6)
            for character in characters:
                row.addWidget(self._key(character, character))
            rows.addLayout(row)
        self._space = self._key(" ", " ")
        self._erase = icon_button("letter", look, "delete")
        self._erase.setMaximumWidth(16_777_215)
        self._erase.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._erase.clicked.connect(lambda: self.pressed.emit(ERASE_LETTER))
        last = line(gap=6)
        last.addWidget(self._space, 4)
        last.addWidget(self._erase, 1)
        rows.addLayout(last)

    def name(self, space: str, erase: str) -> None:
        """What the keys without a letter are called."""
        self._space.setText(space)
        self._space.setAccessibleName(space)
        self._erase.setAccessibleName(erase)

    def _key(self, text: str, sends: str) -> QPushButton:
        key = button("letter")
        key.setText(text)
        key.setAccessibleName(text)
        key.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        key.clicked.connect(lambda: self.pressed.emit(sends))
        return key
