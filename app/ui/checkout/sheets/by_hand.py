"""A price or a discount by hand: what, how much, why; and whether that may be sold, while it is keyed."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from app.domain.basket import Line
from app.domain.manual_limits import ManualReason, ManualVerdict
from app.ui.checkout.basket_sheets import PERCENTS, ByHandKind, ByHandSheet
from app.ui.checkout.basket_wording import kind_name, to_key_words, verdict_words
from app.ui.checkout.presenter import CheckoutPresenter
from app.ui.checkout.state import CheckoutState
from app.ui.theme.look import Look, label, set_mark, set_role
from app.ui.widgets.basics import ElidedLabel, HintedButton, IconLabel, button, column, frame, line, say
from app.ui.widgets.numpad import ERASE, Numpad
from app.ui.widgets.sheet_stack import StateSheet
from app.words.basket_answers import manual_reason_name
from app.words.money import rupiah
from app.words.translate import Words

_STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
_NOTHING = "0"


class ByHandView(StateSheet[CheckoutState]):
    """Renders a `ByHandSheet`."""

    def __init__(self, host: QWidget, look: Look, presenter: CheckoutPresenter) -> None:
        super().__init__(host, look, 940, 700, presenter.leave)
        self._presenter, self._look = presenter, look
        self._desk = presenter.aside.by_hand
        columns = line(gap=24)
        columns.addLayout(self._left(look), 1)
        columns.addLayout(self._right(look))
        self.body.addLayout(columns, 1)

    def show_state(self, state: CheckoutState, words: Words) -> bool:
        sheet = state.sheet
        if not isinstance(sheet, ByHandSheet):
            return False
        chosen = sheet.chosen(state.basket)
        self.title.setText(words.gettext("Price by hand"))
        self.close_button.setAccessibleName(words.gettext("Close"))
        self._remove.setEnabled(sheet.is_set(state.basket))
        self._show_choice(sheet, chosen, words)
        self._show_figure(sheet, words)
        self._show_verdict(sheet, words)
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        key = Qt.Key(event.key())
        if key in _STEPS:
            self._desk.step_kind(_STEPS[key])
        elif key in (Qt.Key.Key_Comma, Qt.Key.Key_Period):
            self._presenter.key(",")
        elif key == Qt.Key.Key_Delete:
            self._desk.take_off()
        else:
            super().keyPressEvent(event)

    def _left(self, look: Look) -> QVBoxLayout:
        self._item, self._why = ElidedLabel("body-muted"), label("small-muted")
        self._kinds = {kind: self._kind(kind) for kind in ByHandKind}
        self._reasons = {reason: self._reason(reason) for reason in ManualReason}
        self._verdict_icon, self._verdict = IconLabel(look, 24), label("body-strong")
        self._verdict.setWordWrap(True)
        self._verdict.setMinimumHeight(48)
        self._remove = HintedButton("secondary", "Del")
        self._remove.clicked.connect(self._desk.take_off)
        verdict = line(gap=12)
        verdict.addWidget(self._verdict_icon)
        verdict.addWidget(self._verdict, 1)
        layout = column(gap=8)
        layout.addWidget(self._item)
        layout.addLayout(_two_columns(tuple(self._kinds.values())))
        layout.addSpacing(8)
        layout.addWidget(self._why)
        layout.addLayout(_two_columns(tuple(self._reasons.values())))
        layout.addStretch(1)
        layout.addLayout(verdict)
        layout.addWidget(self._remove)
        return layout

    def _right(self, look: Look) -> QVBoxLayout:
        self._figure, self._total = label("total"), label("body-muted")
        for text in (self._figure, self._total):
            text.setAlignment(Qt.AlignmentFlag.AlignCenter)
        well = frame("well")
        figures = column(well, margin=12, gap=0)
        figures.addWidget(self._figure)
        figures.addWidget(self._total)
        self._numpads = QStackedWidget()
        for corner in ("000", ","):
            numpad = Numpad(look, corner)
            numpad.pressed.connect(self._pressed)
            self._numpads.addWidget(numpad)
        self._confirm = HintedButton("primary", "Enter")
        self._confirm.clicked.connect(self._presenter.confirm)
        layout = column(gap=16)
        layout.addWidget(well)
        layout.addWidget(self._numpads, 1)
        layout.addWidget(self._confirm)
        self._numpads.setMinimumWidth(340)
        return layout

    def _kind(self, kind: ByHandKind) -> QPushButton:
        return _segment(lambda: self._desk.choose_kind(kind))

    def _reason(self, reason: ManualReason) -> QPushButton:
        return _segment(lambda: self._desk.choose_reason(reason))

    def _show_choice(self, sheet: ByHandSheet, chosen: Line | None, words: Words) -> None:
        self._item.setText(
            ""
            if chosen is None
            else words.gettext("{item}, {price} each", item=chosen.item.name, price=rupiah(chosen.item.price))
        )
        self._why.setText(words.gettext("Why?"))
        for kind, touched in self._kinds.items():
            say(touched, kind_name(words, kind))
            set_mark(touched, "chosen", kind is sheet.kind)
            touched.setEnabled(kind in self._desk.kinds())
        for reason, touched in self._reasons.items():
            say(touched, manual_reason_name(words, reason))
            set_mark(touched, "chosen", reason is sheet.reason)

    def _show_figure(self, sheet: ByHandSheet, words: Words) -> None:
        is_percent = sheet.kind in PERCENTS
        keyed = sheet.keyed or _NOTHING
        self._figure.setText(f"{keyed}%" if is_percent else rupiah(int(keyed)))
        self._numpads.setCurrentIndex(1 if is_percent else 0)
        for place in range(self._numpads.count()):
            numpad = self._numpads.widget(place)
            if isinstance(numpad, Numpad):
                numpad.name(words.gettext("Erase"), words.gettext("Clear"))
        self._total.setText(
            ""
            if sheet.quoted is None
            else words.gettext("New total: {amount}", amount=rupiah(sheet.quoted.quote.payable))
        )
        self._remove.say(words.gettext("Take it away again"))

    def _show_verdict(self, sheet: ByHandSheet, words: Words) -> None:
        tokens = self._look.tokens
        icon, colour, role = {
            None: ("info", tokens.muted, "body-muted"),
            ManualVerdict.ALLOWED: ("circle-check", tokens.success, "body-strong"),
            ManualVerdict.NEEDS_MANAGER: ("lock", tokens.amber_text, "body-strong"),
            ManualVerdict.TOO_MUCH: ("circle-x", tokens.danger, "body-danger"),
        }[sheet.verdict]
        self._verdict_icon.draw(icon, colour)
        set_role(self._verdict, role)
        self._verdict.setText(
            to_key_words(sheet, words) if sheet.verdict is None else verdict_words(words, sheet.verdict)
        )
        self._confirm.setEnabled(sheet.verdict in (ManualVerdict.ALLOWED, ManualVerdict.NEEDS_MANAGER))
        self._confirm.say(
            words.gettext("Ask a manager")
            if sheet.verdict is ManualVerdict.NEEDS_MANAGER
            else words.gettext("Take it over")
        )

    def _pressed(self, key: str) -> None:
        if key == ERASE:
            self._presenter.erase()
        else:
            self._presenter.key(key)


def _segment(act: Callable[[], None]) -> QPushButton:
    touched = button("segment")
    touched.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    touched.clicked.connect(lambda: act())  # noqa: PLW0108 - without what Qt tells a slot
    return touched


def _two_columns(buttons: tuple[QPushButton, ...]) -> QGridLayout:
    grid = QGridLayout()
    grid.setSpacing(8)
    for place, touched in enumerate(buttons):
        grid.addWidget(touched, *divmod(place, 2))
    return grid
