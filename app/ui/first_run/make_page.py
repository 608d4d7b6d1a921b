"""The last step: what will be made, and how far it is."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QProgressBar, QWidget

from app.ui.first_run.parts import Page, scrolled
from app.ui.first_run.presenter import FirstRunPresenter
from app.ui.first_run.state import FirstRunState, Making
from app.ui.first_run.wording import made_sentence, summary_rows
from app.ui.theme.look import Look, label, set_role
from app.ui.widgets.basics import button, column, say
from app.ui.widgets.touch_field import TouchKeyboard
from app.words.translate import Words

_ROWS = 7


class MakePage(Page):
    """Rows of the summary, a line that grows, one sentence about how it stands."""

    def __init__(self, look: Look, presenter: FirstRunPresenter, keyboard: TouchKeyboard) -> None:
        super().__init__(look, presenter, keyboard)
        self._rows: list[tuple[QLabel, QLabel]] = []
        self._bar = QProgressBar()
        self._bar.setRange(0, 1000)
        self._bar.setTextVisible(False)
        self._said = label("body-strong")
        self._said.setWordWrap(True)
        self._without = button("secondary")
        self._without.clicked.connect(presenter.open_shop)
        inner = QWidget()
        grid = QGridLayout()
        grid.setHorizontalSpacing(24)
        grid.setVerticalSpacing(12)
        grid.setColumnStretch(1, 1)
        for row in range(_ROWS):
            name, value = label("body-muted"), label("body")
            value.setWordWrap(True)
            grid.addWidget(name, row, 0, alignment=Qt.AlignmentFlag.AlignTop)
            grid.addWidget(value, row, 1)
            self._rows.append((name, value))
        layout = column(inner, gap=16)
        layout.addLayout(grid)
        layout.addWidget(self._bar)
        layout.addWidget(self._said)
        layout.addWidget(self._without, alignment=Qt.AlignmentFlag.AlignLeft)
        layout.addStretch(1)
        column(self, gap=0).addWidget(scrolled(inner))

    def show_state(self, state: FirstRunState, words: Words) -> None:
        """Renders summary and progress."""
        told = list(summary_rows(words, state))
        for place, (name, value) in enumerate(self._rows):
            row = told[place] if place < len(told) else ("", "")
            name.setText(row[0])
            value.setText(row[1])
            for part in (name, value):
                part.setVisible(place < len(told))
        self._bar.setVisible(state.making is not Making.NOT_YET)
        self._bar.setValue(round(state.done_share * 1000))
        failed = state.making is Making.FAILED or bool(state.refused)
        set_role(self._said, "body-danger" if failed else "body-strong")
        self._said.setText(made_sentence(words, state))
        self._said.setAccessibleName(self._said.text())
        say(self._without, words.gettext("Go on without the server"))
        self._without.setVisible(state.making is Making.DONE and bool(state.refused))
