"""What the programme itself asks of a new member: each question typed, or answered by a touch."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QRegularExpression, Qt
from PySide6.QtGui import QRegularExpressionValidator
from PySide6.QtWidgets import QGridLayout, QPushButton, QWidget

from app.domain.programme.enrolment import LONGEST_ANSWER, FieldChoice, FieldKind, ProfileField
from app.ui.checkout.enrol_state import EnrolSheet
from app.ui.checkout.enrol_wording import question_caption
from app.ui.theme.look import label, set_mark, set_role
from app.ui.widgets.basics import button, column, say
from app.ui.widgets.touch_field import TouchField, TouchKeyboard
from app.words.programme.enrolment import choice_name
from app.words.translate import Words

_COLUMNS = 3
Answer = Callable[[str, str], None]
"""Takes a question's id and the whole answer."""


class Questions(QWidget):
    """Made anew when the programme asks something else."""

    def __init__(self, keyboard: TouchKeyboard, answer: Answer) -> None:
        super().__init__()
        set_role(self, "surface")
        self._keyboard = keyboard
        self._answer = answer
        self._asked: tuple[ProfileField, ...] = ()
        self._typed: dict[str, TouchField] = {}
        self._chosen: dict[str, _Choice] = {}
        self._list = column(self, gap=8)

    def show_sheet(self, sheet: EnrolSheet, words: Words) -> None:
        """Renders the questions and what was answered."""
        asked = () if sheet.offer is None else sheet.offer.fields
        if asked != self._asked:
            self._rebuild(asked)
        for field in asked:
            caption = question_caption(words, field)
            if field.id in self._typed:
                self._typed[field.id].say(caption, "21041994" if field.kind is FieldKind.DATE else "")
                self._typed[field.id].show_text(sheet.answer(field.id))
            else:
                self._chosen[field.id].show_answer(caption, sheet.answer(field.id), words)
        self.setVisible(bool(asked))

    def part(self, question_id: str) -> QWidget:
        """Where a question is asked."""
        return self._typed.get(question_id) or self._chosen[question_id]

    def _rebuild(self, asked: tuple[ProfileField, ...]) -> None:
        for typed in self._typed.values():
            self._keyboard.forget(typed)
        for gone in (*self._typed.values(), *self._chosen.values()):
            self._list.removeWidget(gone)
            gone.hide()
            gone.deleteLater()
        self._asked, self._typed, self._chosen = asked, {}, {}
        for field in asked:
            if field.kind is FieldKind.CHOICE:
                self._chosen[field.id] = _Choice(field, partial(self._answer, field.id))
                self._list.addWidget(self._chosen[field.id])
            else:
                self._typed[field.id] = self._line(field)
                self._list.addWidget(self._typed[field.id])

    def _line(self, field: ProfileField) -> TouchField:
        is_date = field.kind is FieldKind.DATE
        made = TouchField(digits=is_date, longest=8 if is_date else LONGEST_ANSWER)
        if is_date:
            made.entry.setValidator(QRegularExpressionValidator(QRegularExpression("[0-9]{0,8}"), made))
        made.edited.connect(partial(self._answer, field.id))
        self._keyboard.serve(made)
        return made


class _Choice(QWidget):
    """One question and its answers; a touch chooses one, the same again none."""

    def __init__(self, field: ProfileField, choose: Callable[[str], None]) -> None:
        super().__init__()
        set_role(self, "surface")
        self._field = field
        self._caption = label("small-muted")
        self._of: dict[str, QPushButton] = {}
        self._answer = ""
        grid = QGridLayout()
        grid.setSpacing(8)
        for place, choice in enumerate(field.choices):
            self._of[choice.id] = self._button(choice, choose)
            grid.addWidget(self._of[choice.id], *divmod(place, _COLUMNS))
        layout = column(self, gap=4)
        layout.addWidget(self._caption)
        layout.addLayout(grid)

    def show_answer(self, caption: str, answer: str, words: Words) -> None:
        """Renders which one is chosen."""
        self._caption.setText(caption)
        self._answer = answer
        for choice in self._field.choices:
            made = self._of[choice.id]
            say(made, choice_name(words, choice))
            standing = words.gettext("chosen") if choice.id == answer else words.gettext("not chosen")
            made.setAccessibleDescription(f"{caption}: {standing}")
            set_mark(made, "chosen", choice.id == answer)

    def _button(self, choice: FieldChoice, choose: Callable[[str], None]) -> QPushButton:
        made = button("segment")
        made.setMinimumHeight(48)
        made.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        made.clicked.connect(lambda: choose("" if self._answer == choice.id else choice.id))
        return made
