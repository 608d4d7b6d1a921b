"""Under which name the open basket is put aside."""

from PySide6.QtWidgets import QWidget

from app.services.hold_basket import LONGEST_LABEL
from app.ui.checkout.basket_sheets import HoldSheet
from app.ui.checkout.presenter import CheckoutPresenter
from app.ui.checkout.state import CheckoutState
from app.ui.theme.look import Look
from app.ui.widgets.basics import HintedButton
from app.ui.widgets.sheet_stack import StateSheet
from app.ui.widgets.touch_field import TouchField, TouchKeyboard
from app.words.translate import Words


class HoldView(StateSheet[CheckoutState]):
    """Renders a `HoldSheet`."""

    def __init__(self, host: QWidget, look: Look, presenter: CheckoutPresenter) -> None:
        super().__init__(host, look, 760, 660, presenter.leave)
        self._field = TouchField(longest=LONGEST_LABEL)
        self._field.edited.connect(presenter.aside.hold.type)
        self._keyboard = TouchKeyboard(look, self._field)
        self._confirm = HintedButton("primary", "Enter")
        self._confirm.clicked.connect(presenter.confirm)
        self.body.addWidget(self._field)
        self.body.addWidget(self._keyboard, 1)
        self.body.addWidget(self._confirm)
        self.setFocusProxy(self._field)

    def show_state(self, state: CheckoutState, words: Words) -> bool:
        sheet = state.sheet
        if not isinstance(sheet, HoldSheet):
            return False
        self.title.setText(words.gettext("Hold basket"))
        self.close_button.setAccessibleName(words.gettext("Close"))
        self._field.say(words.gettext("Table or name (not needed)"), words.gettext("Table 4"))
        self._field.show_text(sheet.label)
        self._keyboard.say(words)
        self._confirm.say(words.gettext("Saving…") if sheet.saving else words.gettext("Put aside"))
        self._confirm.setEnabled(not sheet.saving)
        return True
