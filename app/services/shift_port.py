"""What services ask of a terminal's drawer sessions."""

from typing import Protocol

from app.domain.shift import Shift


class Shifts(Protocol):
    """Drawer sessions of the terminal."""

    def open(self) -> Shift | None:
        """The one that is open; None: there is none. opening: the sum of its float, without its notes."""

    def open_id(self) -> bytes:
        """Its id; empty: none is open."""

    def last_number(self) -> int:
        """Of the last Z report; 0: there was none."""

    def cash(self, shift_id: bytes) -> int:
        """Rupiah of cash that should be in its drawer."""
