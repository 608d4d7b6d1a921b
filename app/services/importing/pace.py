"""How many rows go into a transaction: as many as a till beside the import may wait for, on this machine, just now.

More rows at a time are cheaper: each transaction writes nearly every page of the indexes that are in no order (digests,
phones, names). But a till that waits for longer than five seconds gives up.
"""

from dataclasses import dataclass

FIRST_ROWS = 1_000
FEWEST_ROWS = 100
MOST_ROWS = 4_000
LONGEST = 1_000_000_000
"""Nanoseconds that a transaction should take at the most."""


@dataclass(slots=True)
class Pace:
    """rows: of the next transaction."""

    rows: int = FIRST_ROWS

    def took(self, rows: int, nanoseconds: int) -> None:
        """Learns from a transaction. It slows down at once and speeds up step by step."""
        fitting = rows * LONGEST // max(nanoseconds, 1)
        self.rows = max(FEWEST_ROWS, min(fitting, 2 * self.rows, MOST_ROWS))
