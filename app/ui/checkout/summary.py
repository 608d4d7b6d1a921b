"""Offers, sums, total, and the two buttons that a sale ends with."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget

from app.services.offers import Offer, Standing, Step
from app.services.outcomes import QuotedBasket
from app.ui.checkout.offers import shown_offers
from app.ui.checkout.state import CheckoutState
from app.ui.checkout.summary_wording import sums_words, total_words
from app.ui.checkout.wording import chip_words
from app.ui.theme.look import Look, label, set_role
from app.ui.theme.tokens import Tokens
from app.ui.widgets.basics import (
    ElidedLabel,
    HintedButton,
    IconLabel,
    button,
    column,
    frame,
    line,
    say,
    set_icon,
)
from app.words.explain import rule_name
from app.words.money import rupiah
from app.words.translate import Words

_OFFERS = 3


class OfferList(QWidget):
    """At most three chips and the way to the explanation."""

    def __init__(self, look: Look, why: Callable[[], None], all_offers: Callable[[], None]) -> None:
        super().__init__()
        card = frame("card")
        column(self).addWidget(card)
        self._title = label("heading")
        self._why = button("link", look, "circle-question-mark", look.tokens.primary)
        self._why.clicked.connect(why)
        self._all = button("link", look, "tag", look.tokens.primary)
        self._all.setToolTip("F5")
        self._all.clicked.connect(all_offers)
        self._rows = [_OfferRow(look) for _ in range(_OFFERS)]
        self._none = label("small-muted")
        self._none.setFixedHeight(30)
        top = line()
        top.addWidget(self._title, 1)
        top.addWidget(self._all)
        top.addWidget(self._why)
        layout = column(card, gap=6)
        layout.setContentsMargins(16, 6, 12, 12)
        layout.addLayout(top)
        layout.addWidget(self._none)
        for row in self._rows:
            layout.addWidget(row)
        layout.addStretch(1)

    def show_quoted(self, quoted: QuotedBasket | None, words: Words) -> None:
        """Renders the offers of a quote."""
        shown = shown_offers(quoted, _OFFERS) if quoted else ()
        self._title.setText(words.gettext("Offers"))
        say(self._why, words.gettext("Why?"))
        self._why.setEnabled(quoted is not None)
        say(self._all, words.gettext("All"))
        self._all.setAccessibleName(words.gettext("All offers"))
        self._all.setEnabled(quoted is not None)
        self._none.setText(words.gettext("Nothing applies yet"))
        self._none.setVisible(not shown)
        for place, row in enumerate(self._rows):
            row.setVisible(place < len(shown))
            if place < len(shown) and quoted is not None:
                row.show_offer(shown[place], rule_name(words, quoted.programme, shown[place].rule_id), words)


class _OfferRow(QWidget):
    def __init__(self, look: Look) -> None:
        super().__init__()
        self._tokens: Tokens = look.tokens
        self.setFixedHeight(30)
        self._icon = IconLabel(look, 20)
        self._name = ElidedLabel("small")
        self._chip = label("chip-muted")
        layout = line(self, gap=10)
        layout.addWidget(self._icon)
        layout.addWidget(self._name, 1)
        layout.addWidget(self._chip)

    def show_offer(self, offer: Offer, name: str, words: Words) -> None:
        icon, colour, chip = self._look_of(offer)
        self._icon.draw(icon, colour)
        redeems = offer.step is Step.REDEEM_POINTS
        self._name.setText(words.gettext("Points") if redeems else name)
        set_role(self._chip, chip)
        self._chip.setText(chip_words(words, offer))

    def _look_of(self, offer: Offer) -> tuple[str, str, str]:
        """Icon, its colour, and the chip's role."""
        tokens = self._tokens
        match offer.standing, offer.step:
            case Standing.APPLIED, _:
                return "circle-check", tokens.success, "chip-success"
            case _, Step.REDEEM_POINTS:
                return "coins", tokens.points, "chip-points"
            case _, Step.SHOW_CARD | Step.SHOW_PROOF:
                return "user-round", tokens.muted, "chip-muted"
            case _:
                return "circle-dashed", tokens.muted, "chip-primary"


class Summary(QWidget):
    """From price to total; each sum keeps its place."""

    def __init__(self) -> None:
        super().__init__()
        self._sums = [_Sum(), _Sum(), _Sum(), _Sum(), _Sum()]
        self._total_name = label("heading")
        self._earned = label("small-points")
        self._total = label("total")
        self._tax = label("caption")
        self._total.setAlignment(Qt.AlignmentFlag.AlignRight)
        self._tax.setAlignment(Qt.AlignmentFlag.AlignRight)
        names = column(gap=0)
        names.addWidget(self._total_name)
        names.addWidget(self._earned)
        figures = column(gap=0)
        figures.addWidget(self._total)
        figures.addWidget(self._tax)
        total = line()
        total.addLayout(names, 1)
        total.addLayout(figures)
        layout = column(self, gap=4)
        layout.setContentsMargins(4, 0, 4, 0)
        for part in self._sums:
            layout.addWidget(part)
        layout.addWidget(frame("hairline"))
        layout.addLayout(total)

    def show_quoted(self, quoted: QuotedBasket | None, words: Words) -> None:
        """Renders the sums of a quote; none: zeros."""
        for shown, part in zip(sums_words(words, quoted), self._sums, strict=True):
            part.say(shown.name, shown.amount)
            part.setVisible(shown.shown)
        total = total_words(words, quoted)
        self._total_name.setText(total.name)
        self._total.setText(total.amount)
        self._total.setAccessibleName(f"{total.name} {total.amount}")
        self._earned.setText(total.earned)
        self._tax.setText(total.tax)


class _Sum(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self._name = label("small-muted")
        self._amount: QLabel = label("small")
        layout = line(self)
        layout.addWidget(self._name, 1)
        layout.addWidget(self._amount)

    def say(self, name: str, amount: int) -> None:
        self._name.setText(name)
        self._amount.setText(rupiah(amount))
        set_role(self._amount, "small-success" if amount < 0 else "small")


class PayBar(QWidget):
    """Redeem and pay."""

    def __init__(self, look: Look, redeem: Callable[[], None], pay: Callable[[], None]) -> None:
        super().__init__()
        self._redeem = HintedButton("big", "F6")
        set_icon(self._redeem, look, "coins", look.tokens.points, 24)
        self._pay = HintedButton("primary", "F12")
        self._redeem.clicked.connect(redeem)
        self._pay.clicked.connect(pay)
        layout = line(self, gap=12)
        layout.addWidget(self._redeem, 2)
        layout.addWidget(self._pay, 3)

    def show_state(self, state: CheckoutState, words: Words) -> None:
        """Renders what is possible now."""
        self._redeem.say(words.gettext("Redeem"))
        self._pay.say(words.gettext("Pay"))
        self._pay.setEnabled(state.can_pay)
        self._redeem.setEnabled(state.quoted is not None)
