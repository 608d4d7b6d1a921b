"""The other till's bill: its number, its total, and what of that is in which category."""

from functools import partial

from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from app.services.other_bill import LONGEST_NUMBER
from app.ui.checkout.bill_sheets import BillSheet
from app.ui.checkout.presenter import CheckoutPresenter
from app.ui.checkout.state import CheckoutState
from app.ui.theme.look import Look, label, set_role
from app.ui.widgets.basics import HintedButton, column, line
from app.ui.widgets.sheet_stack import StateSheet
from app.ui.widgets.touch_field import TouchField, TouchKeyboard
from app.words.money import rupiah
from app.words.translate import Words

_MOST_PARTS = 12


class BillView(StateSheet[CheckoutState]):
    """Renders a `BillSheet`."""

    def __init__(self, host: QWidget, look: Look, presenter: CheckoutPresenter) -> None:
        super().__init__(host, look, 980, 700, presenter.leave)
        self._desk = presenter.bill
        self._number = TouchField(longest=LONGEST_NUMBER)
        self._number.edited.connect(self._desk.type_number)
        self._total = TouchField(digits=True, longest=11)
        self._total.edited.connect(self._desk.type_total)
        self._parts = [self._part(place) for place in range(_MOST_PARTS)]
        self._categories: tuple[str, ...] = ()
        self._keyboard = TouchKeyboard(look, self._number, self._total, *self._parts)
        self._of_it = label("small-muted")
        self._of_it.setWordWrap(True)
        self._confirm = HintedButton("primary", "Enter")
        self._confirm.clicked.connect(presenter.confirm)
        columns = line(gap=24)
        columns.addWidget(self._fields(), 2)
        columns.addWidget(self._keyboard, 3)
        self.body.addLayout(columns, 1)
        self.body.addWidget(self._confirm)

    def open(self) -> None:
        """The number has the keyboard first. No focus proxy: a touched key would give it the keyboard each time."""
        opens = self.isHidden()
        super().open()
        if opens:
            self._number.setFocus()

    def show_state(self, state: CheckoutState, words: Words) -> bool:
        sheet = state.sheet
        if not isinstance(sheet, BillSheet):
            return False
        self.title.setText(words.gettext("Bill of {till}", till=self._desk.till))
        self.close_button.setAccessibleName(words.gettext("Close"))
        self._number.say(words.gettext("Number of the bill (key or scan)"))
        self._number.show_text(sheet.number)
        self._total.say(words.gettext("Total of the bill"))
        self._total.show_text(sheet.total)
        self._total.note(rupiah(int(sheet.total or "0")))
        self._keyboard.say(words)
        self._show_parts(sheet, words)
        self._confirm.setEnabled(not sheet.checking)
        self._confirm.say(words.gettext("Checking…") if sheet.checking else words.gettext("Enter the bill"))
        return True

    def _fields(self) -> QScrollArea:
        inner = QWidget()
        set_role(inner, "surface")
        fields: QVBoxLayout = column(inner, gap=8)
        for field in (self._number, self._total, self._of_it, *self._parts):
            fields.addWidget(field)
        fields.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setWidget(inner)
        return scroll

    def _part(self, place: int) -> TouchField:
        field = TouchField(digits=True, longest=11)
        field.edited.connect(partial(self._typed, place))
        return field

    def _typed(self, place: int, text: str) -> None:
        if place < len(self._categories):
            self._desk.type_part(self._categories[place], text)

    def _show_parts(self, sheet: BillSheet, words: Words) -> None:
        self._categories = tuple(name for name, _ in sheet.parts[:_MOST_PARTS])
        self._of_it.setText(words.gettext("Of it, if you know:"))
        self._of_it.setVisible(bool(self._categories))
        for place, field in enumerate(self._parts):
            field.setVisible(place < len(self._categories))
            if place < len(self._categories):
                name, keyed = sheet.parts[place]
                field.say(name)
                field.show_text(keyed)
