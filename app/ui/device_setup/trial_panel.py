"""Tries the step's device: what shows or is scanned, what came of it, and whether it worked."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QStackedWidget, QVBoxLayout, QWidget

from app.services.device_setup import CameraPicture
from app.ui.device_setup.camera_view import CameraView
from app.ui.device_setup.lesson_page import LessonPage
from app.ui.device_setup.presenter import SetupPresenter
from app.ui.device_setup.state import COLUMNS, COLUMNS_OF, PRINTERS, SetupState, Step
from app.ui.device_setup.wording import (
    ICONS,
    outcome_words,
    question,
    scan_words,
    test_name,
)
from app.ui.theme.look import Look, label, set_mark, set_role
from app.ui.tone import Tone
from app.ui.widgets.basics import HintedButton, IconLabel, button, column, frame, line, say, set_icon
from app.ui.widgets.two_lines import wrapped
from app.words.translate import Words

_MILLIMETRES = {32: 58, 42: 80, 48: 80}
_TONES = {
    Tone.INFO: ("info", "small"),
    Tone.SUCCESS: ("circle-check", "small-success"),
    Tone.ATTENTION: ("triangle-alert", "small-amber"),
    Tone.DANGER: ("circle-x", "small-danger"),
}


class TrialPanel(QFrame):
    """Renders the step that shows."""

    def __init__(self, look: Look, presenter: SetupPresenter) -> None:
        super().__init__()
        set_role(self, "card")
        self._look, self._presenter = look, presenter
        self._lesson = LessonPage(look, presenter)
        self._camera = CameraView(look)
        self._pages = QStackedWidget()
        for page in (self._plain(), self._widths(), self._lesson, self._camera):
            self._pages.addWidget(page)
        layout = column(self, margin=16, gap=12)
        layout.addWidget(self._pages, 1)
        layout.addWidget(self._read())
        layout.addWidget(self._outcome())
        layout.addLayout(self._answers())
        self._test = HintedButton("primary", "Enter")
        self._test.clicked.connect(presenter.confirm)
        layout.addWidget(self._test)

    def show_state(self, state: SetupState, words: Words) -> None:
        """Renders everything from the state."""
        self._show_page(state, words)
        self._show_read(state, words)
        self._show_outcome(state, words)
        asks = state.may_ask
        self._question.setText(question(words, state.step))
        for part in (self._question, self._yes, self._no):
            part.setVisible(asks)
        say(self._yes, words.gettext("Yes, it works"))
        say(self._no, words.gettext("No, it doesn’t"))
        name = words.gettext("Go on without") if state.is_without else test_name(words, state.step)
        again = state.here.tried is not None and not state.is_without
        self._test.say(words.gettext("Try again") if again else name)
        self._test.setVisible(bool(name) and not asks)
        self._test.setEnabled(state.may_try)

    def show_picture(self, picture: CameraPicture | None) -> None:
        """The newest picture of the camera."""
        self._camera.show_picture(picture)

    def _plain(self) -> QWidget:
        page = QWidget()
        self._halo = IconLabel(self._look, 112)
        set_role(self._halo, "halo")
        self._halo.setAlignment(Qt.AlignmentFlag.AlignCenter)
        layout = column(page)
        layout.addStretch(1)
        layout.addWidget(self._halo, alignment=Qt.AlignmentFlag.AlignCenter)
        layout.addStretch(1)
        return page

    def _widths(self) -> QWidget:
        page = QWidget()
        self._width_name, self._width_hint = label("small-strong"), wrapped("small-muted")
        self._segments = {columns: button("segment") for columns in COLUMNS}
        layout = column(page, gap=8)
        layout.addWidget(self._width_name)
        for columns, segment in self._segments.items():
            segment.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the arrows choose
            segment.clicked.connect(lambda _on=False, chosen=columns: self._presenter.widen(chosen))
            layout.addWidget(segment)
        layout.addWidget(self._width_hint)
        layout.addStretch(1)
        return page

    def _read(self) -> QFrame:
        self._well = frame("well")
        self._code, self._rule, self._names = wrapped("heading"), wrapped("small"), wrapped("small-muted")
        layout = column(self._well, margin=12, gap=4)
        for part in (self._code, self._rule, self._names):
            layout.addWidget(part)
        return self._well

    def _outcome(self) -> QFrame:
        self._said = frame("pane")
        self._sign, self._sentence = IconLabel(self._look, 24), wrapped("small")
        layout = line(self._said, gap=10)
        layout.addWidget(self._sign, alignment=Qt.AlignmentFlag.AlignTop)
        layout.addWidget(self._sentence, 1)
        return self._said

    def _answers(self) -> QVBoxLayout:
        self._question = wrapped("body-strong")
        self._yes, self._no = button("big"), button("big")
        set_icon(self._yes, self._look, "circle-check", self._look.tokens.success)
        set_icon(self._no, self._look, "circle-x", self._look.tokens.danger)
        self._yes.clicked.connect(self._presenter.worked)
        self._no.clicked.connect(self._presenter.failed)
        row = line(gap=8)
        row.addWidget(self._yes, 1)
        row.addWidget(self._no, 1)
        answers = column(gap=8)
        answers.addWidget(self._question)
        answers.addLayout(row)
        return answers

    def _show_page(self, state: SetupState, words: Words) -> None:
        pages = {**dict.fromkeys(PRINTERS, 1), Step.SCANNER: 2, Step.CAMERA: 3}
        self._pages.setCurrentIndex(pages.get(state.step, 0))
        self._halo.draw(ICONS[state.step], self._look.tokens.primary)
        self._width_name.setText(words.gettext("Width of paper"))
        self._width_hint.setText(
            words.gettext(
                "The test prints a line of digits for each width. Yours is the longest that stays on one line."
            )
        )
        for columns, segment in self._segments.items():
            size = _MILLIMETRES[columns]
            say(segment, words.gettext("{size} mm, {columns} characters", size=size, columns=columns))
            set_mark(segment, "chosen", columns == state.value(COLUMNS_OF.get(state.step, "")))
            segment.setEnabled(state.may_try and not state.is_without)
        if state.step is Step.SCANNER:
            self._lesson.show_state(state, words)

    def _show_read(self, state: SetupState, words: Words) -> None:
        hears = state.step in (Step.SCANNER, Step.CAMERA)
        scan = state.hearing.scan
        self._well.setVisible(hears and scan is not None)
        if scan is not None:
            code, rule, names = scan_words(words, scan)
            self._code.setText(code if len(code) <= 48 else f"{code[:47]}…")
            self._rule.setText(rule)
            self._names.setText(names)
            self._names.setVisible(bool(names))

    def _show_outcome(self, state: SetupState, words: Words) -> None:
        tone, text = outcome_words(words, state)
        icon, role = _TONES[tone]
        tokens = self._look.tokens
        colours = {
            Tone.INFO: tokens.primary,
            Tone.SUCCESS: tokens.success,
            Tone.ATTENTION: tokens.amber_text,
            Tone.DANGER: tokens.danger,
        }
        self._sign.draw(icon, colours[tone])
        self._sentence.setText(text)
        set_role(self._sentence, role)
        self._said.setVisible(bool(text))
