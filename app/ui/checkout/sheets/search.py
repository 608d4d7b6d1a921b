"""One box that finds members, or items; at most eight rows."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QPushButton, QScrollArea, QWidget

from app.domain.basket import Item
from app.services.member_view import MemberView
from app.ui.checkout.presenter import CheckoutPresenter
from app.ui.checkout.sheets.sheet_view import SheetView
from app.ui.checkout.state import CheckoutState, ItemSearch, MemberSearch, ReferrerSearch
from app.ui.theme.look import Look, label, set_mark, set_role
from app.ui.widgets.basics import ElidedLabel, column, icon_button, line
from app.ui.widgets.letters import ERASE_LETTER, Letters
from app.words.money import masked_phone, points, rupiah
from app.words.translate import Words


class SearchView(SheetView):
    """Renders a `MemberSearch` or an `ItemSearch`."""

    def __init__(self, host: QWidget, look: Look, presenter: CheckoutPresenter) -> None:
        super().__init__(host, look, 760, 700, presenter.leave)
        self._presenter = presenter
        self._shown: tuple[MemberView, ...] | tuple[Item, ...] | None = None
        self._buttons: list[_ResultButton] = []
        self._field = QLineEdit()
        set_role(self._field, "search")
        self._field.addAction(
            look.icon("search", look.tokens.muted), QLineEdit.ActionPosition.LeadingPosition
        )
        self._field.textEdited.connect(presenter.search.type)
        self._keyboard = icon_button("secondary", look, "keyboard")
        self._keyboard.setFixedSize(64, 62)
        self._keyboard.clicked.connect(self._toggle_letters)
        self._empty = label("body-muted")
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._empty.setWordWrap(True)
        inner = QWidget()
        set_role(inner, "surface")
        self._results = column(inner, gap=4)
        self._results.addWidget(self._empty)
        self._results.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(inner)
        self._letters = Letters(look)
        self._letters.pressed.connect(self._pressed)
        self._letters.hide()
        top = line(gap=8)
        top.addWidget(self._field, 1)
        top.addWidget(self._keyboard)
        self.body.addLayout(top)
        self.body.addWidget(scroll, 1)
        self.body.addWidget(self._letters)
        self.setFocusProxy(self._field)

    def show_state(self, state: CheckoutState, words: Words) -> bool:
        if isinstance(state.sheet, MemberSearch | ItemSearch):
            self._render(state.sheet, words)
            return True
        return False

    def _render(self, sheet: MemberSearch | ItemSearch, words: Words) -> None:
        members = isinstance(sheet, MemberSearch)
        self.title.setText(_title(words, sheet))
        self.close_button.setAccessibleName(words.gettext("Close"))
        hint = (
            words.gettext("Last digits of the phone, or the name")
            if members
            else words.gettext("Name, code or barcode")
        )
        self._field.setPlaceholderText(hint)
        self._field.setAccessibleName(hint)
        self._keyboard.setAccessibleName(words.gettext("Keyboard on the screen"))
        self._letters.name(words.gettext("Space"), words.gettext("Erase"))
        if self._field.text() != sheet.text:
            self._field.setText(sheet.text)
        self._empty.setText(words.gettext("Nothing found. Try fewer letters or digits."))
        self._empty.setVisible(bool(sheet.answered.strip()) and not sheet.rows)
        self._show_rows(sheet, words)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}
        if event.key() in steps:
            self._presenter.search.step(steps[Qt.Key(event.key())])
        else:
            super().keyPressEvent(event)

    def _show_rows(self, sheet: MemberSearch | ItemSearch, words: Words) -> None:
        if sheet.rows != self._shown:
            self._shown = sheet.rows
            for gone in self._buttons:
                self._results.removeWidget(gone)
                gone.hide()
                gone.deleteLater()
            choose = self._presenter.search.choose
            self._buttons = [_ResultButton(place, choose) for place in range(len(sheet.rows))]
            for place, made in enumerate(self._buttons):
                self._results.insertWidget(place, made)
        for place, shown in enumerate(self._buttons):
            shown.show_row(sheet.rows[place], place == sheet.place, words)

    def _toggle_letters(self) -> None:
        self._letters.setVisible(self._letters.isHidden())
        self._field.setFocus()

    def _pressed(self, character: str) -> None:
        if character == ERASE_LETTER:
            self._field.backspace()
        else:
            self._field.insert(character)
        self._presenter.search.type(self._field.text())


def _title(words: Words, sheet: MemberSearch | ItemSearch) -> str:
    match sheet:
        case ReferrerSearch(referred=referred):
            name = referred.name or masked_phone(referred.phone)
            return words.gettext("Who sent {name}?", name=name)
        case MemberSearch():
            return words.gettext("Find member")
        case ItemSearch():
            return words.gettext("Find item")


class _ResultButton(QPushButton):
    def __init__(self, place: int, choose: Callable[[int], None]) -> None:
        super().__init__()
        set_role(self, "result")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.clicked.connect(lambda: choose(place))
        self._name, self._below = ElidedLabel("row"), ElidedLabel("small-muted")
        self._right = label("row-amount")
        texts = column(gap=0)
        texts.addWidget(self._name)
        texts.addWidget(self._below)
        layout = line(self, gap=16)
        layout.setContentsMargins(16, 6, 16, 6)
        layout.addLayout(texts, 1)
        layout.addWidget(self._right)
        for part in (self._name, self._below, self._right):
            part.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def show_row(self, row: MemberView | Item, chosen: bool, words: Words) -> None:
        self._name.setText(row.name)
        if isinstance(row, Item):
            self._below.setText(f"{row.category} · {row.sku}")
            self._right.setText(rupiah(row.price))
        else:
            self._below.setText(masked_phone(row.phone))
            self._right.setText(
                words.ngettext("{count} point", "{count} points", row.usable, count=points(row.usable))
            )
        self.setAccessibleName(f"{row.name}, {self._below.text()}, {self._right.text()}")
        set_mark(self, "chosen", chosen)
