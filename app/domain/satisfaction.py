"""The question after a sale: how content the customer was, in one touch."""

from dataclasses import dataclass
from enum import StrEnum


class RatingScale(StrEnum):
    """FACES: 1, very bad, to 5, very good. TEN: 0 to 10."""

    FACES = "faces"
    TEN = "ten"

    @property
    def answers(self) -> range:
        """What can be answered, the worst first."""
        return range(1, 6) if self is RatingScale.FACES else range(11)


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """text: the shop's own words; empty: the usual ones. every: each how manieth receipt of a day is asked about.

    at_till: on the cashier's screen, for there is none for the customer.
    """

    scale: RatingScale
    text: str = ""
    every: int = 1
    at_till: bool = False

    def is_asked(self, receipt_number: str) -> bool:
        """Whether it is this receipt's turn, by the count at its end."""
        count = receipt_number.rpartition("-")[2]
        return count.isascii() and count.isdigit() and int(count) % self.every == 0
