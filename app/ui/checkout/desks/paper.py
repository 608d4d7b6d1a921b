"""The newest sale's receipt on paper: its first, when nobody wanted it so far, else a copy."""

from dataclasses import replace
from typing import Protocol

from app.services.outcomes import SaleDone
from app.ui.checkout.board import Board
from app.ui.checkout.state import FinishPanel, Trouble
from app.ui.lanes import Lanes


class PaperTill(Protocol):
    """What printing again needs of the till."""

    def reprint(self, sale_id: bytes | None) -> bool: ...


class Paper:
    """Knows what was sold last; after a restart the till does."""

    def __init__(self, till: PaperTill, lanes: Lanes, board: Board) -> None:
        self._till = till
        self._lanes = lanes
        self._board = board
        self._sale_id: bytes | None = None
        self._kept = False

    def sold(self, done: SaleDone) -> None:
        """A sale is on disk, its receipt on its way or kept."""
        self._sale_id, self._kept = done.sale_id, done.receipt_kept

    def print(self) -> None:
        """On paper, now."""
        sale_id = self._sale_id
        self._lanes.write.submit(lambda: self._till.reprint(sale_id), self._printed, self._failed)

    def _printed(self, found: bool) -> None:
        said = Trouble.PRINTING if self._kept else Trouble.REPRINTING
        self._kept = self._kept and not found
        sheet = self._board.state.sheet
        if isinstance(sheet, FinishPanel) and sheet.kept and found:
            self._board.sheet(replace(sheet, kept=False))
        self._board.notice(said if found else Trouble.NOTHING_TO_REPRINT)

    def _failed(self, _fault: Exception) -> None:
        self._board.notice(Trouble.FAULT)
