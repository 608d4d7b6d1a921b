"""What comes back without a receipt, at what it last cost least."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.services.blind_outcomes import BlindPreview
from app.ui.receipts.figures import blind_figures
from app.ui.receipts.parts import ReasonGrid
from app.ui.receipts.piece_wording import blind_confirm, blind_rows, blind_said
from app.ui.receipts.presenter import ReceiptsPresenter
from app.ui.receipts.sheets.pieces import SIDE, PiecesView
from app.ui.receipts.state import BlindSheet, ReceiptsState
from app.ui.theme.look import Look
from app.ui.widgets.basics import column
from app.words.translate import Words


class BlindView(PiecesView):
    """Renders a `BlindSheet`."""

    def __init__(self, host: QWidget, look: Look, presenter: ReceiptsPresenter) -> None:
        super().__init__(host, look, presenter, presenter.blind.add)
        self._find = self.finder(look)
        self.lay_out(self._find, self._side())

    def show_state(self, state: ReceiptsState, words: Words) -> bool:
        if isinstance(state.sheet, BlindSheet):
            self._render(state.sheet, words)
            return True
        return False

    def _side(self) -> QVBoxLayout:
        well = self.well()
        self._reasons = ReasonGrid(self._presenter.because)
        side = column(gap=8)
        side.addWidget(well, 1)
        side.addWidget(self._reasons)
        side.addWidget(self._confirm)
        for part in (well, self._reasons, self._confirm):
            part.setFixedWidth(SIDE)
        return side

    def _render(self, sheet: BlindSheet, words: Words) -> None:
        self.title.setText(words.gettext("Return without a receipt"))
        self.close_button.setAccessibleName(words.gettext("Close"))
        self._hint.setText(words.gettext("Scan what comes back"))
        self._find.say(words.gettext("Find item"))
        self._list.show_rows(blind_rows(words, sheet), words)
        ready = sheet.preview if isinstance(sheet.preview, BlindPreview) else None
        self._figures.show_figures(() if ready is None else blind_figures(words, ready))
        self._said.setText(blind_said(words, sheet))
        self._reasons.show_reason(sheet.reason, not sheet.committing, words)
        self._confirm.setEnabled(not sheet.committing)
        self._confirm.say(blind_confirm(words, sheet))
