"""Types a gift card's code where no scanner reads it, and goes on with the payment."""

from collections.abc import Callable
from dataclasses import replace
from typing import Protocol

from app.services.outcomes import GiftCardFound, ScanOutcome, ScanUnknown
from app.services.scans import Scan, ScanSource, Symbology
from app.ui.checkout.board import Board
from app.ui.checkout.desk import Desk
from app.ui.checkout.state import GiftCodeSheet, Trouble
from app.ui.lanes import Lanes

_LONGEST_CODE = 24


class GiftCodeTill(Protocol):
    """What a typed code needs of the till."""

    def resolve(self, scan: Scan) -> ScanOutcome: ...


class GiftCodeDesk(Desk):
    """`found` gets the card once the payment is open again."""

    sheets = (GiftCodeSheet,)

    def __init__(
        self, till: GiftCodeTill, lanes: Lanes, board: Board, found: Callable[[ScanOutcome], bool]
    ) -> None:
        super().__init__(board)
        self._till = till
        self._lanes = lanes
        self._found = found

    def type(self, text: str) -> None:
        """The whole code as it is now, in capitals or not."""
        sheet = self._board.state.sheet
        if isinstance(sheet, GiftCodeSheet) and text != sheet.code:
            self._board.sheet(replace(sheet, code=text[:_LONGEST_CODE]))

    def confirm(self) -> None:
        sheet = self._board.state.sheet
        if isinstance(sheet, GiftCodeSheet) and sheet.code.strip():
            typed = Scan(sheet.code.replace(" ", ""), Symbology.UNKNOWN, ScanSource.WEDGE, 0)
            self._lanes.read.submit(lambda: self._till.resolve(typed), self._resolved, self._failed)

    def leave(self) -> None:
        sheet = self._board.state.sheet
        if isinstance(sheet, GiftCodeSheet):
            self._board.sheet(sheet.payment)

    def scanned(self, outcome: ScanOutcome) -> bool:
        if not isinstance(outcome, GiftCardFound):
            return False
        self._resolved(outcome)
        return True

    def _resolved(self, outcome: ScanOutcome) -> None:
        sheet = self._board.state.sheet
        if not isinstance(sheet, GiftCodeSheet):
            return
        if isinstance(outcome, GiftCardFound):
            self._board.sheet(sheet.payment)
            self._found(outcome)
        else:
            self._board.notice(ScanUnknown(text=sheet.code, looks_like="gift-card"))

    def _failed(self, _fault: Exception) -> None:
        self._board.notice(Trouble.FAULT)
