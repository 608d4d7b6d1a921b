"""A manager's word over the receipts screen's sheets."""

from dataclasses import replace

from app.ui.approval import ApprovalTill
from app.ui.asking_word import ManagersWord
from app.ui.lanes import Lanes
from app.ui.receipts.board import Board
from app.ui.receipts.desk import Desk


class WordDesk(ManagersWord, Desk):
    """Hears all that is done while a manager is asked."""

    def __init__(self, till: ApprovalTill, lanes: Lanes, board: Board) -> None:
        Desk.__init__(self, board)
        ManagersWord.__init__(self, till, lanes, lambda entry: board.put(replace(board.state, word=entry)))
