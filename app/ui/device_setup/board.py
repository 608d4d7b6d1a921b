"""The wizard's state in one place: whoever changes it shows it."""

from collections.abc import Callable
from dataclasses import replace

from app.ui.device_setup.state import Notice, SetupState, Sheet

Show = Callable[[SetupState], None]


class Board:
    """Holds the state; `put` replaces it and shows it. number: of the visit and its steps, for late answers."""

    def __init__(self, show: Show) -> None:
        self._show = show
        self.state = SetupState()
        self.number = 0

    def put(self, state: SetupState) -> None:
        """Replaces the state and shows it."""
        self.state = state
        self._show(state)

    def sheet(self, sheet: Sheet | None) -> None:
        """Opens, changes or closes the sheet; what was said before is over."""
        self.put(replace(self.state, sheet=sheet, notice=None))

    def notice(self, notice: Notice | None) -> None:
        """Says something, or no longer."""
        self.put(replace(self.state, notice=notice))

    def turn(self) -> int:
        """What was asked before is of no more interest; the new number."""
        self.number += 1
        return self.number
