"""After a sale: when it was a part of a bill, the other parts come next."""

from collections.abc import Callable

from app.ui.checkout.board import Board
from app.ui.checkout.desk import Desk
from app.ui.checkout.state import FinishPanel


class FinishDesk(Desk):
    """next_part: called with the bill that a part was sold of, once the customer has his change."""

    sheets = (FinishPanel,)

    def __init__(self, board: Board, next_part: Callable[[bytes], None]) -> None:
        super().__init__(board)
        self._next_part = next_part
        self.bill = b""

    def confirm(self) -> None:
        self.leave()

    def leave(self) -> None:
        bill, self.bill = self.bill, b""
        self._board.sheet(None)
        if bill:
            self._next_part(bill)
