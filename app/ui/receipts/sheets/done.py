"""It is done: the money, the points, and how the paper is."""

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QWidget

from app.ui.receipts.figures import done_figures
from app.ui.receipts.parts import FigureList
from app.ui.receipts.presenter import ReceiptsPresenter
from app.ui.receipts.state import DonePanel, ReceiptsState
from app.ui.receipts.wording import done_title, paper_words
from app.ui.theme.look import Look, label
from app.ui.tone import Tone
from app.ui.widgets.basics import HintedButton, IconLabel, column, frame, line, set_icon
from app.ui.widgets.sheet_stack import StateSheet
from app.words.translate import Words

_LOOK_EVERY_MS = 700


class DoneView(StateSheet[ReceiptsState]):
    """Renders a `DonePanel`; asks now and then how the paper is, until it is known."""

    def __init__(self, host: QWidget, look: Look, presenter: ReceiptsPresenter) -> None:
        super().__init__(host, look, 600, 616, presenter.leave)
        self._look, self._presenter = look, presenter
        halo = label("halo-success")
        halo.setFixedSize(80, 80)
        check = IconLabel(look, 40)
        check.draw("check", look.tokens.success)
        column(halo).addWidget(check, alignment=Qt.AlignmentFlag.AlignCenter)
        well = frame("well")
        self._figures = FigureList()
        column(well, margin=20).addWidget(self._figures)
        self._paper_icon, self._paper = IconLabel(look, 24), label("body-muted")
        self._paper.setWordWrap(True)
        paper = line(gap=12)
        paper.addWidget(self._paper_icon)
        paper.addWidget(self._paper, 1)
        self._copy = HintedButton("big", "Ctrl+R")
        set_icon(self._copy, look, "printer")
        self._copy.clicked.connect(presenter.reprint)
        self._next = HintedButton("primary", "Enter")
        self._next.clicked.connect(self._next_touched)
        ends = line(gap=12)
        ends.addWidget(self._copy, 2)
        ends.addWidget(self._next, 3)
        self.body.addWidget(halo, alignment=Qt.AlignmentFlag.AlignHCenter)
        self.body.addWidget(well)
        self.body.addLayout(paper)
        self.body.addStretch(1)
        self.body.addLayout(ends)
        self._poll = QTimer(self, interval=_LOOK_EVERY_MS)
        self._poll.timeout.connect(self._look_at_paper)

    def show_state(self, state: ReceiptsState, words: Words) -> bool:
        if isinstance(state.sheet, DonePanel):
            self._render(state.sheet, words)
            return True
        return False

    def _look_at_paper(self) -> None:
        if self.isVisible():
            self._presenter.done.look_at_paper()
        else:
            self._poll.stop()

    def _render(self, panel: DonePanel, words: Words) -> None:
        self.title.setText(done_title(words, panel))
        self.close_button.setAccessibleName(words.gettext("Close"))
        self._figures.show_figures(done_figures(words, panel.done))
        tone, text = paper_words(words, panel.printed) if panel.document_id else (Tone.INFO, "")
        self._paper.setText(text)
        self._paper_icon.setVisible(bool(text))
        colour = self._look.tokens.amber_text if tone is Tone.ATTENTION else self._look.tokens.muted
        self._paper_icon.draw("triangle-alert" if tone is Tone.ATTENTION else "printer", colour)
        self._copy.setVisible(bool(panel.document_id))
        self._copy.say(words.gettext("Print copy"))
        self._next.say(words.gettext("Done"))
        if not panel.awaits_paper:
            self._poll.stop()
        elif not self._poll.isActive():
            self._poll.start()

    def _next_touched(self) -> None:
        if not self.just_opened():
            self._presenter.confirm()
