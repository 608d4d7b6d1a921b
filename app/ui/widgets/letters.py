"""Letters and digits by touch, for a field that has the keyboard."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QPushButton, QWidget

from app.ui.theme.look import Look, set_mark
from app.ui.widgets.basics import button, column, icon_button, line, say

_ROWS = ("1234567890", "qwertyuiop", "asdfghjkl", "zxcvbnm-.")
_SIGNS = "/:,&@"
ERASE_LETTER = "\b"


class Letters(QWidget):
    """Emits one character, or `ERASE_LETTER`."""

    pressed = Signal(str)

    def __init__(self, look: Look, *, signs: bool = False) -> None:
        """signs: there are capitals, too, and what addresses are written with."""
        super().__init__()
        self._keys: list[QPushButton] = []
        self._large = False
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
        self._capitals = button("letter")
        self._capitals.setText("Aa")
        self._capitals.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._capitals.clicked.connect(lambda: self._enlarge(not self._large))
        last = line(gap=6)
        if signs:
            last.addWidget(self._capitals, 1)
            for sign in _SIGNS:
                last.addWidget(self._key(sign, sign), 1)
        last.addWidget(self._space, 4)
        last.addWidget(self._erase, 1)
        rows.addLayout(last)

    def name(self, space: str, erase: str, capitals: str = "") -> None:
        """What the keys without a letter are called."""
        self._capitals.setAccessibleName(capitals)
        self._space.setText(space)
        self._space.setAccessibleName(space)
        self._erase.setAccessibleName(erase)

    def _key(self, text: str, sends: str) -> QPushButton:
        key = button("letter")
        say(key, text)
        key.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        key.clicked.connect(lambda: self._send(sends))
        self._keys.append(key)
        return key

    def _send(self, character: str) -> None:
        self.pressed.emit(character.upper() if self._large else character)
        self._enlarge(False)

    def _enlarge(self, large: bool) -> None:
        """The next letter is a capital, or isn't."""
        if large != self._large:
            self._large = large
            set_mark(self._capitals, "chosen", large)
            for key in self._keys:
                if len(key.text()) == 1:
                    key.setText(key.text().upper() if large else key.text().lower())
