"""A head that says whose shift it is, one page per stage below it, sheets over both."""

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QPushButton, QStackedWidget, QWidget

from app.ui.shift.closed_page import ClosedPage
from app.ui.shift.count_page import CountPage
from app.ui.shift.keys import action_for
from app.ui.shift.presenter import ShiftPresenter
from app.ui.shift.report_page import ReportPage
from app.ui.shift.sheets.close import CloseView
from app.ui.shift.sheets.expected import ExpectedView
from app.ui.shift.sheets.move import MoveView
from app.ui.shift.state import CloseSheet, ExpectedSheet, MoveSheet, ShiftState, Stage
from app.ui.shift.wording import drawn, notice_words, subtitle, title, way_on
from app.ui.theme.look import Look, label, set_role
from app.ui.widgets.basics import ElidedLabel, button, column, line, say
from app.ui.widgets.notice_bar import NoticeBar
from app.ui.widgets.sheet import Sheet
from app.words.translate import Words

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class ShiftView(QWidget):
    """Renders a `ShiftState`; made with the presenter that it tells."""

    def __init__(self, look: Look, words: Words) -> None:
        super().__init__()
        set_role(self, "canvas")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._look, self._words = look, words
        self._state = ShiftState()
        self._presenter: ShiftPresenter | None = None

    def attach(self, presenter: ShiftPresenter) -> None:
        """Builds the screen for the presenter that listens."""
        self._presenter = presenter
        self._loading = label("body-muted")
        self._loading.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._count = CountPage(self._look, presenter)
        self._report = ReportPage(self._look, presenter)
        self._closed = ClosedPage(self._look, presenter)
        self._pages = QStackedWidget()
        for page in (self._loading, self._count, self._report, self._closed):
            self._pages.addWidget(page)
        layout = column(self, gap=12)
        layout.setContentsMargins(24, 12, 24, 16)
        layout.addLayout(self._head(presenter))
        layout.addWidget(self._pages, 1)
        self._move = MoveView(self, self._look, presenter)
        self._close = CloseView(self, self._look, presenter)
        self._expected = ExpectedView(self, self._look, presenter)
        self._notice = NoticeBar(self, self._look, presenter.dismiss, self._notice_place)
        self.show_state(self._state)

    def show_state(self, state: ShiftState) -> None:
        """Renders everything from the state."""
        before, self._state = self._state, state
        words = self._words
        say(self._back, words.gettext("Back"))
        self._title.setText(title(words, state))
        self._subtitle.setText(subtitle(words, state))
        self._drawn.setText(drawn(words, state.paper) if state.paper and state.stage is Stage.OPEN else "")
        self._show_page(state)
        self._show_sheet(state)
        if self._presenter is not None:
            self._notice.offer(way_on(words, state.notice), self._presenter.go_on)
        self._notice.say(*notice_words(words, state.notice), words.gettext("Close"))
        if before.stage is not state.stage and state.sheet is None and self.isVisible():
            self.setFocus()  # the button that was touched is on another page

    def speak(self, words: Words) -> None:
        """Another language, at once."""
        self._words = words
        self.show_state(self._state)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        if self._presenter is None:
            return
        focused = QApplication.focusWidget()
        if event.key() in _ENTER and isinstance(focused, QPushButton) and self.isAncestorOf(focused):
            focused.click()
            return
        action = action_for(self._presenter, event)
        if action is not None:
            action(self._presenter)
        else:
            super().keyPressEvent(event)

    def _head(self, presenter: ShiftPresenter) -> QHBoxLayout:
        self._back = button("ghost", self._look, "arrow-left", self._look.tokens.muted)
        self._back.clicked.connect(presenter.leave)
        self._title = label("title")
        self._subtitle = ElidedLabel("body-muted")
        self._drawn = label("body-muted")
        head = line(gap=16)
        head.addWidget(self._back)
        head.addWidget(self._title)
        head.addWidget(self._subtitle, 1)
        head.addWidget(self._drawn)
        return head

    def _show_page(self, state: ShiftState) -> None:
        words = self._words
        match state.stage:
            case Stage.LOADING:
                self._loading.setText(words.gettext("Adding up the shift…"))
                self._pages.setCurrentWidget(self._loading)
            case Stage.OPENING | Stage.COUNTING:
                self._count.show_state(state, words)
                self._pages.setCurrentWidget(self._count)
            case Stage.OPEN:
                self._report.show_state(state, words)
                self._pages.setCurrentWidget(self._report)
            case Stage.CLOSED:
                self._closed.show_state(state, words)
                self._pages.setCurrentWidget(self._closed)

    def _show_sheet(self, state: ShiftState) -> None:
        wanted: Sheet | None = None
        match state.sheet:
            case MoveSheet():
                self._move.show_sheet(state.sheet, self._words)
                wanted = self._move
            case CloseSheet():
                self._close.show_sheet(state.sheet, state.count, self._words)
                wanted = self._close
            case ExpectedSheet():
                self._expected.show_sheet(state.sheet, self._words)
                wanted = self._expected
            case None:
                pass
        if wanted is not None:
            wanted.open()
        for sheet in (self._move, self._close, self._expected):
            if sheet is not wanted:
                sheet.close_sheet()

    def _notice_place(self, height: int) -> QRect:
        """Over the head: nothing below it moves, and no button that matters is covered."""
        return QRect(24, 8, self.width() - 48, height)
