"""The receipts screen's state in one place: whoever changes it shows it."""

from collections.abc import Callable
from dataclasses import replace

from app.ui.receipts.state import Notice, ReceiptsState, Sheet

Show = Callable[[ReceiptsState], None]


class Board:
    """Holds the state; `put` replaces it and shows it."""

    def __init__(self, show: Show) -> None:
        self._show = show
        self.state = ReceiptsState()

    def put(self, state: ReceiptsState) -> None:
        """Replaces the state and shows it."""
        self.state = state
        self._show(state)

    def sheet(self, sheet: Sheet | None) -> None:
        """Opens, changes or closes the sheet; what was said before is over."""
        self.put(replace(self.state, sheet=sheet, notice=None))

    def notice(self, notice: Notice | None) -> None:
        """Says something, or no longer."""
        self.put(replace(self.state, notice=notice))
