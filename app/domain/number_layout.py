"""Numbers that a shop or its suppliers made up, by their layout: `21NNNNNWWWWWC`.

A digit stands for itself, `N` for a digit of the number, `W` of a weight in grams, `P` of a price, `X` for one that
nobody reads, and `C`, at the end, for the GS1 check digit of all before it.
"""

from dataclasses import dataclass
from enum import StrEnum

from app.domain.codes import gtin_check_digit

LONGEST_LAYOUT = 48
_LETTERS = frozenset("NWPXC")


class Misfit(StrEnum):
    """Why a text has not a layout, the first reason that is found."""

    LENGTH = "length"
    NO_DIGITS = "no-digits"
    OTHER_DIGIT = "other-digit"
    CHECK = "check"


class LayoutFault(StrEnum):
    """What is wrong with a layout itself."""

    LENGTH = "length"
    LETTER = "letter"
    NO_NUMBER = "no-number"
    CHECK_NOT_LAST = "check-not-last"
    TWO_VALUES = "two-values"


@dataclass(frozen=True, slots=True, kw_only=True)
class LaidOut:
    """What a text says by its layout. stem: the same code without weight and price, with its own check digit.

    weight: grams; price: as printed; None: the layout has none.
    """

    number: str
    stem: str
    weight: int | None = None
    price: int | None = None


def layout_fault(layout: str) -> LayoutFault | None:
    """Whether a layout can be read at all."""
    if not 1 <= len(layout) <= LONGEST_LAYOUT:
        return LayoutFault.LENGTH
    if any(letter not in _LETTERS and not _is_digit(letter) for letter in layout):
        return LayoutFault.LETTER
    if "N" not in layout:
        return LayoutFault.NO_NUMBER
    if "C" in layout[:-1]:
        return LayoutFault.CHECK_NOT_LAST
    return LayoutFault.TWO_VALUES if "W" in layout and "P" in layout else None


def laid_out(layout: str, text: str) -> LaidOut | Misfit:
    """Reads a text by a layout that has no fault."""
    if len(text) != len(layout):
        return Misfit.LENGTH
    if not all(map(_is_digit, text)):
        return Misfit.NO_DIGITS
    if any(_is_digit(letter) and letter != digit for letter, digit in zip(layout, text, strict=True)):
        return Misfit.OTHER_DIGIT
    if layout.endswith("C") and gtin_check_digit(text[:-1]) != text[-1]:
        return Misfit.CHECK
    return LaidOut(
        number=_digits_of("N", layout, text),
        stem=_stem(layout, text),
        weight=_value("W", layout, text),
        price=_value("P", layout, text),
    )


def _stem(layout: str, text: str) -> str:
    bare = "".join("0" if letter in "WPX" else digit for letter, digit in zip(layout, text, strict=True))
    return bare[:-1] + gtin_check_digit(bare[:-1]) if layout.endswith("C") else bare


def _value(letter: str, layout: str, text: str) -> int | None:
    return int(_digits_of(letter, layout, text)) if letter in layout else None


def _digits_of(wanted: str, layout: str, text: str) -> str:
    return "".join(digit for letter, digit in zip(layout, text, strict=True) if letter == wanted)


def _is_digit(character: str) -> bool:
    return character.isascii() and character.isdigit()
