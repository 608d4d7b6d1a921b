"""What is paid of the basket so far, each part with the way to take it off again."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QScrollArea, QWidget

from app.ui.checkout.paid_parts import PaidPart
from app.ui.checkout.payment_wording import part_action, way_icon, way_name
from app.ui.theme.look import Look, label, set_mark, set_role
from app.ui.theme.tokens import TOUCH
from app.ui.widgets.basics import ElidedLabel, IconLabel, button, column, line, say
from app.words.money import rupiah
from app.words.translate import Words

_SHOWN_OF_A_CODE = 4


class PaidList(QScrollArea):
    """`touched` gets the part whose button was pressed."""

    def __init__(self, look: Look, touched: Callable[[PaidPart], None]) -> None:
        super().__init__()
        self._look = look
        self._touched = touched
        self._rows: list[_PaidRow] = []
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMinimumHeight(TOUCH)
        inner = QWidget()
        set_role(inner, "surface")
        self._column = column(inner, gap=4)
        self._column.addStretch(1)
        self.setWidget(inner)

    def show_parts(
        self, parts: tuple[PaidPart, ...], giving_back: int | None, enabled: bool, words: Words
    ) -> None:
        """Renders them in order; `giving_back`: the place of the tender that is about to go back."""
        while len(self._rows) > len(parts):
            gone = self._rows.pop()
            self._column.removeWidget(gone)
            gone.hide()
            gone.deleteLater()
        while len(self._rows) < len(parts):
            row = _PaidRow(self._look, self._touched)
            self._column.insertWidget(len(self._rows), row)
            self._rows.append(row)
        for row, part in zip(self._rows, parts, strict=True):
            row.show_part(part, part.place is not None and part.place == giving_back, words)
            row.off.setEnabled(enabled)


class _PaidRow(QWidget):
    def __init__(self, look: Look, touched: Callable[[PaidPart], None]) -> None:
        super().__init__()
        self._part: PaidPart | None = None
        self._touched = touched
        self._look = look
        self._icon = IconLabel(look, 22)
        self._name = ElidedLabel("body")
        self._amount = label("row-amount")
        self.off: QPushButton = button("secondary", look, "undo-2", look.tokens.muted)
        self.off.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.off.clicked.connect(self._off_touched)
        layout = line(self, gap=10)
        layout.addWidget(self._icon)
        layout.addWidget(self._name, 1)
        layout.addWidget(self._amount)
        layout.addWidget(self.off)

    def show_part(self, part: PaidPart, marked: bool, words: Words) -> None:
        self._part = part
        tokens = self._look.tokens
        self._icon.draw(way_icon(part.method), tokens.success if part.place is not None else tokens.muted)
        name = way_name(words, part.method)
        of_code = f" …{part.code[-_SHOWN_OF_A_CODE:]}" if part.code else ""
        of_slip = f" · {part.reference}" if part.reference else ""
        self._name.setText(f"{name}{of_code}{of_slip}")
        self._amount.setText(rupiah(part.amount))
        action = part_action(words, part.place)
        say(self.off, action)
        self.off.setAccessibleName(f"{action}: {name} {rupiah(part.amount)}")
        set_mark(self.off, "chosen", marked)

    def _off_touched(self) -> None:
        if self._part is not None:
            self._touched(self._part)
