"""A file to read: its path, files that may be meant, and what came of reading it."""

from collections.abc import Callable
from pathlib import PurePath

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from app.ui.first_run.parts import Fields, LongText, scrolled
from app.ui.first_run.presenter import FirstRunPresenter
from app.ui.first_run.state import Field, FirstRunState
from app.ui.theme.look import Look, label
from app.ui.widgets.basics import button, column, line, say
from app.ui.widgets.touch_field import TouchField, TouchKeyboard
from app.ui.widgets.two_lines import TwoLines
from app.words.translate import Words

_LIST = 260


class FilePanel(QWidget):
    """Tiles are made anew only when other files were found."""

    def __init__(
        self,
        look: Look,
        presenter: FirstRunPresenter,
        keyboard: TouchKeyboard,
        which: Field,
        told: Callable[[Words, FirstRunState], str],
    ) -> None:
        """told: what came of reading it."""
        super().__init__()
        self._look, self._presenter, self._which, self._told = look, presenter, which, told
        self._shown: tuple[str, ...] = ()
        self._tiles: list[TwoLines] = []
        self.fields = Fields(presenter, keyboard, (which,))
        self._read = button("secondary")
        self._read.clicked.connect(presenter.read_file)
        self._none = label("small-muted")
        self._none.setWordWrap(True)
        self._text = LongText()
        inner = QWidget()
        self._list = column(inner, gap=8)
        self._list.setContentsMargins(0, 0, 8, 0)
        self._list.addWidget(self._none)
        self._list.addStretch(1)
        files = scrolled(inner)
        files.setFixedWidth(_LIST)
        top = line(gap=8)
        top.addWidget(self.field, 1)
        top.addWidget(self._read, alignment=Qt.AlignmentFlag.AlignBottom)
        below = line(gap=16)
        below.addWidget(files)
        below.addWidget(self._text, 1)
        layout = column(self, gap=8)
        layout.addLayout(top)
        layout.addLayout(below, 1)

    @property
    def field(self) -> TouchField:
        """The path."""
        return self.fields.of[self._which]

    def show_state(self, state: FirstRunState, words: Words) -> None:
        """Renders path, files and outcome."""
        self.fields.show_state(state, words)
        say(self._read, words.gettext("Read"))
        self._none.setText(
            words.gettext(
                "No such file was found. Plug a memory stick in and come here again, or type the path."
            )
        )
        self._none.setVisible(not state.files)
        self._build(state.files)
        now = state.texts.get(self._which, "")
        for path, tile in zip(self._shown, self._tiles, strict=True):
            pure = PurePath(path)
            tile.show_lines("receipt-text", pure.name, str(pure.parent), chosen=path == now)
        self._text.say(self._told(words, state))

    def _build(self, files: tuple[str, ...]) -> None:
        if files == self._shown:
            return
        for gone in self._tiles:
            self._list.removeWidget(gone)
            gone.hide()
            gone.deleteLater()
        self._shown, self._tiles = files, []
        for place, path in enumerate(files):
            tile = TwoLines(self._look, "segment")
            tile.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            tile.clicked.connect(lambda _on=False, chosen=path: self._presenter.use_file(chosen))
            self._list.insertWidget(place, tile)
            self._tiles.append(tile)
