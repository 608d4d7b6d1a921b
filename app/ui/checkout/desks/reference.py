"""What a payment's slip says, typed or scanned; the payment goes on with it."""

from collections.abc import Callable
from dataclasses import replace

from app.services.outcomes import ScanOutcome, ScanUnknown
from app.services.take_tender import LONGEST_REFERENCE, TenderProblem, TenderRefused, looks_like_a_card
from app.ui.checkout.board import Board
from app.ui.checkout.desk import Desk
from app.ui.checkout.state import ReferenceSheet, TenderSheet, Trouble


class ReferenceDesk(Desk):
    """Back at the payment, Enter receives it. reprice: asks for the payment's price again."""

    sheets = (ReferenceSheet,)

    def __init__(self, board: Board, reprice: Callable[[], None]) -> None:
        super().__init__(board)
        self._reprice = reprice

    def type(self, text: str) -> None:
        """The whole text as it is now."""
        sheet = self._board.state.sheet
        if isinstance(sheet, ReferenceSheet) and text != sheet.text:
            self._board.sheet(replace(sheet, text=text[:LONGEST_REFERENCE]))

    def key(self, digits: str) -> None:
        sheet = self._board.state.sheet
        if isinstance(sheet, ReferenceSheet):
            self.type(sheet.text + digits)

    def erase(self) -> None:
        sheet = self._board.state.sheet
        if isinstance(sheet, ReferenceSheet):
            self.type(sheet.text[:-1])

    def confirm(self) -> None:
        sheet = self._board.state.sheet
        if not isinstance(sheet, ReferenceSheet):
            return
        if looks_like_a_card(sheet.text):
            self._board.notice(TenderRefused(problem=TenderProblem.CARD_NUMBER))
        else:
            self._back(replace(sheet.payment, reference=" ".join(sheet.text.split())))

    def leave(self) -> None:
        """The payment as it was."""
        sheet = self._board.state.sheet
        if isinstance(sheet, ReferenceSheet):
            self._back(sheet.payment)

    def scanned(self, outcome: ScanOutcome) -> bool:
        """A code that names nothing here may be the slip's own; anything else waits until this is paid."""
        if isinstance(outcome, ScanUnknown) and len(outcome.text) <= LONGEST_REFERENCE:
            self.type(outcome.text)
        else:
            self._board.notice(Trouble.FINISH_PAYMENT_FIRST)
        return True

    def _back(self, payment: TenderSheet) -> None:
        """Its price may have come while this lay over it."""
        self._board.sheet(payment)
        self._reprice()
