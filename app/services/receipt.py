"""A receipt as data: what stands on the paper, not how a printer is told to print it.

Words composes it from a sale, the store keeps it, a printer or a screen renders it. A member's personal data
is never in it: a text may hold placeholders such as `{member_name}`, which `fill_in` replaces when the paper is
made, so that erasing a member erases the name from every reprint too.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum


class Align(StrEnum):
    """Where a text stands in its line."""

    LEFT = "left"
    CENTRE = "centre"
    RIGHT = "right"


class Emphasis(StrEnum):
    """How loud a text is. `LARGE` is double height and width, so it has half of the columns."""

    NORMAL = "normal"
    BOLD = "bold"
    LARGE = "large"


@dataclass(frozen=True, slots=True)
class TextLine:
    """One paragraph; the renderer wraps it at the paper's columns."""

    text: str
    align: Align = Align.LEFT
    emphasis: Emphasis = Emphasis.NORMAL


@dataclass(frozen=True, slots=True)
class PairLine:
    """A name on the left and an amount on the right of the same line; a long name wraps above the amount."""

    left: str
    right: str
    emphasis: Emphasis = Emphasis.NORMAL


@dataclass(frozen=True, slots=True)
class RuleLine:
    """A line across the paper."""


@dataclass(frozen=True, slots=True)
class QrCode:
    """A QR code of an ASCII payload, centred."""

    payload: str


Element = TextLine | PairLine | RuleLine | QrCode


@dataclass(frozen=True, slots=True)
class Receipt:
    """The paper of one document, top to bottom. `opens_drawer`: a pulse goes to the cash drawer with it."""

    number: str
    elements: tuple[Element, ...]
    opens_drawer: bool = False


def fill_in(receipt: Receipt, values: Mapping[str, str]) -> Receipt:
    """The receipt with each `{name}` replaced by its value."""

    def filled(text: str) -> str:
        for name, value in values.items():
            text = text.replace("{" + name + "}", value)
        return text

    def replaced(element: Element) -> Element:
        match element:
            case TextLine():
                return replace(element, text=filled(element.text))
            case PairLine():
                return replace(element, left=filled(element.left), right=filled(element.right))
            case RuleLine() | QrCode():
                return element

    return replace(receipt, elements=tuple(replaced(element) for element in receipt.elements))
