"""The open shift: what it did so far on the left, what can be done with the drawer on the right."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from app.services.drawer_paper import ReportPaper
from app.ui.shift.keys import ACTIONS
from app.ui.shift.presenter import ShiftPresenter
from app.ui.shift.rows import RowsCard
from app.ui.shift.state import ShiftState
from app.ui.shift.wording import action_names
from app.ui.theme.look import Look, set_role
from app.ui.widgets.basics import HintedButton, column, line, set_icon
from app.words.shift_rows import cash_rows, method_rows, move_rows, point_rows, sales_rows
from app.words.translate import Words

_ICONS = {
    "1": "banknote-arrow-down",
    "2": "banknote-arrow-up",
    "3": "inbox",
    "4": "printer",
    "5": "eye",
    "6": "receipt-text",
    "7": "receipt-text",
}
_SIDE = 320


class ReportTable(QScrollArea):
    """The sums of a report in two columns of cards. Only what an X report's paper says, unless cash is told."""

    def __init__(self) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._sales, self._methods, self._points = RowsCard(), RowsCard(), RowsCard()
        self._moves, self.cash = RowsCard(), RowsCard()
        inner = QWidget()
        set_role(inner, "canvas")
        columns = line(inner, gap=16)
        for cards in ((self._sales, self._points), (self.cash, self._methods, self._moves)):
            columns.addLayout(_stacked(*cards), 1)
        self.setWidget(inner)

    def show_paper(self, paper: ReportPaper, words: Words) -> None:
        """Renders all cards but the cash."""
        report = paper.report
        self._sales.show_rows(words.gettext("Sales"), sales_rows(words, report, paper.programme))
        self._methods.show_rows(
            words.gettext("Payments"), method_rows(words, report), words.gettext("Nothing was paid yet.")
        )
        self._points.show_rows(words.gettext("Points"), point_rows(words, report))
        self._moves.show_rows(words.gettext("Drawer"), move_rows(words, report))


class ReportPage(QWidget):
    """Renders an open shift."""

    def __init__(self, look: Look, presenter: ShiftPresenter) -> None:
        super().__init__()
        self._presenter = presenter
        self._table = ReportTable()
        self._actions = {key: HintedButton("big", key) for key in ACTIONS}
        for key, touched in self._actions.items():
            set_icon(touched, look, _ICONS[key], size=26)
            touched.setFixedWidth(_SIDE)
            touched.clicked.connect(lambda _on=False, chosen=key: ACTIONS[chosen](presenter))
        self._close = HintedButton("primary", "F12")
        self._close.clicked.connect(presenter.count.begin)
        side = column(gap=8)
        for touched in self._actions.values():
            side.addWidget(touched)
        side.addStretch(1)
        side.addWidget(self._close)
        layout = line(self, gap=24)
        layout.addWidget(self._table, 1)
        layout.addLayout(side)

    def show_state(self, state: ShiftState, words: Words) -> None:
        """Renders the report and what can be done."""
        if state.paper is not None:
            self._table.show_paper(state.paper, words)
        told = state.expected is not None
        self._table.cash.setVisible(told)
        if state.expected is not None:
            self._table.cash.show_rows(
                words.gettext("Cash that should be there"), cash_rows(words, state.expected)
            )
        for key, name in action_names(words, told=told).items():
            self._actions[key].say(name)
            self._actions[key].setEnabled(not state.saving)
        self._close.say(words.gettext("Close the shift"))
        self._close.setEnabled(not state.saving)


def _stacked(*cards: RowsCard) -> QVBoxLayout:
    stacked = column(gap=16)
    for card in cards:
        stacked.addWidget(card)
    stacked.addStretch(1)
    return stacked
