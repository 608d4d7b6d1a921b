"""A sheet with one box that finds members, or items; at most eight rows."""

from collections.abc import Callable
from typing import Protocol, TypeVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from app.ui.text_search import Found, TextSearch
from app.ui.theme.look import Look
from app.ui.widgets.search_panel import SearchPanel
from app.ui.widgets.sheet_stack import StateSheet
from app.words.translate import Words

_State = TypeVar("_State")
_STEPS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}


class SearchKeys(Protocol):
    """What a search hears."""

    def type(self, text: str) -> None: ...
    def choose(self, place: int | None = None) -> None: ...
    def step(self, by: int) -> None: ...


class SearchSheet(StateSheet[_State]):
    """sheet_of: the search that is open; None: none is. said: it in words. letters_wait: until they are asked for."""

    def __init__(
        self,
        host: QWidget,
        look: Look,
        keys: SearchKeys,
        left: Callable[[], None],
        sheet_of: Callable[[_State], TextSearch | None],
        said: Callable[[Words, TextSearch], Found],
        *,
        letters_wait: bool,
    ) -> None:
        super().__init__(host, look, 760, 712, left)
        self._keys, self._sheet_of, self._said = keys, sheet_of, said
        self._search = SearchPanel(look, letters_wait=letters_wait)
        self._search.typed.connect(keys.type)
        self._search.chosen.connect(keys.choose)
        self.body.addWidget(self._search, 1)
        self.setFocusProxy(self._search)

    def show_state(self, state: _State, words: Words) -> bool:
        sheet = self._sheet_of(state)
        if sheet is None:
            return False
        found = self._said(words, sheet)
        self.title.setText(found.title)
        self.close_button.setAccessibleName(words.gettext("Close"))
        self._search.say(found.hint, words)
        self._search.show_found(sheet.text, found.results, sheet.place, found.empty)
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        if event.key() in _STEPS:
            self._keys.step(_STEPS[Qt.Key(event.key())])
        else:
            super().keyPressEvent(event)
