"""What an import did, or would do."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum

from app.services.importing.reasons import Reason, Rejected

SAMPLES = 5
MOST_SUGGESTIONS = 1_000
"""Kept of each import; the count goes on."""


class Outcome(StrEnum):
    """What becomes of a row."""

    NEW = "new"
    CHANGED = "changed"
    SAME = "same"
    REJECTED = "rejected"


class Note(StrEnum):
    """What is worth knowing of rows that were not left out."""

    ROUNDED_DOWN = "rounded-down"
    """Points had a fraction."""
    BALANCE_DIFFERS = "balance-differs"
    """The opening balance was brought in before, with another figure, which stays."""
    BALANCE_ELSEWHERE = "balance-elsewhere"
    """The server already speaks of this member: a balance is brought in where the member was."""
    POINTS_LAPSED = "points-lapsed"
    """The file's own expiry day has passed."""
    BARCODE_DROPPED = "barcode-dropped"
    """A code that is no GTIN: the item comes without it."""
    PART_OF_ITEM = "part-of-item"
    """The row says what the item above is made of, which isn't imported."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MergeSuggestion:
    """Two who share a phone. line: of the new one; other_line: of the other in the file, 0: who is in the store."""

    line: int
    name: str
    phone: str
    other_line: int
    other_name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample:
    """A row as an example. what: its name; code: what it is known by."""

    line: int
    what: str
    code: str


@dataclass(slots=True)
class ImportReport:
    """Adds up. points: brought in as opening balances."""

    outcomes: Counter[Outcome] = field(default_factory=Counter)
    reasons: Counter[Reason] = field(default_factory=Counter)
    notes: Counter[Note] = field(default_factory=Counter)
    samples: dict[Outcome, list[Sample]] = field(default_factory=dict)
    rejected: list[Rejected] = field(default_factory=list)
    """The first of each reason."""
    balances: int = 0
    points: int = 0
    suggestions: list[MergeSuggestion] = field(default_factory=list)
    suggested: int = 0

    @property
    def rows(self) -> int:
        """All that were read."""
        return sum(self.outcomes.values())

    def count(self, outcome: Outcome, sample: Callable[[], Sample]) -> None:
        """A row that isn't left out; `sample` makes it an example while one is wanted."""
        self.outcomes[outcome] += 1
        samples = self.samples.setdefault(outcome, [])
        if len(samples) < SAMPLES:
            samples.append(sample())

    def reject(self, rejected: Rejected) -> None:
        """A row that is left out."""
        self.outcomes[Outcome.REJECTED] += 1
        if rejected.reason not in self.reasons:
            self.rejected.append(rejected)
        self.reasons[rejected.reason] += 1

    def suggest(self, suggestion: MergeSuggestion) -> None:
        """Two rows or members that may be one person."""
        self.suggested += 1
        if len(self.suggestions) < MOST_SUGGESTIONS:
            self.suggestions.append(suggestion)
