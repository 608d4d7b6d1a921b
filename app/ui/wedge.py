"""Tells a scanner that poses as a keyboard from a human. Pure: key texts and times come in, fates go out.

A scanner types fast, evenly, and ends with Enter or Tab. Until that is decided a key is held back, so that no
character of a scan reaches a field. A pause that no scanner makes, or too many slow gaps, decide for the human;
from then until the next pause keys pass at once.
"""

from dataclasses import dataclass
from enum import Enum

_TAIL_MS = 500  # what continues a broken scan comes within this time: a stalled USB or Bluetooth line


@dataclass(frozen=True, slots=True)
class WedgeSettings:
    """Gaps in milliseconds between key presses. `shortest` and `longest` count a code's characters.

    With a `prefix` that the scanner is set to type, nothing else is ever held back.
    """

    median_gap: int = 35
    longest_gap: int = 80
    shortest: int = 6
    longest: int = 512
    prefix: str = ""
    slow_start: int = 1  # how many more slow gaps than fast ones a run may have before it is a human's


class Fate(Enum):
    """What becomes of a key."""

    HELD = "held"
    TYPED = "typed"
    SWALLOWED = "swallowed"


@dataclass(frozen=True, slots=True)
class Step:
    """After one key, or a silence: what becomes of the keys held so far, what of this one, what was scanned.

    `broken`: a burst that only a scanner types was not ended as a scan; it is refused, for half a code is a
    wrong code.
    """

    held: Fate
    key: Fate
    scan: str | None = None
    broken: bool = False


class Wedge:
    """Times are the keyboard's own (`QKeyEvent.timestamp()`), so that a busy screen does not slow a scanner."""

    def __init__(self, settings: WedgeSettings) -> None:
        self._settings = settings
        self._text = ""
        self._fast = self._slow = 0
        self._overlong = False
        self._first_ms = self._last_ms = 0
        self._typed_ms: int | None = None  # the last key of a human's fast run
        self._scanned_ms: int | None = None  # the end of a scan, and of the terminators after it
        self._broken_ms: int | None = None

    @property
    def holding(self) -> bool:
        return bool(self._text)

    def takes(self, character: str, at_ms: int) -> bool:
        """Whether `character` would be held or swallowed. Changes nothing."""
        if self._text and self._follows(self._last_ms, at_ms):
            return True
        return not self._goes_on_typing(at_ms) and self._may_start(character)

    def takes_end(self, at_ms: int) -> bool:
        """Whether Enter or Tab may belong to a scan. Changes nothing."""
        return self.holding or self._follows(self._scanned_ms, at_ms)

    def character(self, character: str, at_ms: int) -> Step:
        """One printable character was pressed."""
        if self._text and self._follows(self._last_ms, at_ms):
            return self._continue(character, at_ms)
        closed = self.other()
        if self._goes_on_typing(at_ms):
            self._typed_ms = at_ms
            return Step(closed.held, Fate.TYPED, broken=closed.broken)
        self._typed_ms = None
        if not self._may_start(character):
            return Step(closed.held, Fate.TYPED, broken=closed.broken)
        self._text, self._first_ms, self._last_ms = character, at_ms, at_ms
        return Step(closed.held, Fate.HELD, broken=closed.broken)

    def end(self, at_ms: int) -> Step:
        """Enter or Tab was pressed."""
        if not self._text and self._follows(self._scanned_ms, at_ms):
            self._scanned_ms = at_ms
            return Step(Fate.SWALLOWED, Fate.SWALLOWED)
        if not self._text or not self._follows(self._last_ms, at_ms):
            return self.other()
        self._count_gap(at_ms)
        code = self._text.removeprefix(self._settings.prefix)
        if self._is_a_scan(code) and not self._overlong and not self._is_a_tail():
            step = Step(Fate.SWALLOWED, Fate.SWALLOWED, scan=code)
        elif self._is_a_scan(code) or self._is_a_tail():
            step = Step(Fate.SWALLOWED, Fate.SWALLOWED, broken=True)
        else:
            step = Step(Fate.TYPED, Fate.TYPED)
        self._forget()
        self._scanned_ms = at_ms if step.key is Fate.SWALLOWED else None
        return step

    def other(self) -> Step:
        """A key was pressed that no scanner presses, or `longest_gap` of silence has passed."""
        if self._text and (
            self._is_a_scan(self._text.removeprefix(self._settings.prefix)) or self._is_a_tail()
        ):
            self._broken_ms = self._last_ms
            step = Step(Fate.SWALLOWED, Fate.TYPED, broken=True)
        else:
            step = Step(Fate.TYPED, Fate.TYPED)
        self._forget()
        return step

    def _continue(self, character: str, at_ms: int) -> Step:
        self._count_gap(at_ms)
        if len(self._text) >= self._settings.longest:
            self._overlong = True
            return Step(Fate.HELD, Fate.SWALLOWED)
        self._text += character
        prefix = self._settings.prefix
        has_prefix = self._text.startswith(prefix[: len(self._text)])
        if has_prefix and self._slow <= self._fast + self._settings.slow_start:
            return Step(Fate.HELD, Fate.HELD)
        self._forget()
        self._typed_ms = at_ms
        return Step(Fate.TYPED, Fate.TYPED)

    def _count_gap(self, at_ms: int) -> None:
        if at_ms - self._last_ms <= self._settings.median_gap:
            self._fast += 1
        else:
            self._slow += 1
        self._last_ms = at_ms

    def _is_a_scan(self, code: str) -> bool:
        """Long enough, and the median gap is a scanner's: at least half of all gaps are."""
        return len(code) >= self._settings.shortest and self._slow <= self._fast

    def _is_a_tail(self) -> bool:
        """The rest of a scan whose start was refused."""
        if self._broken_ms is None or not 0 <= self._first_ms - self._broken_ms <= _TAIL_MS:
            return False
        return self._fast > 0 and self._slow <= self._fast

    def _goes_on_typing(self, at_ms: int) -> bool:
        return not self._settings.prefix and self._follows(self._typed_ms, at_ms)

    def _may_start(self, character: str) -> bool:
        return not self._settings.prefix or self._settings.prefix[0] == character

    def _follows(self, before_ms: int | None, at_ms: int) -> bool:
        return before_ms is not None and 0 <= at_ms - before_ms <= self._settings.longest_gap

    def _forget(self) -> None:
        self._text = ""
        self._fast = self._slow = 0
        self._overlong = False
