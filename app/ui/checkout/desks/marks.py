"""Puts a member into segments and lists, and gives him flags: ticked, with a reason and a manager's word."""

from collections.abc import Callable
from dataclasses import replace
from typing import Protocol

from app.services.approval import Approval
from app.services.mark_member import marks_of
from app.services.marks_outcomes import MarksDone, MarksOutcome, MarksProblem, MarksReason, MarksRequest
from app.services.people_port import KnownMark
from app.ui.approval import ApprovalEntry, ApprovalPad, ApprovalTill
from app.ui.checkout.board import Board
from app.ui.checkout.card_state import AboutSheet
from app.ui.checkout.desk import Desk
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
        self, till: MarksTill, front: ApprovalTill, lanes: Lanes, board: Board, changed: Callable[[], None]
    ) -> None:
        super().__init__(board)
        self._till = till
        self._lanes = lanes
        self._changed = changed
        self._about: AboutSheet | None = None
        self._pad = ApprovalPad(front, lanes, self._entry_changed, self._approved)
        self.cashier_id = b""

    @property
    def pad(self) -> ApprovalPad:
        """Where a manager gives a word."""
        return self._pad

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
            self._board.sheet(replace(sheet, reason=reason, step=MarksStep.MANAGER))
            self._pad.start()

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

    def step(self, by: int) -> None:
        """The next manager."""
        if self._at(MarksStep.MANAGER) is not None:
            self._pad.step(by)

    def key(self, digits: str) -> None:
        """A reason by its number, or a manager's PIN."""
        if self._at(MarksStep.MANAGER) is not None:
            self._pad.key(digits)
        elif digits in _REASONS:
            self.because(_REASONS[digits])

    def erase(self) -> None:
        """Takes a digit of the PIN back."""
        if self._at(MarksStep.MANAGER) is not None:
            self._pad.erase()

    def clear(self) -> None:
        """Takes the PIN back."""
        if self._at(MarksStep.MANAGER) is not None:
            self._pad.clear()

    def _approved(self, approval: Approval) -> None:
        sheet = self._at(MarksStep.MANAGER)
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
        if isinstance(outcome, MarksDone):
            self._board.sheet(self._about)
            self._board.notice(MarksSaid.SAVED)
            self._changed()
        elif outcome.problem is MarksProblem.NOT_APPROVED:
            self._board.sheet(replace(sheet, busy=False))
            self._pad.refused(outcome.approval)
        else:
            self._board.sheet(self._about)
            self._board.notice(outcome)
            self._changed()

    def _entry_changed(self, entry: ApprovalEntry) -> None:
        sheet = self._at(MarksStep.MANAGER)
        if sheet is not None:
            self._board.sheet(replace(sheet, manager=entry))

    def _at(self, step: MarksStep) -> MarksSheet | None:
        sheet = self._sheet()
        return sheet if sheet is not None and sheet.step is step and not sheet.busy else None

    def _sheet(self) -> MarksSheet | None:
        sheet = self._board.state.sheet
        return sheet if isinstance(sheet, MarksSheet) else None

    def _failed(self, _fault: Exception) -> None:
        self._board.sheet(self._about)
        self._board.notice(Trouble.NOT_SAVED)
