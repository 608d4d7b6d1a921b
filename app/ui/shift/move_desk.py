"""Cash in and out without a sale, and a drawer that is only opened."""

from collections.abc import Callable
from dataclasses import replace
from typing import Protocol

from app.domain.changes import DrawerKind
from app.services.drawer_outcomes import CashIsMoved, DrawerReason, MoveOutcome, MoveRequest
from app.ui.lanes import Lanes
from app.ui.shift.board import Board
from app.ui.shift.state import REASONS, MoveSheet, Stage, Trouble

_LONGEST_AMOUNT = 10


class MoveDrawer(Protocol):
    """What moving cash needs of the drawer."""

    def new_id(self) -> bytes: ...
    def move(self, request: MoveRequest) -> MoveOutcome: ...


class MoveDesk:
    """`moved` is called once per move that is on disk, after the state says so."""

    def __init__(self, drawer: MoveDrawer, lanes: Lanes, board: Board, moved: Callable[[], None]) -> None:
        self._drawer = drawer
        self._lanes = lanes
        self._board = board
        self._moved = moved
        self.staff_id = b""

    def open(self, kind: DrawerKind) -> None:
        """Asks for the amount and the reason; the id is made here, so that the same touch twice moves once."""
        if self._board.state.stage is Stage.OPEN and self._board.state.sheet is None:
            self._board.sheet(MoveSheet(document_id=self._drawer.new_id(), kind=kind))

    def key(self, digits: str) -> None:
        """More digits of the amount; what would be too long stays away."""
        sheet = self._open_sheet()
        if sheet is None or sheet.kind is DrawerKind.NO_SALE:
            return
        keyed = (sheet.keyed + digits).lstrip("0")
        if len(keyed) <= _LONGEST_AMOUNT:
            self._board.sheet(replace(sheet, keyed=keyed))

    def erase(self) -> None:
        """Takes the last digit back."""
        sheet = self._open_sheet()
        if sheet is not None:
            self._board.sheet(replace(sheet, keyed=sheet.keyed[:-1]))

    def clear(self) -> None:
        """Takes all digits back."""
        sheet = self._open_sheet()
        if sheet is not None:
            self._board.sheet(replace(sheet, keyed=""))

    def choose(self, reason: DrawerReason) -> None:
        """Says why."""
        sheet = self._open_sheet()
        if sheet is not None:
            self._board.sheet(replace(sheet, reason=reason))

    def step(self, by: int) -> None:
        """The next reason or the one before, by the keyboard."""
        sheet = self._open_sheet()
        if sheet is None:
            return
        reasons = REASONS[sheet.kind]
        if sheet.reason is None:
            self.choose(reasons[0 if by > 0 else -1])
        else:
            self.choose(reasons[(reasons.index(sheet.reason) + by) % len(reasons)])

    def confirm(self) -> None:
        """Moves it, once; what is missing is said."""
        sheet = self._open_sheet()
        if sheet is None:
            return
        if not sheet.has_amount:
            self._board.notice(Trouble.NO_AMOUNT)
            return
        if sheet.reason is None:
            self._board.notice(Trouble.NO_REASON)
            return
        request = MoveRequest(
            document_id=sheet.document_id,
            kind=sheet.kind,
            reason=sheet.reason,
            staff_id=self.staff_id,
            amount=sheet.amount,
        )
        self._board.sheet(replace(sheet, saving=True))
        self._lanes.write.submit(lambda: self._drawer.move(request), self._answered, self._failed)

    def is_saving(self) -> bool:
        """Whether a move is on its way: its sheet stays until the answer."""
        sheet = self._board.state.sheet
        return isinstance(sheet, MoveSheet) and sheet.saving

    def _answered(self, outcome: MoveOutcome) -> None:
        if isinstance(outcome, CashIsMoved):
            self._board.sheet(None)
            self._board.notice(outcome)
            self._moved()
        else:
            self._reopen()
            self._board.notice(outcome)

    def _failed(self, _fault: Exception) -> None:
        """The sheet keeps its id: what was written isn't written twice."""
        self._reopen()
        self._board.notice(Trouble.NOT_SAVED)

    def _reopen(self) -> None:
        sheet = self._board.state.sheet
        if isinstance(sheet, MoveSheet):
            self._board.sheet(replace(sheet, saving=False))

    def _open_sheet(self) -> MoveSheet | None:
        sheet = self._board.state.sheet
        return sheet if isinstance(sheet, MoveSheet) and not sheet.saving else None
