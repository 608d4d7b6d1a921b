"""JSON text into plain values, exactly and within bounds: no float, no doubled key, no bottomless nesting.

Numbers are `int` or `Decimal`, as they are written. A number that nobody means (NaN, 1e999999, a thousand digits)
is kept as `Absurd`, so that the fault can be told with its place.
"""

import json
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from app.protocol.document_faults import DocumentFault, DocumentFaultKind, printable, shortened

LARGEST_DOCUMENT = 4_000_000
"""Bytes (of a text: characters)."""
DEEPEST = 32
"""Objects and lists inside each other."""
MOST_DIGITS = 20
SCHEMA_KEY = "$schema"
"""May stand at the top of a document with the address of its schema, for editors; it is passed over."""

# A string is taken as one piece (possessively: an open one costs no second look), so that brackets in it don't count.
_PIECES = re.compile(r'"(?:[^"\\]++|\\.)*+"?|[\[\]{}]', re.DOTALL)
NUMBER = r"-?([0-9]{1,20})(?:\.([0-9]{1,20}))?(?:[eE][+-]?[0-9]{1,2})?"
"""A number in a text, or as JSON writes it, as a regular expression."""
_NUMBER = re.compile(NUMBER)


@dataclass(frozen=True, slots=True)
class Absurd:
    """A number as it was written that is not worth computing."""

    text: str

    def __str__(self) -> str:
        return self.text


class DoubledKeys(dict[str, Any]):
    """An object in which keys stand more than once; it holds the last value of each."""

    doubled: tuple[str, ...] = ()


def parse_json(text: str | bytes) -> Any | tuple[DocumentFault, ...]:
    """Plain values (dict, list, str, int, Decimal, bool, None, Absurd), or, as a tuple, why the text is no JSON."""
    if len(text) > LARGEST_DOCUMENT:
        return (DocumentFault(kind=DocumentFaultKind.TOO_LARGE, allowed=(str(LARGEST_DOCUMENT),)),)
    if isinstance(text, bytes):
        data = text
        try:
            text = data.decode("utf-8")
        except UnicodeDecodeError as fault:
            return (_not_text(data, fault.start),)
    text = text.removeprefix("\ufeff")  # Windows' editor puts it before everything
    too_deep = _too_deep(text)
    if too_deep is not None:
        return (_at(DocumentFaultKind.TOO_DEEP, text, too_deep, allowed=(str(DEEPEST),)),)
    try:
        plain = json.loads(
            text,
            parse_int=exact_number,
            parse_float=exact_number,
            parse_constant=Absurd,
            object_pairs_hook=_object,
        )
    except json.JSONDecodeError as fault:
        return (_at(DocumentFaultKind.NOT_JSON, text, fault.pos),)
    if isinstance(plain, dict) and isinstance(plain.get(SCHEMA_KEY), str):
        del plain[SCHEMA_KEY]
    return plain


def exact_number(text: str) -> int | Decimal | Absurd:
    """A number without loss; Absurd when it has more than 20 digits, an exponent of 3 digits, or is none."""
    matched = _NUMBER.fullmatch(text)
    if matched is None or len(matched[1]) + len(matched[2] or "") > MOST_DIGITS:
        return Absurd(text)
    number = Decimal(text)
    if number and abs(number.adjusted()) > MOST_DIGITS:
        return Absurd(text)
    return int(text) if text.lstrip("-").isdigit() else number


def _object(pairs: Sequence[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) == len(pairs):
        return found
    doubled = DoubledKeys(found)
    times = Counter(key for key, _ in pairs)
    doubled.doubled = tuple(key for key in found if times[key] > 1)
    return doubled


def _too_deep(text: str) -> int | None:
    """Where the nesting passes the bound. Looked at before parsing: a parser would go down first."""
    depth = 0
    for piece in _PIECES.finditer(text):
        match piece[0]:
            case "[" | "{":
                depth += 1
                if depth > DEEPEST:
                    return piece.start()
            case "]" | "}":
                depth -= 1
    return None


def _not_text(data: bytes, place: int) -> DocumentFault:
    before = data[:place].decode("utf-8")
    return _at(DocumentFaultKind.NOT_TEXT, before, len(before), found=f"0x{data[place]:02x}")


def _at(
    kind: DocumentFaultKind, text: str, place: int, allowed: tuple[str, ...] = (), found: str | None = None
) -> DocumentFault:
    there = text[place : place + 80].split("\n", 1)[0].strip()
    return DocumentFault(
        kind=kind,
        found=printable(shortened(there)) if found is None else found,
        allowed=allowed,
        line=text.count("\n", 0, place) + 1,
        column=place - text.rfind("\n", 0, place),
    )
