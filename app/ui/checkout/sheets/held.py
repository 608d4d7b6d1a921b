"""The baskets that are held: one row each, to bring back, give up, or put together."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QPushButton, QScrollArea, QWidget

from app.services.hold_basket import HeldBasket
from app.ui.checkout.basket_sheets import HeldList
from app.ui.checkout.basket_wording import held_below, held_confirm, held_name
from app.ui.checkout.desks.hold import HoldDesk
from app.ui.checkout.presenter import CheckoutPresenter
from app.ui.checkout.state import CheckoutState
from app.ui.theme.look import Look, label, set_mark, set_role
from app.ui.widgets.basics import ElidedLabel, HintedButton, column, icon_button, line
from app.ui.widgets.sheet_stack import StateSheet
from app.words.money import rupiah
from app.words.translate import Words


class HeldView(StateSheet[CheckoutState]):
    """Renders a `HeldList`."""

    def __init__(self, host: QWidget, look: Look, presenter: CheckoutPresenter) -> None:
        super().__init__(host, look, 880, 690, presenter.leave)
        self._look = look
        self._desk = presenter.aside.hold
        self._shown: tuple[HeldBasket, ...] = ()
        self._rows: list[_Row] = []
        self._empty = label("body-muted")
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._empty.setWordWrap(True)
        inner = QWidget()
        set_role(inner, "surface")
        self._column = column(inner, gap=8)
        self._column.addWidget(self._empty)
        self._column.addStretch(1)
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setWidget(inner)
        self._keys = label("caption")
        self._confirm = HintedButton("primary", "Enter")
        self._confirm.clicked.connect(presenter.confirm)
        self.body.addWidget(self._scroll, 1)
        self.body.addWidget(self._keys)
        self.body.addWidget(self._confirm)

    def show_state(self, state: CheckoutState, words: Words) -> bool:
        sheet = state.sheet
        if not isinstance(sheet, HeldList):
            return False
        rows = sheet.rows or ()
        self.title.setText(words.gettext("Held baskets"))
        self.close_button.setAccessibleName(words.gettext("Close"))
        self._empty.setText(
            words.gettext("Looking…")
            if sheet.rows is None
            else words.gettext("No basket is held. F8 puts the open one aside.")
        )
        self._empty.setVisible(not rows)
        self._show_rows(rows, sheet.place, words)
        self._keys.setText(words.gettext("↑ ↓ choose · Del give up · + put the parts of a bill together"))
        self._keys.setVisible(bool(rows))
        self._confirm.setEnabled(sheet.chosen is not None and not sheet.saving)
        self._confirm.say(held_confirm(sheet, words))
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        if event.key() == Qt.Key.Key_Delete:
            self._desk.give_up()
        elif event.key() == Qt.Key.Key_Plus:
            self._desk.merge()
        else:
            super().keyPressEvent(event)

    def _show_rows(self, rows: tuple[HeldBasket, ...], place: int, words: Words) -> None:
        if rows != self._shown:
            self._shown = rows
            for gone in self._rows:
                self._column.removeWidget(gone)
                gone.hide()
                gone.deleteLater()
            self._rows = [_Row(self._look, self._desk, number) for number in range(len(rows))]
            for number, made in enumerate(self._rows):
                self._column.insertWidget(number, made)
        for number, (row, shown) in enumerate(zip(rows, self._rows, strict=True)):
            shown.show_row(row, words, chosen=number == place)
        if rows:
            self._scroll.ensureWidgetVisible(self._rows[place], 0, 0)


class _Row(QWidget):
    """The basket, and beside it what else can be done with it."""

    def __init__(self, look: Look, desk: HoldDesk, place: int) -> None:
        super().__init__()
        self._name, self._below = ElidedLabel("row"), ElidedLabel("small-muted")
        self._total, self._paid = label("row-amount"), label("small-points")
        self._basket = QPushButton()
        set_role(self._basket, "result")
        self._basket.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._basket.clicked.connect(lambda: desk.recall(place))
        self._fill(self._basket)
        self._merge = icon_button("secondary", look, "merge")
        self._merge.clicked.connect(lambda: desk.merge(place))
        self._give_up = icon_button("secondary", look, "trash-2")
        self._give_up.clicked.connect(lambda: desk.give_up(place))
        layout = line(self, gap=8)
        layout.addWidget(self._basket, 1)
        for other in (self._merge, self._give_up):
            other.setFixedWidth(64)
            other.setMinimumHeight(62)
            other.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            layout.addWidget(other)

    def show_row(self, row: HeldBasket, words: Words, *, chosen: bool) -> None:
        name, below = held_name(words, row), held_below(words, row)
        self._name.setText(name)
        self._below.setText(below)
        total = "" if row.payable is None else rupiah(row.payable)
        paid = words.gettext("{amount} paid", amount=rupiah(row.paid)) if row.paid else ""
        self._total.setText(total)
        self._paid.setText(paid)
        self._paid.setVisible(bool(paid))
        said = ", ".join(part for part in (name, below, total, paid) if part)
        self._basket.setAccessibleName(words.gettext("Bring back {basket}", basket=said))
        self._merge.setVisible(bool(row.bill))
        self._merge.setAccessibleName(words.gettext("Put the bill of {basket} together", basket=name))
        self._give_up.setAccessibleName(words.gettext("Give up {basket}", basket=name))
        for touched in (self._merge, self._give_up):
            touched.setToolTip(touched.accessibleName())
        set_mark(self._basket, "chosen", chosen)

    def _fill(self, ground: QPushButton) -> None:
        ground.setMinimumHeight(64)
        texts, amounts = column(gap=0), column(gap=0)
        texts.addWidget(self._name)
        texts.addWidget(self._below)
        amounts.addStretch(1)
        for amount in (self._total, self._paid):
            amounts.addWidget(amount)
            amount.setAlignment(Qt.AlignmentFlag.AlignRight)
        amounts.addStretch(1)
        layout = line(ground, gap=16)
        layout.setContentsMargins(16, 6, 16, 6)
        layout.addLayout(texts, 1)
        layout.addLayout(amounts)
        for part in (self._name, self._below, self._total, self._paid):
            part.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
