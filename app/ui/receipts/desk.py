"""What the receipts screen is made of: desks, each for one concern, each owning the sheets that it opens."""

from app.domain.basket import Item
from app.services.member_view import MemberView
from app.services.return_outcomes import ReturnReason
from app.ui.receipts.board import Board
from app.ui.receipts.state import Sheet

REASONS = tuple(ReturnReason)
"""In the order in which they show; their numbers, from 1, choose them."""


class Desk:
    """Hears what is done while one of its sheets is open; by default, only leaving and Enter do anything."""

    sheets: tuple[type[Sheet], ...] = ()
    """The kinds of sheet that this desk owns."""

    def __init__(self, board: Board) -> None:
        self._board = board
        self.cashier_id = b""

    @property
    def is_committing(self) -> bool:
        """Whether something is being written: nothing else may change then."""
        return False

    def confirm(self) -> None:
        """Enter."""
        self._board.sheet(None)

    def leave(self) -> None:
        """Esc, the close button, or a touch beside the sheet."""
        self._board.sheet(None)

    def key(self, digits: str) -> None:
        """Digits, typed or touched."""

    def erase(self) -> None:
        """Takes the last digit back."""

    def clear(self) -> None:
        """Takes all digits back."""

    def step(self, by: int) -> None:
        """The row below (1) or above (-1)."""

    def add_marked(self, by: int) -> None:
        """More or fewer pieces of the marked row."""

    def because(self, reason: ReturnReason) -> None:
        """Why things come back."""

    def search(self) -> None:
        """Finds, by name, what the sheet takes."""

    def found(self, found: MemberView | Item) -> bool:  # noqa: ARG002 - what most desks do with it
        """What was scanned, or chosen in a search. False: the sheet takes no such thing."""
        return False
