"""One box that finds members, or items; at most eight rows."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from app.domain.basket import Item
from app.services.member_view import MemberView
from app.ui.checkout.presenter import CheckoutPresenter
from app.ui.checkout.state import CheckoutState, ItemSearch, MemberSearch, ReferrerSearch
from app.ui.theme.look import Look
from app.ui.widgets.search_panel import Result, SearchPanel
from app.ui.widgets.sheet_stack import StateSheet
from app.words.money import masked_phone, points, rupiah
from app.words.translate import Words


class SearchView(StateSheet[CheckoutState]):
    """Renders a `MemberSearch` or an `ItemSearch`."""

    def __init__(self, host: QWidget, look: Look, presenter: CheckoutPresenter) -> None:
        super().__init__(host, look, 760, 700, presenter.leave)
        self._presenter = presenter
        self._search = SearchPanel(look, letters_wait=True)
        self._search.typed.connect(presenter.search.type)
        self._search.chosen.connect(presenter.search.choose)
        self.body.addWidget(self._search, 1)
        self.setFocusProxy(self._search)

    def show_state(self, state: CheckoutState, words: Words) -> bool:
        if isinstance(state.sheet, MemberSearch | ItemSearch):
            self._render(state.sheet, words)
            return True
        return False

    def _render(self, sheet: MemberSearch | ItemSearch, words: Words) -> None:
        self.title.setText(_title(words, sheet))
        self.close_button.setAccessibleName(words.gettext("Close"))
        hint = (
            words.gettext("Last digits of the phone, or the name")
            if isinstance(sheet, MemberSearch)
            else words.gettext("Name, code or barcode")
        )
        self._search.say(hint, words)
        results = [_result(words, row) for row in sheet.rows]
        nothing = bool(sheet.answered.strip()) and not results
        self._search.show_found(sheet.text, results, sheet.place, nothing=nothing)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}
        if event.key() in steps:
            self._presenter.search.step(steps[Qt.Key(event.key())])
        else:
            super().keyPressEvent(event)


def _title(words: Words, sheet: MemberSearch | ItemSearch) -> str:
    match sheet:
        case ReferrerSearch(referred=referred):
            name = referred.name or masked_phone(referred.phone)
            return words.gettext("Who sent {name}?", name=name)
        case MemberSearch():
            return words.gettext("Find member")
        case ItemSearch():
            return words.gettext("Find item")


def _result(words: Words, row: MemberView | Item) -> Result:
    if isinstance(row, Item):
        return Result(name=row.name, below=f"{row.category} · {row.sku}", right=rupiah(row.price))
    usable = words.ngettext("{count} point", "{count} points", row.usable, count=points(row.usable))
    return Result(name=row.name, below=masked_phone(row.phone), right=usable)
