"""Codes to scan, and how far the lesson of a keyboard scanner is."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from app.ui.device_setup.lesson_wording import lesson_words
from app.ui.device_setup.presenter import SetupPresenter
from app.ui.device_setup.state import SetupState
from app.ui.device_setup.wording import hearing
from app.ui.theme.look import Look, set_role
from app.ui.tone import Tone
from app.ui.wedge_learning import LESSON_CODE, SCANS
from app.ui.widgets.bar_picture import BarPicture
from app.ui.widgets.basics import IconLabel, button, column, line, say
from app.ui.widgets.qr_picture import QrPicture
from app.ui.widgets.two_lines import wrapped
from app.words.translate import Words

_ROLES = {
    Tone.INFO: "small",
    Tone.SUCCESS: "small-success",
    Tone.ATTENTION: "small-amber",
    Tone.DANGER: "small-danger",
}


class LessonPage(QWidget):
    """Renders the scanner's part of a state."""

    def __init__(self, look: Look, presenter: SetupPresenter) -> None:
        super().__init__()
        self._look = look
        self._qr, self._bars = QrPicture(148), BarPicture(68)
        self._text = wrapped("small")
        self._dots = [IconLabel(look, 24) for _ in range(SCANS)]
        self._again = button("link", look, "rotate-ccw", look.tokens.primary)
        self._again.clicked.connect(presenter.hearing.learn_again)
        dots = line(gap=8)
        for dot in self._dots:
            dots.addWidget(dot)
        dots.addStretch(1)
        right = column(gap=8)
        right.addLayout(dots)
        right.addWidget(self._text, 1, Qt.AlignmentFlag.AlignTop)
        right.addWidget(self._again, alignment=Qt.AlignmentFlag.AlignLeft)
        top = line(gap=16)
        top.addWidget(self._qr, alignment=Qt.AlignmentFlag.AlignTop)
        top.addLayout(right, 1)
        layout = column(self, gap=12)
        layout.addLayout(top)
        layout.addWidget(self._bars)
        layout.addStretch(1)

    def show_state(self, state: SetupState, words: Words) -> None:
        """Renders how far it is."""
        code = words.gettext("Code to scan: {text}", text=LESSON_CODE)
        self._qr.show_code(LESSON_CODE, code)
        self._bars.show_code(LESSON_CODE, code)
        types = not state.value("scanner")
        tone, text = lesson_words(words, state.hearing) if types else (Tone.INFO, hearing(words, state))
        self._text.setText(text or words.gettext("Scan one of these codes, or any other."))
        set_role(self._text, _ROLES[tone])
        for place, dot in enumerate(self._dots):
            heard = place < state.hearing.heard
            dot.setVisible(types)
            dot.draw(
                "circle-check" if heard else "circle-dashed",
                self._look.tokens.success if heard else self._look.tokens.muted,
            )
        say(self._again, words.gettext("Start again"))
        self._again.setVisible(types and state.hearing.heard > 0)
