"""What the sheets about pieces share: a list of lines with quantities on the left, what they come to on the right."""

from collections.abc import Callable

from PySide6.QtWidgets import QFrame, QPushButton, QVBoxLayout, QWidget

from app.ui.receipts.parts import FigureList, PieceList
from app.ui.receipts.presenter import ReceiptsPresenter
from app.ui.receipts.state import ReceiptsState
from app.ui.theme.look import Look, label
from app.ui.widgets.basics import HintedButton, column, frame, line, set_icon
from app.ui.widgets.sheet_stack import StateSheet

SIDE = 424


class PiecesView(StateSheet[ReceiptsState]):
    """`add`: more or fewer pieces of a line. The sheet that it becomes calls `lay_out` once its parts are made."""

    def __init__(
        self, host: QWidget, look: Look, presenter: ReceiptsPresenter, add: Callable[[int, int], None]
    ) -> None:
        super().__init__(host, look, 1080, 716, presenter.leave)
        self._presenter = presenter
        self._hint = label("body-muted")
        self._hint.setWordWrap(True)
        self._list = PieceList(look, add)
        self._figures, self._said = FigureList(), label("small-muted")
        self._said.setWordWrap(True)
        self._confirm = HintedButton("primary", "Enter")
        self._confirm.clicked.connect(self._confirm_touched)

    def lay_out(self, beside: QPushButton, side: QVBoxLayout) -> None:
        """beside: what stands right of the hint, over the list."""
        top = line(gap=12)
        top.addWidget(self._hint, 1)
        top.addWidget(beside)
        left = column(gap=8)
        left.addLayout(top)
        left.addWidget(frame("hairline"))
        left.addWidget(self._list, 1)
        columns = line(gap=24)
        columns.addLayout(left, 1)
        columns.addLayout(side)
        self.body.addLayout(columns, 1)

    def finder(self, look: Look) -> HintedButton:
        """Finds an item by name."""
        find = HintedButton("action", "F4")
        set_icon(find, look, "search")
        find.setMinimumWidth(184)
        find.clicked.connect(self._presenter.take_instead)
        return find

    def well(self) -> QFrame:
        """The figures, and what is said of them."""
        well = frame("well")
        inside = column(well, margin=16, gap=8)
        inside.addWidget(self._figures)
        inside.addWidget(self._said)
        inside.addStretch(1)
        return well

    def _confirm_touched(self) -> None:
        if not self.just_opened():
            self._presenter.confirm()
