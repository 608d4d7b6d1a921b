"""A report's rows as a card: a heading, then names and amounts under each other."""

from collections.abc import Iterable
from itertools import zip_longest

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout

from app.ui.theme.look import label, set_role
from app.ui.widgets.basics import column, frame
from app.words.shift_rows import Row

_INDENT = 16


class RowsCard(QFrame):
    """Its lines are kept: making a label anew costs more than saying something else on it."""

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
        self._lines: list[_Line] = []
        layout = column(self, margin=20, gap=12)
        layout.addWidget(self._heading)
        layout.addWidget(self._empty)
        layout.addLayout(self._grid)

    def show_rows(self, heading: str, rows: Iterable[Row], empty: str = "") -> None:
        """empty: what stands there when there are no rows."""
        shown = tuple(rows)
        self._heading.setText(heading)
        for place in range(len(self._lines), len(shown)):
            self._lines.append(_Line(self._grid, place))
        for line, row in zip_longest(self._lines, shown):
            line.show_row(row)
        self._empty.setText(empty)
        self._empty.setVisible(not shown and bool(empty))


class _Line:
    """One row, perhaps with a rule above it."""

    def __init__(self, grid: QGridLayout, place: int) -> None:
        self._is_first = place == 0
        self._rule, self._name, self._amount = frame("hairline"), label("body"), label("body-strong")
        self._name.setWordWrap(True)
        self._name.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._amount.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop)
        grid.addWidget(self._rule, 2 * place, 0, 1, 2)
        grid.addWidget(self._name, 2 * place + 1, 0)
        grid.addWidget(self._amount, 2 * place + 1, 1)

    def show_row(self, row: Row | None) -> None:
        """None: nothing."""
        for part in (self._name, self._amount):
            part.setVisible(row is not None)
        self._rule.setVisible(row is not None and row.strong and not self._is_first)
        if row is not None:
            set_role(self._name, "body-strong" if row.strong else "body")
            self._name.setText(row.label)
            self._name.setIndent(_INDENT if row.inner else 0)
            self._name.setAccessibleName(f"{row.label}: {row.text}")
            self._amount.setText(row.text)
