"""The drawer of the naive model: one sum of cash for the shift that is open, and how many Z reports there were."""

from dataclasses import dataclass


@dataclass
class NaiveDrawer:
    """shift_id: None while no shift is open. cash: rupiah that should be in the drawer."""

    shift_id: bytes | None = None
    cash: int = 0
    reports: int = 0

    def opens(self, shift_id: bytes, amount: int) -> None:
        """A shift begins with some change."""
        self.shift_id, self.cash = shift_id, amount

    def moves(self, amount: int) -> None:
        """Cash comes in, or goes out (below zero); nobody counts it while no shift is open."""
        if self.shift_id is not None:
            self.cash += amount

    def closes(self) -> tuple[int, int]:
        """What should be in it, and the number of the Z report."""
        self.shift_id = None
        self.reports += 1
        return self.cash, self.reports
