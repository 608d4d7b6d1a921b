"""What is taken instead of what comes back, and the difference: to pay, or to give back."""

from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from app.domain.basket import TenderKind
from app.services.exchange_outcomes import ExchangePreview
from app.ui.receipts.figures import exchange_figures
from app.ui.receipts.piece_wording import (
    exchange_confirm,
    exchange_rows,
    exchange_said,
    named_ways,
    other_words,
    pays,
    received_words,
)
from app.ui.receipts.presenter import ReceiptsPresenter
from app.ui.receipts.sheets.pieces import SIDE, PiecesView
from app.ui.receipts.state import ExchangeSheet, ReceiptsState
from app.ui.receipts.wording import return_title
from app.ui.theme.look import Look, set_mark
from app.ui.widgets.basics import button, column, line, say, set_icon
from app.ui.widgets.named_ways import NamedWays
from app.ui.widgets.numpad import CLEAR, ERASE, Numpad
from app.words.names import tender_name
from app.words.translate import Words

_ICONS = {TenderKind.CASH: "banknote", TenderKind.QRIS: "qr-code", TenderKind.CARD: "credit-card"}


class ExchangeView(PiecesView):
    """Renders an `ExchangeSheet`."""

    def __init__(self, host: QWidget, look: Look, presenter: ReceiptsPresenter) -> None:
        super().__init__(host, look, presenter, presenter.exchange.add)
        self._find = self.finder(look)
        self.lay_out(self._find, self._side(look))

    def show_state(self, state: ReceiptsState, words: Words) -> bool:
        if isinstance(state.sheet, ExchangeSheet):
            self._render(state.sheet, words)
            return True
        self._pages.setCurrentIndex(0)
        return False

    def _side(self, look: Look) -> QVBoxLayout:
        self._numpad = Numpad(look, corner="000")
        self._numpad.pressed.connect(self._pressed)
        self._pages = QStackedWidget()
        self._pages.addWidget(self.well())
        self._pages.addWidget(self._numpad)
        self._kinds = {kind: button("segment") for kind in TenderKind}
        self._other = button("segment")
        set_icon(self._other, look, "wallet-cards", size=24)
        self._other.clicked.connect(lambda _checked=False: self._presenter.exchange.pay_otherwise(0))
        kinds = line(gap=8)
        for kind, segment in self._kinds.items():
            set_icon(segment, look, _ICONS[kind], size=24)
            segment.clicked.connect(lambda _checked=False, by=kind: self._presenter.exchange.pay_by(by))
            kinds.addWidget(segment, 1)
        kinds.addWidget(self._other, 1)
        self._named = NamedWays(self._presenter.exchange.pay_otherwise)
        self._received = button("secondary", look, "keyboard")
        self._received.clicked.connect(self._toggle_numpad)
        self._pages.setFixedWidth(SIDE)
        side = column(gap=8)
        side.addWidget(self._pages, 1)
        side.addLayout(kinds)
        side.addWidget(self._named)
        side.addWidget(self._received)
        side.addWidget(self._confirm)
        return side

    def _render(self, sheet: ExchangeSheet, words: Words) -> None:
        preview = sheet.preview
        self.title.setText(return_title(words, sheet.back))
        self.close_button.setAccessibleName(words.gettext("Back to what comes back"))
        self._hint.setText(words.gettext("Scan what is taken instead"))
        self._find.say(words.gettext("Find item"))
        self._list.show_rows(exchange_rows(words, sheet), words)
        ready = preview if isinstance(preview, ExchangePreview) else None
        self._figures.show_figures(exchange_figures(words, sheet.back.preview, ready))
        self._said.setText(exchange_said(words, sheet))
        self._show_ways(sheet, words)
        self._numpad.name(words.gettext("Erase"), words.gettext("Clear"))
        self._confirm.setEnabled(not sheet.committing)
        self._confirm.say(exchange_confirm(words, sheet))

    def _show_ways(self, sheet: ExchangeSheet, words: Words) -> None:
        for kind, segment in self._kinds.items():
            say(segment, tender_name(words, kind))
            set_mark(segment, "chosen", kind is sheet.by)
            segment.setEnabled(pays(sheet))
        say(self._other, other_words(words, sheet))
        set_mark(self._other, "chosen", sheet.by not in self._kinds)
        self._other.setVisible(bool(sheet.others))
        self._other.setEnabled(pays(sheet))
        names, chosen = named_ways(words, sheet)
        self._named.show_names(names, chosen, enabled=pays(sheet))
        self._named.setVisible(bool(names))
        cash = pays(sheet) and sheet.by is TenderKind.CASH
        if not cash:
            self._pages.setCurrentIndex(0)
        self._received.setEnabled(cash)
        self._received.setVisible(not names)
        say(self._received, received_words(words, sheet))

    def _toggle_numpad(self) -> None:
        self._pages.setCurrentIndex(1 - self._pages.currentIndex())

    def _pressed(self, key: str) -> None:
        if key == ERASE:
            self._presenter.erase()
        elif key != CLEAR:
            self._presenter.key(key)
