"""A receipt that was scanned at the checkout: whoever brings it wants something of a past sale."""

from collections.abc import Callable

from app.services.outcomes import ReceiptFound
from app.ui.checkout.board import Board
from app.ui.checkout.desk import Desk
from app.ui.checkout.state import ReceiptSheet


class ReceiptDesk(Desk):
    """Offers to go where past sales are. `opened` gets the sale's id."""

    sheets = (ReceiptSheet,)

    def __init__(self, board: Board, opened: Callable[[bytes], None]) -> None:
        super().__init__(board)
        self._opened = opened

    def offer(self, found: ReceiptFound) -> None:
        """Asks whether to go; while something else is open, only says what was scanned."""
        if self._board.is_free or isinstance(self._board.state.sheet, ReceiptSheet):
            self._board.sheet(ReceiptSheet(found))
        else:
            self._board.notice(found)

    def confirm(self) -> None:
        """Goes there; the basket stays."""
        sheet = self._board.state.sheet
        if isinstance(sheet, ReceiptSheet):
            self._board.sheet(None)
            self._opened(sheet.found.sale_id)
