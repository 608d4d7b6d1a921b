"""What three scans of one code by a keyboard scanner tell of it: how fast it types, what it types around the code, and
whether computer and scanner mean the same keys. Pure.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import pairwise
from statistics import median

from app.ui.wedge import WedgeSettings

LESSON_CODE = "Yz:Qa/0123456789"
"""Has letters of both cases, those that other layouts move, and signs and digits that they type otherwise."""
SCANS = 3
ENDS = ("\r", "\t")

_LEAST = WedgeSettings(median_gap=20, longest_gap=60)
_MOST = WedgeSettings(median_gap=120, longest_gap=400)
_SLOW_MEDIAN = 40
_MARGIN = 2
_QWERTZ = str.maketrans("yzYZ:/-", "zyZYÖ-ß")
_AZERTY = str.maketrans("aqzwAQZW:/-1234567890", "qawzQAWZM!)&é\"'(-è_çà")
_SHIFT = str.maketrans("1234567890", "!@#$%^&*()")


@dataclass(frozen=True, slots=True)
class Key:
    """A key press of a scanner: what it types (a code ends with one of `ENDS`), and Qt's own time of it."""

    text: str
    at_ms: int
    alt: bool = False


Burst = tuple[Key, ...]


class WedgeTrouble(StrEnum):
    """What is wrong with a keyboard scanner. The first five keep it from being used; the others want a change of it.

    UNLIKE: the scans are not alike. NO_END: it types neither Enter nor Tab. TOO_SLOW: as slow as a person.
    LOST: some keys don't come. ALT_CODES: it types by Alt and the numpad. CAPS_LOCK: large and small are swapped.
    ONE_CASE: all letters are small, or large. QWERTZ, AZERTY: the layouts differ. SHIFTED_DIGITS: digits are signs.
    OTHER_SIGNS: signs or letters are others. AIM: an id of the code's kind stands before it. SLOW: it works, and a
    prefix would keep fast typists from being taken for it. OTHER_CODE: not the code that was shown, so only its speed
    is known.
    """

    UNLIKE = "unlike"
    NO_END = "no-end"
    TOO_SLOW = "too-slow"
    LOST = "lost"
    ALT_CODES = "alt-codes"
    CAPS_LOCK = "caps-lock"
    ONE_CASE = "one-case"
    QWERTZ = "qwertz"
    AZERTY = "azerty"
    SHIFTED_DIGITS = "shifted-digits"
    OTHER_SIGNS = "other-signs"
    AIM = "aim"
    SLOW = "slow"
    OTHER_CODE = "other-code"


@dataclass(frozen=True, slots=True, kw_only=True)
class Learnt:
    """It can be used with these settings. troubles: what should be changed all the same. end: what ends a code.

    median, longest: of its gaps, in milliseconds.
    """

    settings: WedgeSettings
    median: int
    longest: int
    end: str
    troubles: tuple[WedgeTrouble, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class NotLearnt:
    """It can't be used as it is."""

    trouble: WedgeTrouble


Lesson = Learnt | NotLearnt


def learn(bursts: tuple[Burst, ...], shown: str = LESSON_CODE) -> Lesson:
    """From scans of the shown code, or of any other one, each a burst of at least two keys."""
    if any(key.alt for burst in bursts for key in burst):
        return NotLearnt(trouble=WedgeTrouble.ALT_CODES)
    texts = {_text(burst) for burst in bursts}
    ends = {_end(burst) for burst in bursts}
    typed = min(texts)
    if len(texts) > 1 or len(ends) > 1:
        lost = any(_is_part(text, shown) for text in texts)
        return NotLearnt(trouble=WedgeTrouble.LOST if lost else WedgeTrouble.UNLIKE)
    if not min(ends):
        return NotLearnt(trouble=WedgeTrouble.NO_END)
    prefix, troubles = _around(typed, shown)
    if WedgeTrouble.LOST in troubles:
        return NotLearnt(trouble=WedgeTrouble.LOST)
    return _timed(
        bursts, Learnt(settings=WedgeSettings(prefix=prefix), median=0, longest=0, end=min(ends)), troubles
    )


def _timed(bursts: tuple[Burst, ...], learnt: Learnt, troubles: tuple[WedgeTrouble, ...]) -> Lesson:
    gaps = [later.at_ms - key.at_ms for burst in bursts for key, later in pairwise(burst)]
    usual, longest = round(median(gaps)), max(gaps)
    if usual > _MOST.median_gap or longest > _MOST.longest_gap:
        return NotLearnt(trouble=WedgeTrouble.TOO_SLOW)
    if usual >= _SLOW_MEDIAN and not learnt.settings.prefix:
        troubles = (*troubles, WedgeTrouble.SLOW)
    settings = replace(
        learnt.settings,
        median_gap=_between(_LEAST.median_gap, usual * _MARGIN, _MOST.median_gap),
        longest_gap=_between(_LEAST.longest_gap, longest * _MARGIN, _MOST.longest_gap),
    )
    return replace(learnt, settings=settings, median=usual, longest=longest, troubles=troubles)


def _between(least: int, wanted: int, most: int) -> int:
    return max(least, min(wanted, most))


def _around(typed: str, shown: str) -> tuple[str, tuple[WedgeTrouble, ...]]:
    """What stands before the code, and what is wrong with the code itself."""
    tail, prefix = typed[-len(shown) :], typed[: -len(shown)]
    for troubles, expected in _variants(shown):
        if _means(tail, expected, shown):
            signs = (WedgeTrouble.OTHER_SIGNS,) if tail != expected else ()
            if len(prefix) == 3 and prefix.startswith("]"):
                return "", (*troubles, *signs, WedgeTrouble.AIM)
            return prefix, (*troubles, *signs)
    if _is_part(typed, shown):
        return "", (WedgeTrouble.LOST,)
    return "", (WedgeTrouble.OTHER_CODE,)


def _variants(shown: str) -> Iterator[tuple[tuple[WedgeTrouble, ...], str]]:
    """What arrives when computer and scanner don't mean the same keys."""
    yield (), shown
    yield (WedgeTrouble.CAPS_LOCK,), _swapped(shown)
    yield (WedgeTrouble.ONE_CASE,), shown.lower()
    yield (WedgeTrouble.ONE_CASE,), shown.upper()
    for trouble, layout in ((WedgeTrouble.QWERTZ, _QWERTZ), (WedgeTrouble.AZERTY, _AZERTY)):
        yield (trouble,), shown.translate(layout)
        yield (trouble, WedgeTrouble.CAPS_LOCK), _swapped(shown.translate(layout))
    for text in (shown, shown.upper(), _swapped(shown)):
        yield (WedgeTrouble.SHIFTED_DIGITS,), text.translate(_SHIFT)


def _swapped(text: str) -> str:
    """Caps Lock; a letter that has no other case in one character stays."""
    return "".join(letter.swapcase() if letter.isascii() else letter for letter in text)


def _means(typed: str, expected: str, shown: str) -> bool:
    """Whether letters and digits arrived so; signs differ between layouts of one family."""
    return len(typed) == len(expected) and all(
        one == other for one, other, wanted in zip(typed, expected, shown, strict=True) if wanted.isalnum()
    )


def _is_part(typed: str, shown: str) -> bool:
    """Whether typed is the shown code with letters left out."""
    letters = iter(shown)
    return 2 * len(typed) >= len(shown) and len(typed) < len(shown) and all(each in letters for each in typed)


def _text(burst: Burst) -> str:
    return "".join(key.text for key in burst if key.text not in ENDS)


def _end(burst: Burst) -> str:
    return "".join(key.text for key in burst if key.text in ENDS)
