"""A gift card's code by the letters of the screen, where no scanner reads it."""

from PySide6.QtWidgets import QWidget

from app.ui.checkout.presenter import CheckoutPresenter
from app.ui.checkout.state import CheckoutState, GiftCodeSheet
from app.ui.theme.look import Look
from app.ui.widgets.basics import HintedButton
from app.ui.widgets.sheet_stack import StateSheet
from app.ui.widgets.touch_field import TouchField, TouchKeyboard
from app.words.translate import Words

_LONGEST_CODE = 24


class GiftCodeView(StateSheet[CheckoutState]):
    """Renders a `GiftCodeSheet`."""

    def __init__(self, host: QWidget, look: Look, presenter: CheckoutPresenter) -> None:
        super().__init__(host, look, 760, 640, presenter.leave)
        self._field = TouchField(longest=_LONGEST_CODE)
        self._field.edited.connect(presenter.gift_code.type)
        self._keyboard = TouchKeyboard(look, self._field)
        self._confirm = HintedButton("primary", "Enter")
        self._confirm.clicked.connect(presenter.confirm)
        self.body.addWidget(self._field)
        self.body.addWidget(self._keyboard, 1)
        self.body.addWidget(self._confirm)
        self.setFocusProxy(self._field)

    def show_state(self, state: CheckoutState, words: Words) -> bool:
        if not isinstance(state.sheet, GiftCodeSheet):
            return False
        self.title.setText(words.gettext("Gift card"))
        self.close_button.setAccessibleName(words.gettext("Close"))
        self._field.say(words.gettext("Code below the bars, 17 letters and digits"))
        self._field.show_text(state.sheet.code)
        self._keyboard.say(words)
        self._confirm.say(words.gettext("Look up"))
        return True
