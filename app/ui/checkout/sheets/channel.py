"""How the customer buys: a button for each channel that the programme names, and one for none."""

from PySide6.QtWidgets import QPushButton, QScrollArea, QWidget

from app.ui.checkout.basket_sheets import ChannelSheet
from app.ui.checkout.basket_wording import channel_name
from app.ui.checkout.presenter import CheckoutPresenter
from app.ui.checkout.state import CheckoutState
from app.ui.theme.look import Look, label, set_mark, set_role
from app.ui.widgets.basics import HintedButton, button, column, say, set_icon
from app.ui.widgets.sheet_stack import StateSheet
from app.ui.widgets.tab_order import bring_into_sight
from app.words.translate import Words


class ChannelView(StateSheet[CheckoutState]):
    """Renders a `ChannelSheet`."""

    def __init__(self, host: QWidget, look: Look, presenter: CheckoutPresenter) -> None:
        super().__init__(host, look, 560, 560, presenter.leave)
        self._look = look
        self._desk = presenter.aside.channel
        self._rows: list[QPushButton] = []
        self._sentence = label("body-muted")
        self._sentence.setWordWrap(True)
        inner = QWidget()
        set_role(inner, "surface")
        self._column = column(inner, gap=8)
        self._column.addStretch(1)
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setWidget(inner)
        self._confirm = HintedButton("primary", "Enter")
        self._confirm.clicked.connect(presenter.confirm)
        self.body.addWidget(self._sentence)
        self.body.addWidget(self._scroll, 1)
        self.body.addWidget(self._confirm)

    def show_state(self, state: CheckoutState, words: Words) -> bool:
        if isinstance(state.sheet, ChannelSheet):
            self._render(state.sheet, words)
            return True
        return False

    def _render(self, sheet: ChannelSheet, words: Words) -> None:
        self.title.setText(words.gettext("Way of buying"))
        self.close_button.setAccessibleName(words.gettext("Close"))
        self._sentence.setText(words.gettext("How does the customer buy? Offers may depend on it."))
        self._confirm.say(words.gettext("Choose"))
        while len(self._rows) > len(sheet.rows):
            gone = self._rows.pop()
            self._column.removeWidget(gone)
            gone.hide()
            gone.deleteLater()
        while len(self._rows) < len(sheet.rows):
            made = self._row(len(self._rows))
            self._column.insertWidget(len(self._rows), made)
            self._rows.append(made)
        for place, (row, channel) in enumerate(zip(self._rows, sheet.rows, strict=True)):
            marked = place == sheet.place
            say(row, channel_name(words, channel))
            row.setAccessibleDescription(words.gettext("ticked") if marked else words.gettext("not ticked"))
            tokens = self._look.tokens
            icon, colour = ("circle-check", tokens.primary) if marked else ("circle-dashed", tokens.muted)
            set_icon(row, self._look, icon, colour)
            set_mark(row, "chosen", marked)
        bring_into_sight(self._rows[sheet.place])

    def _row(self, place: int) -> QPushButton:
        made = button("segment")
        made.clicked.connect(lambda: self._desk.choose(place))
        return made
