"""Offers, sums, total, and the two buttons that a sale ends with."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget

from app.domain.calendar import local_time
from app.domain.programme.document import Programme
from app.services.offers import Offer, Standing, Step
from app.services.outcomes import QuotedBasket
from app.services.sums import NO_SUMS, sums_of
from app.ui.checkout.offers import shown_offers
from app.ui.checkout.paid_parts import left_to_pay, paid_so_far
from app.ui.checkout.state import CheckoutState
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
from app.words.explain import rule_name, tax_sentence
from app.words.money import points, rupiah
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
        quote = quoted.quote if quoted else None
        sums = sums_of(quote) if quote else NO_SUMS
        self._sums[0].say(words.gettext("Subtotal"), sums.price)
        self._sums[1].say(words.gettext("Discounts"), -sums.discounts)
        paid = paid_so_far(quoted) if quoted else 0
        self._sums[2].say(words.gettext("Points redeemed"), -sums.by_points)
        self._sums[3].say(words.gettext("Service and tax"), sums.added)
        self._sums[3].setVisible(quoted is not None and _adds(quoted.programme))
        self._sums[4].say(words.gettext("Paid so far"), -paid)
        self._sums[4].setVisible(paid > 0)
        self._total_name.setText(words.gettext("Left to pay") if paid else words.gettext("Total"))
        self._total.setText(rupiah(left_to_pay(quoted) if quoted else 0))
        self._total.setAccessibleName(f"{self._total_name.text()} {self._total.text()}")
        member = quoted is not None and quoted.basket.member is not None
        earned = quote.earning.points if quote else 0
        self._earned.setText(
            words.ngettext("+{count} point", "+{count} points", earned, count=points(earned))
            if member and earned
            else ""
        )
        self._tax.setText(_tax(quoted, words) if quoted else "")


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


def _tax(quoted: QuotedBasket, words: Words) -> str:
    """The taxes that are inside the prices; those on top are sums of their own."""
    day = local_time(quoted.inputs.opened_at, quoted.inputs.zone).date()
    return ", ".join(
        f"{tax_sentence(words, quoted.programme, tax, day)}: {rupiah(tax.amount)}"
        for tax in quoted.quote.taxes
        if tax.inside
    )


def _adds(programme: Programme) -> bool:
    """Whether a basket of this revision can cost more than its prices."""
    return programme.service_charge is not None or any(not tax.inside for tax in programme.taxes)
