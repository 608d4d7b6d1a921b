"""How many pieces of a line."""

from collections.abc import Callable
from dataclasses import replace

from app.domain.basket import UNIT
from app.ui.checkout.board import Board
from app.ui.checkout.desk import Desk
from app.ui.checkout.state import QuantitySheet

_LONGEST_QUANTITY = 4


class QuantityDesk(Desk):
    """`chosen(line number, quantity in thousandths)` is called for what was keyed."""

    sheets = (QuantitySheet,)

    def __init__(self, board: Board, chosen: Callable[[int, int], None]) -> None:
        super().__init__(board)
        self._chosen = chosen

    def open(self) -> None:
        """Asks for the selected line's quantity."""
        selected = self._board.state.selected
        if selected is not None and self._board.is_free:
            self._board.sheet(QuantitySheet(selected))

    def key(self, digits: str) -> None:
        self._type(lambda keyed: (keyed + digits).lstrip("0")[:_LONGEST_QUANTITY])

    def erase(self) -> None:
        self._type(lambda keyed: keyed[:-1])

    def clear(self) -> None:
        self._type(lambda _keyed: "")

    def confirm(self) -> None:
        sheet = self._board.state.sheet
        self._board.sheet(None)
        if isinstance(sheet, QuantitySheet) and sheet.keyed:
            self._chosen(sheet.number, int(sheet.keyed) * UNIT)

    def _type(self, edit: Callable[[str], str]) -> None:
        sheet = self._board.state.sheet
        if isinstance(sheet, QuantitySheet):
            self._board.sheet(replace(sheet, keyed=edit(sheet.keyed)))
