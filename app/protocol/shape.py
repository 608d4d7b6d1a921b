"""What the JSON form of a type may look like, from the annotations of its dataclasses and their bounds.

The reader, the writer and the published schema all walk these shapes, so that they can't disagree.
"""

import re
import types
from collections.abc import Callable, Mapping
from dataclasses import MISSING, Field, dataclass, fields, is_dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import cache
from typing import Annotated, Any, Union, get_args, get_origin, get_type_hints

from app.domain.programme.bounds import Between, Matching, NotEmpty
from app.protocol.plain import tag_of

LONGEST_TEXT = 1_000
_WIDEST = Between(-(2**63), 2**63 - 1)
_WIDEST_DECIMAL = Between(-(10**12), 10**12, places=6)


@dataclass(frozen=True, slots=True)
class TextShape:
    """Text. pattern: a regular expression for the whole of it, alike in Python and ECMAScript.

    many_lines: line breaks may stand in it; that is so when the pattern lets them.
    """

    longest: int = LONGEST_TEXT
    pattern: str | None = None
    many_lines: bool = False


@dataclass(frozen=True, slots=True)
class IntegerShape:
    """From low to high, both included."""

    low: int
    high: int


@dataclass(frozen=True, slots=True)
class DecimalShape:
    """From low to high, both included, with at most so many places; a JSON number or a text."""

    low: int
    high: int
    places: int


@dataclass(frozen=True, slots=True)
class BooleanShape:
    """true or false."""


@dataclass(frozen=True, slots=True)
class DateShape:
    """ISO text."""


@dataclass(frozen=True, slots=True)
class BytesShape:
    """Hexadecimal text."""


@dataclass(frozen=True, slots=True)
class ChoiceShape:
    """One of the values of an enum."""

    kind: type[StrEnum]


@dataclass(frozen=True, slots=True)
class FreeShape:
    """An object with anything in it, kept as plain values."""


@dataclass(frozen=True, slots=True)
class ListShape:
    """A list, read as a tuple."""

    member: "Shape"
    may_be_empty: bool = True


@dataclass(frozen=True, slots=True)
class RecordShape:
    """An object that is one dataclass; its fields are `fields_of(kind)`."""

    kind: type


@dataclass(frozen=True, slots=True)
class UnionShape:
    """An object that is one of these dataclasses, told by its `type`."""

    members: tuple[type, ...]

    def by_tag(self) -> dict[str, type]:
        """The classes by what stands in `type`."""
        return {tag_of(member): member for member in self.members}


@dataclass(frozen=True, slots=True)
class OptionalShape:
    """null, or this."""

    inner: "Shape"


Shape = (
    TextShape
    | IntegerShape
    | DecimalShape
    | BooleanShape
    | DateShape
    | BytesShape
    | ChoiceShape
    | FreeShape
    | ListShape
    | RecordShape
    | UnionShape
    | OptionalShape
)


@dataclass(frozen=True, slots=True)
class FieldShape:
    """A field of a dataclass. default: makes the value when the key is absent; None: it must be there."""

    name: str
    shape: Shape
    default: Callable[[], Any] | None


@cache
def fields_of(kind: type) -> Mapping[str, FieldShape]:
    """The fields of a dataclass by name. Asked for class by class: a condition holds conditions."""
    hints = get_type_hints(kind, include_extras=True)
    return {field.name: _field(field, hints[field.name]) for field in fields(kind)}


def _field(field: "Field[Any]", annotation: Any) -> FieldShape:
    default: Callable[[], Any] | None = None
    if field.default_factory is not MISSING:
        default = field.default_factory
    elif field.default is not MISSING:
        value = field.default
        default = lambda: value  # noqa: E731 - a value like the factory beside it
    return FieldShape(field.name, shape_of(annotation), default)


def shape_of(annotation: Any) -> Shape:
    """The shape of an annotation; raises TypeError for one that no document holds."""
    bounds: tuple[Any, ...] = ()
    if get_origin(annotation) is Annotated:
        annotation, *found = get_args(annotation)
        bounds = tuple(found)
    origin, arguments = get_origin(annotation), get_args(annotation)
    if origin in (Union, types.UnionType):
        return _union(arguments)
    if origin is tuple and arguments[1:] == (Ellipsis,):
        return ListShape(shape_of(arguments[0]), may_be_empty=NotEmpty() not in bounds)
    if origin in (dict, Mapping) and arguments == (str, Any):
        return FreeShape()
    if isinstance(annotation, type):
        return _class(annotation, bounds[0] if bounds else None)
    raise TypeError(f"{annotation!r} has no form in a document")


def _union(members: tuple[Any, ...]) -> Shape:
    some = tuple(member for member in members if member is not types.NoneType)
    inner = shape_of(some[0]) if len(some) == 1 else _tagged(some)
    return inner if len(some) == len(members) else OptionalShape(inner)


def _tagged(members: tuple[Any, ...]) -> UnionShape:
    if not all(is_dataclass(member) for member in members):
        raise TypeError(f"{members!r} can't be told apart in a document")
    return UnionShape(members)


def _class(kind: type, bound: Any) -> Shape:
    if is_dataclass(kind):
        return RecordShape(kind)
    if issubclass(kind, StrEnum):
        return ChoiceShape(kind)
    if kind is str:
        return _text(bound) if isinstance(bound, Matching) else TextShape()
    if kind is int:
        span = bound if isinstance(bound, Between) else _WIDEST
        return IntegerShape(span.low, span.high)
    if kind is Decimal:
        span = bound if isinstance(bound, Between) else _WIDEST_DECIMAL
        return DecimalShape(span.low, span.high, span.places)
    simple: dict[type, Shape] = {bool: BooleanShape(), date: DateShape(), bytes: BytesShape()}
    if kind in simple:
        return simple[kind]
    raise TypeError(f"{kind!r} has no form in a document")


def _text(bound: Matching) -> TextShape:
    # Python's digits are of all scripts; ECMAScript's ten are meant.
    pattern = bound.pattern.replace(r"\d", "[0-9]")
    return TextShape(bound.longest, pattern, re.fullmatch(pattern, "a\na") is not None)
