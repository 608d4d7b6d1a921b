"""Takes things back without a receipt: scanned, at their lowest price, with a manager's word."""

import logging
from dataclasses import replace

from app.domain.basket import UNIT, Item
from app.services.approval import Approval
from app.services.blind_outcomes import (
    BlindDone,
    BlindOutcome,
    BlindPreview,
    BlindProblem,
    BlindRefused,
    BlindRequest,
    BlindWanted,
)
from app.services.member_view import MemberView
from app.services.return_outcomes import ReturnReason
from app.ui.receipts.desk import REASONS
from app.ui.receipts.state import BlindSheet, DonePanel, FindItem, Trouble
from app.ui.receipts.writing_desk import WritingDesk

_log = logging.getLogger("setia.till")
_MOST_LINES = 50


class BlindDesk(WritingDesk[BlindSheet]):
    """Returns of what nobody has a receipt of."""

    kind = BlindSheet
    sheets = (BlindSheet,)

    def open(self) -> None:
        """Nothing was scanned yet."""
        self._board.sheet(BlindSheet(document_id=self._services.returns.new_id()))

    def search(self) -> None:
        """Finds an item by name."""
        sheet = self._open_sheet()
        if sheet is not None:
            self._board.sheet(FindItem(over=sheet))

    def found(self, found: MemberView | Item) -> bool:
        """One more of an item comes back."""
        sheet = self._open_sheet()
        if sheet is None or not isinstance(found, Item):
            return False
        items = [each.item for each in sheet.wanted]
        if found in items:
            self.add(items.index(found), 1)
        elif len(items) < _MOST_LINES:
            wanted = (*sheet.wanted, BlindWanted(item=found, quantity=UNIT))
            self._ask(replace(sheet, wanted=wanted, place=len(items)))
        return True

    def add(self, place: int, by: int) -> None:
        """More or fewer pieces of a line; none left removes it."""
        sheet = self._open_sheet()
        if sheet is not None and 0 <= place < len(sheet.wanted):
            self._set(sheet, place, sheet.wanted[place].quantity + by * UNIT)

    def add_marked(self, by: int) -> None:
        """More or fewer pieces of the marked line."""
        sheet = self._open_sheet()
        if sheet is not None:
            self.add(sheet.place, by)

    def step(self, by: int) -> None:
        """The line above or below."""
        sheet = self._open_sheet()
        if sheet is not None and sheet.wanted:
            place = max(0, min(len(sheet.wanted) - 1, sheet.place + by))
            self._board.sheet(replace(sheet, place=place))

    def because(self, reason: ReturnReason) -> None:
        """Why."""
        sheet = self._open_sheet()
        if sheet is not None:
            self._board.sheet(replace(sheet, reason=reason))

    def key(self, digits: str) -> None:
        """The number of a reason."""
        if 1 <= int(digits) <= len(REASONS):
            self.because(REASONS[int(digits) - 1])

    def confirm(self) -> None:
        """Makes it so, when all is said that must be; then a manager is asked."""
        sheet = self._open_sheet()
        if sheet is None:
            return
        if not sheet.wanted:
            self._board.notice(BlindRefused(problem=BlindProblem.NOTHING_WANTED))
        elif sheet.reason is None:
            self._board.notice(Trouble.CHOOSE_REASON)
        elif isinstance(sheet.preview, BlindRefused):
            self._board.notice(sheet.preview)
        elif sheet.preview is not None:
            self._send(sheet, None)

    def _set(self, sheet: BlindSheet, place: int, quantity: int) -> None:
        wanted = list(sheet.wanted)
        wanted[place] = replace(wanted[place], quantity=quantity)
        if quantity <= 0:
            del wanted[place]
        self._ask(replace(sheet, wanted=tuple(wanted), place=max(0, min(place, len(wanted) - 1))))

    def _ask(self, sheet: BlindSheet) -> None:
        self._asked += 1
        number, wanted = self._asked, sheet.wanted
        self._board.sheet(replace(sheet, preview=None))
        if wanted:
            self._lanes.read.submit(
                lambda: self._services.returns.preview_blind(wanted),
                lambda preview: self._previewed(number, preview),
                self._failed,
            )

    def _previewed(self, number: int, preview: BlindPreview | BlindRefused) -> None:
        sheet = self._open_sheet()
        if number == self._asked and sheet is not None:
            shown = replace(self._board.state, sheet=replace(sheet, preview=preview))
            self._board.put(shown)
            if isinstance(preview, BlindRefused):
                self._board.notice(preview)

    def _send(self, sheet: BlindSheet, approval: Approval | None) -> None:
        if not isinstance(sheet.preview, BlindPreview):
            return
        request = BlindRequest(
            document_id=sheet.document_id,
            wanted=sheet.wanted,
            reason=sheet.reason or ReturnReason.OTHER,
            cashier_id=self.cashier_id,
            expected=sheet.preview.refund,
            approval=approval,
        )
        self._write(sheet, lambda: self._services.returns.take_back_blind(request), self._committed)

    def _committed(self, sheet: BlindSheet, outcome: BlindOutcome) -> None:
        if isinstance(outcome, BlindDone):
            _log.info("blind return %s", outcome.number, extra={"event": "blind.done"})
            self._finish(DonePanel(done=outcome, document_id=outcome.document_id))
        elif not self._lacks(outcome.missing_word):
            self._board.sheet(replace(sheet, preview=outcome.preview or outcome))
            self._board.notice(outcome)
