"""Splitting a bill: parts above, lines below; pieces go into the marked part, what is left is one more."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QPushButton, QScrollArea, QWidget

from app.domain.basket import Line
from app.ui.checkout.basket_sheets import SplitSheet
from app.ui.checkout.basket_wording import whose_part
from app.ui.checkout.desks.split import MOST_PARTS, SplitDesk
from app.ui.checkout.presenter import CheckoutPresenter
from app.ui.checkout.state import CheckoutState
from app.ui.theme.look import Look, label, set_mark, set_role
from app.ui.widgets.basics import ElidedLabel, HintedButton, button, column, icon_button, line, say, set_icon
from app.ui.widgets.sheet_stack import StateSheet
from app.words.money import quantity, rupiah
from app.words.translate import Words

_PARTS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
_PIECES = {Qt.Key.Key_Plus: 1, Qt.Key.Key_Minus: -1}


class SplitView(StateSheet[CheckoutState]):
    """Renders a `SplitSheet`."""

    def __init__(self, host: QWidget, look: Look, presenter: CheckoutPresenter) -> None:
        super().__init__(host, look, 980, 700, presenter.leave)
        self._look = look
        self._desk = presenter.aside.split
        self._lines: tuple[Line, ...] = ()
        self._rows: list[_Row] = []
        self._parts = [self._part(place) for place in range(MOST_PARTS)]
        self._add = button("secondary")
        set_icon(self._add, look, "plus")
        self._add.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._add.clicked.connect(self._desk.add_part)
        parts = line(gap=8)
        for part in self._parts:
            parts.addWidget(part, 1)
        parts.addWidget(self._add)
        inner = QWidget()
        set_role(inner, "surface")
        self._column = column(inner, gap=0)
        self._column.addStretch(1)
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setWidget(inner)
        self._whose, self._keys = label("body"), label("caption")
        self._confirm = HintedButton("primary", "Enter")
        self._confirm.clicked.connect(presenter.confirm)
        self.body.addLayout(parts)
        self.body.addWidget(self._whose)
        self.body.addWidget(self._scroll, 1)
        self.body.addWidget(self._keys)
        self.body.addWidget(self._confirm)

    def show_state(self, state: CheckoutState, words: Words) -> bool:
        sheet = state.sheet
        if not isinstance(sheet, SplitSheet):
            return False
        self.title.setText(words.gettext("Split the bill"))
        self.close_button.setAccessibleName(words.gettext("Close"))
        for place, touched in enumerate(self._parts):
            touched.setVisible(place < len(sheet.parts))
            say(touched, words.gettext("Part {number}", number=place + 1))
            set_mark(touched, "chosen", place == sheet.part)
        say(self._add, words.gettext("Part"))
        self._add.setAccessibleName(words.gettext("One more part"))
        self._add.setVisible(len(sheet.parts) < MOST_PARTS)
        self._whose.setText(whose_part(sheet.parts[sheet.part], words))
        self._show_lines(sheet, words)
        self._keys.setText(
            words.gettext("← → part · ↑ ↓ line · + − pieces · Space all that is left of the line")
        )
        self._confirm.setEnabled(not sheet.saving)
        self._confirm.say(words.gettext("Saving…") if sheet.saving else words.gettext("Split so"))
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        key = Qt.Key(event.key())
        if key in _PARTS:
            self._desk.step_part(_PARTS[key])
        elif key in _PIECES:
            self._desk.move(_PIECES[key])
        elif key == Qt.Key.Key_Space:
            self._desk.move_all()
        elif key != Qt.Key.Key_Delete:  # which is about the basket below
            super().keyPressEvent(event)

    def _part(self, place: int) -> QPushButton:
        touched = button("segment")
        touched.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        touched.clicked.connect(lambda: self._desk.choose_part(place))
        return touched

    def _show_lines(self, sheet: SplitSheet, words: Words) -> None:
        if sheet.lines != self._lines:
            self._lines = sheet.lines
            for gone in self._rows:
                self._column.removeWidget(gone)
                gone.hide()
                gone.deleteLater()
            self._rows = [_Row(self._look, self._desk, place) for place in range(len(sheet.lines))]
            for place, made in enumerate(self._rows):
                self._column.insertWidget(place, made)
        for place, row in enumerate(self._rows):
            row.show_line(sheet, place, words)
        self._scroll.ensureWidgetVisible(self._rows[sheet.place], 0, 0)


class _Row(QFrame):
    """A line, what is left of it, and how much of it the marked part has."""

    def __init__(self, look: Look, desk: SplitDesk, place: int) -> None:
        super().__init__()
        set_role(self, "line")
        self._name, self._left = ElidedLabel("row"), ElidedLabel("small-muted")
        self._less, self._more = icon_button("step", look, "minus"), icon_button("step", look, "plus")
        self._less.clicked.connect(lambda: desk.move(-1, place))
        self._more.clicked.connect(lambda: desk.move(1, place))
        self._all = button("secondary")
        self._all.clicked.connect(lambda: desk.move_all(place))
        self._has = label("row-amount")
        self._has.setFixedWidth(64)
        self._has.setAlignment(Qt.AlignmentFlag.AlignCenter)
        texts = column(gap=0)
        texts.addWidget(self._name)
        texts.addWidget(self._left)
        layout = line(self, gap=8)
        layout.setContentsMargins(16, 8, 8, 8)
        layout.addLayout(texts, 1)
        for part in (self._less, self._has, self._more, self._all):
            layout.addWidget(part)
        for touched in (self._less, self._more, self._all):
            touched.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def show_line(self, sheet: SplitSheet, place: int, words: Words) -> None:
        item_line = sheet.lines[place]
        left, has = sheet.left(item_line), sheet.parts[sheet.part].of(item_line.number)
        name = item_line.item.name
        self._name.setText(f"{name} · {rupiah(item_line.price)}")
        self._left.setText(
            words.gettext(
                "{left} of {quantity} left", left=quantity(left), quantity=quantity(item_line.quantity)
            )
        )
        self._has.setText(quantity(has))
        self._less.setAccessibleName(words.gettext("One {item} fewer", item=name))
        self._more.setAccessibleName(words.gettext("One {item} more", item=name))
        say(self._all, words.gettext("All"))
        self._all.setAccessibleName(words.gettext("All {item}", item=name))
        self._less.setEnabled(has > 0)
        self._more.setEnabled(left > 0)
        self._all.setEnabled(left > 0)
        set_mark(self, "selected", place == sheet.place)
