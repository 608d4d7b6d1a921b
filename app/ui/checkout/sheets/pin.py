"""A member's own PIN: dots and digits, and how he shows who he is."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QStackedWidget, QWidget

from app.services.found_shop import PIN_DIGITS
from app.ui.checkout.pin_state import PinSheet, PinStep
from app.ui.checkout.pin_wording import digits_sentence, pin_sentence_of
from app.ui.checkout.presenter import CheckoutPresenter
from app.ui.checkout.state import CheckoutState
from app.ui.theme.look import Look, label, set_role
from app.ui.theme.tokens import KEY_HEIGHT
from app.ui.widgets.basics import HintedButton, IconLabel, column, set_icon
from app.ui.widgets.numpad import CLEAR, ERASE, Numpad
from app.ui.widgets.pin_dots import PinDots
from app.ui.widgets.sheet_stack import StateSheet
from app.words.translate import Words


class PinView(StateSheet[CheckoutState]):
    """Renders a `PinSheet`, a page for each kind of step."""

    def __init__(self, host: QWidget, look: Look, presenter: CheckoutPresenter) -> None:
        super().__init__(host, look, 560, 704, presenter.leave)
        self._look = look
        self._desk = presenter.pin
        self._sentence = label("body")
        self._sentence.setWordWrap(True)
        self._pages = QStackedWidget()
        self._choose, self._show, self._digits = self._choosing(), self._showing(), self._typing()
        for page in (self._choose, self._show, self._digits):
            set_role(page, "surface")
            self._pages.addWidget(page)
        self.body.addWidget(self._sentence)
        self.body.addWidget(self._pages, 1)

    def show_state(self, state: CheckoutState, words: Words) -> bool:
        if isinstance(state.sheet, PinSheet):
            self._render(state.sheet, words)
            return True
        return False

    def _choosing(self) -> QWidget:
        page = QWidget()
        self._change = self._way("key-round", "1", lambda: self._desk.choose(removing=False))
        self._remove = self._way("ban", "2", lambda: self._desk.choose(removing=True))
        layout = column(page, gap=12)
        layout.addWidget(self._change)
        layout.addWidget(self._remove)
        layout.addStretch(1)
        return page

    def _showing(self) -> QWidget:
        page = QWidget()
        halo = label("halo")
        halo.setFixedSize(112, 112)
        icon = IconLabel(self._look, 56)
        icon.draw("scan-line", self._look.tokens.primary)
        column(halo).addWidget(icon, alignment=Qt.AlignmentFlag.AlignCenter)
        self._instead = label("small-muted")
        self._word = self._way("users-round", "1", self._desk.ask_manager)
        self._old = self._way("key-round", "2", self._desk.type_old)
        layout = column(page, gap=12)
        layout.addStretch(1)
        layout.addWidget(halo, alignment=Qt.AlignmentFlag.AlignHCenter)
        layout.addStretch(1)
        layout.addWidget(self._instead)
        layout.addWidget(self._word)
        layout.addWidget(self._old)
        return page

    def _typing(self) -> QWidget:
        page = QWidget()
        self._dots = PinDots(self._look.tokens, PIN_DIGITS)
        self._message = label("small-muted")
        self._message.setWordWrap(True)
        self._message.setMinimumHeight(44)
        self._message.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._numpad = Numpad(self._look)
        self._numpad.setFixedHeight(4 * KEY_HEIGHT + 3 * 8)
        self._numpad.pressed.connect(self._pressed)
        layout = column(page, gap=12)
        for part in (self._dots, self._message, self._numpad):
            layout.addWidget(part)
        layout.addStretch(1)
        return page

    def _way(self, icon: str, key: str, act: Callable[[], None]) -> HintedButton:
        made = HintedButton("big", key)
        set_icon(made, self._look, icon)
        made.clicked.connect(act)
        return made

    def _render(self, sheet: PinSheet, words: Words) -> None:
        self.title.setText(words.gettext("Member’s PIN"))
        self.close_button.setAccessibleName(words.gettext("Close"))
        self._sentence.setText(pin_sentence_of(words, sheet))
        match sheet.step:
            case PinStep.CHOOSE:
                self._change.say(words.gettext("Another PIN"))
                self._remove.say(words.gettext("No PIN any more"))
                self._pages.setCurrentWidget(self._choose)
            case PinStep.SHOW:
                self._instead.setText(words.gettext("The card isn’t here?"))
                self._word.say(words.gettext("A manager allows it"))
                self._old.say(words.gettext("Type the PIN that counts now"))
                self._old.setVisible(sheet.has_pin)
                self._pages.setCurrentWidget(self._show)
            case PinStep.PROVE | PinStep.NEW | PinStep.AGAIN:
                self._render_digits(sheet, words)
                self._pages.setCurrentWidget(self._digits)

    def _render_digits(self, sheet: PinSheet, words: Words) -> None:
        self._dots.fill(sheet.entered, sheet.trouble is not None)
        text = digits_sentence(words, sheet)
        self._message.setText(text)
        self._message.setAccessibleName(text)
        set_role(self._message, "small-danger" if sheet.trouble else "small-muted")
        self._numpad.setEnabled(not sheet.busy)
        self._numpad.name(words.gettext("Erase"), words.gettext("Clear"))

    def _pressed(self, key: str) -> None:
        if key == ERASE:
            self._desk.erase()
        elif key == CLEAR:
            self._desk.clear()
        else:
            self._desk.key(key)
