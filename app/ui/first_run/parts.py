"""What the first run's pages are made of: fields, choices, scrolled text."""

from collections.abc import Callable, Iterable, Mapping
from typing import Generic, TypeVar

from PySide6.QtCore import QRegularExpression, Qt
from PySide6.QtGui import QRegularExpressionValidator
from PySide6.QtWidgets import QLineEdit, QPushButton, QScrollArea, QSizePolicy, QWidget

from app.ui.first_run.presenter import FirstRunPresenter
from app.ui.first_run.state import DIGITS, LONGEST, Field, FirstRunState
from app.ui.first_run.wording import HINTS, field_name, wrong_sentence
from app.ui.theme.look import Look, label, set_mark, set_role
from app.ui.widgets.basics import PlainButton, column, line, say
from app.ui.widgets.touch_field import TouchField, TouchKeyboard
from app.words.translate import Words

_Value = TypeVar("_Value")
_ONLY_DIGITS = QRegularExpression("[0-9]*")
_SECRET = (Field.PIN, Field.PIN_AGAIN)


class Fields:
    """The fields of one page, by what they ask."""

    def __init__(self, presenter: FirstRunPresenter, keyboard: TouchKeyboard, which: Iterable[Field]) -> None:
        self.of: dict[Field, TouchField] = {}
        for each in which:
            field = TouchField(digits=each in DIGITS, longest=LONGEST[each])
            field.edited.connect(lambda text, asked=each: presenter.type(asked, text))
            if each in DIGITS:
                field.entry.setValidator(QRegularExpressionValidator(_ONLY_DIGITS))
            if each in _SECRET:
                field.entry.setEchoMode(QLineEdit.EchoMode.Password)
            keyboard.serve(field)
            self.of[each] = field

    def show_state(self, state: FirstRunState, words: Words) -> None:
        """Captions, texts, and what is wrong."""
        for which, field in self.of.items():
            field.say(field_name(words, which), HINTS.get(which, ""))
            field.show_text(state.texts.get(which, ""))
            fault = state.wrong[1] if state.wrong is not None and state.wrong[0] is which else None
            said = "" if fault is None else wrong_sentence(words, which, fault)
            field.note(said, wrong=fault is not None)


class Choices(QWidget, Generic[_Value]):
    """Some buttons, of which one is chosen. upright: one below the other."""

    def __init__(
        self, values: Iterable[_Value], choose: Callable[[_Value], None], *, upright: bool = False
    ) -> None:
        super().__init__()
        self._of: dict[_Value, QPushButton] = {}
        layout = column(self, gap=8) if upright else line(self, gap=8)
        for value in values:
            made = PlainButton()
            set_role(made, "choice")
            made.clicked.connect(lambda _on=False, chosen=value: choose(chosen))
            self._of[value] = made
            layout.addWidget(made)

    def show_choice(self, names: Mapping[_Value, str], chosen: _Value | None) -> None:
        """What they are called, and which one it is."""
        for value, touched in self._of.items():
            say(touched, names[value])
            set_mark(touched, "chosen", value == chosen)


def scrolled(inner: QWidget) -> QScrollArea:
    """A page that may be higher than its room."""
    inner.setAutoFillBackground(False)
    scroll = QScrollArea()
    scroll.setWidgetResizable(True)
    scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    scroll.setWidget(inner)
    scroll.viewport().setAutoFillBackground(False)
    return scroll


class LongText(QWidget):
    """Sentences that are read by scrolling: by touch, and by the arrows once Tab came here."""

    def __init__(self) -> None:
        super().__init__()
        self._text = label("small")
        self._text.setWordWrap(True)
        self._text.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        self._text.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        inner = QWidget()
        within = column(inner, margin=0, gap=0)
        within.addWidget(self._text)
        within.addStretch(1)
        self._scroll = scrolled(inner)
        column(self, gap=0).addWidget(self._scroll)

    def say(self, text: str) -> None:
        """Shows a text from its beginning; the same one stays where it was scrolled to."""
        if text != self._text.text():
            self._text.setText(text)
            self._text.setAccessibleName(text)
            self._scroll.verticalScrollBar().setValue(0)


class Page(QWidget):
    """One step. first: what has the keyboard when it comes; None: the view."""

    def __init__(self, look: Look, presenter: FirstRunPresenter, keyboard: TouchKeyboard) -> None:
        super().__init__()
        self.look, self.presenter, self.keyboard = look, presenter, keyboard
        self.asks: tuple[Fields, ...] = ()

    @property
    def typing(self) -> TouchField | None:
        """A field that our keyboard is for."""
        fields = (field for asked in self.asks for field in asked.of.values())
        return next((field for field in fields if field.isVisibleTo(self)), None)

    def field(self, which: Field) -> TouchField | None:
        """The field of this page that asks it."""
        return next((fields.of[which] for fields in self.asks if which in fields.of), None)

    @property
    def first(self) -> QWidget | None:
        """Where typing begins."""
        return None

    def show_state(self, state: FirstRunState, words: Words) -> None:
        """Renders the step."""
        raise NotImplementedError
