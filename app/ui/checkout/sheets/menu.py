"""What else can be done at the checkout: big buttons with icon, word and key."""

from PySide6.QtWidgets import QGridLayout, QWidget

from app.ui.checkout.menu import MenuEntry, menu_entries
from app.ui.checkout.presenter import CheckoutPresenter
from app.ui.checkout.state import CheckoutState, MenuSheet
from app.ui.theme.look import Look
from app.ui.widgets.basics import HintedButton, set_icon
from app.ui.widgets.sheet_stack import StateSheet
from app.words.translate import Words

_COLUMNS = 3


class MenuView(StateSheet[CheckoutState]):
    """Renders a `MenuSheet`."""

    def __init__(self, host: QWidget, look: Look, presenter: CheckoutPresenter) -> None:
        super().__init__(host, look, 960, 550, presenter.leave)
        self._presenter = presenter
        self._entries = menu_entries()
        self._buttons = [HintedButton("big", entry.key) for entry in self._entries]
        grid = QGridLayout()
        grid.setSpacing(12)
        for place, (entry, touched) in enumerate(zip(self._entries, self._buttons, strict=True)):
            set_icon(touched, look, entry.icon, size=26)
            touched.clicked.connect(lambda _checked=False, chosen=entry: self._chosen(chosen))
            grid.addWidget(touched, *divmod(place, _COLUMNS))
        self.body.addLayout(grid)
        self.body.addStretch(1)

    def show_state(self, state: CheckoutState, words: Words) -> bool:
        if isinstance(state.sheet, MenuSheet):
            self._render(words)
            return True
        return False

    def _render(self, words: Words) -> None:
        self.title.setText(words.gettext("More"))
        self.close_button.setAccessibleName(words.gettext("Close"))
        for entry, touched in zip(self._entries, self._buttons, strict=True):
            touched.say(entry.name(words))

    def _chosen(self, entry: MenuEntry) -> None:
        if not self.just_opened():
            self._presenter.leave()
            entry.act(self._presenter)
