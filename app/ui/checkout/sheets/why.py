"""Every effect and every refusal of the price, as sentences."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from app.services.outcomes import QuotedBasket
from app.ui.checkout.presenter import CheckoutPresenter
from app.ui.checkout.state import CheckoutState, WhySheet
from app.ui.checkout.why_wording import Holds, Reason, why_sections
from app.ui.theme.look import Look, label, set_role
from app.ui.widgets.basics import IconLabel, column, frame, line
from app.ui.widgets.sheet_stack import StateSheet
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
        for title, reasons in why_sections(words, quoted):
            caption = label("caption", title)
            caption.setContentsMargins(4, 16, 0, 4)
            rows.addWidget(caption)
            for reason in reasons:
                rows.addWidget(self._row(reason))
        rows.addStretch(1)
        self._scroll.setWidget(inner)

    def _row(self, reason: Reason) -> QFrame:
        tokens = self._look.tokens
        icon, colour = {
            Holds.APPLIED: ("circle-check", tokens.success),
            Holds.NOTHING: ("circle-check", tokens.muted),
            Holds.EARNED: ("coins", tokens.points),
            Holds.REFUSED: ("circle-slash", tokens.muted),
        }[reason.holds]
        row = frame("line")
        drawn = IconLabel(self._look, 24)
        drawn.draw(icon, colour)
        texts = column(gap=2)
        texts.addWidget(label("body-strong", reason.name))
        if reason.sentence:
            said = label("small-muted", reason.sentence)
            said.setWordWrap(True)
            texts.addWidget(said)
        layout = line(row, gap=16)
        layout.setContentsMargins(4, 10, 12, 10)
        layout.addWidget(drawn, alignment=Qt.AlignmentFlag.AlignTop)
        layout.addLayout(texts, 1)
        layout.addWidget(label("row-amount", reason.amount), alignment=Qt.AlignmentFlag.AlignTop)
        return row
