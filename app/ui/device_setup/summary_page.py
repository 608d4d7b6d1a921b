"""All choices before they are saved: what each step came to, and what would change."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel

from app.ui.device_setup.presenter import SetupPresenter
from app.ui.device_setup.state import SetupState
from app.ui.device_setup.values import setting_name, value_words
from app.ui.device_setup.wording import locked_words, no_changes_words, test_name
from app.ui.theme.look import Look, label, set_role
from app.ui.widgets.basics import ElidedLabel, HintedButton, IconLabel, column
from app.ui.widgets.two_lines import wrapped
from app.words.translate import Words


class SummaryPage(QFrame):
    """Renders the changes of a state, and the button that saves them."""

    def __init__(self, look: Look, presenter: SetupPresenter) -> None:
        super().__init__()
        set_role(self, "card")
        self._rows: list[QLabel] = []
        self._look = look
        self._sign = IconLabel(look, 72)
        self._nothing = wrapped("heading")
        self._nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(24)
        self._grid.setVerticalSpacing(16)
        for place, stretch in enumerate((4, 3, 4)):
            self._grid.setColumnStretch(place, stretch)
        self._note = wrapped("small-muted")
        self._save = HintedButton("primary", "Enter")
        self._save.clicked.connect(presenter.confirm)
        layout = column(self, margin=24, gap=16)
        layout.addLayout(self._grid)
        layout.addStretch(1)
        layout.addWidget(self._sign, alignment=Qt.AlignmentFlag.AlignCenter)
        layout.addWidget(self._nothing)
        layout.addStretch(1)
        layout.addWidget(self._note)
        layout.addWidget(self._save)

    def show_state(self, state: SetupState, words: Words) -> None:
        """One row a change: what it is called, what it was, what it will be."""
        for gone in self._rows:
            self._grid.removeWidget(gone)
            gone.hide()
            gone.deleteLater()
        self._rows = []
        for row, (key, value) in enumerate(state.changes.items()):
            before = value_words(words, key, state.in_force.get(key, ""))
            name = label("body", setting_name(words, key))
            name.setWordWrap(True)
            self._add(row, 0, name)
            for place, (role, text) in enumerate(
                (("body-muted", before), ("body-strong", f"→ {value_words(words, key, value)}")), start=1
            ):
                cell = ElidedLabel(role)  # a path may be longer than any screen is wide
                cell.setText(text)
                self._add(row, place, cell)
        self._nothing.setText("" if state.changes else no_changes_words(words, state))
        tokens = self._look.tokens
        icon, colour = ("circle-check", tokens.success) if state.saved else ("check", tokens.muted)
        self._sign.draw(icon, colour)
        for part in (self._sign, self._nothing):
            part.setVisible(not state.changes)
        self._note.setText(locked_words(words, state))
        self._note.setVisible(bool(state.locked))
        self._save.say(test_name(words, state.step) if state.changes else words.gettext("Done"))

    def _add(self, row: int, place: int, cell: QLabel) -> None:
        self._grid.addWidget(cell, row, place)
        self._rows.append(cell)
