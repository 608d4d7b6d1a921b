"""Why a basket is given up, and the manager's word where the shop wants it."""

from PySide6.QtWidgets import QPushButton, QWidget

from app.services.give_up_basket import DiscardReason
from app.services.hold_basket import price_of
from app.ui.checkout.basket_sheets import GiveUpSheet
from app.ui.checkout.basket_wording import held_name
from app.ui.checkout.presenter import CheckoutPresenter
from app.ui.checkout.sheets.sheet_view import SheetView
from app.ui.checkout.state import CheckoutState
from app.ui.theme.look import Look, label, set_mark
from app.ui.widgets.approval_pad import ApprovalView
from app.ui.widgets.basics import HintedButton, button, column, say
from app.words.basket_answers import discard_reason_name
from app.words.money import rupiah
from app.words.translate import Words


class GiveUpView(SheetView):
    """Renders a `GiveUpSheet`."""

    def __init__(self, host: QWidget, look: Look, presenter: CheckoutPresenter) -> None:
        super().__init__(host, look, 560, 690, presenter.leave)
        self._desk = presenter.aside.give_up
        self._which = label("body")
        self._which.setWordWrap(True)
        self._why = label("small-muted")
        self._reasons = {reason: self._reason(reason) for reason in DiscardReason}
        self._asking = QWidget()
        self._confirm = HintedButton("primary", "Enter")
        self._confirm.clicked.connect(presenter.confirm)
        asking = column(self._asking, gap=8)
        asking.addWidget(self._why)
        for touched in self._reasons.values():
            asking.addWidget(touched)
        asking.addStretch(1)
        asking.addWidget(self._confirm)
        self._approval = ApprovalView(look, self._desk.pad)
        self.body.addWidget(self._which)
        self.body.addWidget(self._asking, 1)
        self.body.addWidget(self._approval, 1)

    def show_state(self, state: CheckoutState, words: Words) -> bool:
        sheet = state.sheet
        if not isinstance(sheet, GiveUpSheet):
            return False
        self.title.setText(words.gettext("Give the basket up?"))
        self.close_button.setAccessibleName(words.gettext("Close"))
        self._which.setText(_which(sheet, state, words))
        self._why.setText(words.gettext("Why?"))
        for reason, touched in self._reasons.items():
            say(touched, discard_reason_name(words, reason))
            set_mark(touched, "chosen", reason is sheet.reason)
        self._asking.setVisible(sheet.approval is None)
        self._approval.setVisible(sheet.approval is not None)
        if sheet.approval is not None:
            self._approval.show_entry(sheet.approval, words)
        self._confirm.setEnabled(not sheet.saving)
        self._confirm.say(words.gettext("Saving…") if sheet.saving else words.gettext("Give up"))
        return True

    def _reason(self, reason: DiscardReason) -> QPushButton:
        touched = button("segment")
        touched.clicked.connect(lambda: self._desk.choose(reason))
        return touched


def _which(sheet: GiveUpSheet, state: CheckoutState, words: Words) -> str:
    """The basket, so that nobody gives up another one."""
    if sheet.held is not None:
        name, price = held_name(words, sheet.held), sheet.held.price
    else:
        name = words.gettext("The open basket")
        price = price_of(state.basket) if state.basket else 0
    return words.gettext("{basket}, {amount}. It can’t be brought back.", basket=name, amount=rupiah(price))
