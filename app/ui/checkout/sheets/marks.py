"""A member's segments, flags and lists: a tick for each that the programme names."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QScrollArea, QStackedWidget, QWidget

from app.domain.changes import MarkKind
from app.services.marks_outcomes import MarksReason
from app.services.people_port import KnownMark
from app.ui.checkout.marks_state import MarksSheet, MarksStep
from app.ui.checkout.marks_wording import marks_reason, marks_sentence
from app.ui.checkout.presenter import CheckoutPresenter
from app.ui.checkout.state import CheckoutState
from app.ui.theme.look import Look, label, set_role
from app.ui.widgets.basics import HintedButton, column
from app.ui.widgets.sheet_stack import StateSheet
from app.ui.widgets.tick import Tick
from app.words.marks import mark_kind_name, mark_name
from app.words.translate import Words


class MarksView(StateSheet[CheckoutState]):
    """Renders a `MarksSheet`, a page for each step."""

    def __init__(self, host: QWidget, look: Look, presenter: CheckoutPresenter) -> None:
        super().__init__(host, look, 560, 704, presenter.leave)
        self._look = look
        self._desk = presenter.marks
        self._named: tuple[KnownMark, ...] = ()
        self._ticks: dict[KnownMark, Tick] = {}
        self._captions: dict[MarkKind, QLabel] = {}
        self._sentence = label("body")
        self._sentence.setWordWrap(True)
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._pages = QStackedWidget()
        self._at = {MarksStep.CHOOSE: self._scroll, MarksStep.REASON: self._asking()}
        for page in self._at.values():
            self._pages.addWidget(page)
        self._next = HintedButton("primary", "Enter")
        self._next.clicked.connect(presenter.confirm)
        self.body.addWidget(self._sentence)
        self.body.addWidget(self._pages, 1)
        self.body.addWidget(self._next)

    def show_state(self, state: CheckoutState, words: Words) -> bool:
        if isinstance(state.sheet, MarksSheet):
            self._render(state.sheet, words)
            return True
        return False

    def _asking(self) -> QWidget:
        page = QWidget()
        set_role(page, "surface")
        layout = column(page, gap=12)
        self._whys = {reason: HintedButton("big", str(at)) for at, reason in enumerate(MarksReason, start=1)}
        for reason, why in self._whys.items():
            why.clicked.connect(lambda _checked=False, chosen=reason: self._desk.because(chosen))
            layout.addWidget(why)
        layout.addStretch(1)
        return page

    def _render(self, sheet: MarksSheet, words: Words) -> None:
        self.title.setText(words.gettext("Member’s labels"))
        self.close_button.setAccessibleName(words.gettext("Close"))
        self._sentence.setText(marks_sentence(words, sheet))
        if sheet.named != self._named or not self._ticks:
            self._rebuild(sheet.named)
        for kind, caption in self._captions.items():
            caption.setText(mark_kind_name(words, kind))
        for mark, tick in self._ticks.items():
            held = mark in sheet.held
            said = words.gettext("ticked") if held else words.gettext("not ticked")
            tick.show_tick(mark_name(mark.mark), held, said)
        for reason, why in self._whys.items():
            why.say(marks_reason(words, reason))
        self._pages.setCurrentWidget(self._at[sheet.step])
        self._next.say(words.gettext("Go on"))
        self._next.setVisible(sheet.step is MarksStep.CHOOSE)

    def _rebuild(self, named: tuple[KnownMark, ...]) -> None:
        self._named, self._ticks, self._captions = named, {}, {}
        inner = QWidget()
        set_role(inner, "surface")
        rows = column(inner, gap=8)
        for mark in named:
            if mark.kind not in self._captions:
                self._captions[mark.kind] = label("caption")
                rows.addWidget(self._captions[mark.kind])
            tick = Tick(self._look)
            tick.setMinimumHeight(56)
            tick.clicked.connect(lambda _checked=False, chosen=mark: self._desk.tick(chosen))
            self._ticks[mark] = tick
            rows.addWidget(tick)
        rows.addStretch(1)
        self._scroll.setWidget(inner)
