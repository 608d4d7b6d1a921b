"""A receipt was scanned: go to its sale?"""

from PySide6.QtWidgets import QWidget

from app.ui.checkout.presenter import CheckoutPresenter
from app.ui.checkout.state import CheckoutState, ReceiptSheet
from app.ui.theme.look import Look, label
from app.ui.widgets.basics import HintedButton, line, set_icon
from app.ui.widgets.sheet_stack import StateSheet
from app.words.translate import Words


class ReceiptView(StateSheet[CheckoutState]):
    """Renders a `ReceiptSheet`."""

    def __init__(self, host: QWidget, look: Look, presenter: CheckoutPresenter) -> None:
        super().__init__(host, look, 600, 288, presenter.leave)
        self._presenter = presenter
        self._said = label("body")
        self._said.setWordWrap(True)
        self._stay = HintedButton("big", "Esc")
        self._stay.clicked.connect(presenter.leave)
        self._open = HintedButton("primary", "Enter")
        set_icon(self._open, look, "receipt-text", look.tokens.on_primary)
        self._open.clicked.connect(self._open_touched)
        ends = line(gap=12)
        ends.addWidget(self._stay, 2)
        ends.addWidget(self._open, 3)
        self.body.addWidget(self._said)
        self.body.addStretch(1)
        self.body.addLayout(ends)

    def show_state(self, state: CheckoutState, words: Words) -> bool:
        if not isinstance(state.sheet, ReceiptSheet):
            return False
        self.title.setText(words.gettext("Receipt {number}", number=state.sheet.found.number))
        self.close_button.setAccessibleName(words.gettext("Close"))
        self._said.setText(
            words.gettext(
                "Return, void or exchange it, give it to a member, or print a copy. The basket stays."
            )
        )
        self._stay.say(words.gettext("Go on selling"))
        self._open.say(words.gettext("Open the receipt"))
        return True

    def _open_touched(self) -> None:
        if not self.just_opened():
            self._presenter.confirm()
