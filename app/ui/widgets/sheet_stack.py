"""The sheets of a page; at most one is open, and the page's state says which."""

from typing import Generic, TypeVar

from app.ui.widgets.sheet import Sheet
from app.words.translate import Words

_State = TypeVar("_State")


class StateSheet(Sheet, Generic[_State]):
    """A sheet that knows which state it renders."""

    def show_state(self, state: _State, words: Words) -> bool:
        """Renders this sheet from the state; False, and nothing done: another one is open, or none."""
        raise NotImplementedError


class SheetStack(Generic[_State]):
    """Opens the first sheet that renders the state and closes the others."""

    def __init__(self, *sheets: StateSheet[_State]) -> None:
        self._all = sheets

    def show_state(self, state: _State, words: Words) -> None:
        """Renders the open sheet from the state."""
        wanted = next((sheet for sheet in self._all if sheet.show_state(state, words)), None)
        for sheet in self._all:
            if sheet is not wanted:
                sheet.close_sheet()
        if wanted is not None:  # last: a sheet that closes gives the keyboard to the page
            wanted.open()
