"""Finds the member or the item that a sheet wants, while somebody types."""

from collections.abc import Callable
from dataclasses import replace

from app.domain.basket import Item
from app.services.member_view import MemberView
from app.ui.lanes import Lanes
from app.ui.receipts.board import Board
from app.ui.receipts.ports import ReceiptsTill
from app.ui.receipts.state import FindItem, FindMember, Trouble

_LONGEST_TEXT = 60


class SearchDesk:
    """`found` gets what was chosen, when the sheet that wants it shows again."""

    def __init__(
        self, till: ReceiptsTill, lanes: Lanes, board: Board, found: Callable[[MemberView | Item], None]
    ) -> None:
        self._till = till
        self._lanes = lanes
        self._board = board
        self._found = found
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
            self._board.sheet(replace(sheet, text=text, answered=text, rows=(), place=0))

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
            self._found(row)

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
