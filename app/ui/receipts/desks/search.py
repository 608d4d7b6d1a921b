"""Finds the member or the item that a sheet wants, while somebody types."""

from collections.abc import Callable
from dataclasses import replace

from app.domain.basket import Item
from app.services.member_view import MemberView
from app.ui.lanes import Lanes
from app.ui.receipts.board import Board
from app.ui.receipts.desk import Desk
from app.ui.receipts.state import FindItem, FindMember, Trouble
from app.ui.text_search import Searching, SearchTill, TextSearch


class SearchDesk(Desk):
    """`chosen` gets what was found, when the sheet that wants it shows again."""

    sheets = (FindMember, FindItem)

    def __init__(
        self, till: SearchTill, lanes: Lanes, board: Board, chosen: Callable[[MemberView | Item], bool]
    ) -> None:
        super().__init__(board)
        self._searching = Searching(till, lanes, self._sheet, self._show, self._fill, self._failed)
        self._chosen = chosen

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
            self.found(row)

    def confirm(self) -> None:
        """Takes the marked row."""
        self.choose()

    def leave(self) -> None:
        """Back to the sheet that wants something; a sale that nobody was found for stays as it is."""
        sheet = self._sheet()
        if isinstance(sheet, FindMember) and sheet.over.member is None:
            self._board.sheet(None)
        else:
            self._board.sheet(None if sheet is None else sheet.over)

    def found(self, found: MemberView | Item) -> bool:
        """A row, or a scan while somebody searches: it is what was searched for."""
        sheet = self._sheet()
        if sheet is None or isinstance(sheet, FindItem) is not isinstance(found, Item):
            return False
        self._board.sheet(sheet.over)
        return self._chosen(found)

    def _sheet(self) -> FindMember | FindItem | None:
        sheet = self._board.state.sheet
        return sheet if isinstance(sheet, FindMember | FindItem) else None

    def _show(self, sheet: TextSearch) -> None:
        if isinstance(sheet, FindMember | FindItem):
            self._board.sheet(sheet)

    def _fill(self, sheet: TextSearch) -> None:
        if isinstance(sheet, FindMember | FindItem):
            self._board.put(replace(self._board.state, sheet=sheet))

    def _failed(self, _fault: Exception) -> None:
        self._board.notice(Trouble.FAULT)
