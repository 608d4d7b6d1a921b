"""Fields that can be filled by touch alone: a caption, a line to type in, a note below, and one keyboard for all."""

from PySide6.QtCore import QEvent, QObject, QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QApplication, QLineEdit, QStackedWidget, QWidget

from app.ui.theme.look import Look, label, set_mark, set_role
from app.ui.widgets.basics import column
from app.ui.widgets.letters import ERASE_LETTER, Letters
from app.ui.widgets.numpad import CLEAR, ERASE, Numpad
from app.words.translate import Words


class TouchField(QWidget):
    """`edited` has the whole text after a person changed it, by key or by touch; not after `show_text`."""

    edited = Signal(str)

    def __init__(self, *, digits: bool = False, longest: int = 120) -> None:
        """digits: served by the numpad."""
        super().__init__()
        self.digits = digits
        self._caption = label("small-muted")
        self.entry = QLineEdit()
        self.entry.setMaxLength(longest)
        self._note = label("small-muted")
        self._note.setWordWrap(True)
        self._caption.setBuddy(self.entry)
        self.entry.textChanged.connect(self.edited)
        layout = column(self, gap=4)
        for part in (self._caption, self.entry, self._note):
            layout.addWidget(part)
        self._note.hide()
        self.setFocusProxy(self.entry)

    def say(self, caption: str, hint: str = "") -> None:
        """What belongs in it, and an example while it is empty."""
        self._caption.setText(caption)
        self.entry.setAccessibleName(caption)
        self.entry.setPlaceholderText(hint)

    def show_text(self, text: str) -> None:
        """The text as the state has it; keeps the cursor when nothing changes."""
        if self.entry.text() != text:
            with QSignalBlocker(self.entry):
                self.entry.setText(text)

    def note(self, text: str, *, wrong: bool = False) -> None:
        """A sentence below the line; empty: none."""
        self._note.setText(text)
        self._note.setVisible(bool(text))
        self.entry.setAccessibleDescription(text)
        set_role(self._note, "small-danger" if wrong else "small-muted")
        set_mark(self.entry, "wrong", wrong)


class TouchKeyboard(QStackedWidget):
    """Letters or digits for whichever of its fields has the keyboard; it never takes the keyboard itself."""

    def __init__(self, look: Look, *fields: TouchField, signs: bool = False) -> None:
        """signs: see `Letters`."""
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self._fields = list(fields)
        self._letters, self._numpad = Letters(look, signs=signs), Numpad(look)
        self._letters.pressed.connect(self._pressed)
        self._numpad.pressed.connect(self._pressed)
        self.addWidget(self._letters)
        self.addWidget(self._numpad)
        self._serves: TouchField | None = None
        for field in fields:
            field.entry.installEventFilter(self)
        if fields:
            self._serve(fields[0])

    def serve(self, field: TouchField) -> None:
        """One more field, which comes to be when the others are there already."""
        self._fields.append(field)
        field.entry.installEventFilter(self)

    def forget(self, field: TouchField) -> None:
        """A field that goes."""
        self._fields.remove(field)
        if self._serves is field:
            self._serve(self._fields[0])

    def say(self, words: Words) -> None:
        """What the keys without a letter are called."""
        self._letters.name(words.gettext("Space"), words.gettext("Erase"), words.gettext("Capitals"))
        self._numpad.name(words.gettext("Erase"), words.gettext("Clear"))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        if event.type() is QEvent.Type.FocusIn:
            for field in self._fields:
                if field.entry is watched:
                    self._serve(field)
        return False

    def _serve(self, field: TouchField) -> None:
        self._serves = field
        self.setFocusProxy(
            field.entry
        )  # a touch of a key would else give the keyboard to the sheet's first field
        self.setCurrentWidget(self._numpad if field.digits else self._letters)

    def _pressed(self, key: str) -> None:
        if self._serves is None:
            return
        entry = self._serves.entry
        if key in (ERASE, ERASE_LETTER):
            entry.backspace()
        elif key == CLEAR:
            entry.clear()
        else:
            entry.insert(key)
        if QApplication.focusWidget() is not entry:
            entry.setFocus(Qt.FocusReason.OtherFocusReason)
