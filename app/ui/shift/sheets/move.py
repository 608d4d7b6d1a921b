"""Cash in or out, or only the drawer: why, how much, done."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from app.domain.changes import DrawerKind
from app.services.drawer_outcomes import DrawerReason
from app.ui.shift.presenter import ShiftPresenter
from app.ui.shift.state import REASONS, MoveSheet
from app.ui.shift.wording import kind_name, move_confirm, move_hint
from app.ui.theme.look import Look, label, set_mark
from app.ui.theme.tokens import KEY_HEIGHT
from app.ui.widgets.basics import HintedButton, button, column, frame, line, say
from app.ui.widgets.numpad import CLEAR, ERASE, Numpad
from app.ui.widgets.sheet import Sheet
from app.words.drawer_paper import drawer_reason_name
from app.words.money import rupiah
from app.words.translate import Words


class MoveView(Sheet):
    """Renders a `MoveSheet`."""

    def __init__(self, host: QWidget, look: Look, presenter: ShiftPresenter) -> None:
        super().__init__(host, look, 880, 656, presenter.leave)
        self._presenter = presenter
        columns = line(gap=32)
        columns.addLayout(self._why(), 1)
        columns.addLayout(self._amount(look))
        self.body.addLayout(columns, 1)

    def show_sheet(self, sheet: MoveSheet, words: Words) -> None:
        """Renders the move as it stands."""
        without = sheet.kind is DrawerKind.NO_SALE
        self.title.setText(kind_name(words, sheet.kind))
        self.close_button.setAccessibleName(words.gettext("Close"))
        self._why_name.setText(words.gettext("What for?"))
        for reason, segment in self._reasons.items():
            segment.setVisible(reason in REASONS[sheet.kind])
            say(segment, drawer_reason_name(words, reason.value))
            set_mark(segment, "chosen", reason is sheet.reason)
            segment.setEnabled(not sheet.saving)
        self._hint.setText(move_hint(words, sheet.kind))
        self._amount_name.setText(words.gettext("Amount"))
        self._figure.setText("–" if without else rupiah(sheet.amount))
        self._numpad.setEnabled(not without and not sheet.saving)
        self._numpad.name(words.gettext("Erase"), words.gettext("Clear"))
        self._confirm.setEnabled(not sheet.saving)
        self._confirm.say(words.gettext("Saving…") if sheet.saving else move_confirm(words, sheet))

    def _why(self) -> QVBoxLayout:
        self._why_name, self._hint = label("small-muted"), label("small-muted")
        self._hint.setWordWrap(True)
        self._reasons: dict[DrawerReason, QPushButton] = {
            reason: button("segment") for reason in DrawerReason
        }
        grid = QGridLayout()
        grid.setSpacing(8)
        for place, (reason, segment) in enumerate(self._reasons.items()):
            segment.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            segment.clicked.connect(lambda _on=False, chosen=reason: self._presenter.moves.choose(chosen))
            grid.addWidget(segment, place, 0)
        left = column(gap=8)
        left.addWidget(self._why_name)
        left.addLayout(grid)
        left.addStretch(1)
        left.addWidget(self._hint)
        return left

    def _amount(self, look: Look) -> QVBoxLayout:
        well = frame("well")
        well.setFixedWidth(376)
        well.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Maximum)
        self._amount_name, self._figure = label("small-muted"), label("total")
        self._figure.setAlignment(Qt.AlignmentFlag.AlignRight)
        inside = column(well, margin=16, gap=4)
        inside.addWidget(self._amount_name)
        inside.addWidget(self._figure)
        self._numpad = Numpad(look, corner="000")
        self._numpad.setMaximumHeight(4 * KEY_HEIGHT + 3 * 8)
        self._numpad.pressed.connect(self._pressed)
        self._confirm = HintedButton("primary", "Enter")
        self._confirm.clicked.connect(self._confirm_touched)
        right = column(gap=12)
        right.addWidget(well)
        right.addWidget(self._numpad, 1)
        right.addStretch(1)
        right.addWidget(self._confirm)
        return right

    def _pressed(self, key: str) -> None:
        if key == ERASE:
            self._presenter.erase()
        elif key != CLEAR:
            self._presenter.key(key)

    def _confirm_touched(self) -> None:
        if not self.just_opened():
            self._presenter.confirm()
