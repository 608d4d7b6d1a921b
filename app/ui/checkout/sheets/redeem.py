"""What the member spends on the basket, a page each: points, rewards, vouchers, cashback."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QStackedWidget, QWidget

from app.services.outcomes import QuotedBasket
from app.ui.checkout.barrier import wants_proof
from app.ui.checkout.presenter import CheckoutPresenter
from app.ui.checkout.redeem_pages import can_confirm, parts_of, wallet_amount
from app.ui.checkout.redeem_wording import PART_ICONS, part_name, redeem_confirm, redeem_title, wallet_words
from app.ui.checkout.sheets.choice_list import ChoiceList
from app.ui.checkout.sheets.redeem_points import PointsPage
from app.ui.checkout.state import CheckoutState, RedeemPart, RedeemSheet, has_pin
from app.ui.theme.look import Look, label, set_mark
from app.ui.widgets.basics import HintedButton, button, column, frame, line, say, set_icon
from app.ui.widgets.numpad import CLEAR, ERASE, Numpad
from app.ui.widgets.sheet_stack import StateSheet
from app.words.money import rupiah
from app.words.translate import Words


class RedeemView(StateSheet[CheckoutState]):
    """Renders a `RedeemSheet`."""

    def __init__(self, host: QWidget, look: Look, presenter: CheckoutPresenter) -> None:
        super().__init__(host, look, 840, 656, presenter.leave)
        self._presenter = presenter
        self._tabs = {}
        tabs = line(gap=8)
        for part in RedeemPart:
            tab = button("segment")
            set_icon(tab, look, PART_ICONS[part], size=24)
            tab.clicked.connect(lambda _checked=False, part=part: presenter.redeem.show(part))
            self._tabs[part] = tab
            tabs.addWidget(tab, 1)
        self._points = PointsPage(look, presenter.redeem)
        self._choices = ChoiceList(look, self._take_touched, self._put_back_touched)
        self._wallet = _WalletPage(look, presenter)
        self._pages = QStackedWidget()
        for page in (self._points, self._choices, self._wallet):
            self._pages.addWidget(page)
        self._confirm = HintedButton("primary", "Enter")
        self._confirm.clicked.connect(self._confirm_touched)
        self.body.addLayout(tabs)
        self.body.addWidget(self._pages, 1)
        self._pin = HintedButton("big", "Ctrl+P")
        set_icon(self._pin, look, "key-round")
        self._pin.clicked.connect(presenter.pin.open)
        ends = line(gap=12)
        ends.addWidget(self._pin, 1)
        ends.addWidget(self._confirm, 2)
        self.body.addLayout(ends)

    def show_state(self, state: CheckoutState, words: Words) -> bool:
        if isinstance(state.sheet, RedeemSheet) and state.quoted is not None:
            self._render(state.sheet, state.quoted, words, has_pin=has_pin(state))
            return True
        return False

    def _render(self, sheet: RedeemSheet, quoted: QuotedBasket, words: Words, *, has_pin: bool) -> None:
        self.title.setText(redeem_title(words, quoted))
        self.close_button.setAccessibleName(words.gettext("Close"))
        shown = parts_of(quoted)
        for part, tab in self._tabs.items():
            say(tab, part_name(words, part))
            tab.setVisible(part in shown and len(shown) > 1)
            set_mark(tab, "chosen", part is sheet.part)
        match sheet.part:
            case RedeemPart.POINTS:
                self._points.show_sheet(sheet, quoted, words, has_pin=has_pin)
                self._pages.setCurrentWidget(self._points)
            case RedeemPart.REWARDS | RedeemPart.VOUCHERS:
                self._choices.show_sheet(sheet, quoted.programme, words)
                self._pages.setCurrentWidget(self._choices)
            case RedeemPart.CASHBACK:
                self._wallet.show_sheet(sheet, words)
                self._pages.setCurrentWidget(self._wallet)
        self._pin.say(words.gettext("Type the PIN"))
        self._pin.setVisible(wants_proof(quoted))
        self._confirm.say(redeem_confirm(sheet, quoted, words))
        self._confirm.setEnabled(can_confirm(sheet, quoted))

    def _confirm_touched(self) -> None:
        if not self.just_opened():
            self._presenter.confirm()

    def _take_touched(self, place: int) -> None:
        if not self.just_opened():
            self._presenter.redeem.take(place)

    def _put_back_touched(self, place: int) -> None:
        if not self.just_opened():
            self._presenter.redeem.put_back(place)


class _WalletPage(QWidget):
    """How much cashback: keyed, or all that the basket takes."""

    def __init__(self, look: Look, presenter: CheckoutPresenter) -> None:
        super().__init__()
        self._presenter = presenter
        self._hint = label("body-muted")
        self._hint.setWordWrap(True)
        self._amount = label("change")
        self._amount.setAlignment(Qt.AlignmentFlag.AlignCenter)
        well = frame("well")
        column(well, margin=16).addWidget(self._amount)
        self._numpad = Numpad(look)
        self._numpad.pressed.connect(self._pressed)
        left = column(gap=16)
        left.addWidget(well)
        left.addWidget(self._hint)
        left.addStretch(1)
        layout = line(self, gap=24)
        layout.addLayout(left, 1)
        layout.addWidget(self._numpad, 1)

    def show_sheet(self, sheet: RedeemSheet, words: Words) -> None:
        wallet = None if sheet.offered is None else sheet.offered.wallet
        self._hint.setText("" if sheet.offered is None else wallet_words(words, wallet))
        self._amount.setText(rupiah(wallet_amount(sheet)))
        self._numpad.setEnabled(wallet is not None and wallet.most > 0)
        self._numpad.name(words.gettext("Erase"), words.gettext("Clear"))

    def _pressed(self, key: str) -> None:
        if key == ERASE:
            self._presenter.erase()
        elif key == CLEAR:
            self._presenter.clear()
        else:
            self._presenter.key(key)
