"""How many pieces of a line."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from app.services.open_basket import OpenBasket
from app.ui.checkout.presenter import CheckoutPresenter
from app.ui.checkout.state import CheckoutState, QuantitySheet
from app.ui.theme.look import Look, label
from app.ui.widgets.basics import ElidedLabel, HintedButton, column, frame
from app.ui.widgets.numpad import CLEAR, ERASE, Numpad
from app.ui.widgets.sheet_stack import StateSheet
from app.words.money import quantity
from app.words.translate import Words


class QuantityView(StateSheet[CheckoutState]):
    """Renders a `QuantitySheet`."""

    def __init__(self, host: QWidget, look: Look, presenter: CheckoutPresenter) -> None:
        super().__init__(host, look, 424, 656, presenter.leave)
        self._presenter = presenter
        self._item = ElidedLabel("body-muted")
        self._count = label("total")
        self._count.setAlignment(Qt.AlignmentFlag.AlignCenter)
        well = frame("well")
        column(well, margin=12).addWidget(self._count)
        self._numpad = Numpad(look)
        self._numpad.pressed.connect(self._pressed)
        self._confirm = HintedButton("primary", "Enter")
        self._confirm.clicked.connect(presenter.confirm)
        self.body.addWidget(self._item)
        self.body.addWidget(well)
        self.body.addWidget(self._numpad, 1)
        self.body.addWidget(self._confirm)

    def show_state(self, state: CheckoutState, words: Words) -> bool:
        if isinstance(state.sheet, QuantitySheet) and state.basket is not None:
            self._render(state.sheet, state.basket, words)
            return True
        return False

    def _render(self, sheet: QuantitySheet, basket: OpenBasket, words: Words) -> None:
        line = next((line for line in basket.lines if line.number == sheet.number), None)
        self.title.setText(words.gettext("Quantity"))
        self.close_button.setAccessibleName(words.gettext("Close"))
        self._item.setText(line.item.name if line else "")
        self._count.setText(sheet.keyed or (quantity(line.quantity) if line else ""))
        self._numpad.name(words.gettext("Erase"), words.gettext("Clear"))
        self._confirm.say(words.gettext("Set quantity"))

    def _pressed(self, key: str) -> None:
        if key == ERASE:
            self._presenter.erase()
        elif key == CLEAR:
            self._presenter.clear()
        else:
            self._presenter.key(key)
