"""Rewards, or vouchers: what each does here, what it costs, why it can't be had, and the way to take it or not."""

from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from app.domain.programme.document import Programme
from app.services.outcomes import VoucherStanding
from app.services.redeemable import RewardChoice
from app.ui.checkout.redeem_pages import Choice, choices_of
from app.ui.checkout.redeem_wording import no_choice_words, reward_cost, reward_words, voucher_words
from app.ui.checkout.state import RedeemSheet
from app.ui.theme.look import Look, label, set_mark, set_role
from app.ui.widgets.basics import ElidedLabel, IconLabel, button, column, line, say
from app.words.explain import rule_name
from app.words.money import rupiah
from app.words.translate import Words

_SHOWN_OF_A_CODE = 4
_AT_ONCE = 6
"""Rows that fit onto the page. What lies below them is made when these are painted: all at once is felt."""


class ChoiceList(QWidget):
    """`take` and `put_back` get a row's place."""

    def __init__(self, look: Look, take: Callable[[int], None], put_back: Callable[[int], None]) -> None:
        super().__init__()
        self._look = look
        self._take, self._put_back = take, put_back
        self._rows: list[_ChoiceRow] = []
        self._shown: tuple[RedeemSheet, Programme, Words] | None = None
        self._below = QTimer(self, singleShot=True, interval=0)
        self._below.timeout.connect(lambda: self._fill(len(self._rows) + _AT_ONCE))
        self._empty = label("body-muted")
        self._empty.setWordWrap(True)
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        inner = QWidget()
        set_role(inner, "surface")
        self._column = column(inner, gap=0)
        self._column.addWidget(self._empty)
        self._column.addStretch(1)
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setWidget(inner)
        column(self).addWidget(self._scroll)

    def show_sheet(self, sheet: RedeemSheet, programme: Programme, words: Words) -> None:
        """Renders the open page's rows."""
        choices, self._shown = choices_of(sheet), (sheet, programme, words)
        self._empty.setText("" if sheet.offered is None else no_choice_words(sheet.part, words))
        self._empty.setVisible(not choices)
        while len(self._rows) > len(choices):
            gone = self._rows.pop()
            self._column.removeWidget(gone)
            gone.hide()
            gone.deleteLater()
        for place, row in enumerate(self._rows):
            row.show_choice(choices[place], place == sheet.place, programme, words)
        self._fill(max(_AT_ONCE, sheet.place + 1))
        if sheet.place < len(self._rows):
            self._scroll.ensureWidgetVisible(self._rows[sheet.place], 0, 0)

    def _fill(self, wanted: int) -> None:
        """Makes rows until there are so many, and the others in the next turn."""
        if self._shown is None:
            return
        sheet, programme, words = self._shown
        choices = choices_of(sheet)
        for place in range(len(self._rows), min(wanted, len(choices))):
            row = _ChoiceRow(self._look, place, self._take, self._put_back)
            row.show_choice(choices[place], place == sheet.place, programme, words)
            self._column.insertWidget(place, row)
            self._rows.append(row)
        if len(self._rows) < len(choices):
            self._below.start()


class _ChoiceRow(QFrame):
    def __init__(
        self, look: Look, place: int, take: Callable[[int], None], put_back: Callable[[int], None]
    ) -> None:
        super().__init__()
        set_role(self, "line")
        self._look = look
        self._icon = IconLabel(look, 24)
        self._name, self._says = ElidedLabel("body-strong"), label("small-muted")
        self._says.setWordWrap(True)
        self._figure = label("row-amount")
        self._take = button("secondary", look, "plus", look.tokens.primary)
        self._back = button("secondary", look, "undo-2", look.tokens.muted)
        self._take.clicked.connect(lambda: take(place))
        self._back.clicked.connect(lambda: put_back(place))
        texts = column(gap=2)
        texts.addWidget(self._name)
        texts.addWidget(self._says)
        layout = line(self, gap=12)
        layout.setContentsMargins(12, 10, 12, 10)
        layout.addWidget(self._icon)
        layout.addLayout(texts, 1)
        layout.addWidget(self._figure)
        layout.addWidget(self._back)
        layout.addWidget(self._take)

    def show_choice(self, choice: Choice, marked: bool, programme: Programme, words: Words) -> None:
        set_mark(self, "selected", marked)
        if isinstance(choice, RewardChoice):
            name = choice.reward.name if choice.taken < 2 else f"{choice.reward.name} ×{choice.taken}"
            says = reward_words(words, choice, programme)
            figure, on = reward_cost(words, choice), choice.taken > 0
            free = choice.refusal is None
        else:
            name = f"{rule_name(words, programme, choice.kind_id)} …{choice.code[-_SHOWN_OF_A_CODE:]}"
            says = voucher_words(words, choice, programme)
            figure, on = rupiah(-choice.worth) if choice.worth else "", choice.shown
            free = choice.refusal is None and choice.standing is VoucherStanding.VALID and not on
        self._name.setText(name)
        self._says.setText(says)
        self._figure.setText(figure)
        icon, colour = self._sign(on, free, "gift" if isinstance(choice, RewardChoice) else "ticket")
        self._icon.draw(icon, colour)
        say(self._take, words.gettext("Take"))
        self._take.setAccessibleName(words.gettext("Take {name}", name=name))
        self._take.setVisible(free)
        say(self._back, words.gettext("Take out"))
        self._back.setAccessibleName(words.gettext("Take {name} out", name=name))
        self._back.setVisible(on)

    def _sign(self, on: bool, free: bool, own: str) -> tuple[str, str]:
        tokens = self._look.tokens
        if on:
            return "circle-check", tokens.success
        return (own, tokens.primary) if free else ("circle-slash", tokens.muted)
