"""Gives a sale to a member: a guest's on his receipt, a wrong member's with a manager's word."""

import logging
from collections.abc import Callable
from dataclasses import replace

from app.domain.basket import Item
from app.services.approval import Approval, ApprovalFault
from app.services.member_view import MemberView
from app.services.move_outcomes import MoveDone, MoveOutcome, MoveProblem, MoveRequest
from app.services.past_sales import PastSale
from app.ui.lanes import Lanes
from app.ui.receipts.board import Board
from app.ui.receipts.desk import Desk
from app.ui.receipts.desks.word import WordDesk
from app.ui.receipts.ports import ReceiptServices
from app.ui.receipts.state import DonePanel, FindMember, MoveSheet, Trouble

_log = logging.getLogger("setia.till")


class MoveDesk(Desk):
    """Claims and moves. `happened` is called once a sale isn't as it was."""

    sheets = (MoveSheet,)

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

    def open(self, past: PastSale) -> None:
        """Asks who the sale belongs to."""
        document_id = self._services.returns.new_id()
        self._board.sheet(FindMember(over=MoveSheet(past=past, document_id=document_id)))

    def search(self) -> None:
        """Asks again."""
        sheet = self._open_sheet()
        if sheet is not None:
            self._board.sheet(FindMember(over=sheet))

    def found(self, found: MemberView | Item) -> bool:
        """Somebody was found or showed his card: shown before anything is written."""
        sheet = self._open_sheet()
        if sheet is None or not isinstance(found, MemberView):
            return False
        self._board.sheet(replace(sheet, member=found))
        return True

    def confirm(self) -> None:
        """Makes it so."""
        sheet = self._open_sheet()
        if sheet is not None:
            self._commit(sheet, None)

    @property
    def is_committing(self) -> bool:
        """Whether something is being written."""
        sheet = self._board.state.sheet
        return isinstance(sheet, MoveSheet) and sheet.committing

    def _open_sheet(self) -> MoveSheet | None:
        sheet = self._board.state.sheet
        return sheet if isinstance(sheet, MoveSheet) and not sheet.committing else None

    def _commit(self, sheet: MoveSheet, approval: Approval | None) -> None:
        if sheet.member is None:
            return
        request = MoveRequest(
            document_id=sheet.document_id,
            sale_id=sheet.past.sale.sale_id,
            member_id=sheet.member.member_id,
            staff_id=self.cashier_id,
            approval=approval,
        )
        office = self._services.office
        move = office.reassign if sheet.reassigns else office.claim
        self._board.sheet(replace(sheet, committing=True))
        self._lanes.write.submit(lambda: move(request), self._committed, self._not_saved)

    def _committed(self, outcome: MoveOutcome) -> None:
        sheet = self._board.state.sheet
        if not isinstance(sheet, MoveSheet):
            return
        self._board.sheet(replace(sheet, committing=False))
        if isinstance(outcome, MoveDone):
            self._word.close()
            _log.info("sale moved", extra={"event": "sale.moved", "points": outcome.points})
            self._board.sheet(DonePanel(done=outcome, document_id=b""))
            self._happened()
        elif outcome.problem is not MoveProblem.NOT_APPROVED:
            self._word.close()
            self._board.notice(outcome)
        elif outcome.approval is None or outcome.approval.fault is ApprovalFault.NEEDS_MANAGER:
            self._word.ask(self._allowed)
        else:
            self._word.refused(outcome.approval)

    def _allowed(self, approval: Approval) -> None:
        sheet = self._open_sheet()
        if sheet is not None:
            self._commit(sheet, approval)

    def _not_saved(self, _fault: Exception) -> None:
        sheet = self._board.state.sheet
        if isinstance(sheet, MoveSheet):
            self._board.sheet(replace(sheet, committing=False))
        self._word.close()
        self._board.notice(Trouble.NOT_SAVED)
