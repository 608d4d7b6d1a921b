"""What is taken instead of what comes back, and the difference: to pay, or to give back."""

from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from app.domain.basket import TenderKind
from app.services.exchange_outcomes import ExchangePreview, ExchangeRefused
from app.ui.receipts.desks.exchange import received_of
from app.ui.receipts.figures import exchange_figures
from app.ui.receipts.parts import PieceRow
from app.ui.receipts.presenter import ReceiptsPresenter
from app.ui.receipts.sheets.pieces import SIDE, PiecesView
from app.ui.receipts.state import ExchangeSheet, ReceiptsState
from app.ui.receipts.wording import exchange_words
from app.ui.theme.look import Look, set_mark
from app.ui.widgets.basics import button, column, line, say, set_icon
from app.ui.widgets.numpad import CLEAR, ERASE, Numpad
from app.words.money import quantity, rupiah
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
        kinds = line(gap=8)
        for kind, segment in self._kinds.items():
            set_icon(segment, look, _ICONS[kind], size=24)
            segment.clicked.connect(lambda _checked=False, by=kind: self._presenter.exchange.pay_by(by))
            kinds.addWidget(segment, 1)
        self._received = button("secondary", look, "keyboard")
        self._received.clicked.connect(self._toggle_numpad)
        self._pages.setFixedWidth(SIDE)
        side = column(gap=8)
        side.addWidget(self._pages, 1)
        side.addLayout(kinds)
        side.addWidget(self._received)
        side.addWidget(self._confirm)
        return side

    def _render(self, sheet: ExchangeSheet, words: Words) -> None:
        preview = sheet.preview
        self.title.setText(words.gettext("Exchange of {number}", number=sheet.back.past.sale.receipt_number))
        self.close_button.setAccessibleName(words.gettext("Back to what comes back"))
        self._hint.setText(words.gettext("Scan what is taken instead"))
        self._find.say(words.gettext("Find item"))
        self._list.show_rows(_rows(words, sheet), words)
        ready = preview if isinstance(preview, ExchangePreview) else None
        self._figures.show_figures(exchange_figures(words, sheet.back.preview, ready))
        self._said.setText(_said(words, sheet))
        pays = ready is not None and ready.to_pay > 0
        for kind, segment in self._kinds.items():
            say(segment, tender_name(words, kind))
            set_mark(segment, "chosen", kind is sheet.by)
            segment.setEnabled(pays and not sheet.committing)
        cash = pays and sheet.by is TenderKind.CASH
        if not cash:
            self._pages.setCurrentIndex(0)
        self._received.setEnabled(cash and not sheet.committing)
        self._numpad.name(words.gettext("Erase"), words.gettext("Clear"))
        amount = 0 if ready is None else received_of(sheet, ready)
        say(self._received, words.gettext("Received {amount}", amount=rupiah(amount)))
        self._confirm.setEnabled(not sheet.committing)
        self._confirm.say(_confirm_words(words, sheet))

    def _toggle_numpad(self) -> None:
        self._pages.setCurrentIndex(1 - self._pages.currentIndex())

    def _pressed(self, key: str) -> None:
        if key == ERASE:
            self._presenter.erase()
        elif key != CLEAR:
            self._presenter.key(key)


def _rows(words: Words, sheet: ExchangeSheet) -> list[PieceRow]:
    preview = sheet.preview
    quote = preview.quoted.quote if isinstance(preview, ExchangePreview) else None
    priced = {made.line: made.net for made in quote.lines} if quote else {}
    return [
        PieceRow(
            key=item_line.number,
            name=item_line.item.name,
            below=words.gettext("{price} each", price=rupiah(item_line.item.price)),
            pieces=quantity(item_line.quantity),
            amount=rupiah(priced.get(item_line, item_line.price)),
            marked=place == sheet.place,
        )
        for place, item_line in enumerate(sheet.basket.lines)
    ]


def _said(words: Words, sheet: ExchangeSheet) -> str:
    match sheet.preview:
        case ExchangeRefused():
            return exchange_words(words, sheet.preview)
        case ExchangePreview():
            return ""
        case None:
            return "…" if sheet.basket.lines else words.gettext("Nothing was scanned yet.")


def _confirm_words(words: Words, sheet: ExchangeSheet) -> str:
    if sheet.committing:
        return words.gettext("Saving…")
    preview = sheet.preview
    if not isinstance(preview, ExchangePreview):
        return words.gettext("Exchange")
    if preview.to_pay:
        return words.gettext("Receive {amount}", amount=rupiah(received_of(sheet, preview)))
    if preview.back:
        return words.gettext("Give back {amount}", amount=rupiah(-preview.difference))
    return words.gettext("Exchange evenly")
