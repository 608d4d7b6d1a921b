"""Takes things back: which lines, what that comes to, why, and who allows it."""

import logging
from collections.abc import Callable
from dataclasses import replace

from app.domain.basket import UNIT, Line
from app.domain.frozen_parts import is_whole
from app.domain.returns import LineBack
from app.services.approval import Approval
from app.services.past_sales import PastSale
from app.services.return_outcomes import (
    ReturnDone,
    ReturnNotPossible,
    ReturnOutcome,
    ReturnPreview,
    ReturnProblem,
    ReturnReason,
    ReturnRequest,
)
from app.ui.lanes import Lanes
from app.ui.receipts.board import Board
from app.ui.receipts.desk import REASONS
from app.ui.receipts.desks.word import WordDesk
from app.ui.receipts.ports import ReceiptServices
from app.ui.receipts.state import DonePanel, Purpose, ReturnSheet, Trouble
from app.ui.receipts.writing_desk import WritingDesk

_log = logging.getLogger("setia.till")


class ReturnDesk(WritingDesk[ReturnSheet]):
    """Returns, voids, and the first half of an exchange, which `exchanging` gets once it is whole."""

    kind = ReturnSheet
    sheets = (ReturnSheet,)

    def __init__(
        self,
        services: ReceiptServices,
        lanes: Lanes,
        board: Board,
        word: WordDesk,
        exchanging: Callable[[ReturnSheet], None],
        happened: Callable[[], None],
    ) -> None:
        super().__init__(services, lanes, board, word, happened)
        self._exchanging = exchanging
        self._confirmed: int | None = None  # the question whose answer was confirmed in advance

    def open(self, past: PastSale, purpose: Purpose) -> None:
        """Shows what can come back. A void takes all of it; what is there once only is chosen already."""
        if not past.left:
            self._board.notice(Trouble.NOTHING_LEFT)
            return
        only = len(past.left) == 1 and _steps_of(past, past.left[0]) == 1
        void = purpose is Purpose.VOID
        sheet = ReturnSheet(
            past=past,
            purpose=purpose,
            return_id=self._services.returns.new_id(),
            wanted=past.left if void or only else (),
            reason=ReturnReason.MISTAKE if void else None,
        )
        self._ask(sheet)

    def add(self, number: int, by: int) -> None:
        """More or fewer pieces of a line come back; what only comes back whole comes or stays."""
        sheet = self._open_sheet()
        left = None if sheet is None else _left_of(sheet.past, number)
        if sheet is None or left is None or sheet.purpose is Purpose.VOID:
            return
        whole = is_whole(_line_of(sheet.past, number))
        step = left.quantity if whole else UNIT
        pieces = max(0, min(left.quantity, sheet.pieces(number) + by * step))
        place = [back.number for back in sheet.past.left].index(number)
        self._ask(replace(sheet, wanted=_with(sheet, number, pieces), place=place))

    def step(self, by: int) -> None:
        """The line above or below."""
        sheet = self._open_sheet()
        if sheet is not None:
            place = max(0, min(len(sheet.past.left) - 1, sheet.place + by))
            self._board.sheet(replace(sheet, place=place))

    def add_marked(self, by: int) -> None:
        """More or fewer pieces of the marked line."""
        sheet = self._open_sheet()
        if sheet is not None:
            self.add(sheet.past.left[sheet.place].number, by)

    def everything(self) -> None:
        """All that is left comes back, or nothing again."""
        sheet = self._open_sheet()
        if sheet is not None and sheet.purpose is not Purpose.VOID:
            self._ask(replace(sheet, wanted=() if sheet.is_whole else sheet.past.left))

    def because(self, reason: ReturnReason) -> None:
        """Why."""
        sheet = self._open_sheet()
        if sheet is not None:
            self._board.sheet(replace(sheet, reason=reason))

    def deduct(self) -> None:
        """Points that would be owed are taken off the refund, or no longer."""
        sheet = self._open_sheet()
        if sheet is not None:
            self._ask(replace(sheet, deduct_debt=not sheet.deduct_debt))

    def key(self, digits: str) -> None:
        """The number of a reason."""
        if 1 <= int(digits) <= len(REASONS):
            self.because(REASONS[int(digits) - 1])

    def confirm(self) -> None:
        """Makes it so, when all is said that must be."""
        sheet = self._open_sheet()
        if sheet is None:
            return
        if not sheet.wanted:
            self._board.notice(Trouble.CHOOSE_LINES)
        elif sheet.reason is None:
            self._board.notice(Trouble.CHOOSE_REASON)
        elif isinstance(sheet.preview, ReturnNotPossible):
            self._board.notice(sheet.preview)
        elif sheet.preview is None:
            self._confirmed = self._asked
        elif sheet.purpose is Purpose.EXCHANGE:
            self._exchanging(sheet)
        else:
            self._send(sheet, None)

    def _ask(self, sheet: ReturnSheet) -> None:
        """What that comes to; an older answer is dropped."""
        self._asked += 1
        self._confirmed = None
        number, wanted = self._asked, None if sheet.purpose is Purpose.VOID else sheet.wanted
        self._board.sheet(replace(sheet, preview=None))
        if sheet.wanted:
            sale_id, deduct = sheet.past.sale.sale_id, sheet.deduct_debt
            self._lanes.read.submit(
                lambda: self._services.till.returnable(sale_id, wanted, deduct_debt=deduct),
                lambda preview: self._previewed(number, preview),
                self._failed,
            )

    def _previewed(self, number: int, preview: ReturnPreview | ReturnNotPossible) -> None:
        sheet = self._open_sheet()
        if number != self._asked or sheet is None:
            return
        self._board.put(replace(self._board.state, sheet=replace(sheet, preview=preview)))
        if self._confirmed == number:
            self._confirmed = None
            self.confirm()

    def _send(self, sheet: ReturnSheet, approval: Approval | None) -> None:
        if not isinstance(sheet.preview, ReturnPreview):
            return
        void = sheet.purpose is Purpose.VOID
        request = ReturnRequest(
            return_id=sheet.return_id,
            sale_id=sheet.past.sale.sale_id,
            wanted=() if void else sheet.wanted,
            reason=sheet.reason or ReturnReason.OTHER,
            cashier_id=self.cashier_id,
            expected=sheet.preview.refund,
            void=void,
            approval=approval,
            deduct_debt=sheet.deduct_debt,
        )
        self._write(sheet, lambda: self._services.till.take_back(request), self._committed)

    def _committed(self, sheet: ReturnSheet, outcome: ReturnOutcome) -> None:
        if isinstance(outcome, ReturnDone):
            _tell(outcome)
            self._finish(DonePanel(done=outcome, document_id=outcome.return_id))
        elif not self._lacks(outcome.missing_word):
            changed = outcome.problem is ReturnProblem.REFUND_CHANGED and outcome.preview is not None
            self._board.sheet(replace(sheet, preview=outcome.preview if changed else outcome))
            self._board.notice(Trouble.REFUND_CHANGED if changed else outcome)


def _line_of(past: PastSale, number: int) -> Line:
    return next(line for line in past.sale.inputs.lines if line.number == number)


def _left_of(past: PastSale, number: int) -> LineBack | None:
    return next((back for back in past.left if back.number == number), None)


def _steps_of(past: PastSale, left: LineBack) -> int:
    """In how many steps a line can come back."""
    return 1 if is_whole(_line_of(past, left.number)) else left.quantity // UNIT


def _with(sheet: ReturnSheet, number: int, pieces: int) -> tuple[LineBack, ...]:
    """What comes back, in the order of the receipt."""
    wanted = {back.number: back.quantity for back in sheet.wanted} | {number: pieces}
    return tuple(
        LineBack(number=back.number, quantity=wanted[back.number])
        for back in sheet.past.left
        if wanted.get(back.number)
    )


def _tell(done: ReturnDone) -> None:
    _log.info(
        "return %s",
        done.receipt_number,
        extra={
            "event": "return.done",
            "receipt_number": done.receipt_number,
            "refund": done.refund,
            "void": done.void,
        },
    )
