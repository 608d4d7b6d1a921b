"""A desk whose sheet becomes a document: written once, with a manager's word where one is needed."""

from collections.abc import Callable
from dataclasses import replace
from typing import Generic, TypeVar

from app.services.approval import Approval, NotApproved
from app.ui.lanes import Lanes
from app.ui.receipts.board import Board
from app.ui.receipts.desk import Desk
from app.ui.receipts.desks.word import WordDesk
from app.ui.receipts.ports import ReceiptServices
from app.ui.receipts.state import BlindSheet, DonePanel, ExchangeSheet, MoveSheet, ReturnSheet, Trouble

_Sheet = TypeVar("_Sheet", ReturnSheet, MoveSheet, ExchangeSheet, BlindSheet)
_Outcome = TypeVar("_Outcome")


class WritingDesk(Desk, Generic[_Sheet]):
    """`happened` is called once something was written. `kind`: of its one sheet, which knows whether it is written."""

    kind: type[_Sheet]

    def __init__(
        self,
        services: ReceiptServices,
        lanes: Lanes,
        board: Board,
        word: WordDesk,
        happened: Callable[[], None],
    ) -> None:
        super().__init__(board)
        self._services = services
        self._lanes = lanes
        self._word = word
        self._happened = happened
        self._asked = 0

    @property
    def is_committing(self) -> bool:
        """Whether something is being written: nothing else may change then."""
        sheet = self._sheet()
        return sheet is not None and sheet.committing

    def _sheet(self) -> _Sheet | None:
        """Its sheet, if that is what shows."""
        sheet = self._board.state.sheet
        return sheet if isinstance(sheet, self.kind) else None

    def _open_sheet(self) -> _Sheet | None:
        """Its sheet while it may be changed."""
        sheet = self._sheet()
        return None if sheet is None or sheet.committing else sheet

    def _write(
        self, sheet: _Sheet, work: Callable[[], _Outcome], answered: Callable[[_Sheet, _Outcome], None]
    ) -> None:
        """Does the work on the writing lane; the sheet rests meanwhile."""
        self._board.sheet(replace(sheet, committing=True))
        self._lanes.write.submit(work, lambda outcome: self._rested(outcome, answered), self._not_saved)

    def _rested(self, outcome: _Outcome, answered: Callable[[_Sheet, _Outcome], None]) -> None:
        sheet = self._sheet()
        if sheet is not None:
            sheet = replace(sheet, committing=False)
            self._board.sheet(sheet)
            answered(sheet, outcome)

    def _finish(self, panel: DonePanel) -> None:
        """It is on disk."""
        self._word.close()
        self._board.sheet(panel)
        self._happened()

    def _lacks(self, word: NotApproved | None) -> bool:
        """Whether a manager's word is all that is missing: one is asked then."""
        if word is None:
            self._word.close()
        else:
            self._word.judge(word, self._allowed)
        return word is not None

    def _allowed(self, approval: Approval) -> None:
        """A manager gave a word."""
        sheet = self._open_sheet()
        if sheet is not None:
            self._send(sheet, approval)

    def _send(self, sheet: _Sheet, approval: Approval | None) -> None:
        """Asks for the document, if the sheet can become one."""
        raise NotImplementedError

    def _not_saved(self, _fault: Exception) -> None:
        """The same sheet asks again with the same id: what was written isn't written twice."""
        sheet = self._sheet()
        if sheet is not None:
            self._board.sheet(replace(sheet, committing=False))
        self._word.close()
        self._board.notice(Trouble.NOT_SAVED)

    def _failed(self, _fault: Exception) -> None:
        self._board.notice(Trouble.FAULT)
