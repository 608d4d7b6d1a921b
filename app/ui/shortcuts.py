"""F1: the keys and what they do."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from app.ui.shortcut_list import shortcut_list
from app.ui.theme.look import Look, label
from app.ui.widgets.sheet import Sheet
from app.words.translate import Words


class ShortcutSheet(Sheet):
    """Over whatever screen shows; Esc, Enter or F1 close it."""

    def __init__(self, host: QWidget, look: Look) -> None:
        super().__init__(host, look, 960, 680, self.close_sheet)
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(24)
        self._grid.setVerticalSpacing(12)
        self.body.addLayout(self._grid)
        self.body.addStretch(1)

    def speak(self, words: Words) -> None:
        """Writes the list in a language."""
        self.title.setText(words.gettext("Shortcuts"))
        self.close_button.setAccessibleName(words.gettext("Close"))
        while (taken := self._grid.takeAt(0)) is not None:
            widget = taken.widget()
            if widget is not None:
                widget.deleteLater()
        listed = shortcut_list(words)
        half = -(-len(listed) // 2)
        for place, (key, action) in enumerate(listed):
            row, side = place % half, place // half * 2
            self._grid.addWidget(label("key-cap", key), row, side, alignment=Qt.AlignmentFlag.AlignLeft)
            self._grid.addWidget(label("body", action), row, side + 1)
        for side in (1, 3):
            self._grid.setColumnStretch(side, 1)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        if event.key() in (Qt.Key.Key_Escape, Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F1):
            self.close_sheet()
        event.accept()
