"""What of a sale comes back: its lines with quantities, and what that comes to before anything is decided."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.ui.receipts.figures import return_figures
from app.ui.receipts.parts import ReasonGrid
from app.ui.receipts.piece_wording import (
    deduct_words,
    may_deduct,
    return_confirm,
    return_rows,
    return_said,
)
from app.ui.receipts.presenter import ReceiptsPresenter
from app.ui.receipts.sheets.pieces import SIDE, PiecesView
from app.ui.receipts.state import Purpose, ReceiptsState, ReturnSheet
from app.ui.receipts.wording import return_title
from app.ui.theme.look import Look, set_mark
from app.ui.widgets.basics import button, column, say, set_icon
from app.words.translate import Words


class GivingBackView(PiecesView):
    """Renders a `ReturnSheet`."""

    def __init__(self, host: QWidget, look: Look, presenter: ReceiptsPresenter) -> None:
        super().__init__(host, look, presenter, presenter.giving_back.add)
        self._all = button("soft", look, "check", look.tokens.primary)
        self._all.clicked.connect(presenter.everything)
        self.lay_out(self._all, self._side(look))

    def show_state(self, state: ReceiptsState, words: Words) -> bool:
        if isinstance(state.sheet, ReturnSheet):
            self._render(state.sheet, words)
            return True
        return False

    def _side(self, look: Look) -> QVBoxLayout:
        well = self.well()
        well.setFixedWidth(SIDE)
        self._deduct = button("secondary", look, "coins", look.tokens.points)
        self._deduct.clicked.connect(self._presenter.giving_back.deduct)
        self._reasons = ReasonGrid(self._presenter.because)
        side = column(gap=8)
        side.addWidget(well, 1)
        for part in (self._deduct, self._reasons, self._confirm):
            part.setFixedWidth(SIDE)
            side.addWidget(part)
        set_icon(self._confirm, look, "banknote-arrow-down", look.tokens.on_primary)
        return side

    def _render(self, sheet: ReturnSheet, words: Words) -> None:
        void = sheet.purpose is Purpose.VOID
        self.title.setText(return_title(words, sheet))
        self.close_button.setAccessibleName(words.gettext("Close"))
        self._hint.setText(
            words.gettext("Everything comes back") if void else words.gettext("Choose what comes back")
        )
        say(self._all, words.gettext("Nothing") if sheet.is_whole else words.gettext("All"))
        self._all.setVisible(not void)
        self._all.setEnabled(not sheet.committing)
        self._list.show_rows(return_rows(words, sheet), words)
        self._show_preview(sheet, words)
        self._reasons.show_reason(sheet.reason, not sheet.committing, words)
        self._confirm.setEnabled(not sheet.committing)
        self._confirm.say(return_confirm(words, sheet))

    def _show_preview(self, sheet: ReturnSheet, words: Words) -> None:
        self._deduct.setVisible(may_deduct(sheet))
        self._deduct.setEnabled(not sheet.committing)
        set_mark(self._deduct, "chosen", sheet.deduct_debt)
        say(self._deduct, deduct_words(words, sheet))
        self._figures.show_figures(return_figures(words, sheet))
        self._said.setText(return_said(words, sheet))
