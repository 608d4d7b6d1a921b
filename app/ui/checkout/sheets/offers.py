"""Every offer of the price in four groups: applied, available, near, and not now with the reason."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from app.services.offers import Offer, Standing
from app.services.outcomes import QuotedBasket
from app.ui.checkout.desks.offers import GOES_ON
from app.ui.checkout.offer_wording import OfferRow, offer_groups, standing_name
from app.ui.checkout.presenter import CheckoutPresenter
from app.ui.checkout.state import CheckoutState, OffersSheet
from app.ui.theme.look import Look, label, set_role
from app.ui.widgets.basics import ElidedLabel, IconLabel, button, column, frame, line, say
from app.ui.widgets.sheet_stack import StateSheet
from app.words.translate import Words

_ICONS = {
    Standing.APPLIED: "circle-check",
    Standing.AVAILABLE: "tag",
    Standing.TO_GO: "circle-dashed",
    Standing.NOT_NOW: "circle-slash",
}
_CHIPS = {
    Standing.APPLIED: "chip-success",
    Standing.AVAILABLE: "chip-primary",
    Standing.TO_GO: "chip-primary",
    Standing.NOT_NOW: "chip-muted",
}
_ROW = 64


class OffersView(StateSheet[CheckoutState]):
    """Renders an `OffersSheet`."""

    def __init__(self, host: QWidget, look: Look, presenter: CheckoutPresenter) -> None:
        super().__init__(host, look, 840, 656, presenter.leave)
        self._look = look
        self._presenter = presenter
        self._shown: tuple[QuotedBasket, Words] | None = None
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.body.addWidget(self._scroll, 1)

    def show_state(self, state: CheckoutState, words: Words) -> bool:
        if not isinstance(state.sheet, OffersSheet) or state.quoted is None:
            return False
        if self._shown != (state.quoted, words):
            self._shown = (state.quoted, words)
            self._render(state.quoted, words)
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}
        if event.key() in steps:
            bar = self._scroll.verticalScrollBar()
            bar.setValue(bar.value() + steps[Qt.Key(event.key())] * _ROW)
        else:
            super().keyPressEvent(event)

    def _render(self, quoted: QuotedBasket, words: Words) -> None:
        self.title.setText(words.gettext("Offers"))
        self.close_button.setAccessibleName(words.gettext("Close"))
        inner = QWidget()
        set_role(inner, "surface")
        rows = column(inner, gap=0)
        groups = offer_groups(words, quoted)
        for standing, offers in groups:
            title = label("caption", standing_name(words, standing))
            title.setContentsMargins(4, 16, 0, 4)
            rows.addWidget(title)
            for row in offers:
                rows.addWidget(self._row(row, words))
        if not groups:
            rows.addWidget(label("body-muted", words.gettext("Nothing applies yet")))
        rows.addStretch(1)
        self._scroll.setWidget(inner)

    def _row(self, shown: OfferRow, words: Words) -> QFrame:
        tokens, offer = self._look.tokens, shown.offer
        row = frame("line")
        icon = IconLabel(self._look, 24)
        applied = offer.standing is Standing.APPLIED
        icon.draw(_ICONS[offer.standing], tokens.success if applied else tokens.muted)
        name = ElidedLabel("body-strong")
        name.setText(shown.name)
        texts = column(gap=2)
        texts.addWidget(name)
        if shown.said:
            said = label("small-muted", shown.said)
            said.setWordWrap(True)
            texts.addWidget(said)
        layout = line(row, gap=12)
        layout.setContentsMargins(4, 8, 12, 8)
        layout.addWidget(icon)
        layout.addLayout(texts, 1)
        if shown.chip:
            layout.addWidget(label(_CHIPS[offer.standing], shown.chip))
        if offer.step in GOES_ON:
            layout.addWidget(self._way_on(offer, shown.name, words))
        return row

    def _way_on(self, offer: Offer, name: str, words: Words) -> QWidget:
        made = button("soft")
        say(made, words.gettext("Show"))
        made.setAccessibleName(words.gettext("Show: {offer}", offer=name))
        made.clicked.connect(lambda: self._presenter.offers.go_on(offer))
        return made
