"""Counting: the float that opens a shift, and the blind count that closes it."""

from collections.abc import Callable
from dataclasses import replace
from typing import Protocol

from app.domain.shift_rules import CloseRefusal
from app.services.drawer_outcomes import (
    CloseOutcome,
    CloseRefused,
    CloseRequest,
    ShiftIsClosed,
    ShiftIsOpen,
    ShiftOutcome,
    ShiftRequest,
)
from app.ui.lanes import Lanes
from app.ui.shift.board import Board
from app.ui.shift.count import EMPTY, LAST, Count, CountWay, added, cleared, erased, stepped, typed
from app.ui.shift.state import CloseSheet, ShiftState, Stage, Trouble


class CountDrawer(Protocol):
    """What counting needs of the drawer."""

    def new_id(self) -> bytes: ...
    def open(self, request: ShiftRequest) -> ShiftOutcome: ...
    def too_early(self) -> CloseRefusal | None: ...
    def close(self, request: CloseRequest) -> CloseOutcome: ...


class CountDesk:
    """`opened` hears what came of opening, `closed` is called once per Z report, after the state says so."""

    def __init__(
        self,
        drawer: CountDrawer,
        lanes: Lanes,
        board: Board,
        opened: Callable[[ShiftOutcome], None],
        closed: Callable[[], None],
    ) -> None:
        self._drawer = drawer
        self._lanes = lanes
        self._board = board
        self._opened = opened
        self._closed = closed
        self._document_id = b""
        self._counted_for = b""
        self._asked = 0
        self.staff_id = b""

    def show_opening(self) -> None:
        """Asks for the float. The id is made once, so that the same touch twice opens one shift."""
        self._document_id = self._drawer.new_id()
        self._put(replace(self._board.state, stage=Stage.OPENING, count=EMPTY, saving=False))

    def begin(self) -> None:
        """Wants to close: asks first whether anything is unsold, for nobody likes to count twice."""
        state = self._board.state
        if state.stage is not Stage.OPEN or state.sheet is not None or state.saving:
            return
        self._asked += 1
        number = self._asked
        self._put(replace(state, saving=True, notice=None))
        self._lanes.read.submit(
            self._drawer.too_early, lambda refused: self._may_count(number, refused), self._not_asked
        )

    def give_up(self) -> None:
        """Back to the open shift; what was counted stays for the next try."""
        self._put(replace(self._board.state, stage=Stage.OPEN, sheet=None, notice=None))

    def key(self, digits: str) -> None:
        """More digits where the count stands."""
        self._count(lambda count: typed(count, digits))

    def erase(self) -> None:
        """Takes the last digit back."""
        self._count(erased)

    def clear(self) -> None:
        """Takes the digits back, where the count stands."""
        self._count(cleared)

    def add(self, place: int, by: int) -> None:
        """So many notes more or fewer."""
        self._count(lambda count: added(count, place, by))

    def add_here(self, by: int) -> None:
        """The same where the count stands; a sum has no notes."""
        count = self._board.state.count
        if count.way is CountWay.NOTES and count.place < LAST:
            self.add(count.place, by)

    def step(self, by: int) -> None:
        """To the next note or the one before."""
        self._count(lambda count: stepped(count, by))

    def choose(self, place: int) -> None:
        """To a note."""
        self._count(lambda count: replace(count, place=place))

    def way(self, way: CountWay) -> None:
        """By notes or as a sum; what was counted the other way stays there."""
        self._count(lambda count: replace(count, way=way))

    def turn(self) -> None:
        """← →: the other way; see `way`."""
        now = self._board.state.count.way
        self.way(CountWay.SUM if now is CountWay.NOTES else CountWay.NOTES)

    def go_on(self) -> None:
        """Enter: to the next note; at the end, or when nothing was counted, done."""
        if self._board.state.count.goes_on:
            self.step(1)
        else:
            self.finish()

    def finish(self) -> None:
        """The count is complete: opens the shift, or asks whether to close it."""
        state = self._board.state
        if not self._takes_digits():
            return
        if state.stage is Stage.COUNTING:
            self._board.sheet(CloseSheet())
        else:
            self._open()

    def close(self) -> None:
        """Closes the shift with this count, once."""
        state = self._board.state
        if not isinstance(state.sheet, CloseSheet) or state.sheet.saving:
            return
        request = CloseRequest(
            document_id=self._document_id, counted=state.count.cash, staff_id=self.staff_id
        )
        self._board.sheet(CloseSheet(saving=True))
        self._lanes.write.submit(lambda: self._drawer.close(request), self._answered_close, self._failed)

    def _open(self) -> None:
        request = ShiftRequest(
            shift_id=self._document_id, opening=self._board.state.count.cash, staff_id=self.staff_id
        )
        self._put(replace(self._board.state, saving=True, notice=None))
        self._lanes.write.submit(lambda: self._drawer.open(request), self._answered_open, self._failed)

    def _may_count(self, number: int, refused: CloseRefusal | None) -> None:
        state = self._board.state
        if number != self._asked or state.stage is not Stage.OPEN or state.paper is None:
            return
        if refused is not None:
            self._put(replace(state, saving=False, notice=CloseRefused(reason=refused)))
            return
        shift_id = state.paper.shift.shift_id
        if self._counted_for != shift_id:
            self._counted_for, self._document_id = shift_id, self._drawer.new_id()
            state = replace(state, count=EMPTY)
        self._put(replace(state, stage=Stage.COUNTING, saving=False, expected=None))

    def _answered_open(self, outcome: ShiftOutcome) -> None:
        if isinstance(outcome, ShiftIsOpen):
            self._put(replace(self._board.state, saving=False, count=EMPTY))
        else:
            self._put(replace(self._board.state, saving=False, notice=outcome))
        self._opened(outcome)

    def _answered_close(self, outcome: CloseOutcome) -> None:
        state = replace(self._board.state, sheet=None)
        if isinstance(outcome, ShiftIsClosed):
            self._counted_for = b""
            paper = None if state.paper is None else replace(state.paper, report=outcome.report)
            self._put(
                replace(state, stage=Stage.CLOSED, closed=outcome, paper=paper, count=EMPTY, notice=None)
            )
            self._closed()
        else:
            self._put(replace(state, stage=Stage.OPEN, notice=outcome))

    def _not_asked(self, _fault: Exception) -> None:
        self._put(replace(self._board.state, saving=False, notice=Trouble.FAULT))

    def _failed(self, _fault: Exception) -> None:
        """The id stays: what was written isn't written twice."""
        sheet = self._board.state.sheet
        kept = CloseSheet() if isinstance(sheet, CloseSheet) else sheet
        self._put(replace(self._board.state, sheet=kept, saving=False, notice=Trouble.NOT_SAVED))

    def _takes_digits(self) -> bool:
        state = self._board.state
        return state.stage in (Stage.OPENING, Stage.COUNTING) and state.sheet is None and not state.saving

    def _count(self, change: Callable[[Count], Count]) -> None:
        if self._takes_digits():
            self._put(replace(self._board.state, count=change(self._board.state.count), notice=None))

    def _put(self, state: ShiftState) -> None:
        self._board.put(state)
