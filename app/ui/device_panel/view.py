"""The devices and the papers in doubt, in a sheet over whatever page shows; and the notice of a new fault."""

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from app.services.spool_port import PaperInDoubt
from app.ui.device_lamps import DEVICE_ICONS
from app.ui.device_panel.presenter import DevicePanelPresenter
from app.ui.device_panel.state import DevicePanelState
from app.ui.device_panel.wording import paper_name
from app.ui.lamps import ShownLamp
from app.ui.theme.look import Look, label, set_role
from app.ui.tone import Tone
from app.ui.widgets.basics import IconLabel, button, column, frame, line, say, set_icon
from app.ui.widgets.notice_bar import NoticeBar
from app.ui.widgets.sheet import Sheet
from app.words.device_reports import report_sentence
from app.words.translate import Words

_WIDTH, _HEIGHT = 820, 620
_NOTICE_WIDTH = 880
_SIDE, _TOP = 12, 4


class DevicePanelView(Sheet):
    """Renders a `DevicePanelState`; Esc, Enter or the panel's own key close it."""

    def __init__(self, host: QWidget, look: Look, words: Words, presenter: DevicePanelPresenter) -> None:
        super().__init__(host, look, _WIDTH, _HEIGHT, presenter.close)
        self._look, self._words, self._presenter = look, words, presenter
        self._page = host
        self._shown: tuple[DevicePanelState, Words] | None = None
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.body.addWidget(self._scroll, 1)
        self._notice = NoticeBar(host, look, presenter.dismiss, self._notice_place)
        self._state = DevicePanelState()

    def speak(self, words: Words) -> None:
        """Another language, at once."""
        self._words = words
        self.show_state(self._state)

    def show_state(self, state: DevicePanelState) -> None:
        """Renders everything from the state."""
        self._state = state
        words = self._words
        self.title.setText(words.gettext("Device status"))
        self.close_button.setAccessibleName(words.gettext("Close"))
        if state.open:
            self._fill(state)
            self.open()
        else:
            self.close_sheet()
        self._show_notice(state)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        if event.key() in (Qt.Key.Key_Escape, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._presenter.close()
        event.accept()

    def _show_notice(self, state: DevicePanelState) -> None:
        words, notice = self._words, state.notice
        sentence = "" if notice is None else report_sentence(words, notice)
        self._notice.offer(words.gettext("Device status") if sentence else "", self._presenter.open)
        self._notice.say(Tone.ATTENTION, sentence, words.gettext("Close"))

    def _fill(self, state: DevicePanelState) -> None:
        """Anew, only when something in it is another: a focus in it is worth keeping."""
        if self._shown == (state, self._words):
            return
        self._shown = (state, self._words)
        content = QWidget()
        set_role(content, "surface")
        rows = column(content, gap=4)
        for report in state.reports:
            rows.addWidget(self._report_row(ShownLamp(report=report)))
        if not state.reports:
            rows.addWidget(label("body-muted", self._words.gettext("No device is set up.")))
        if state.papers:
            rows.addSpacing(8)
            rows.addWidget(label("heading", self._words.gettext("Did these come out whole?")))
        for paper in state.papers:
            rows.addWidget(self._paper_row(paper, state.cashier))
        rows.addStretch(1)
        self._scroll.setWidget(content)

    def _report_row(self, lamp: ShownLamp) -> QFrame:
        row = frame("line")
        tokens = self._look.tokens
        well = lamp.is_well
        icon, text = IconLabel(self._look, 28), label("body" if well else "body-strong")
        icon.draw(
            DEVICE_ICONS[lamp.report.device] if well else "triangle-alert",
            tokens.success if well else tokens.amber_text,
        )
        sentence = report_sentence(self._words, lamp.report)
        text.setText(sentence)
        text.setWordWrap(True)
        row.setAccessibleName(sentence)
        layout = line(row, margin=8, gap=12)
        layout.addWidget(icon)
        layout.addWidget(text, 1)
        row.setMinimumHeight(56)
        return row

    def _paper_row(self, paper: PaperInDoubt, cashier: bool) -> QFrame:
        row = frame("line")
        name = paper_name(self._words, paper)
        layout = line(row, margin=8, gap=8)
        layout.addWidget(label("body", name), 1)
        if not cashier:
            layout.addWidget(label("body-muted", self._words.gettext("Log in first.")))
            return row
        came, again = button("secondary", self._look, "check"), button("secondary", self._look, "printer")
        set_icon(came, self._look, "check", self._look.tokens.success)
        say(came, self._words.gettext("It came out"))
        say(again, self._words.gettext("Print copy"))
        came.clicked.connect(lambda: self._presenter.came_out(paper))
        again.clicked.connect(lambda: self._presenter.print_again(paper))
        for touched in (came, again):
            touched.setAccessibleDescription(name)
            touched.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            layout.addWidget(touched)
        return row

    def _notice_place(self, height: int) -> QRect:
        """At the top, in the middle: below the strip's own word for it."""
        width = min(_NOTICE_WIDTH, self._page.width() - 2 * _SIDE)
        return QRect((self._page.width() - width) // 2, _TOP, width, height)
