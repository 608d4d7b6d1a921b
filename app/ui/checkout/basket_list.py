"""The basket: one row per line, with its discounts under the name."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QStackedLayout, QVBoxLayout, QWidget

from app.domain.basket import UNIT, Line
from app.domain.quote import QuotedLine
from app.ui.checkout.line_wording import line_note, rule_names
from app.ui.checkout.state import CheckoutState
from app.ui.theme.look import Look, label, set_mark, set_role
from app.ui.theme.tokens import ROW_HEIGHT
from app.ui.widgets.basics import ElidedLabel, IconLabel, column, icon_button, line
from app.words.money import quantity, rupiah
from app.words.translate import Words


@dataclass(frozen=True, slots=True)
class RowActions:
    """What a row can ask for: a line's number, and how many pieces more."""

    select: Callable[[int], None]
    add: Callable[[int, int], None]


class BasketList(QWidget):
    """Rows that are updated in place; a long basket scrolls to the line that changed."""

    def __init__(self, look: Look, actions: RowActions) -> None:
        super().__init__()
        self._look, self._actions = look, actions
        self._rows: dict[int, _Row] = {}
        self._selected: int | None = None
        inner = QWidget()
        set_role(inner, "surface")
        self._column = column(inner, gap=0)
        self._column.addStretch(1)
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setWidget(inner)
        self._empty = _EmptyBasket(look)
        self._layers = QStackedLayout(self)
        self._layers.addWidget(self._empty)
        self._layers.addWidget(self._scroll)

    def show_state(self, state: CheckoutState, words: Words, beside: str) -> None:
        """Renders the basket. beside: the till that this one stands beside; empty: it sells by itself."""
        lines = state.basket.lines if state.basket else ()
        self._empty.speak(words, beside)
        self._layers.setCurrentIndex(1 if lines else 0)
        for number in set(self._rows) - {item_line.number for item_line in lines}:
            gone = self._rows.pop(number)
            self._column.removeWidget(gone)
            gone.hide()
            gone.deleteLater()
        priced = {made.line: made for made in state.quoted.quote.lines} if state.quoted else {}
        names = rule_names(words, state)
        for place, item_line in enumerate(lines):
            row = self._row(item_line.number, place)
            row.show_line(item_line, priced.get(item_line), names, words)
            row.mark(item_line.number == state.selected)
        if state.selected != self._selected:
            self._selected = state.selected
            self._scroll_to_selected()

    def _row(self, number: int, place: int) -> "_Row":
        row = self._rows.get(number)
        if row is None:
            row = self._rows[number] = _Row(self._look, number, self._actions)
            self._column.insertWidget(place, row)
        return row

    def _scroll_to_selected(self) -> None:
        row = self._rows.get(self._selected) if self._selected is not None else None
        if row is not None:
            self._column.activate()
            self._scroll.ensureWidgetVisible(row)


class _Row(QFrame):
    def __init__(self, look: Look, number: int, actions: RowActions) -> None:
        super().__init__()
        set_role(self, "line")
        self.setFixedHeight(ROW_HEIGHT + 8)
        self._number, self._select = number, actions.select
        self._name = ElidedLabel("row")
        self._below = ElidedLabel("small-muted")
        self._minus = icon_button("step", look, "minus")
        self._plus = icon_button("step", look, "plus")
        self._minus.clicked.connect(lambda: actions.add(number, -1))
        self._plus.clicked.connect(lambda: actions.add(number, 1))
        for touched in (self._minus, self._plus):
            touched.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._quantity = label("row")
        self._quantity.setFixedWidth(48)
        self._quantity.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._net = label("row-amount")
        self._price = label("struck")
        for amount in (self._net, self._price):
            amount.setAlignment(Qt.AlignmentFlag.AlignRight)
            amount.setFixedWidth(136)
        layout = line(self, gap=12)
        layout.setContentsMargins(20, 4, 20, 4)
        layout.addLayout(_stacked(self._name, self._below), 1)
        stepper = line(gap=0)
        for part in (self._minus, self._quantity, self._plus):
            stepper.addWidget(part)
        layout.addLayout(stepper)
        layout.addLayout(_stacked(self._net, self._price))

    def show_line(
        self, item_line: Line, quoted: QuotedLine | None, names: dict[str, str], words: Words
    ) -> None:
        item = item_line.item
        self._name.setText(item.name)
        self._quantity.setText(quantity(item_line.quantity))
        self._minus.setAccessibleName(words.gettext("One less: {item}", item=item.name))
        self._plus.setAccessibleName(words.gettext("One more: {item}", item=item.name))
        parts = quoted.parts if quoted else ()
        # The amount first: on a narrow screen the end of a name is the least that one misses.
        discounts = ", ".join(
            f"{rupiah(-part.amount)} {names.get(part.rule_id, '')}".rstrip() for part in parts
        )
        set_role(self._below, "small-success" if discounts else "small-muted")
        each = words.gettext("{price} each", price=rupiah(item.price))
        self._below.setText(
            discounts or (each if item_line.quantity != UNIT else line_note(item_line, words))
        )
        net = quoted.net if quoted else item_line.price
        self._net.setText(rupiah(net))
        self._price.setText(rupiah(item_line.price))
        self._price.setVisible(net != item_line.price)

    def mark(self, selected: bool) -> None:
        set_mark(self, "selected", selected)

    def mousePressEvent(self, _event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        self._select(self._number)


class _EmptyBasket(QWidget):
    """What to do when nothing has been scanned."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        halo = label("halo")
        halo.setFixedSize(112, 112)
        self._look = look
        self._icon = IconLabel(look, 48)
        inside = column(halo)
        inside.addWidget(self._icon, alignment=Qt.AlignmentFlag.AlignCenter)
        self._title = label("title")
        self._hint = label("body-muted")
        self._hint.setWordWrap(True)
        self._hint.setFixedSize(420, 80)
        self._hint.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        layout = column(self, margin=24, gap=12)
        layout.addStretch(4)
        for part in (halo, self._title, self._hint):
            layout.addWidget(part, alignment=Qt.AlignmentFlag.AlignHCenter)
        layout.addStretch(5)

    def speak(self, words: Words, beside: str) -> None:
        self._icon.draw("receipt-text" if beside else "scan-barcode", self._look.tokens.primary)
        if beside:
            self._title.setText(words.gettext("Enter a bill of {till}", till=beside))
            self._hint.setText(
                words.gettext(
                    "Scan its number or press F4, then key its total. Scan the card of whoever gets its points."
                )
            )
        else:
            self._title.setText(words.gettext("Scan an item or a member’s card"))
            self._hint.setText(words.gettext("Or press F4 to find an item, F2 to find a member."))


def _stacked(above: QWidget, below: QWidget) -> QVBoxLayout:
    texts = column(gap=0)
    texts.addStretch(1)
    texts.addWidget(above)
    texts.addWidget(below)
    texts.addStretch(1)
    return texts
