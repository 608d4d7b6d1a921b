"""Gives a sale to a member: a guest's on his receipt, a wrong member's with a manager's word."""

import logging
from dataclasses import replace

from app.domain.basket import Item
from app.services.approval import Approval
from app.services.member_view import MemberView
from app.services.move_outcomes import MoveDone, MoveOutcome, MoveRequest
from app.services.past_sales import PastSale
from app.ui.receipts.state import DonePanel, FindMember, MoveSheet
from app.ui.receipts.writing_desk import WritingDesk

_log = logging.getLogger("setia.till")


class MoveDesk(WritingDesk[MoveSheet]):
    """Claims and moves."""

    kind = MoveSheet
    sheets = (MoveSheet,)

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
            self._send(sheet, None)

    def _send(self, sheet: MoveSheet, approval: Approval | None) -> None:
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
        self._write(sheet, lambda: move(request), self._committed)

    def _committed(self, _sheet: MoveSheet, outcome: MoveOutcome) -> None:
        if isinstance(outcome, MoveDone):
            _log.info("sale moved", extra={"event": "sale.moved", "points": outcome.points})
            self._finish(DonePanel(done=outcome, document_id=b""))
        elif not self._lacks(outcome.missing_word):
            self._board.notice(outcome)
