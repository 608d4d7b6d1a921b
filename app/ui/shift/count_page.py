"""Counting by touch and by keys: a row for each note on the left, the total and the digits on the right."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QFrame, QLabel, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from app.ui.shift.count import LAST, Count, CountWay
from app.ui.shift.presenter import ShiftPresenter
from app.ui.shift.state import ShiftState, Stage
from app.ui.shift.wording import place_name
from app.ui.theme.look import Look, label, set_mark, set_role
from app.ui.theme.tokens import KEY_HEIGHT, TOUCH
from app.ui.widgets.basics import (
    HintedButton,
    IconLabel,
    button,
    column,
    frame,
    icon_button,
    line,
    say,
    set_icon,
)
from app.ui.widgets.numpad import CLEAR, ERASE, Numpad
from app.words.money import points, rupiah
from app.words.translate import Words

_SIDE = 376


class CountPage(QWidget):
    """Renders the count of a `ShiftState`, for the float as for the close."""

    def __init__(self, look: Look, presenter: ShiftPresenter) -> None:
        super().__init__()
        self._presenter = presenter
        self._rows = [_Row(look, place, presenter) for place in range(LAST + 1)]
        self._selected: int | None = None
        self._left = QStackedWidget()
        self._left.addWidget(self._notes())
        self._left.addWidget(self._sum(look))
        layout = line(self, gap=24)
        layout.addWidget(self._left, 1)
        layout.addLayout(self._side(look))

    def show_state(self, state: ShiftState, words: Words) -> None:
        """Renders every row and the total."""
        count, notes = state.count, state.count.way is CountWay.NOTES
        self._left.setCurrentIndex(0 if notes else 1)
        for row in self._rows:
            row.show_count(count, words)
        self._scroll_to(count.place)
        self._sum_text.setText(words.gettext("Key all the cash as one amount."))
        for way, segment in self._ways.items():
            say(
                segment,
                words.gettext("By notes") if way is CountWay.NOTES else words.gettext("As one amount"),
            )
            set_mark(segment, "chosen", way is count.way)
        self._total_name.setText(words.gettext("Counted so far"))
        self._total.setText(rupiah(count.total))
        self._hint.setText(words.gettext("Enter: next note. F12: done.") if count.goes_on else " ")
        self._numpad.name(words.gettext("Erase"), words.gettext("Clear"))
        self._show_confirm(state, words)

    def _show_confirm(self, state: ShiftState, words: Words) -> None:
        self._confirm.setEnabled(not state.saving)
        self._confirm.key("F12" if state.count.goes_on else "Enter")
        if state.saving:
            self._confirm.say(words.gettext("Saving…"))
        elif state.stage is Stage.OPENING:
            self._confirm.say(words.gettext("Open with {amount}", amount=rupiah(state.count.total)))
        else:
            self._confirm.say(words.gettext("Done: {amount}", amount=rupiah(state.count.total)))

    def _notes(self) -> QWidget:
        card, inner = frame("card"), QWidget()
        set_role(inner, "surface")
        rows = column(inner, gap=0)
        for row in self._rows:
            rows.addWidget(row)
        rows.addStretch(1)
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setWidget(inner)
        column(card, margin=8).addWidget(self._scroll)
        return card

    def _sum(self, look: Look) -> QWidget:
        card = frame("card")
        halo = label("halo")
        halo.setFixedSize(112, 112)
        icon = IconLabel(look, 48)
        icon.draw("banknote", look.tokens.primary)
        column(halo).addWidget(icon, alignment=Qt.AlignmentFlag.AlignCenter)
        self._sum_text: QLabel = label("title")
        inside = column(card, margin=24, gap=16)
        inside.addStretch(2)
        for part in (halo, self._sum_text):
            inside.addWidget(part, alignment=Qt.AlignmentFlag.AlignHCenter)
        inside.addStretch(3)
        return card

    def _side(self, look: Look) -> QVBoxLayout:
        self._ways = {way: button("segment") for way in CountWay}
        ways = line(gap=8)
        for way, segment in self._ways.items():
            set_icon(segment, look, "coins" if way is CountWay.NOTES else "banknote")
            segment.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            segment.clicked.connect(lambda _on=False, chosen=way: self._presenter.count.way(chosen))
            ways.addWidget(segment, 1)
        well = frame("well")
        well.setFixedWidth(_SIDE)
        self._total_name, self._total, self._hint = label("small-muted"), label("total"), label("caption")
        inside = column(well, margin=16, gap=0)
        for part in (self._total_name, self._total, self._hint):
            inside.addWidget(part)
        self._numpad = Numpad(look, corner="000")
        self._numpad.setMaximumHeight(4 * KEY_HEIGHT + 3 * 8)
        self._numpad.pressed.connect(self._pressed)
        self._confirm = HintedButton("primary", "Enter")
        self._confirm.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._confirm.clicked.connect(self._presenter.count.finish)
        side = column(gap=12)
        side.addLayout(ways)
        side.addWidget(well)
        side.addWidget(self._numpad, 1)
        side.addStretch(1)
        side.addWidget(self._confirm)
        return side

    def _pressed(self, key: str) -> None:
        if key == ERASE:
            self._presenter.erase()
        elif key != CLEAR:
            self._presenter.key(key)

    def _scroll_to(self, place: int) -> None:
        if place != self._selected:
            self._selected = place
            self._scroll.ensureWidgetVisible(self._rows[place])


class _Row(QFrame):
    """One note: value, − count +, amount. A touch anywhere lets the digits mean this one."""

    def __init__(self, look: Look, place: int, presenter: ShiftPresenter) -> None:
        super().__init__()
        set_role(self, "line")
        self.setFixedHeight(TOUCH + 4)
        self._place, self._presenter = place, presenter
        self._name, self._number, self._amount = label("row"), label("row-amount"), label("row-amount")
        self._number.setFixedWidth(64)
        self._number.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._amount.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._minus, self._plus = icon_button("step", look, "minus"), icon_button("step", look, "plus")
        self._minus.clicked.connect(lambda: presenter.count.add(place, -1))
        self._plus.clicked.connect(lambda: presenter.count.add(place, 1))
        layout = line(self, gap=0)
        layout.setContentsMargins(16, 2, 16, 2)
        layout.addWidget(self._name, 2)
        for part in (self._minus, self._number, self._plus):
            layout.addWidget(part)
        layout.addWidget(self._amount, 3)
        if place == LAST:  # a sum, not so many of something
            for part in (self._minus, self._number, self._plus):
                part.hide()
        for touched in (self._minus, self._plus):
            touched.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def show_count(self, count: Count, words: Words) -> None:
        keyed, amount = count.keyed[self._place], count.amount(self._place)
        name = place_name(words, self._place)
        self._name.setText(name)
        self._number.setText(points(int(keyed)) if keyed else "–")
        self._amount.setText(rupiah(amount) if amount else "–")
        self._minus.setAccessibleName(words.gettext("One less: {item}", item=name))
        self._plus.setAccessibleName(words.gettext("One more: {item}", item=name))
        self.setAccessibleName(f"{name}: {rupiah(amount)}")
        set_mark(self, "selected", count.place == self._place)

    def mousePressEvent(self, _event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        self._presenter.count.choose(self._place)
