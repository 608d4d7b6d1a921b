"""What a payment's slip says, by the letters of the screen, by the keyboard or from its code."""

from PySide6.QtWidgets import QWidget

from app.services.take_tender import LONGEST_REFERENCE
from app.ui.checkout.payment_wording import way_name
from app.ui.checkout.presenter import CheckoutPresenter
from app.ui.checkout.state import CheckoutState, ReferenceSheet
from app.ui.theme.look import Look, label
from app.ui.widgets.basics import HintedButton
from app.ui.widgets.sheet_stack import StateSheet
from app.ui.widgets.touch_field import TouchField, TouchKeyboard
from app.words.translate import Words


class ReferenceView(StateSheet[CheckoutState]):
    """Renders a `ReferenceSheet`."""

    def __init__(self, host: QWidget, look: Look, presenter: CheckoutPresenter) -> None:
        super().__init__(host, look, 760, 680, presenter.leave)
        self._field = TouchField(longest=LONGEST_REFERENCE)
        self._field.edited.connect(presenter.reference.type)
        self._keyboard = TouchKeyboard(look, self._field)
        self._hint = label("small-muted")
        self._hint.setWordWrap(True)
        self._confirm = HintedButton("primary", "Enter")
        self._confirm.clicked.connect(presenter.confirm)
        self.body.addWidget(self._field)
        self.body.addWidget(self._hint)
        self.body.addWidget(self._keyboard, 1)
        self.body.addWidget(self._confirm)
        self.setFocusProxy(self._field)

    def show_state(self, state: CheckoutState, words: Words) -> bool:
        if not isinstance(state.sheet, ReferenceSheet):
            return False
        sheet = state.sheet
        way = way_name(words, sheet.payment.way)
        self.title.setText(words.gettext("Reference of {method}", method=way))
        self.close_button.setAccessibleName(words.gettext("Close"))
        self._field.say(words.gettext("Approval code, last four digits or reference number"))
        self._hint.setText(words.gettext("Never the whole number of a card. It may stay empty."))
        self._field.show_text(sheet.text)
        self._keyboard.say(words)
        self._confirm.say(words.gettext("Keep") if sheet.text else words.gettext("Without a reference"))
        return True
