"""Coupon codes by the letters of the screen, or scanned; beside the field, those that were entered."""

from collections.abc import Callable

from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from app.ui.checkout.basket_sheets import CouponSheet
from app.ui.checkout.basket_wording import coupon_confirm, no_coupon_words
from app.ui.checkout.desks.asked import LONGEST_COUPON
from app.ui.checkout.presenter import CheckoutPresenter
from app.ui.checkout.state import CheckoutState
from app.ui.theme.look import Look, label, set_role
from app.ui.widgets.basics import ElidedLabel, HintedButton, IconLabel, button, column, line, say
from app.ui.widgets.sheet_stack import StateSheet
from app.ui.widgets.touch_field import TouchField, TouchKeyboard
from app.words.translate import Words

_LIST_HEIGHT = 128


class CouponView(StateSheet[CheckoutState]):
    """Renders a `CouponSheet`."""

    def __init__(self, host: QWidget, look: Look, presenter: CheckoutPresenter) -> None:
        super().__init__(host, look, 880, 690, presenter.leave)
        self._field = TouchField(longest=LONGEST_COUPON)
        self._field.edited.connect(presenter.aside.coupon.type)
        self._keyboard = TouchKeyboard(look, self._field)
        self._entered = _Entered(look, presenter.aside.coupon.take_out)
        self._confirm = HintedButton("primary", "Enter")
        self._confirm.clicked.connect(presenter.confirm)
        field = column(gap=0)
        field.addWidget(self._field)
        field.addStretch(1)
        above = line(gap=24)
        above.addLayout(field, 1)
        above.addWidget(self._entered, 1)
        self.body.addLayout(above)
        self.body.addWidget(self._keyboard, 1)
        self.body.addWidget(self._confirm)
        self.setFocusProxy(self._field)

    def show_state(self, state: CheckoutState, words: Words) -> bool:
        sheet = state.sheet
        if not isinstance(sheet, CouponSheet):
            return False
        self.title.setText(words.gettext("Coupon code"))
        self.close_button.setAccessibleName(words.gettext("Close"))
        self._field.say(words.gettext("Code, as the customer shows it: type or scan it"))
        self._field.show_text(sheet.text)
        codes = () if state.basket is None else state.basket.coupons
        self._entered.show_codes(codes, no_coupon_words(words, state.basket), words)
        self._keyboard.say(words)
        self._confirm.say(coupon_confirm(words, sheet))
        return True


class _Entered(QScrollArea):
    """`take_out` gets a code."""

    def __init__(self, look: Look, take_out: Callable[[str], None]) -> None:
        super().__init__()
        self._look = look
        self._take_out = take_out
        self._shown: tuple[tuple[str, ...], Words] | None = None
        self.setWidgetResizable(True)
        self.setFixedHeight(_LIST_HEIGHT)

    def show_codes(self, codes: tuple[str, ...], empty: str, words: Words) -> None:
        """Renders them in the order in which they were entered; without one, `empty`."""
        if self._shown == (codes, words):
            return
        self._shown = (codes, words)
        inner = QWidget()
        set_role(inner, "surface")
        rows = column(inner, gap=0)
        if empty:
            rows.addWidget(label("small-muted", empty))
        for code in codes:
            rows.addWidget(self._row(code, words))
        rows.addStretch(1)
        gone = self.takeWidget()
        if gone is not None:
            gone.hide()
            gone.deleteLater()  # later: what was touched may be in it
        self.setWidget(inner)

    def _row(self, code: str, words: Words) -> QFrame:
        row = QFrame()
        set_role(row, "line")
        icon = IconLabel(self._look, 24)
        icon.draw("ticket", self._look.tokens.primary)
        name = ElidedLabel("body-strong")
        name.setText(code)
        out = button("secondary", self._look, "undo-2", self._look.tokens.muted)
        say(out, words.gettext("Take out"))
        out.setAccessibleName(words.gettext("Take {name} out", name=code))
        out.clicked.connect(lambda: self._take_out(code))
        layout = line(row, gap=12)
        layout.setContentsMargins(4, 6, 4, 6)
        layout.addWidget(icon)
        layout.addWidget(name, 1)
        layout.addWidget(out)
        return row
