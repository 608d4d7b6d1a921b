"""What else can be done at the checkout: big buttons with icon, word and key."""

from PySide6.QtWidgets import QGridLayout, QWidget

from app.services.basket_asks import BasketAsks
from app.ui.checkout.menu import MenuEntry, menu_entries
from app.ui.checkout.presenter import CheckoutPresenter
from app.ui.checkout.state import CheckoutState, MenuSheet
from app.ui.theme.look import Look
from app.ui.widgets.basics import HintedButton, set_icon
from app.ui.widgets.sheet_stack import StateSheet
from app.words.translate import Words

_COLUMNS = 3
_FIVE_ROWS, _ROW = 550, 84


class MenuView(StateSheet[CheckoutState]):
    """Renders a `MenuSheet`."""

    def __init__(self, host: QWidget, look: Look, presenter: CheckoutPresenter) -> None:
        super().__init__(host, look, 960, _FIVE_ROWS, presenter.leave)
        self._presenter = presenter
        self._entries = menu_entries()
        self._buttons = [HintedButton("big", entry.key) for entry in self._entries]
        self._shown: list[HintedButton] = []
        self._grid = QGridLayout()
        self._grid.setSpacing(12)
        for entry, touched in zip(self._entries, self._buttons, strict=True):
            set_icon(touched, look, entry.icon, size=26)
            touched.clicked.connect(lambda _checked=False, chosen=entry: self._chosen(chosen))
        self.body.addLayout(self._grid)
        self.body.addStretch(1)
        self._lay_out(self._buttons)

    def show_state(self, state: CheckoutState, words: Words) -> bool:
        if isinstance(state.sheet, MenuSheet):
            self._render(state.sheet.asks, words)
            return True
        return False

    def _render(self, asks: BasketAsks, words: Words) -> None:
        self.title.setText(words.gettext("More"))
        self.close_button.setAccessibleName(words.gettext("Close"))
        offered = []
        for entry, touched in zip(self._entries, self._buttons, strict=True):
            touched.say(entry.name(words))
            touched.setVisible(entry.offered(asks))
            if entry.offered(asks):
                offered.append(touched)
        if offered != self._shown:
            self._lay_out(offered)

    def _lay_out(self, offered: list[HintedButton]) -> None:
        """What is always offered keeps its place."""
        for gone in self._shown:
            self._grid.removeWidget(gone)
        self._shown = offered
        for place, touched in enumerate(offered):
            self._grid.addWidget(touched, *divmod(place, _COLUMNS))
        rows = -(-len(offered) // _COLUMNS)
        self.set_height(_FIVE_ROWS + (rows - 5) * _ROW)

    def _chosen(self, entry: MenuEntry) -> None:
        if not self.just_opened():
            self._presenter.leave()
            entry.act(self._presenter)
