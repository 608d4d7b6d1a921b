"""Puts a member into segments and lists, and gives him flags: ticked, with a reason and a manager's word."""

from collections.abc import Callable
from dataclasses import replace
from typing import Protocol

from app.services.approval import Approval
from app.services.mark_member import marks_of
from app.services.marks_outcomes import MarksDone, MarksOutcome, MarksReason, MarksRefused, MarksRequest
from app.services.people_port import KnownMark
from app.ui.checkout.board import Board
from app.ui.checkout.card_state import AboutSheet
from app.ui.checkout.desk import Desk
from app.ui.checkout.desks.word import WordDesk
from app.ui.checkout.marks_state import MarksSaid, MarksSheet, MarksStep
from app.ui.checkout.state import Trouble
from app.ui.lanes import Lanes

_REASONS = {str(number): reason for number, reason in enumerate(MarksReason, start=1)}


class MarksTill(Protocol):
    """What this needs of the till."""

    def mark_member(self, request: MarksRequest) -> MarksOutcome: ...
    def new_id(self) -> bytes: ...


class MarksDesk(Desk):
    """Opened from what is known of the member. `changed`: he has others now, so that the price may be another."""

    sheets = (MarksSheet,)

    def __init__(
        self, till: MarksTill, lanes: Lanes, board: Board, word: WordDesk, changed: Callable[[], None]
    ) -> None:
        super().__init__(board)
        self._till = till
        self._lanes = lanes
        self._word = word
        self._changed = changed
        self._about: AboutSheet | None = None
        self.cashier_id = b""

    def open(self) -> None:
        """Over what is known of the member."""
        about = self._board.state.sheet
        if not isinstance(about, AboutSheet) or about.about is None:
            return
        named = marks_of(about.about.programme)
        if not named:
            self._board.notice(MarksSaid.NOTHING_NAMED)
            return
        before = frozenset(about.about.marks) & frozenset(named)
        self._about = about
        sheet = MarksSheet(
            member=about.member, document_id=self._till.new_id(), named=named, before=before, held=before
        )
        self._board.sheet(sheet)

    def tick(self, mark: KnownMark) -> None:
        """He has it from now on, or no longer."""
        sheet = self._at(MarksStep.CHOOSE)
        if sheet is not None:
            self._board.sheet(replace(sheet, held=sheet.held ^ {mark}))

    def because(self, reason: MarksReason) -> None:
        """Why; then a manager is asked."""
        sheet = self._at(MarksStep.REASON)
        if sheet is not None:
            self._board.sheet(replace(sheet, reason=reason))
            self._word.ask(self._approved, self.leave)

    def confirm(self) -> None:
        """Enter: on to the reason, if anything is to change."""
        sheet = self._at(MarksStep.CHOOSE)
        if sheet is None:
            return
        if sheet.held == sheet.before:
            self._board.notice(MarksSaid.NOTHING_CHANGED)
        else:
            self._board.sheet(replace(sheet, step=MarksStep.REASON))

    def leave(self) -> None:
        """Esc: a step back; from the ticks, to what is known of the member."""
        sheet = self._sheet()
        if sheet is None or sheet.busy:
            return
        if sheet.step is MarksStep.CHOOSE:
            self._board.sheet(self._about)
        else:
            self._board.sheet(replace(sheet, step=MarksStep.CHOOSE, reason=None))

    def key(self, digits: str) -> None:
        """A reason by its number."""
        if digits in _REASONS:
            self.because(_REASONS[digits])

    def _approved(self, approval: Approval) -> None:
        sheet = self._at(MarksStep.REASON)
        if sheet is None or sheet.reason is None:
            return
        request = MarksRequest(
            document_id=sheet.document_id,
            member_id=sheet.member.member_id,
            held=tuple(mark for mark in sheet.named if mark in sheet.held),
            reason=sheet.reason,
            staff_id=self.cashier_id,
            approval=approval,
        )
        self._board.sheet(replace(sheet, busy=True))
        self._lanes.write.submit(lambda: self._till.mark_member(request), self._marked, self._failed)

    def _marked(self, outcome: MarksOutcome) -> None:
        sheet = self._sheet()
        if sheet is None:
            return
        if isinstance(outcome, MarksRefused) and outcome.approval is not None:
            self._board.sheet(replace(sheet, busy=False))
            self._word.judge(outcome.approval, self._approved, self.leave)
            return
        self._close()
        self._board.notice(MarksSaid.SAVED if isinstance(outcome, MarksDone) else outcome)
        self._changed()

    def _close(self) -> None:
        self._word.close()
        self._board.sheet(self._about)

    def _at(self, step: MarksStep) -> MarksSheet | None:
        sheet = self._sheet()
        return sheet if sheet is not None and sheet.step is step and not sheet.busy else None

    def _sheet(self) -> MarksSheet | None:
        sheet = self._board.state.sheet
        return sheet if isinstance(sheet, MarksSheet) else None

    def _failed(self, _fault: Exception) -> None:
        self._close()
        self._board.notice(Trouble.NOT_SAVED)
