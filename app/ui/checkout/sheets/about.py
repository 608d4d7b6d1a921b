"""All that is known here of the member who buys; each figure with what it is."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from app.ui.checkout.card_state import AboutSheet
from app.ui.checkout.presenter import CheckoutPresenter
from app.ui.checkout.state import CheckoutState
from app.ui.theme.look import Look, label, set_role
from app.ui.widgets.basics import ElidedLabel, HintedButton, IconLabel, column, frame, line, set_icon
from app.ui.widgets.sheet_stack import StateSheet
from app.words.about_member import Row, Section, Topic, about_sections
from app.words.money import masked_phone
from app.words.translate import Words

_ICONS = {
    Topic.POINTS: "coins",
    Topic.TIER: "crown",
    Topic.GIFTS: "gift",
    Topic.SALES: "receipt-text",
}


class AboutView(StateSheet[CheckoutState]):
    """Renders an `AboutSheet`."""

    def __init__(self, host: QWidget, look: Look, presenter: CheckoutPresenter) -> None:
        super().__init__(host, look, 840, 704, presenter.leave)
        self._look = look
        self._presenter = presenter
        self._shown: tuple[Section, ...] | None = None
        self._phone = ElidedLabel("body-muted")
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._cards = HintedButton("big", "Ctrl+K")
        set_icon(self._cards, look, "id-card")
        self._cards.clicked.connect(presenter.cards.open_of_basket)
        self._pin = HintedButton("big", "Ctrl+P")
        set_icon(self._pin, look, "key-round")
        self._pin.clicked.connect(presenter.pin.open)
        self._marks = HintedButton("big")
        set_icon(self._marks, look, "tag")
        self._marks.clicked.connect(presenter.marks.open)
        self._done = HintedButton("primary", "Enter")
        self._done.clicked.connect(presenter.confirm)
        self._sent = HintedButton("big")
        set_icon(self._sent, look, "users-round")
        self._sent.clicked.connect(presenter.about.ask_referrer)
        ends = line(gap=12)
        ends.addWidget(self._sent, 1)
        ends.addWidget(self._marks, 1)
        ends.addWidget(self._cards, 1)
        ends.addWidget(self._pin, 1)
        ends.addWidget(self._done, 1)
        self.body.addWidget(self._phone)
        self.body.addWidget(self._scroll, 1)
        self.body.addLayout(ends)

    def show_state(self, state: CheckoutState, words: Words) -> bool:
        if isinstance(state.sheet, AboutSheet):
            self._render(state.sheet, words)
            return True
        return False

    def _render(self, sheet: AboutSheet, words: Words) -> None:
        self.title.setText(sheet.member.name or words.gettext("Member"))
        self.close_button.setAccessibleName(words.gettext("Close"))
        self._phone.setText(masked_phone(sheet.member.phone))
        self._cards.say(words.gettext("Cards"))
        self._marks.say(words.gettext("Labels"))
        self._marks.setVisible(sheet.has_labels)
        self._pin.say(words.gettext("PIN"))
        self._sent.say(words.gettext("Sent by"))
        self._sent.setVisible(sheet.takes_referrer)
        self._done.say(words.gettext("Done"))
        sections = () if sheet.about is None else about_sections(words, sheet.about)
        if sections != self._shown:
            self._shown = sections
            self._write(sections)

    def _write(self, sections: tuple[Section, ...]) -> None:
        inner = QWidget()
        set_role(inner, "surface")
        rows = column(inner, gap=0)
        for section in sections:
            title = label("caption", section.title)
            title.setContentsMargins(4, 16, 0, 4)
            rows.addWidget(title)
            for row in section.rows:
                rows.addWidget(self._row(_ICONS[section.topic], row))
        rows.addStretch(1)
        self._scroll.setWidget(inner)

    def _row(self, icon: str, row: Row) -> QFrame:
        made = frame("line")
        drawn = IconLabel(self._look, 24)
        drawn.draw(icon, self._look.tokens.points)
        texts = column(gap=2)
        texts.addWidget(label("body-strong", row.name))
        if row.sentence:
            said = label("small-muted", row.sentence)
            said.setWordWrap(True)
            texts.addWidget(said)
        layout = line(made, gap=16)
        layout.setContentsMargins(4, 8, 12, 8)
        layout.addWidget(drawn)
        layout.addLayout(texts, 1)
        layout.addWidget(label("row-amount", row.figure))
        return made
