"""A member's cards: which there are, and what can be done with the marked one."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QScrollArea, QStackedWidget, QWidget

from app.services.card_outcomes import CardAct, CardReason
from app.services.members_port import KnownCard
from app.ui.checkout.card_state import CardsSheet, CardStep
from app.ui.checkout.card_wording import cards_confirm, reason_words, sheet_sentence, short_code
from app.ui.checkout.presenter import CheckoutPresenter
from app.ui.checkout.state import CheckoutState
from app.ui.theme.look import Look, label, set_mark, set_role
from app.ui.widgets.basics import HintedButton, IconLabel, button, column, line, say
from app.ui.widgets.qr_picture import QrPicture
from app.ui.widgets.sheet_stack import StateSheet
from app.words.money import masked_phone
from app.words.translate import Words

_REASONS = (CardReason.LOST, CardReason.STOLEN, CardReason.DAMAGED)


class CardsView(StateSheet[CheckoutState]):
    """Renders a `CardsSheet`, a page for each step."""

    def __init__(self, host: QWidget, look: Look, presenter: CheckoutPresenter) -> None:
        super().__init__(host, look, 640, 680, presenter.leave)
        self._look = look
        self._desk = presenter.cards
        self._sentence = label("body")
        self._sentence.setWordWrap(True)
        self._pages = QStackedWidget()
        self._confirm = HintedButton("primary", "Enter")
        self._confirm.clicked.connect(presenter.confirm)
        self._at = {
            CardStep.CHOOSE: self._choosing(),
            CardStep.REASON: self._reasons(),
            CardStep.NEW_CARD: self._new_card(),
            CardStep.QR: self._code(),
        }
        for page in self._at.values():
            set_role(page, "surface")
            self._pages.addWidget(page)
        self.body.addWidget(self._sentence)
        self.body.addWidget(self._pages, 1)
        self.body.addWidget(self._confirm)

    def show_state(self, state: CheckoutState, words: Words) -> bool:
        if isinstance(state.sheet, CardsSheet):
            self._render(state.sheet, words)
            return True
        return False

    def _choosing(self) -> QWidget:
        page, inner = QWidget(), QWidget()
        set_role(inner, "surface")
        self._shown: tuple[KnownCard, ...] | None = None
        self._rows: list[_CardRow] = []
        self._list = column(inner, gap=4)
        self._list.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(inner)
        self._block = self._act("ban", CardAct.BLOCK)
        self._replace = self._act("rotate-ccw", CardAct.REPLACE)
        self._unblock = self._act("check", CardAct.UNBLOCK)
        self._issue = self._act("plus", CardAct.ISSUE)
        self._show = self._touch("qr-code", self._desk.show_qr)
        first, second = line(gap=8), line(gap=8)
        for made in (self._show, self._issue):
            first.addWidget(made, 1)
        for made in (self._replace, self._block, self._unblock):
            second.addWidget(made, 1)
        layout = column(page, gap=8)
        layout.addWidget(scroll, 1)
        layout.addLayout(second)
        layout.addLayout(first)
        return page

    def _act(self, icon: str, act: CardAct) -> QPushButton:
        return self._touch(icon, lambda: self._desk.begin(act))

    def _touch(self, icon: str, act: Callable[[], None]) -> QPushButton:
        made = button("secondary", self._look, icon)
        made.setMinimumHeight(56)
        made.clicked.connect(act)
        return made

    def _reasons(self) -> QWidget:
        page = QWidget()
        layout = column(page, gap=12)
        self._whys = [HintedButton("big", str(number)) for number in range(1, len(_REASONS) + 1)]
        for why, reason in zip(self._whys, _REASONS, strict=True):
            why.clicked.connect(lambda _checked=False, chosen=reason: self._desk.because(chosen))
            layout.addWidget(why)
        layout.addStretch(1)
        return page

    def _new_card(self) -> QWidget:
        page = QWidget()
        halo = label("halo")
        halo.setFixedSize(112, 112)
        icon = IconLabel(self._look, 56)
        icon.draw("scan-line", self._look.tokens.primary)
        column(halo).addWidget(icon, alignment=Qt.AlignmentFlag.AlignCenter)
        layout = column(page)
        layout.addStretch(1)
        layout.addWidget(halo, alignment=Qt.AlignmentFlag.AlignHCenter)
        layout.addStretch(1)
        return page

    def _code(self) -> QWidget:
        page = QWidget()
        self._picture = QrPicture(288)
        self._text = label("body-muted")
        self._print = button("secondary", self._look, "printer")
        self._print.clicked.connect(self._desk.print_code)
        layout = column(page, gap=12)
        layout.addStretch(1)
        for part in (self._picture, self._text, self._print):
            layout.addWidget(part, alignment=Qt.AlignmentFlag.AlignHCenter)
        layout.addStretch(1)
        return page

    def _render(self, sheet: CardsSheet, words: Words) -> None:
        name = sheet.member.name or masked_phone(sheet.member.phone)
        self.title.setText(words.gettext("Cards of {name}", name=name))
        self.close_button.setAccessibleName(words.gettext("Close"))
        self._sentence.setText(sheet_sentence(words, sheet))
        self._pages.setCurrentWidget(self._at[sheet.step])
        self._render_list(sheet, words)
        self._render_acts(sheet, words)
        for why, reason in zip(self._whys, _REASONS, strict=True):
            why.say(reason_words(words, reason))
        if sheet.step is CardStep.QR:
            self._render_code(sheet, words)
        self._confirm.setVisible(sheet.step is not CardStep.REASON)
        self._confirm.setEnabled(not sheet.busy)
        self._confirm.say(cards_confirm(words, sheet))

    def _render_list(self, sheet: CardsSheet, words: Words) -> None:
        cards = sheet.cards or ()
        if cards != self._shown:
            self._shown = cards
            for gone in self._rows:
                self._list.removeWidget(gone)
                gone.hide()
                gone.deleteLater()
            self._rows = [_CardRow(self._look, card, self._desk.choose) for card in cards]
            for place, row in enumerate(self._rows):
                self._list.insertWidget(place, row)
        for card, row in zip(cards, self._rows, strict=True):
            row.show_card(card, card.code == sheet.chosen, words)

    def _render_acts(self, sheet: CardsSheet, words: Words) -> None:
        say(self._show, words.gettext("Show code"))
        say(self._issue, words.gettext("Another code"))
        say(self._replace, words.gettext("Replace"))
        say(self._block, words.gettext("Block"))
        say(self._unblock, words.gettext("Unblock"))
        for made in (self._show, self._replace, self._block):
            made.setEnabled(sheet.is_good and sheet.is_ready)
        self._issue.setEnabled(sheet.is_ready)
        self._unblock.setEnabled(sheet.is_blocked and sheet.is_ready)

    def _render_code(self, sheet: CardsSheet, words: Words) -> None:
        code = sheet.chosen
        self._picture.show_code(sheet.payload, words.gettext("The member’s code {code}", code=code))
        self._text.setText(code)
        say(self._print, words.gettext("Print code"))


class _CardRow(QPushButton):
    """One card; a touch marks it."""

    def __init__(self, look: Look, card: KnownCard, choose: Callable[[str], None]) -> None:
        super().__init__()
        self._tokens = look.tokens
        set_role(self, "result")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.clicked.connect(lambda: choose(card.code))
        self._icon, self._code, self._chip = IconLabel(look, 26), label("row"), label("chip-success")
        layout = line(self, gap=14)
        layout.setContentsMargins(16, 6, 16, 6)
        layout.addWidget(self._icon)
        layout.addWidget(self._code, 1)
        layout.addWidget(self._chip)
        for part in (self._icon, self._code, self._chip):
            part.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def show_card(self, card: KnownCard, chosen: bool, words: Words) -> None:
        """Renders it; blocked ones say so in a word and an icon."""
        self._icon.draw("ban" if card.blocked else "id-card", self._tokens.muted)
        self._code.setText(short_code(card.code))
        standing = words.gettext("Blocked") if card.blocked else words.gettext("Active")
        self._chip.setText(standing)
        set_role(self._chip, "chip-amber" if card.blocked else "chip-success")
        self.setAccessibleName(f"{short_code(card.code)}, {standing}")
        set_mark(self, "chosen", chosen)
