"""What to key into the other till, before the customer pays there."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from app.ui.checkout.bill_sheets import BillPaySheet
from app.ui.checkout.presenter import CheckoutPresenter
from app.ui.checkout.state import CheckoutState
from app.ui.theme.look import Look, label
from app.ui.widgets.basics import HintedButton, column, frame
from app.ui.widgets.sheet_stack import StateSheet
from app.words.money import rupiah
from app.words.translate import Words


class BillPayView(StateSheet[CheckoutState]):
    """Renders a `BillPaySheet`."""

    def __init__(self, host: QWidget, look: Look, presenter: CheckoutPresenter) -> None:
        super().__init__(host, look, 600, 520, presenter.leave)
        self._desk = presenter.bill
        self._bill, self._off_name, self._left_name = label("body"), label("body-muted"), label("body-muted")
        self._off, self._left = label("change"), label("total")
        self._then = label("body")
        self._then.setWordWrap(True)
        texts = (self._bill, self._off_name, self._off, self._left_name, self._left, self._then)
        for text in texts:
            text.setAlignment(Qt.AlignmentFlag.AlignCenter)
        off, left = frame("points-card"), frame("well")
        of_off, of_left = column(off, margin=16, gap=0), column(left, margin=12, gap=0)
        for part in (self._off_name, self._off):
            of_off.addWidget(part)
        for part in (self._left_name, self._left):
            of_left.addWidget(part)
        self._confirm = HintedButton("primary", "Enter")
        self._confirm.clicked.connect(presenter.confirm)
        self.body.addWidget(self._bill)
        self.body.addWidget(off)
        self.body.addWidget(left)
        self.body.addWidget(self._then)
        self.body.addStretch(1)
        self.body.addWidget(self._confirm)

    def show_state(self, state: CheckoutState, words: Words) -> bool:
        sheet, till = state.sheet, self._desk.till
        if not isinstance(sheet, BillPaySheet):
            return False
        quote = None if sheet.quoted is None else sheet.quoted.quote
        bill = None if state.basket is None else state.basket.bill
        self.title.setText(words.gettext("Pay at {till}", till=till))
        self.close_button.setAccessibleName(words.gettext("Close"))
        self._bill.setText("" if bill is None else words.gettext("Bill {number}", number=bill.number))
        self._off_name.setText(words.gettext("Key in as a discount"))
        self._off.setText("…" if quote is None else rupiah(sheet.off))
        self._left_name.setText(words.gettext("Then it asks for"))
        self._left.setText("…" if quote is None else rupiah(quote.payable))
        self._then.setText(words.gettext("Confirm once the customer has paid there."))
        self._confirm.setEnabled(quote is not None and not sheet.saving)
        self._confirm.say(words.gettext("Saving…") if sheet.saving else words.gettext("Paid there"))
        return True
