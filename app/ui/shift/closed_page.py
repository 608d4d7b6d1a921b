"""After the Z report: expected, counted, difference; then home, or the next shift."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.services.print_report_again import ReportKind
from app.ui.shift.presenter import ShiftPresenter
from app.ui.shift.report_page import ReportTable
from app.ui.shift.state import ShiftState
from app.ui.shift.wording import closed_rows, result
from app.ui.theme.look import Look, label
from app.ui.tone import Tone
from app.ui.widgets.basics import HintedButton, IconLabel, column, frame, line, set_icon
from app.words.translate import Words

_SIDE = 376


class ClosedPage(QWidget):
    """Renders a closed shift."""

    def __init__(self, look: Look, presenter: ShiftPresenter) -> None:
        super().__init__()
        self._look = look
        self._table = ReportTable()
        layout = line(self, gap=24)
        layout.addWidget(self._table, 1)
        layout.addLayout(self._side(look, presenter))

    def show_state(self, state: ShiftState, words: Words) -> None:
        """Renders what came of the count."""
        closed = state.closed
        if closed is None or state.paper is None:
            return
        self._table.show_paper(state.paper, words)
        self._table.cash.show_rows(words.gettext("Cash"), closed_rows(closed, words))
        tone, text = result(words, closed.difference)
        icon, colour = {
            Tone.SUCCESS: ("circle-check", self._look.tokens.success),
            Tone.ATTENTION: ("triangle-alert", self._look.tokens.amber_text),
        }.get(tone, ("triangle-alert", self._look.tokens.danger))
        self._icon.draw(icon, colour)
        self._result.setText(text)
        self._number.setText(closed.number)
        self._printed.setText(words.gettext("The Z report is being printed. Keep it with the cash."))
        self._another.say(words.gettext("Open the next shift"))
        self._copy.say(words.gettext("Copy of Z report"))
        self._copy.setEnabled(not state.saving)
        self._end.say(words.gettext("Done"))

    def _side(self, look: Look, presenter: ShiftPresenter) -> QVBoxLayout:
        card = frame("card")
        card.setFixedWidth(_SIDE)
        self._icon = IconLabel(look, 64)
        self._number, self._result, self._printed = label("body-muted"), label("figure"), label("body")
        self._result.setWordWrap(True)
        self._printed.setWordWrap(True)
        inside = column(card, margin=24, gap=12)
        inside.addWidget(self._icon, alignment=Qt.AlignmentFlag.AlignHCenter)
        for text in (self._number, self._result, self._printed):
            text.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            inside.addWidget(text)
        self._another = HintedButton("big")
        set_icon(self._another, look, "clock", size=26)
        self._another.clicked.connect(presenter.begin_another)
        self._copy = HintedButton("big", "7")
        set_icon(self._copy, look, "printer", size=26)
        self._copy.clicked.connect(lambda _on=False: presenter.print_again(ReportKind.Z))
        self._end = HintedButton("primary", "Enter")
        self._end.clicked.connect(presenter.end)
        side = column(gap=12)
        side.addWidget(card)
        side.addStretch(1)
        side.addWidget(self._copy)
        side.addWidget(self._another)
        side.addWidget(self._end)
        return side
