"""One box that finds the member or the item that a sheet wants, by key and by touch; at most eight rows."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QPushButton, QScrollArea, QWidget

from app.domain.basket import Item
from app.services.member_view import MemberView
from app.ui.receipts.presenter import ReceiptsPresenter
from app.ui.receipts.sheets.sheet_view import SheetView
from app.ui.receipts.state import FindItem, FindMember, ReceiptsState
from app.ui.theme.look import Look, label, set_mark, set_role
from app.ui.widgets.basics import ElidedLabel, column, line
from app.ui.widgets.letters import ERASE_LETTER, Letters
from app.words.money import masked_phone, points, rupiah
from app.words.receipt import masked_name
from app.words.translate import Words


class SearchView(SheetView):
    """Renders a `FindMember` or a `FindItem`."""

    def __init__(self, host: QWidget, look: Look, presenter: ReceiptsPresenter) -> None:
        super().__init__(host, look, 760, 712, presenter.leave)
        self._presenter = presenter
        self._shown: tuple[MemberView, ...] | tuple[Item, ...] | None = None
        self._buttons: list[_ResultButton] = []
        self._field = QLineEdit()
        set_role(self._field, "search")
        self._field.addAction(
            look.icon("search", look.tokens.muted), QLineEdit.ActionPosition.LeadingPosition
        )
        self._field.textEdited.connect(presenter.search.type)
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
        self.body.addWidget(self._field)
        self.body.addWidget(scroll, 1)
        self.body.addWidget(self._letters)
        self.setFocusProxy(self._field)

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
        self._field.setPlaceholderText(hint)
        self._field.setAccessibleName(hint)
        self._letters.name(words.gettext("Space"), words.gettext("Erase"))
        if self._field.text() != sheet.text:
            self._field.setText(sheet.text)
        self._empty.setText(words.gettext("Nothing found. Try fewer letters or digits."))
        self._empty.setVisible(bool(sheet.answered.strip()) and not sheet.rows)
        self._show_rows(sheet, words)

    def _show_rows(self, sheet: FindMember | FindItem, words: Words) -> None:
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

    def _pressed(self, character: str) -> None:
        if character == ERASE_LETTER:
            self._field.backspace()
        else:
            self._field.insert(character)
        self._presenter.search.type(self._field.text())


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
        if isinstance(row, Item):
            self._name.setText(row.name)
            self._below.setText(f"{row.category} · {row.sku}")
            self._right.setText(rupiah(row.price))
        else:
            self._name.setText(masked_name(row.name))
            self._below.setText(masked_phone(row.phone))
            count = points(row.balance)
            self._right.setText(words.ngettext("{count} point", "{count} points", row.balance, count=count))
        self.setAccessibleName(f"{self._name.text()}, {self._below.text()}, {self._right.text()}")
        set_mark(self, "chosen", chosen)
