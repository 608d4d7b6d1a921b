"""Why a basket is given up."""

from PySide6.QtWidgets import QPushButton, QWidget

from app.services.give_up_basket import DiscardReason
from app.ui.checkout.basket_sheets import GiveUpSheet
from app.ui.checkout.basket_wording import given_up_words
from app.ui.checkout.presenter import CheckoutPresenter
from app.ui.checkout.state import CheckoutState
from app.ui.theme.look import Look, label, set_mark
from app.ui.widgets.basics import HintedButton, button, column, say
from app.ui.widgets.sheet_stack import StateSheet
from app.words.basket_answers import discard_reason_name
from app.words.translate import Words


class GiveUpView(StateSheet[CheckoutState]):
    """Renders a `GiveUpSheet`."""

    def __init__(self, host: QWidget, look: Look, presenter: CheckoutPresenter) -> None:
        super().__init__(host, look, 560, 560, presenter.leave)
        self._desk = presenter.aside.give_up
        self._which = label("body")
        self._which.setWordWrap(True)
        self._why = label("small-muted")
        self._reasons = {reason: self._reason(reason) for reason in DiscardReason}
        self._confirm = HintedButton("primary", "Enter")
        self._confirm.clicked.connect(presenter.confirm)
        reasons = column(gap=8)
        for part in (self._why, *self._reasons.values()):
            reasons.addWidget(part)
        self.body.addWidget(self._which)
        self.body.addLayout(reasons)
        self.body.addStretch(1)
        self.body.addWidget(self._confirm)

    def show_state(self, state: CheckoutState, words: Words) -> bool:
        sheet = state.sheet
        if not isinstance(sheet, GiveUpSheet):
            return False
        self.title.setText(words.gettext("Give the basket up?"))
        self.close_button.setAccessibleName(words.gettext("Close"))
        self._which.setText(given_up_words(words, sheet, state.basket))
        self._why.setText(words.gettext("Why?"))
        for reason, touched in self._reasons.items():
            say(touched, discard_reason_name(words, reason))
            set_mark(touched, "chosen", reason is sheet.reason)
        self._confirm.setEnabled(not sheet.saving)
        self._confirm.say(words.gettext("Saving…") if sheet.saving else words.gettext("Give up"))
        return True

    def _reason(self, reason: DiscardReason) -> QPushButton:
        touched = button("segment")
        touched.clicked.connect(lambda: self._desk.choose(reason))
        return touched
