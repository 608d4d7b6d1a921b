"""What was added so far, each row with a button that takes it off again."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from app.ui.first_run.parts import scrolled
from app.ui.theme.look import Look
from app.ui.widgets.basics import ElidedLabel, column, icon_button, line
from app.words.translate import Words


class ListPanel(QWidget):
    """Rows are made anew when others are there."""

    def __init__(self, look: Look, remove: Callable[[int], None]) -> None:
        super().__init__()
        self._look, self._remove = look, remove
        self._shown: tuple[str, ...] = ()
        self._rows: list[QWidget] = []
        inner = QWidget()
        self._list = column(inner, gap=4)
        self._list.setContentsMargins(0, 0, 8, 0)
        self._list.addStretch(1)
        column(self, gap=0).addWidget(scrolled(inner))

    def show_rows(self, rows: tuple[str, ...], words: Words) -> None:
        """The newest first: it is what a person looks for."""
        if (words.language, *rows) == self._shown:
            return
        self._shown = (words.language, *rows)
        for gone in self._rows:
            self._list.removeWidget(gone)
            gone.hide()
            gone.deleteLater()
        self._rows = [
            self._row(place, text, words.gettext("Remove {name}", name=text))
            for place, text in reversed(list(enumerate(rows)))
        ]
        for at, row in enumerate(self._rows):
            self._list.insertWidget(at, row)

    def _row(self, place: int, text: str, removing: str) -> QWidget:
        row = QWidget()
        layout = line(row, gap=8)
        shown = ElidedLabel("body")
        shown.setText(text)
        touched = icon_button("ghost", self._look, "trash-2", self._look.tokens.muted)
        touched.setAccessibleName(removing)
        touched.clicked.connect(lambda: self._remove(place))
        layout.addWidget(shown, 1)
        layout.addWidget(touched)
        return row
