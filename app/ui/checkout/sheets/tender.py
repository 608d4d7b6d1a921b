"""How the customer pays: the ways, quick amounts and a numpad, and what was paid so far."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from app.domain.basket import PaymentMethod
from app.ui.checkout.paid_parts import PaidPart, ways_of
from app.ui.checkout.payment_wording import (
    OTHER_ICON,
    WAY_ICONS,
    amount_of,
    basket_title,
    cause_tick,
    change_words,
    confirm_words,
    hint_words,
    named_ways,
    other_words,
    parts_of,
    quick_words,
    reference_words,
    rounding_words,
    takes_digits,
    takes_reference,
    total_words,
    way_name,
)
from app.ui.checkout.presenter import CheckoutPresenter
from app.ui.checkout.sheets.paid_list import PaidList
from app.ui.checkout.state import CheckoutState, TenderSheet
from app.ui.theme.look import Look, label, set_mark
from app.ui.widgets.basics import HintedButton, button, column, frame, line, say, set_icon
from app.ui.widgets.named_ways import NamedWays
from app.ui.widgets.numpad import CLEAR, ERASE, Numpad
from app.ui.widgets.sheet_stack import StateSheet
from app.words.money import rupiah
from app.words.translate import Words

_WAYS_IN_A_ROW = 3
_QUICK = 4


class TenderView(StateSheet[CheckoutState]):
    """Renders a `TenderSheet`."""

    def __init__(self, host: QWidget, look: Look, presenter: CheckoutPresenter) -> None:
        super().__init__(host, look, 984, 704, presenter.leave)
        self._presenter = presenter
        self._look = look
        columns = line(gap=32)
        columns.addLayout(self._ways(look), 1)
        columns.addLayout(self._amount(look))
        self.body.addLayout(columns, 1)

    def show_state(self, state: CheckoutState, words: Words) -> bool:
        if not isinstance(state.sheet, TenderSheet):
            return False
        sheet = state.sheet
        self.title.setText(basket_title(words, state.basket))
        self.close_button.setAccessibleName(words.gettext("Close"))
        self._show_total(sheet, words)
        self._show_ways(sheet, words)
        self._show_quick(sheet, words)
        self._show_hint(sheet, words)
        self._show_parts(sheet, words)
        self._show_cause(sheet, words)
        self._show_amount(sheet, words)
        self._numpad.setEnabled(takes_digits(sheet))
        self._numpad.name(words.gettext("Erase"), words.gettext("Clear"))
        self._confirm.setEnabled(not sheet.committing)
        self._confirm.say(confirm_words(words, sheet))
        return True

    def _ways(self, look: Look) -> QVBoxLayout:
        self._total_name = label("small-muted")
        self._rounding = label("caption")
        self._total = label("total")
        self._segments = {}
        ways = QGridLayout()
        ways.setSpacing(8)
        for way in WAY_ICONS:
            segment = button("segment")
            set_icon(segment, look, WAY_ICONS[way], size=24)
            segment.clicked.connect(lambda _checked=False, way=way: self._presenter.payment.choose(way))
            self._segments[way] = segment
        self._other = button("segment")
        set_icon(self._other, look, OTHER_ICON, size=24)
        self._other.clicked.connect(lambda _checked=False: self._presenter.payment.choose_other())
        self._ways_grid = ways
        self._place_ways(has_others=False)
        for side in range(_WAYS_IN_A_ROW):
            ways.setColumnStretch(side, 1)
        self._quick = [HintedButton("big", f"Alt+{place + 1}") for place in range(_QUICK)]
        self._grid = QGridLayout()
        self._grid.setSpacing(8)
        for place, amount in enumerate(self._quick):
            amount.clicked.connect(lambda _checked=False, chosen=place: self._quick_touched(chosen))
            self._grid.addWidget(amount, *divmod(place, 2))
        self._others = NamedWays(self._presenter.payment.quick, "Alt+{n}")
        self._slip = HintedButton("secondary", "F7")
        set_icon(self._slip, look, "receipt-text", look.tokens.muted)
        self._slip.clicked.connect(lambda _checked=False: self._presenter.payment.refer())
        self._hint = label("body-muted")
        self._hint.setWordWrap(True)
        self._paid_name = label("small-muted")
        self._paid = PaidList(look, self._off_touched)
        self._cause = HintedButton("secondary", "Ctrl+U")
        self._cause.clicked.connect(self._cause_touched)
        top = line()
        top.addWidget(self._total_name, 1)
        top.addWidget(self._rounding)
        left = column(gap=8)
        left.addLayout(top)
        left.addWidget(self._total)
        left.addSpacing(4)
        left.addLayout(ways)
        left.addSpacing(4)
        left.addLayout(self._grid)
        left.addWidget(self._others)
        left.addWidget(self._hint)
        left.addWidget(self._slip)
        left.addWidget(self._paid_name)
        left.addWidget(self._paid, 1)
        left.addStretch(0)
        left.addWidget(self._cause)
        return left

    def _amount(self, look: Look) -> QVBoxLayout:
        well = frame("well")
        self._received_name, self._change_name = label("small-muted"), label("small-muted")
        self._received, self._change = label("figure"), label("heading")
        inside = column(well, margin=16, gap=4)
        inside.addLayout(_pair(self._received_name, self._received))
        inside.addLayout(_pair(self._change_name, self._change))
        self._numpad = Numpad(look, corner="000")
        self._numpad.pressed.connect(self._pressed)
        self._confirm = HintedButton("primary", "Enter")
        self._confirm.clicked.connect(self._confirm_touched)
        right = column(gap=12)
        right.addWidget(well)
        right.addWidget(self._numpad, 1)
        right.addWidget(self._confirm)
        well.setFixedWidth(376)
        return right

    def _show_total(self, sheet: TenderSheet, words: Words) -> None:
        name, amount = total_words(words, sheet)
        self._total_name.setText(name)
        self._total.setText(amount)
        self._rounding.setText(rounding_words(sheet.quoted, words))

    def _show_ways(self, sheet: TenderSheet, words: Words) -> None:
        shown = ways_of(sheet.quoted)
        if bool(sheet.others) is self._other.isHidden():
            self._place_ways(has_others=bool(sheet.others))
        self._other.setVisible(bool(sheet.others))
        say(self._other, other_words(words, sheet))
        set_mark(self._other, "chosen", sheet.way in sheet.others)
        self._other.setEnabled(not sheet.committing)
        names, chosen = named_ways(words, sheet)
        self._others.show_names(names, chosen, enabled=not sheet.committing)
        self._others.setVisible(bool(names))
        for way, segment in self._segments.items():
            segment.setVisible(way in shown or way is sheet.way)
            say(segment, way_name(words, way))
            set_mark(segment, "chosen", way is sheet.way)
            segment.setEnabled(not sheet.committing)

    def _place_ways(self, *, has_others: bool) -> None:
        """The shop's own ways after the card, where there are any; what only members have stands last."""
        segments = list(self._segments.values())
        if has_others:
            segments.insert(list(self._segments).index(PaymentMethod.CARD) + 1, self._other)
        for place, segment in enumerate(segments):
            self._ways_grid.addWidget(segment, *divmod(place, _WAYS_IN_A_ROW))

    def _show_quick(self, sheet: TenderSheet, words: Words) -> None:
        amounts = quick_words(words, sheet)
        last = len(amounts) - 1
        for place, touched in enumerate(self._quick):
            self._grid.addWidget(touched, *divmod(place, 2), 1, 2 if place == last and last % 2 == 0 else 1)
            touched.setVisible(place < len(amounts))
            touched.setEnabled(not sheet.committing)
            if place < len(amounts):
                touched.say(amounts[place])

    def _show_hint(self, sheet: TenderSheet, words: Words) -> None:
        hint = hint_words(words, sheet)
        self._hint.setText(hint)
        self._hint.setVisible(bool(hint))
        self._slip.setVisible(takes_reference(sheet))
        self._slip.setEnabled(not sheet.committing)
        self._slip.say(reference_words(words, sheet))

    def _show_parts(self, sheet: TenderSheet, words: Words) -> None:
        parts = parts_of(sheet)
        self._paid_name.setText(words.gettext("Paid so far"))
        self._paid_name.setVisible(bool(parts))
        self._paid.show_parts(parts, sheet.giving_back, not sheet.committing, words)

    def _show_cause(self, sheet: TenderSheet, words: Words) -> None:
        tick = cause_tick(words, sheet)
        self._cause.setVisible(tick is not None)
        if tick is not None:
            icon = "square-check" if tick.given else "square"
            set_icon(self._cause, self._look, icon, self._look.tokens.primary)
            self._cause.say(tick.text)
            self._cause.setEnabled(tick.enabled)

    def _show_amount(self, sheet: TenderSheet, words: Words) -> None:
        cash = sheet.way is PaymentMethod.CASH
        self._received_name.setText(words.gettext("Received") if cash else words.gettext("Amount"))
        self._received.setText(rupiah(amount_of(sheet)))
        name, amount = change_words(words, sheet)
        self._change_name.setText(name)
        self._change.setText(amount)
        for part in (self._change_name, self._change):
            part.setVisible(bool(name))

    def _pressed(self, key: str) -> None:
        if key == ERASE:
            self._presenter.erase()
        elif key != CLEAR:
            self._presenter.key(key)

    def _quick_touched(self, place: int) -> None:
        if not self.just_opened():
            self._presenter.payment.quick(place)

    def _cause_touched(self) -> None:
        if not self.just_opened():
            self._presenter.payment.give(0)

    def _off_touched(self, part: PaidPart) -> None:
        if not self.just_opened():
            self._presenter.payment.give_back(part)

    def _confirm_touched(self) -> None:
        if not self.just_opened():
            self._presenter.confirm()


def _pair(name: QWidget, amount: QWidget) -> QHBoxLayout:
    pair = line()
    pair.addWidget(name, 1)
    pair.addWidget(amount, alignment=Qt.AlignmentFlag.AlignRight)
    return pair
