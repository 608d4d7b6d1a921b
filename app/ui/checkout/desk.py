"""What the checkout is made of: desks, each for one concern, each owning the sheets that it opens."""

from app.services.outcomes import ScanOutcome
from app.ui.checkout.board import Board
from app.ui.checkout.state import Sheet


class Desk:
    """Hears what is done while one of its sheets is open; by default, only leaving and Enter do anything."""

    sheets: tuple[type[Sheet], ...] = ()
    """The kinds of sheet that this desk owns."""

    def __init__(self, board: Board) -> None:
        self._board = board

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

    def turn(self, by: int) -> None:
        """The page or the way beside the open one: right (1) or left (-1)."""

    def scanned(self, outcome: ScanOutcome) -> bool:  # noqa: ARG002 - what most desks do with a scan
        """What a scan named while a sheet was open. True: it is dealt with; False: it means what it always means."""
        return False
