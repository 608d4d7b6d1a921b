"""A manager's PIN, before the expected cash shows."""

from PySide6.QtWidgets import QWidget

from app.ui.shift.presenter import ShiftPresenter
from app.ui.shift.state import ExpectedSheet
from app.ui.theme.look import Look, label
from app.ui.widgets.approval_pad import ApprovalView
from app.ui.widgets.sheet import Sheet
from app.words.translate import Words


class ExpectedView(Sheet):
    """Renders an `ExpectedSheet`."""

    def __init__(self, host: QWidget, look: Look, presenter: ShiftPresenter) -> None:
        super().__init__(host, look, 424, 656, presenter.leave)
        self._text = label("small-muted")
        self._text.setWordWrap(True)
        self._pad = ApprovalView(look, presenter.cash.pad)
        self.body.addWidget(self._text)
        self.body.addWidget(self._pad)
        self.body.addStretch(1)

    def show_sheet(self, sheet: ExpectedSheet, words: Words) -> None:
        """Renders how far the PIN is."""
        self.title.setText(words.gettext("Expected cash"))
        self.close_button.setAccessibleName(words.gettext("Close"))
        self._text.setText(words.gettext("Whoever counts the drawer must not see this before."))
        self._pad.show_entry(sheet.entry, words)
