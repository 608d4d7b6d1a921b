"""A list of steps at the left; what a step can choose in the middle; trying it at the right."""

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QHideEvent, QKeyEvent
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QPushButton, QStackedWidget, QWidget

from app.services.device_setup import CameraPicture
from app.ui.device_setup.choices_panel import ChoicesPanel
from app.ui.device_setup.keys import action_for
from app.ui.device_setup.presenter import SetupPresenter
from app.ui.device_setup.sheets import AddressView, WordView
from app.ui.device_setup.state import SETTING_OF, AddressSheet, SetupState, Step, Verdict, WordSheet
from app.ui.device_setup.summary_page import SummaryPage
from app.ui.device_setup.trial_panel import TrialPanel
from app.ui.device_setup.wording import ICONS, notice_words, step_name, task, verdict_name
from app.ui.theme.look import Look, label, set_role
from app.ui.widgets.basics import ElidedLabel, button, column, frame, line, say
from app.ui.widgets.notice_bar import NoticeBar
from app.ui.widgets.two_lines import TwoLines
from app.words.translate import Words

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_RAIL, _CHOICES = 240, 288
_STEP = 52
"""All steps fit a screen of 768 lines."""


class SetupView(QWidget):
    """Renders a `SetupState`; made with the presenter that it tells."""

    def __init__(self, look: Look, words: Words) -> None:
        super().__init__()
        set_role(self, "canvas")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._look, self._words = look, words
        self._state = SetupState()
        self._presenter: SetupPresenter | None = None

    def attach(self, presenter: SetupPresenter) -> None:
        """Builds the screen for the presenter that listens."""
        self._presenter = presenter
        self._choices = ChoicesPanel(self._look, presenter)
        self._choices.setFixedWidth(_CHOICES)
        self._trial = TrialPanel(self._look, presenter)
        self._summary = SummaryPage(self._look, presenter)
        self._pages = QStackedWidget()
        both = QWidget()
        row = line(both, gap=16)
        row.addWidget(self._choices)
        row.addWidget(self._trial, 1)
        self._pages.addWidget(both)
        self._pages.addWidget(self._summary)
        right = column(gap=12)
        self._task = label("body-muted")
        self._task.setWordWrap(True)
        right.addWidget(self._task)
        right.addWidget(self._pages, 1)
        right.addLayout(self._ways(presenter))
        body = line(gap=16)
        body.addWidget(self._rail(presenter))
        body.addLayout(right, 1)
        layout = column(self, gap=12)
        layout.setContentsMargins(24, 12, 24, 16)
        layout.addLayout(self._head(presenter))
        layout.addLayout(body, 1)
        self._word = WordView(self, self._look, presenter)
        self._address = AddressView(self, self._look, presenter)
        self._notice = NoticeBar(self, self._look, presenter.dismiss, self._notice_place)
        self.show_state(self._state)

    def show_state(self, state: SetupState) -> None:
        """Renders everything from the state."""
        before, self._state = self._state, state
        words = self._words
        say(self._out, words.gettext("Back"))
        self._title.setText(words.gettext("Devices"))
        place = list(Step).index(state.step) + 1
        self._subtitle.setText(words.gettext("Step {place} of {count}", place=place, count=len(Step)))
        self._task.setText(task(words, state.step))
        self._show_rail(state)
        if state.step is Step.SAVE:
            self._summary.show_state(state, words)
        else:
            self._choices.setVisible(state.step in SETTING_OF)
            self._choices.show_state(state, words)
            self._trial.show_state(state, words)
        self._pages.setCurrentIndex(int(state.step is Step.SAVE))
        say(self._before, words.gettext("Previous"))
        self._before.setEnabled(place > 1)
        say(self._skip, words.gettext("Skip this step"))
        self._skip.setVisible(state.step is not Step.SAVE)
        self._show_sheet(state)
        self._notice.say(*notice_words(words, state.notice), words.gettext("Close"))
        moved = (before.step, before.may_ask, before.sheet) != (state.step, state.may_ask, state.sheet)
        if moved and state.sheet is None and self.isVisible():
            self.setFocus()  # the button that was touched may be gone

    @property
    def shown(self) -> SetupState:
        """What it renders."""
        return self._state

    def show_picture(self, picture: CameraPicture | None) -> None:
        """The newest picture of the camera that is tried."""
        self._trial.show_picture(picture)

    def speak(self, words: Words) -> None:
        """Another language, at once."""
        self._words = words
        self.show_state(self._state)

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802 - Qt's name
        """Another page shows, also by a lock: what is tried is put away."""
        if self._presenter is not None:
            self._presenter.stop()
        super().hideEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        presenter, focused = self._presenter, QApplication.focusWidget()
        if presenter is None:
            return
        if event.key() in _ENTER and isinstance(focused, QPushButton) and self.isAncestorOf(focused):
            focused.click()
            return
        action = action_for(event)
        if action is not None:
            action(presenter)
        else:
            super().keyPressEvent(event)

    def _head(self, presenter: SetupPresenter) -> QHBoxLayout:
        self._out = button("ghost", self._look, "arrow-left", self._look.tokens.muted)
        self._out.clicked.connect(presenter.leave)
        self._title, self._subtitle = label("title"), ElidedLabel("body-muted")
        head = line(gap=16)
        head.addWidget(self._out)
        head.addWidget(self._title)
        head.addWidget(self._subtitle, 1)
        return head

    def _rail(self, presenter: SetupPresenter) -> QFrame:
        rail = frame("card")
        rail.setFixedWidth(_RAIL)
        self._steps: dict[Step, TwoLines] = {}
        layout = column(rail, margin=8, gap=2)
        for step in Step:
            touched = TwoLines(self._look, "rail", icon_size=22)
            touched.setFixedHeight(_STEP)
            touched.clicked.connect(lambda _on=False, wanted=step: presenter.go(wanted))
            self._steps[step] = touched
            layout.addWidget(touched)
        layout.addStretch(1)
        return rail

    def _ways(self, presenter: SetupPresenter) -> QHBoxLayout:
        self._before = button("secondary", self._look, "chevron-left")
        self._before.clicked.connect(presenter.back)
        self._skip = button("secondary", self._look, "chevron-right")
        self._skip.clicked.connect(presenter.skip)
        ways = line(gap=8)
        ways.addWidget(self._before)
        ways.addStretch(1)
        ways.addWidget(self._skip)
        return ways

    def _show_rail(self, state: SetupState) -> None:
        tokens = self._look.tokens
        marks = {
            Verdict.OPEN: ("", ""),
            Verdict.WORKS: ("circle-check", tokens.success),
            Verdict.FAILS: ("circle-x", tokens.danger),
            Verdict.SKIPPED: ("minus", tokens.muted),
            Verdict.WITHOUT: ("circle-slash", tokens.muted),
        }
        for step, touched in self._steps.items():
            detail = self._rail_detail(state, step)
            touched.show_lines(ICONS[step], step_name(self._words, step), detail, chosen=step is state.step)
            touched.show_mark(*marks[state.steps[step].verdict])

    def _rail_detail(self, state: SetupState, step: Step) -> str:
        if step is not Step.SAVE:
            return verdict_name(self._words, state.steps[step])
        count = len(state.changes)
        return self._words.ngettext("{count} change", "{count} changes", count, count=count)

    def _show_sheet(self, state: SetupState) -> None:
        match state.sheet:
            case WordSheet():
                self._word.show_sheet(state.sheet, self._words)
                self._word.open()
            case AddressSheet():
                self._address.show_sheet(state.sheet, self._words)
            case None:
                pass
        if not isinstance(state.sheet, WordSheet):
            self._word.close_sheet()
        if not isinstance(state.sheet, AddressSheet):
            self._address.close_sheet()

    def _notice_place(self, height: int) -> QRect:
        """Over the head: nothing below it moves."""
        return QRect(24, 8, self.width() - 48, height)
