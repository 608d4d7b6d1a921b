"""One box that finds something while somebody types, by key and by touch: the field, at most eight rows, letters."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit, QPushButton, QScrollArea, QWidget

from app.ui.text_search import Result
from app.ui.theme.look import Look, label, set_mark, set_role
from app.ui.widgets.basics import ElidedLabel, column, icon_button, line
from app.ui.widgets.letters import ERASE_LETTER, Letters
from app.words.translate import Words


class SearchPanel(QWidget):
    """`typed` has the whole text; `chosen` the place of the row that was touched."""

    typed = Signal(str)
    chosen = Signal(int)

    def __init__(self, look: Look, *, letters_wait: bool) -> None:
        """letters_wait: they come only when a button asks for them."""
        super().__init__()
        self._buttons: list[_ResultButton] = []
        self._field = QLineEdit()
        set_role(self._field, "search")
        self._field.addAction(
            look.icon("search", look.tokens.muted), QLineEdit.ActionPosition.LeadingPosition
        )
        self._field.textEdited.connect(self.typed)
        self._keyboard = icon_button("secondary", look, "keyboard")
        self._keyboard.setFixedSize(64, 62)
        self._keyboard.clicked.connect(self._toggle_letters)
        self._letters = Letters(look)
        self._letters.pressed.connect(self._pressed)
        (self._letters if letters_wait else self._keyboard).hide()
        top = line(gap=8)
        top.addWidget(self._field, 1)
        top.addWidget(self._keyboard)
        layout = column(self, gap=16)
        layout.addLayout(top)
        layout.addWidget(self._scroll(), 1)
        layout.addWidget(self._letters)
        self.setFocusProxy(self._field)

    def say(self, hint: str, words: Words) -> None:
        """What may be typed."""
        self._field.setPlaceholderText(hint)
        self._field.setAccessibleName(hint)
        self._keyboard.setAccessibleName(words.gettext("Keyboard on the screen"))
        self._letters.name(words.gettext("Space"), words.gettext("Erase"))

    def show_found(self, text: str, results: Sequence[Result], marked: int, empty: str) -> None:
        """empty: why there are no rows; empty itself: there is nothing to say of that."""
        if self._field.text() != text:
            self._field.setText(text)
        self._empty.setText(empty)
        self._empty.setVisible(bool(empty))
        while len(self._buttons) > len(results):
            gone = self._buttons.pop()
            self._results.removeWidget(gone)
            gone.hide()
            gone.deleteLater()
        while len(self._buttons) < len(results):
            place = len(self._buttons)
            self._buttons.append(_ResultButton(place, self.chosen.emit))
            self._results.insertWidget(place, self._buttons[place])
        for place, (shown, result) in enumerate(zip(self._buttons, results, strict=True)):
            shown.show_result(result, place == marked)

    def _scroll(self) -> QScrollArea:
        self._empty = label("body-muted")
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._empty.setWordWrap(True)
        inner = QWidget()
        set_role(inner, "surface")
        self._results = column(inner, gap=4)
        self._results.addWidget(self._empty)
        self._results.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(inner)
        return scroll

    def _toggle_letters(self) -> None:
        self._letters.setVisible(self._letters.isHidden())
        self._field.setFocus()

    def _pressed(self, character: str) -> None:
        if character == ERASE_LETTER:
            self._field.backspace()
        else:
            self._field.insert(character)
        self.typed.emit(self._field.text())


class _ResultButton(QPushButton):
    def __init__(self, place: int, choose: Callable[[int], None]) -> None:
        super().__init__()
        set_role(self, "result")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.clicked.connect(lambda: choose(place))
        self._name, self._below = ElidedLabel("row"), ElidedLabel("small-muted")
        self._right = label("row-amount")
        texts = column(gap=0)
        texts.addWidget(self._name)
        texts.addWidget(self._below)
        layout = line(self, gap=16)
        layout.setContentsMargins(16, 6, 16, 6)
        layout.addLayout(texts, 1)
        layout.addWidget(self._right)
        for part in (self._name, self._below, self._right):
            part.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def show_result(self, result: Result, marked: bool) -> None:
        self._name.setText(result.name)
        self._below.setText(result.below)
        self._right.setText(result.right)
        self.setAccessibleName(f"{result.name}, {result.below}, {result.right}")
        set_mark(self, "chosen", marked)
