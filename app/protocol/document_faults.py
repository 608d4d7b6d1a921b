"""What is wrong with a JSON document, as data: where, what, what was found and what would do."""

import json
from dataclasses import dataclass
from enum import StrEnum

MOST_FAULTS = 100
"""Reading stops after so many: nobody reads more."""
_LONGEST_SHOWN = 60


class DocumentFaultKind(StrEnum):
    """What is wrong, and what `allowed` then holds."""

    TOO_LARGE = "too-large"
    """allowed: bytes."""
    NOT_TEXT = "not-text"
    """Not UTF-8. line, column: where."""
    NOT_JSON = "not-json"
    """line, column: where; found: what stands there."""
    TOO_DEEP = "too-deep"
    """allowed: levels."""
    UNKNOWN_KEY = "unknown-key"
    """found: the key; allowed: the keys that may stand here."""
    MISSING_KEY = "missing-key"
    """path: of what is missing; allowed: the type tags, when it is `type`."""
    REPEATED_KEY = "repeated-key"
    """An object has a key twice."""
    WRONG_TYPE = "wrong-type"
    """allowed: names of `Wanted`."""
    NO_NUMBER = "no-number"
    """A text that is no decimal number, or a number with an absurd length or exponent."""
    OUT_OF_RANGE = "out-of-range"
    """allowed: the lowest and the highest value, both included."""
    TOO_MANY_DECIMALS = "too-many-decimals"
    """allowed: digits after the point."""
    NO_DATE = "no-date"
    """Not written as 2026-11-22, or no such day."""
    NOT_ONE_OF = "not-one-of"
    """allowed: the values."""
    UNKNOWN_TYPE = "unknown-type"
    """found: the value of `type`; allowed: the type tags."""
    TOO_LONG = "too-long"
    """allowed: characters."""
    WRONG_FORM = "wrong-form"
    """A text that doesn't match. allowed: the regular expression."""
    UNPRINTABLE = "unprintable"
    """A text with a control character, half a character, or a line break where only one line may be."""
    EMPTY = "empty"
    """A list without an entry."""


class Wanted(StrEnum):
    """The types that JSON values are asked to have."""

    OBJECT = "object"
    LIST = "list"
    TEXT = "text"
    INTEGER = "integer"
    DECIMAL = "decimal"
    BOOLEAN = "boolean"
    DATE = "date"
    HEX = "hex"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentFault:
    """One thing that is wrong. path: `promotions[2].conditions[0].amount`; empty: the document as a whole.

    found: what stands there, as JSON, shortened; empty: nothing. nearest: the key or value that was probably meant.
    line, column: from 1; None where only the path is known.
    """

    kind: DocumentFaultKind
    path: str = ""
    found: str = ""
    allowed: tuple[str, ...] = ()
    nearest: str | None = None
    line: int | None = None
    column: int | None = None


def shown(value: object) -> str:
    """A JSON value as a person may see it: short, on one line, and printable whatever is in it."""
    match value:
        case dict():
            text = "{…}" if value else "{}"
        case list() | tuple():
            text = "[…]" if value else "[]"
        case str():
            text = json.dumps(shortened(value), ensure_ascii=False)
        case bool() | None:
            text = json.dumps(value)
        case _:
            text = shortened(str(value))
    return printable(text)


def shortened(text: str) -> str:
    """At most 60 characters of it."""
    return text if len(text) <= _LONGEST_SHOWN else text[: _LONGEST_SHOWN - 1] + "…"


def printable(text: str) -> str:
    """With escapes for what can't be shown."""
    return "".join(one if one.isprintable() else f"\\u{ord(one):04x}" for one in text)
