"""One box that finds the member or the item that a sheet wants, by key and by touch; at most eight rows."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from app.domain.basket import Item
from app.services.member_view import MemberView
from app.ui.receipts.presenter import ReceiptsPresenter
from app.ui.receipts.state import FindItem, FindMember, ReceiptsState
from app.ui.theme.look import Look
from app.ui.widgets.search_panel import Result, SearchPanel
from app.ui.widgets.sheet_stack import StateSheet
from app.words.money import masked_phone, points, rupiah
from app.words.receipt import masked_name
from app.words.translate import Words


class SearchView(StateSheet[ReceiptsState]):
    """Renders a `FindMember` or a `FindItem`."""

    def __init__(self, host: QWidget, look: Look, presenter: ReceiptsPresenter) -> None:
        super().__init__(host, look, 760, 712, presenter.leave)
        self._presenter = presenter
        self._search = SearchPanel(look, letters_wait=False)
        self._search.typed.connect(presenter.search.type)
        self._search.chosen.connect(presenter.search.choose)
        self.body.addWidget(self._search, 1)
        self.setFocusProxy(self._search)

    def show_state(self, state: ReceiptsState, words: Words) -> bool:
        if isinstance(state.sheet, FindMember | FindItem):
            self._render(state.sheet, words)
            return True
        return False

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}
        if event.key() in steps:
            self._presenter.step(steps[Qt.Key(event.key())])
        else:
            super().keyPressEvent(event)

    def _render(self, sheet: FindMember | FindItem, words: Words) -> None:
        member = isinstance(sheet, FindMember)
        self.title.setText(words.gettext("Find member") if member else words.gettext("Find item"))
        self.close_button.setAccessibleName(words.gettext("Close"))
        hint = (
            words.gettext("Scan the card, or key the phone’s last digits or the name")
            if member
            else words.gettext("Scan it, or key its name or code")
        )
        self._search.say(hint, words)
        results = [_result(words, row) for row in sheet.rows]
        nothing = bool(sheet.answered.strip()) and not results
        self._search.show_found(sheet.text, results, sheet.place, nothing=nothing)


def _result(words: Words, row: MemberView | Item) -> Result:
    """A member as a receipt shows him: the screen is turned to whoever brings something back."""
    if isinstance(row, Item):
        return Result(name=row.name, below=f"{row.category} · {row.sku}", right=rupiah(row.price))
    count = points(row.balance)
    balance = words.ngettext("{count} point", "{count} points", row.balance, count=count)
    return Result(name=masked_name(row.name), below=masked_phone(row.phone), right=balance)
