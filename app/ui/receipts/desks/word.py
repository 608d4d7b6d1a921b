"""A manager's word over whatever sheet needs one."""

from collections.abc import Callable
from dataclasses import replace

from app.services.approval import Approval, NotApproved
from app.ui.approval import ApprovalEntry, ApprovalPad, ApprovalTill
from app.ui.lanes import Lanes
from app.ui.receipts.board import Board
from app.ui.receipts.desk import Desk


class WordDesk(Desk):
    """Asks for words until one counts. The sheet below stays as it is, and sends each word with what it wants."""

    def __init__(self, till: ApprovalTill, lanes: Lanes, board: Board) -> None:
        super().__init__(board)
        self._wanted: Callable[[Approval], None] | None = None
        self.pad = ApprovalPad(till, lanes, self._changed, self._given)

    @property
    def is_open(self) -> bool:
        """Whether a manager is being asked."""
        return self._wanted is not None

    def ask(self, given: Callable[[Approval], None]) -> None:
        """Opens the pad; `given` is called with each word."""
        self._wanted = given
        self.pad.start()

    def refused(self, trouble: NotApproved) -> None:
        """The word didn't count. It may be given again."""
        self.pad.refused(trouble)

    def close(self) -> None:
        """No word is needed any more."""
        self._wanted = None
        self._board.put(replace(self._board.state, word=None))

    def confirm(self) -> None:
        """The sixth digit says it all."""

    def key(self, digits: str) -> None:
        """Digits of the PIN."""
        self.pad.key(digits)

    def erase(self) -> None:
        """Takes the last digit back."""
        self.pad.erase()

    def clear(self) -> None:
        """Takes all digits back."""
        self.pad.clear()

    def step(self, by: int) -> None:
        """The next or the previous manager."""
        self.pad.step(by)

    def leave(self) -> None:
        """Esc: back to the sheet, unless the word is being judged."""
        if not self.pad.entry.checking:
            self.close()

    def _changed(self, entry: ApprovalEntry) -> None:
        if self._wanted is not None:
            self._board.put(replace(self._board.state, word=entry))

    def _given(self, approval: Approval) -> None:
        if self._wanted is not None:
            self._wanted(approval)
