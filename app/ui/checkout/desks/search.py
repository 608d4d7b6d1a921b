"""Finds members and items while somebody types; only the answer to the newest text is shown."""

from collections.abc import Callable
from dataclasses import replace
from typing import Protocol

from app.domain.basket import Item
from app.services.member_view import MemberView
from app.ui.checkout.board import Board
from app.ui.checkout.desk import Desk
from app.ui.checkout.state import ItemSearch, MemberSearch, Trouble
from app.ui.lanes import Lanes

_LONGEST_TEXT = 60


class SearchTill(Protocol):
    """What searching needs of the till."""

    def search_items(self, text: str) -> tuple[Item, ...]: ...
    def find_members(self, text: str) -> tuple[MemberView, ...]: ...


class SearchDesk(Desk):
    """`found` gets what was chosen."""

    sheets = (MemberSearch, ItemSearch)

    def __init__(
        self, till: SearchTill, lanes: Lanes, board: Board, found: Callable[[MemberView | Item], None]
    ) -> None:
        super().__init__(board)
        self._till = till
        self._lanes = lanes
        self._found = found
        self._asked = 0

    def open_members(self) -> None:
        """An empty search for members."""
        if self._board.is_free:
            self._board.sheet(MemberSearch())

    def open_items(self) -> None:
        """An empty search for items."""
        if self._board.is_free:
            self._board.sheet(ItemSearch())

    def confirm(self) -> None:
        self.choose()

    def type(self, text: str) -> None:
        """The whole text of the search box, as it is now."""
        sheet = self._board.state.sheet
        if not isinstance(sheet, MemberSearch | ItemSearch) or text == sheet.text:
            return
        text = text[:_LONGEST_TEXT]
        self._asked += 1
        if text.strip():
            self._board.sheet(replace(sheet, text=text))
            self._ask(self._asked, sheet, text)
        elif isinstance(sheet, MemberSearch):
            self._board.sheet(replace(sheet, text=text, answered=text, rows=(), place=0))
        else:
            self._board.sheet(ItemSearch(text=text, answered=text))

    def step(self, by: int) -> None:
        """The next or the previous row."""
        sheet = self._board.state.sheet
        if isinstance(sheet, MemberSearch | ItemSearch) and sheet.rows:
            self._board.sheet(replace(sheet, place=(sheet.place + by) % len(sheet.rows)))

    def choose(self, place: int | None = None) -> None:
        """Takes a row; None: the marked one."""
        sheet = self._board.state.sheet
        if isinstance(sheet, MemberSearch | ItemSearch):
            place = sheet.place if place is None else place
            if place < len(sheet.rows) and sheet.answered == sheet.text:
                self._found(sheet.rows[place])

    def _ask(self, number: int, sheet: MemberSearch | ItemSearch, text: str) -> None:
        wanted = text.strip()
        if isinstance(sheet, MemberSearch):
            self._lanes.read.submit(
                lambda: self._till.find_members(wanted),
                lambda rows: self._members(number, text, rows),
                self._failed,
            )
        else:
            self._lanes.read.submit(
                lambda: self._till.search_items(wanted),
                lambda rows: self._items(number, text, rows),
                self._failed,
            )

    def _members(self, number: int, text: str, rows: tuple[MemberView, ...]) -> None:
        sheet = self._board.state.sheet
        if number == self._asked and isinstance(sheet, MemberSearch):
            self._show(replace(sheet, answered=text, rows=rows, place=0))

    def _items(self, number: int, text: str, rows: tuple[Item, ...]) -> None:
        sheet = self._board.state.sheet
        if number == self._asked and isinstance(sheet, ItemSearch):
            self._show(replace(sheet, answered=text, rows=rows, place=0))

    def _show(self, sheet: MemberSearch | ItemSearch) -> None:
        self._board.put(replace(self._board.state, sheet=sheet))

    def _failed(self, _fault: Exception) -> None:
        self._board.notice(Trouble.FAULT)
