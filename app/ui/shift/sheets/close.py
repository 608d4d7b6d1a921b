"""Asks once more before the Z report, and shows what was counted; not what should be there."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from app.ui.shift.count import Count
from app.ui.shift.presenter import ShiftPresenter
from app.ui.shift.state import CloseSheet
from app.ui.theme.look import Look, label
from app.ui.widgets.basics import HintedButton, column, frame, line
from app.ui.widgets.sheet import Sheet
from app.words.money import rupiah
from app.words.translate import Words


class CloseView(Sheet):
    """Renders a `CloseSheet`."""

    def __init__(self, host: QWidget, look: Look, presenter: ShiftPresenter) -> None:
        super().__init__(host, look, 640, 400, presenter.leave)
        self._presenter = presenter
        well = frame("well")
        self._name, self._total = label("small-muted"), label("change")
        inside = column(well, margin=16, gap=4)
        for part in (self._name, self._total):
            part.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            inside.addWidget(part)
        self._text = label("body")
        self._text.setWordWrap(True)
        self._text.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self._again = HintedButton("big", "Esc")
        self._again.clicked.connect(presenter.leave)
        self._confirm = HintedButton("primary", "Enter")
        self._confirm.clicked.connect(self._touched)
        ends = line(gap=12)
        ends.addWidget(self._again, 2)
        ends.addWidget(self._confirm, 3)
        self.body.addWidget(well)
        self.body.addWidget(self._text)
        self.body.addStretch(1)
        self.body.addLayout(ends)

    def show_sheet(self, sheet: CloseSheet, count: Count, words: Words) -> None:
        """Renders the question."""
        self.title.setText(words.gettext("Close the shift?"))
        self.close_button.setAccessibleName(words.gettext("Close"))
        self._name.setText(words.gettext("Counted"))
        self._total.setText(rupiah(count.total))
        self._text.setText(words.gettext("The count can’t be changed after the Z report."))
        self._again.say(words.gettext("Count again"))
        self._again.setEnabled(not sheet.saving)
        self._confirm.say(words.gettext("Saving…") if sheet.saving else words.gettext("Close the shift"))
        self._confirm.setEnabled(not sheet.saving)

    def _touched(self) -> None:
        if not self.just_opened():
            self._presenter.confirm()
