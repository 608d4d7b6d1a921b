"""A report's rows as a card: a heading, then names and amounts under each other."""

from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel

from app.ui.theme.look import label
from app.ui.widgets.basics import column, frame
from app.words.shift_rows import Row

_INDENT = 16


class RowsCard(QFrame):
    """Built anew for each report, which is drawn seldom."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self._heading = label("heading")
        self._empty = label("body-muted")
        self._empty.setWordWrap(True)
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(16)
        self._grid.setVerticalSpacing(8)
        self._grid.setColumnStretch(0, 1)
        self._made: list[QLabel | QFrame] = []
        layout = column(self, margin=20, gap=12)
        layout.addWidget(self._heading)
        layout.addWidget(self._empty)
        layout.addLayout(self._grid)

    def show_rows(self, heading: str, rows: Iterable[Row], empty: str = "") -> None:
        """empty: what stands there when there are no rows."""
        self._heading.setText(heading)
        for gone in self._made:
            self._grid.removeWidget(gone)
            gone.hide()
            gone.deleteLater()
        self._made = []
        place = 0
        for row in rows:
            place = self._add(row, place)
        self._empty.setText(empty)
        self._empty.setVisible(not place and bool(empty))

    def _add(self, row: Row, place: int) -> int:
        if row.strong and place:
            rule = frame("hairline")
            self._grid.addWidget(rule, place, 0, 1, 2)
            self._made.append(rule)
            place += 1
        name, amount = (
            label("body-strong" if row.strong else "body", row.label),
            label("body-strong", row.text),
        )
        name.setWordWrap(True)
        name.setIndent(_INDENT if row.inner else 0)
        name.setAccessibleName(f"{row.label}: {row.text}")
        name.setAlignment(Qt.AlignmentFlag.AlignTop)
        amount.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop)
        self._grid.addWidget(name, place, 0)
        self._grid.addWidget(amount, place, 1)
        self._made += [name, amount]
        return place + 1
