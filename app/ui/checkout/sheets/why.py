"""Every effect and every refusal of the price, as sentences."""

from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from app.domain.calendar import local_time
from app.domain.quote import Phase
from app.services.outcomes import QuotedBasket
from app.ui.checkout.presenter import CheckoutPresenter
from app.ui.checkout.state import CheckoutState, WhySheet
from app.ui.theme.look import Look, label, set_role
from app.ui.widgets.basics import IconLabel, column, frame, line
from app.ui.widgets.sheet_stack import StateSheet
from app.words.explain import (
    earner_name,
    earning_sentence,
    effect_sentence,
    refusal_sentence,
    rule_name,
    service_sentence,
    tax_sentence,
)
from app.words.money import points, rupiah
from app.words.translate import Words


class WhyView(StateSheet[CheckoutState]):
    """Renders a quote's explanation."""

    def __init__(self, host: QWidget, look: Look, presenter: CheckoutPresenter) -> None:
        super().__init__(host, look, 760, 640, presenter.leave)
        self._look = look
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.body.addWidget(self._scroll, 1)

    def show_state(self, state: CheckoutState, words: Words) -> bool:
        if isinstance(state.sheet, WhySheet) and state.quoted is not None:
            self._render(state.quoted, words)
            return True
        return False

    def _render(self, quoted: QuotedBasket, words: Words) -> None:
        self.title.setText(words.gettext("Why this price?"))
        self.close_button.setAccessibleName(words.gettext("Close"))
        inner = QWidget()
        set_role(inner, "surface")
        rows = column(inner, gap=0)
        for tell in (self._applied, self._points, self._refused):
            for part in tell(quoted, words):
                rows.addWidget(part)
        rows.addStretch(1)
        self._scroll.setWidget(inner)

    def _applied(self, quoted: QuotedBasket, words: Words) -> Iterator[QWidget]:
        """What moved the price, down or up."""
        programme, quote, colour = quoted.programme, quoted.quote, self._look.tokens.success
        yield _section(words.gettext("What applies"))
        taken = [effect for effect in quote.effects if effect.phase is not Phase.EARNING]
        for effect in taken:
            name = rule_name(words, programme, effect.rule_id)
            sentence = effect_sentence(words, programme, effect)
            yield self._row("circle-check", colour, name, sentence, rupiah(-effect.amount))
        if not taken:
            yield self._row("circle-check", self._look.tokens.muted, words.gettext("Full price"), "", "")
        if quote.service is not None:
            name = service_sentence(words, programme)
            yield self._row("circle-check", colour, name, "", rupiah(quote.service.amount))
        day = local_time(quoted.inputs.opened_at, quoted.inputs.zone).date()
        for tax in quote.taxes:
            if not tax.inside:
                name = tax_sentence(words, programme, tax, day)
                yield self._row("circle-check", colour, name, "", rupiah(tax.amount))

    def _points(self, quoted: QuotedBasket, words: Words) -> Iterator[QWidget]:
        """How the points come about, with each rule that earns some."""
        programme, earning, colour = quoted.programme, quoted.quote.earning, self._look.tokens.points
        yield _section(words.gettext("Points"))
        title = (
            words.gettext("Points of this sale")
            if quoted.basket.member
            else words.gettext("What a member would get")
        )
        sentence = earning_sentence(words, programme, earning)
        yield self._row("coins", colour, title, sentence, "+" + points(earning.points))
        for effect in quoted.quote.effects:
            if effect.phase is Phase.EARNING:
                name = earner_name(words, programme, effect.rule_id)
                sentence = effect_sentence(words, programme, effect)
                yield self._row("coins", colour, name, sentence, "+" + points(effect.points))

    def _refused(self, quoted: QuotedBasket, words: Words) -> Iterator[QWidget]:
        if quoted.quote.refusals:
            yield _section(words.gettext("What does not apply, and why"))
        for refusal in quoted.quote.refusals:
            name = rule_name(words, quoted.programme, refusal.rule_id)
            sentence = refusal_sentence(words, quoted.programme, refusal)
            yield self._row("circle-slash", self._look.tokens.muted, name, sentence, "")

    def _row(self, icon: str, colour: str, name: str, sentence: str, amount: str) -> QFrame:
        row = frame("line")
        drawn = IconLabel(self._look, 24)
        drawn.draw(icon, colour)
        texts = column(gap=2)
        texts.addWidget(label("body-strong", name))
        if sentence:
            said = label("small-muted", sentence)
            said.setWordWrap(True)
            texts.addWidget(said)
        layout = line(row, gap=16)
        layout.setContentsMargins(4, 10, 12, 10)
        layout.addWidget(drawn, alignment=Qt.AlignmentFlag.AlignTop)
        layout.addLayout(texts, 1)
        layout.addWidget(label("row-amount", amount), alignment=Qt.AlignmentFlag.AlignTop)
        return row


def _section(text: str) -> QWidget:
    made = label("caption", text)
    made.setContentsMargins(4, 16, 0, 4)
    return made
