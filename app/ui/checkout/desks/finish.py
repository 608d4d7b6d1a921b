"""After a sale: how content the customer is, where that is asked here; of a part of a bill, the other parts next."""

from collections.abc import Callable
from dataclasses import replace
from typing import Protocol

from app.domain.programme.document import Programme
from app.domain.satisfaction import Question
from app.services.outcomes import SaleDone
from app.services.rate_sale import Rating, RatingOutcome
from app.ui.checkout.board import Board
from app.ui.checkout.desk import Desk
from app.ui.checkout.state import FinishPanel, Trouble
from app.ui.lanes import Lanes


class FinishTill(Protocol):
    """What the end of a sale needs of the till."""

    def new_id(self) -> bytes: ...
    def rate(self, rating: Rating) -> RatingOutcome: ...


def finish_panel(done: SaleDone, programme: Programme, question: Question | None) -> FinishPanel:
    """What shows after a sale. question: the till's, if it is this receipt's turn."""
    asked = question if question is not None and question.is_asked(done.receipt_number) else None
    return FinishPanel(done, programme, done.receipt_kept, asked)


class FinishDesk(Desk):
    """next_part: called with the bill that a part was sold of, once the customer has his change."""

    sheets = (FinishPanel,)

    def __init__(
        self, till: FinishTill, lanes: Lanes, board: Board, next_part: Callable[[bytes], None]
    ) -> None:
        super().__init__(board)
        self._till = till
        self._lanes = lanes
        self._next_part = next_part
        self.bill = b""

    def confirm(self) -> None:
        self.leave()

    def leave(self) -> None:
        bill, self.bill = self.bill, b""
        self._board.sheet(None)
        if bill:
            self._next_part(bill)

    def key(self, digits: str) -> None:
        """One digit is an answer, where every answer has one digit."""
        sheet = self._board.state.sheet
        if isinstance(sheet, FinishPanel) and sheet.question is not None and sheet.question.at_till:
            answers = sheet.question.scale.answers
            if max(answers) < 10 and len(digits) == 1 and int(digits) in answers:
                self.rate(int(digits))

    def rate(self, answer: int) -> None:
        """The customer's one answer; nobody waits for it."""
        sheet = self._board.state.sheet
        if not isinstance(sheet, FinishPanel) or sheet.question is None or sheet.answered is not None:
            return
        rating = Rating(
            document_id=self._till.new_id(),
            sale_id=sheet.done.sale_id,
            question=sheet.question,
            answer=answer,
        )
        self._board.sheet(replace(sheet, answered=answer))
        self._lanes.write.submit(lambda: self._till.rate(rating), _kept, self._not_kept)

    def _not_kept(self, _fault: Exception) -> None:
        """Asked again, if the sale still shows."""
        sheet = self._board.state.sheet
        if isinstance(sheet, FinishPanel):
            self._board.sheet(replace(sheet, answered=None))
            self._board.notice(Trouble.NOT_SAVED)


def _kept(_outcome: RatingOutcome) -> None:
    """The panel says so already."""
