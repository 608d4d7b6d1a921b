"""A manager's PIN, in the place of the sheet that needs it."""

from PySide6.QtWidgets import QWidget

from app.ui.receipts.presenter import ReceiptsPresenter
from app.ui.receipts.sheets.sheet_view import SheetView
from app.ui.receipts.state import ReceiptsState
from app.ui.theme.look import Look
from app.ui.widgets.approval_pad import ApprovalView
from app.words.translate import Words


class WordView(SheetView):
    """Renders `ReceiptsState.word`."""

    def __init__(self, host: QWidget, look: Look, presenter: ReceiptsPresenter) -> None:
        super().__init__(host, look, 440, 640, presenter.leave)
        self._pad = ApprovalView(look, presenter.word.pad)
        self.body.addWidget(self._pad)
        self.body.addStretch(1)

    def show_state(self, state: ReceiptsState, words: Words) -> bool:
        if state.word is None:
            return False
        self.title.setText(words.gettext("Ask a manager"))
        self.close_button.setAccessibleName(words.gettext("Close"))
        self._pad.show_entry(state.word, words)
        return True
