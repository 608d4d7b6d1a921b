"""Parts that several sheets of the receipts screen show: figures, reasons, lines with pieces."""

from collections.abc import Callable, Iterable

from PySide6.QtCore import Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QScrollArea, QWidget

from app.services.return_outcomes import ReturnReason
from app.ui.receipts.desk import REASONS
from app.ui.receipts.figures import Figure
from app.ui.receipts.piece_wording import PieceRow
from app.ui.theme.look import Look, label, set_mark, set_role
from app.ui.theme.tokens import ROW_HEIGHT
from app.ui.widgets.basics import ElidedLabel, HintedButton, column, icon_button, line
from app.words.return_receipt import reason_sentence
from app.words.translate import Words

_ALONE, _OF_MANY = 56, 88
"""Widths of a quantity, and of one of what can come back."""


class FigureList(QWidget):
    """Names on the left, amounts on the right; built anew only when they are others."""

    def __init__(self) -> None:
        super().__init__()
        self._rows = column(self, gap=4)
        self._shown: tuple[Figure, ...] | None = None
        self._made: list[QWidget] = []

    def show_figures(self, figures: Iterable[Figure]) -> None:
        """Renders them."""
        wanted = tuple(figures)
        if wanted == self._shown:
            return
        self._shown = wanted
        for gone in self._made:
            self._rows.removeWidget(gone)
            gone.hide()
            gone.deleteLater()
        self._made = [_figure_row(figure) for figure in wanted]
        for made in self._made:
            self._rows.addWidget(made)


def _figure_row(figure: Figure) -> QWidget:
    row = QWidget()
    name, amount = ElidedLabel("body-muted"), label(figure.role, figure.amount)
    name.setText(figure.name)
    row.setAccessibleName(f"{figure.name}: {figure.amount}")
    layout = line(row, gap=12)
    layout.addWidget(name, 1)
    layout.addWidget(amount)
    return row


class ReasonGrid(QWidget):
    """Why things come back; each reason with the number that chooses it."""

    def __init__(self, because: Callable[[ReturnReason], None]) -> None:
        super().__init__()
        self._title = label("small-muted")
        grid = QGridLayout()
        grid.setSpacing(8)
        self._buttons = {
            reason: HintedButton("action", str(place)) for place, reason in enumerate(REASONS, start=1)
        }
        for place, (reason, touched) in enumerate(self._buttons.items()):
            touched.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            touched.clicked.connect(lambda _checked=False, chosen=reason: because(chosen))
            wide = place == len(REASONS) - 1 and place % 2 == 0
            grid.addWidget(touched, *divmod(place, 2), 1, 2 if wide else 1)
        layout = column(self, gap=4)
        layout.addWidget(self._title)
        layout.addLayout(grid)

    def show_reason(self, chosen: ReturnReason | None, enabled: bool, words: Words) -> None:
        """Marks one."""
        self._title.setText(words.gettext("Why does it come back?"))
        for reason, touched in self._buttons.items():
            touched.say(reason_sentence(words, reason.value))
            set_mark(touched, "chosen", reason is chosen)
            touched.setEnabled(enabled)


class PieceList(QScrollArea):
    """Rows with − quantity +, updated in place."""

    def __init__(self, look: Look, add: Callable[[int, int], None]) -> None:
        super().__init__()
        self._look, self._add = look, add
        self._rows: list[_Row] = []
        inner = QWidget()
        set_role(inner, "surface")
        self._column = column(inner, gap=0)
        self._column.addStretch(1)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidget(inner)

    def show_rows(self, rows: Iterable[PieceRow], words: Words) -> None:
        """Renders them."""
        wanted = list(rows)
        while len(self._rows) > len(wanted):
            gone = self._rows.pop()
            self._column.removeWidget(gone)
            gone.hide()
            gone.deleteLater()
        while len(self._rows) < len(wanted):
            made = _Row(self._look, self._add)
            self._column.insertWidget(len(self._rows), made)
            self._rows.append(made)
        for shown, row in zip(self._rows, wanted, strict=True):
            shown.show_row(row, words)
        marked = next((shown for shown, row in zip(self._rows, wanted, strict=True) if row.marked), None)
        if marked is not None:
            self._column.activate()
            self.ensureWidgetVisible(marked)


class _Row(QFrame):
    def __init__(self, look: Look, add: Callable[[int, int], None]) -> None:
        super().__init__()
        set_role(self, "line")
        self.setFixedHeight(ROW_HEIGHT + 8)
        self._add, self._key, self._steps = add, 0, False
        self._name, self._below = ElidedLabel("row"), ElidedLabel("small-muted")
        self._minus = icon_button("step", look, "minus")
        self._plus = icon_button("step", look, "plus")
        self._minus.clicked.connect(lambda: self._add(self._key, -1))
        self._plus.clicked.connect(lambda: self._add(self._key, 1))
        for touched in (self._minus, self._plus):
            touched.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._pieces = label("row")
        self._pieces.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._amount = label("row-amount")
        self._amount.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._amount.setMinimumWidth(112)
        texts = column(gap=0)
        texts.addStretch(1)
        texts.addWidget(self._name)
        texts.addWidget(self._below)
        texts.addStretch(1)
        layout = line(self, gap=8)
        layout.setContentsMargins(12, 4, 12, 4)
        layout.addLayout(texts, 1)
        for part in (self._minus, self._pieces, self._plus, self._amount):
            layout.addWidget(part)

    def show_row(self, row: PieceRow, words: Words) -> None:
        self._key, self._steps = row.key, row.steps
        self._name.setText(row.name)
        self._below.setText(row.below)
        self._pieces.setText(row.pieces)
        self._pieces.setFixedWidth(_OF_MANY if "/" in row.pieces else _ALONE)
        self._amount.setText(row.amount)
        self._amount.setVisible(bool(row.amount))
        self._minus.setAccessibleName(words.gettext("One less: {item}", item=row.name))
        self._plus.setAccessibleName(words.gettext("One more: {item}", item=row.name))
        self._minus.setVisible(row.steps)
        self._plus.setVisible(row.steps)
        set_mark(self, "selected", row.marked)

    def mousePressEvent(self, _event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        if self._steps:
            self._add(self._key, 0)  # marks the row
