"""A manager's word over the checkout's sheets."""

from dataclasses import replace

from app.services.outcomes import ScanOutcome
from app.ui.approval import ApprovalTill
from app.ui.asking_word import ManagersWord
from app.ui.checkout.board import Board
from app.ui.checkout.desk import Desk
from app.ui.checkout.state import Trouble
from app.ui.lanes import Lanes


class WordDesk(ManagersWord, Desk):
    """Hears all that is done while a manager is asked: what was scanned meanwhile would be about something else."""

    def __init__(self, till: ApprovalTill, lanes: Lanes, board: Board) -> None:
        Desk.__init__(self, board)
        ManagersWord.__init__(self, till, lanes, lambda entry: board.put(replace(board.state, word=entry)))

    def scanned(self, outcome: ScanOutcome) -> bool:
        if not self.takes(outcome):
            self._board.notice(Trouble.ASKING_MANAGER)
        return True
