"""Finds the member or the item that a sheet wants, while somebody types."""

from collections.abc import Callable
from dataclasses import replace

from app.domain.basket import Item
from app.services.member_view import MemberView
from app.ui.lanes import Lanes
from app.ui.receipts.board import Board
from app.ui.receipts.desk import Desk
from app.ui.receipts.ports import ReceiptsTill
from app.ui.receipts.state import FindItem, FindMember, Trouble

_LONGEST_TEXT = 60


class SearchDesk(Desk):
    """`chosen` gets what was found, when the sheet that wants it shows again."""

    sheets = (FindMember, FindItem)

    def __init__(
        self, till: ReceiptsTill, lanes: Lanes, board: Board, chosen: Callable[[MemberView | Item], bool]
    ) -> None:
        super().__init__(board)
        self._till = till
        self._lanes = lanes
        self._chosen = chosen
        self._asked = 0

    def type(self, text: str) -> None:
        """The whole text of the search box, as it is now."""
        sheet = self._board.state.sheet
        text = text[:_LONGEST_TEXT]
        if not isinstance(sheet, FindMember | FindItem) or text == sheet.text:
            return
        self._asked += 1
        if text.strip():
            self._board.sheet(replace(sheet, text=text))
            self._ask(self._asked, sheet, text)
        else:
            self._board.sheet(_emptied(sheet, text))

    def step(self, by: int) -> None:
        """The next or the previous row."""
        sheet = self._board.state.sheet
        if isinstance(sheet, FindMember | FindItem) and sheet.rows:
            self._board.sheet(replace(sheet, place=(sheet.place + by) % len(sheet.rows)))

    def choose(self, place: int | None = None) -> None:
        """Takes a row; None: the marked one."""
        sheet = self._board.state.sheet
        if not isinstance(sheet, FindMember | FindItem):
            return
        place = sheet.place if place is None else place
        if place < len(sheet.rows) and sheet.answered == sheet.text:
            row = sheet.rows[place]
            self._board.sheet(sheet.over)
            self._chosen(row)

    def confirm(self) -> None:
        """Takes the marked row."""
        self.choose()

    def leave(self) -> None:
        """Back to the sheet that wants something; a sale that nobody was found for stays as it is."""
        sheet = self._board.state.sheet
        if isinstance(sheet, FindItem) or (isinstance(sheet, FindMember) and sheet.over.member is not None):
            self._board.sheet(sheet.over)
        else:
            self._board.sheet(None)

    def found(self, found: MemberView | Item) -> bool:
        """A scan while somebody searches is what was searched for."""
        sheet = self._board.state.sheet
        wanted = isinstance(sheet, FindMember) and isinstance(found, MemberView)
        if isinstance(sheet, FindMember | FindItem) and (
            wanted or (isinstance(sheet, FindItem) and isinstance(found, Item))
        ):
            self._board.sheet(sheet.over)
            return self._chosen(found)
        return False

    def _ask(self, number: int, sheet: FindMember | FindItem, text: str) -> None:
        wanted = text.strip()
        if isinstance(sheet, FindMember):
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
        if number == self._asked and isinstance(sheet, FindMember):
            found = replace(sheet, answered=text, rows=rows, place=0)
            self._board.put(replace(self._board.state, sheet=found))

    def _items(self, number: int, text: str, rows: tuple[Item, ...]) -> None:
        sheet = self._board.state.sheet
        if number == self._asked and isinstance(sheet, FindItem):
            found = replace(sheet, answered=text, rows=rows, place=0)
            self._board.put(replace(self._board.state, sheet=found))

    def _failed(self, _fault: Exception) -> None:
        self._board.notice(Trouble.FAULT)


def _emptied(sheet: FindMember | FindItem, text: str) -> FindMember | FindItem:
    if isinstance(sheet, FindMember):
        return FindMember(over=sheet.over, text=text, answered=text)
    return FindItem(over=sheet.over, text=text, answered=text)
