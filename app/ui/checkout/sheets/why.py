"""Every effect and every refusal of the price, as sentences."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from app.services.outcomes import QuotedBasket
from app.ui.checkout.presenter import CheckoutPresenter
from app.ui.theme.look import Look, label, set_role
from app.ui.widgets.basics import IconLabel, column, frame, line
from app.ui.widgets.sheet import Sheet
from app.words.explain import earning_sentence, effect_sentence, refusal_sentence, rule_name
from app.words.money import points, rupiah
from app.words.translate import Words


class WhyView(Sheet):
    """Renders a quote's explanation."""

    def __init__(self, host: QWidget, look: Look, presenter: CheckoutPresenter) -> None:
        super().__init__(host, look, 760, 640, presenter.leave)
        self._look = look
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.body.addWidget(self._scroll, 1)

    def show_quoted(self, quoted: QuotedBasket, words: Words) -> None:
        """Writes the explanation anew."""
        self.title.setText(words.gettext("Why this price?"))
        self.close_button.setAccessibleName(words.gettext("Close"))
        inner = QWidget()
        set_role(inner, "surface")
        rows = column(inner, gap=0)
        rows.addWidget(_section(words.gettext("What applies")))
        programme, tokens = quoted.programme, self._look.tokens
        for effect in quoted.quote.effects:
            name = rule_name(words, programme, effect.rule_id)
            sentence = effect_sentence(words, programme, effect)
            rows.addWidget(self._row("circle-check", tokens.success, name, sentence, rupiah(-effect.amount)))
        if not quoted.quote.effects:
            rows.addWidget(self._row("circle-check", tokens.muted, words.gettext("Full price"), "", ""))
        rows.addWidget(_section(words.gettext("Points")))
        earning = quoted.quote.earning
        title = (
            words.gettext("Points of this sale")
            if quoted.basket.member
            else words.gettext("What a member would get")
        )
        sentence = earning_sentence(words, programme, earning)
        rows.addWidget(self._row("coins", tokens.points, title, sentence, "+" + points(earning.points)))
        if quoted.quote.refusals:
            rows.addWidget(_section(words.gettext("What does not apply, and why")))
        for refusal in quoted.quote.refusals:
            name = rule_name(words, programme, refusal.rule_id)
            sentence = refusal_sentence(words, programme, refusal)
            rows.addWidget(self._row("circle-slash", tokens.muted, name, sentence, ""))
        rows.addStretch(1)
        self._scroll.setWidget(inner)

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
