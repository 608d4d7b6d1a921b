"""How the customer pays: cash with quick amounts and a numpad, QRIS, card."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from app.domain.basket import TenderKind
from app.services.outcomes import QuotedBasket
from app.ui.checkout.presenter import CheckoutPresenter
from app.ui.checkout.sheets.sheet_view import SheetView
from app.ui.checkout.state import CheckoutState, TenderSheet, quick_cash
from app.ui.checkout.wording import tender
from app.ui.theme.look import Look, label, set_mark
from app.ui.widgets.basics import HintedButton, button, column, frame, line, say, set_icon
from app.ui.widgets.numpad import CLEAR, ERASE, Numpad
from app.words.money import rupiah
from app.words.translate import Words

_ICONS = {TenderKind.CASH: "banknote", TenderKind.QRIS: "qr-code", TenderKind.CARD: "credit-card"}
_QUICK = 4


class TenderView(SheetView):
    """Renders a `TenderSheet`."""

    def __init__(self, host: QWidget, look: Look, presenter: CheckoutPresenter) -> None:
        super().__init__(host, look, 920, 616, presenter.leave)
        self._presenter = presenter
        columns = line(gap=32)
        columns.addLayout(self._ways(look), 1)
        columns.addLayout(self._amount(look))
        self.body.addLayout(columns, 1)

    def show_state(self, state: CheckoutState, words: Words) -> bool:
        if isinstance(state.sheet, TenderSheet):
            self._render(state.sheet, words)
            return True
        return False

    def _render(self, sheet: TenderSheet, words: Words) -> None:
        self.title.setText(words.gettext("Payment"))
        self.close_button.setAccessibleName(words.gettext("Close"))
        cash = sheet.kind is TenderKind.CASH
        payable = sheet.quoted.quote.payable if sheet.quoted else None
        self._total_name.setText(words.gettext("Total to pay"))
        self._total.setText("…" if payable is None else rupiah(payable))
        self._rounding.setText(_rounding(sheet.quoted, words))
        for kind, segment in self._kinds.items():
            say(segment, tender(words, kind))
            set_mark(segment, "chosen", kind is sheet.kind)
            segment.setEnabled(not sheet.committing)
        self._show_quick(payable if cash else None, sheet.committing, words)
        self._hint.setText(_hint(sheet.kind, words))
        received = int(sheet.keyed) if sheet.keyed else payable
        self._received_name.setText(words.gettext("Received"))
        self._received.setText(rupiah(received or 0))
        self._show_change(cash, received, payable, words)
        self._numpad.setEnabled(cash and not sheet.committing)
        self._numpad.name(words.gettext("Erase"), words.gettext("Clear"))
        self._confirm.setEnabled(not sheet.committing)
        self._confirm.say(
            words.gettext("Saving…")
            if sheet.committing
            else words.gettext("Receive {amount}", amount=rupiah(received or 0))
        )

    def _ways(self, look: Look) -> QVBoxLayout:
        self._total_name = label("small-muted")
        self._total = label("total")
        self._rounding = label("caption")
        self._kinds = {}
        kinds = line(gap=8)
        for kind in TenderKind:
            segment = button("segment")
            set_icon(segment, look, _ICONS[kind], size=24)
            segment.clicked.connect(
                lambda _checked=False, chosen=kind: self._presenter.payment.choose(chosen)
            )
            self._kinds[kind] = segment
            kinds.addWidget(segment, 1)
        self._quick = [HintedButton("big", f"Alt+{place + 1}") for place in range(_QUICK)]
        self._grid = QGridLayout()
        self._grid.setSpacing(8)
        for place, amount in enumerate(self._quick):
            amount.clicked.connect(lambda _checked=False, chosen=place: self._quick_touched(chosen))
            self._grid.addWidget(amount, *divmod(place, 2))
        self._hint = label("body-muted")
        self._hint.setWordWrap(True)
        left = column(gap=8)
        for part in (self._total_name, self._total, self._rounding):
            left.addWidget(part)
        left.addSpacing(16)
        left.addLayout(kinds)
        left.addSpacing(8)
        left.addLayout(self._grid)
        left.addWidget(self._hint)
        left.addStretch(1)
        return left

    def _amount(self, look: Look) -> QVBoxLayout:
        well = frame("well")
        self._received_name, self._change_name = label("small-muted"), label("small-muted")
        self._received, self._change = label("figure"), label("heading")
        inside = column(well, margin=16, gap=4)
        inside.addLayout(_pair(self._received_name, self._received))
        inside.addLayout(_pair(self._change_name, self._change))
        self._numpad = Numpad(look, corner="000")
        self._numpad.pressed.connect(self._pressed)
        self._confirm = HintedButton("primary", "Enter")
        self._confirm.clicked.connect(self._confirm_touched)
        right = column(gap=12)
        right.addWidget(well)
        right.addWidget(self._numpad, 1)
        right.addWidget(self._confirm)
        well.setFixedWidth(376)
        return right

    def _show_quick(self, payable: int | None, committing: bool, words: Words) -> None:
        amounts = quick_cash(payable) if payable is not None else ()
        last = len(amounts) - 1
        for place, touched in enumerate(self._quick):
            self._grid.addWidget(touched, *divmod(place, 2), 1, 2 if place == last and last % 2 == 0 else 1)
            touched.setVisible(place < len(amounts))
            touched.setEnabled(not committing)
            if place < len(amounts):
                exact = amounts[place] == payable
                touched.say(words.gettext("Exact") if exact else rupiah(amounts[place]))

    def _show_change(self, cash: bool, received: int | None, payable: int | None, words: Words) -> None:
        due = (received or 0) - (payable or 0)
        self._change_name.setText(words.gettext("Change") if due >= 0 else words.gettext("Still missing"))
        self._change.setText(rupiah(abs(due)) if cash else "")
        self._change_name.setVisible(cash)

    def _pressed(self, key: str) -> None:
        if key == ERASE:
            self._presenter.erase()
        elif key != CLEAR:
            self._presenter.key(key)

    def _quick_touched(self, place: int) -> None:
        if not self.just_opened():
            self._presenter.payment.quick(place)

    def _confirm_touched(self) -> None:
        if not self.just_opened():
            self._presenter.confirm()


def _pair(name: QWidget, amount: QWidget) -> QHBoxLayout:
    pair = line()
    pair.addWidget(name, 1)
    pair.addWidget(amount, alignment=Qt.AlignmentFlag.AlignRight)
    return pair


def _rounding(quoted: QuotedBasket | None, words: Words) -> str:
    rounding = quoted.quote.cash_rounding if quoted else 0
    return words.gettext("Cash rounding {amount}", amount=rupiah(rounding)) if rounding else " "


def _hint(kind: TenderKind, words: Words) -> str:
    match kind:
        case TenderKind.CASH:
            return ""
        case TenderKind.QRIS:
            return words.gettext("See the payment arrive on the QRIS display first, then confirm it here.")
        case TenderKind.CARD:
            return words.gettext("See the terminal approve the card first, then confirm it here.")
