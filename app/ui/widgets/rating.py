"""One touch that says how content somebody is: five faces with their words, or 0 to 10."""

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QToolButton, QWidget

from app.domain.satisfaction import Question, RatingScale
from app.ui.theme.look import Look, set_mark, set_role
from app.ui.theme.tokens import TOUCH
from app.ui.widgets.basics import line
from app.words.satisfaction import answer_name
from app.words.translate import Words

_FACES = ("angry", "frown", "meh", "smile", "laugh")
_MOST = len(RatingScale.TEN.answers)


class RatingRow(QWidget):
    """`touched` has the answer. by_keyboard: Tab comes to it; on the customer's side there is no keyboard."""

    touched = Signal(int)

    def __init__(
        self,
        look: Look,
        role: str,
        px: Callable[[int], int] = int,
        face: int = 124,
        *,
        by_keyboard: bool = True,
    ) -> None:
        """role: of the style sheet. px: a size on this display. face: how wide a face with its word is."""
        super().__init__()
        self._look, self._px, self._face = look, px, face
        self._focus = Qt.FocusPolicy.TabFocus if by_keyboard else Qt.FocusPolicy.NoFocus
        self._scale: RatingScale | None = None
        self._layout = line(self, gap=px(8))
        self._buttons = [self._made(role, place) for place in range(_MOST)]

    def show_question(self, question: Question, answered: int | None, words: Words) -> None:
        """Renders the answers; once one is given the others rest."""
        if question.scale is not self._scale:
            self._scale = question.scale
            self._draw(question.scale)
        answers = question.scale.answers
        for place, button in enumerate(self._buttons):
            button.setVisible(place < len(answers))
            if place < len(answers):
                name = answer_name(words, question.scale, answers[place])
                button.setText(name)
                button.setAccessibleName(name)
                set_mark(button, "chosen", answers[place] == answered)
                button.setEnabled(answered is None or answers[place] == answered)

    def _made(self, role: str, place: int) -> QToolButton:
        button = QToolButton()
        set_role(button, role)
        button.setFocusPolicy(self._focus)
        button.clicked.connect(lambda _on=False: self._touched(place))
        self._layout.addWidget(button)
        return button

    def _draw(self, scale: RatingScale) -> None:
        faces = scale is RatingScale.FACES
        side = self._px(40)
        for place, button in enumerate(self._buttons):
            if faces and place < len(_FACES):
                button.setIcon(self._look.icon(_FACES[place], self._look.tokens.primary, side))
                button.setIconSize(QSize(side, side))
                button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextUnderIcon)
            else:
                button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextOnly)
            width, height = (self._px(self._face), self._px(88)) if faces else (self._px(60), self._px(64))
            button.setMinimumSize(max(TOUCH, width), max(TOUCH, height))

    def _touched(self, place: int) -> None:
        if self._scale is not None and place < len(self._scale.answers):
            self.touched.emit(self._scale.answers[place])
