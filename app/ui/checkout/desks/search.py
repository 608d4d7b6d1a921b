"""Finds members and items for the basket."""

from collections.abc import Callable
from dataclasses import replace

from app.domain.basket import Item
from app.services.member_view import MemberView
from app.ui.checkout.board import Board
from app.ui.checkout.desk import Desk
from app.ui.checkout.state import ItemSearch, MemberSearch, Trouble
from app.ui.lanes import Lanes
from app.ui.text_search import Searching, SearchTill, TextSearch


class SearchDesk(Desk):
    """`found` gets what was chosen."""

    sheets = (MemberSearch, ItemSearch)

    def __init__(
        self, till: SearchTill, lanes: Lanes, board: Board, found: Callable[[MemberView | Item], None]
    ) -> None:
        super().__init__(board)
        self._searching = Searching(till, lanes, self._sheet, self._show, self._fill, self._failed)
        self._found = found

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
        self._searching.type(text)

    def step(self, by: int) -> None:
        """The next or the previous row."""
        self._searching.step(by)

    def choose(self, place: int | None = None) -> None:
        """Takes a row; None: the marked one."""
        row = self._searching.row(place)
        if row is not None:
            self._found(row)

    def _sheet(self) -> MemberSearch | ItemSearch | None:
        sheet = self._board.state.sheet
        return sheet if isinstance(sheet, MemberSearch | ItemSearch) else None

    def _show(self, sheet: TextSearch) -> None:
        if isinstance(sheet, MemberSearch | ItemSearch):
            self._board.sheet(sheet)

    def _fill(self, sheet: TextSearch) -> None:
        if isinstance(sheet, MemberSearch | ItemSearch):
            self._board.put(replace(self._board.state, sheet=sheet))

    def _failed(self, _fault: Exception) -> None:
        self._board.notice(Trouble.FAULT)
