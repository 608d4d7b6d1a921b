"""Walks plain JSON values along a shape, makes the dataclasses, and notes everything that is wrong on the way."""

import difflib
import re
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from enum import Enum
from typing import Any

from app.protocol.document_faults import MOST_FAULTS, DocumentFault, Wanted, shortened, shown
from app.protocol.document_faults import DocumentFaultKind as Kind
from app.protocol.json_text import DEEPEST, LARGEST_DOCUMENT, Absurd, DoubledKeys, exact_number
from app.protocol.shape import (
    BooleanShape,
    BytesShape,
    ChoiceShape,
    DateShape,
    DecimalShape,
    FieldShape,
    FreeShape,
    IntegerShape,
    ListShape,
    OptionalShape,
    RecordShape,
    Shape,
    TextShape,
    UnionShape,
    fields_of,
)

TAG = "type"
UNPRINTABLE = "\\u0000-\\u0009\\u000b-\\u001f\\u007f-\\u009f\\u2028\\u2029\\ufeff"
"""The inside of a character class: what no text can hold. In one line there is no line break either."""

DATE = "[0-9]{4}-[0-9]{2}-[0-9]{2}"
HEX = "(?:[0-9a-f]{2})*"

# Half a character can't be said in a schema: ECMAScript would take the halves of every whole one.
_UNPRINTABLE = re.compile(f"[{UNPRINTABLE}\\ud800-\\udfff]")
_ANY_TEXT = TextShape(LARGEST_DOCUMENT, many_lines=True)
_PLAIN_KEY = re.compile(r"[A-Za-z_$][A-Za-z0-9_$-]*")


_CONTAINERS: dict[Wanted, tuple[type, ...]] = {Wanted.LIST: (list,), Wanted.OBJECT: (dict, DoubledKeys)}

Container = ListShape | RecordShape | UnionShape | FreeShape


class _Nothing(Enum):
    """What is returned where a fault was noted instead of a value."""

    NOTHING = 0


_NOTHING = _Nothing.NOTHING


class Reading:
    """One walk; `faults` is empty exactly when `value` returned one."""

    def __init__(self) -> None:
        self.faults: list[DocumentFault] = []

    def value(self, shape: Shape, plain: Any, path: str = "", depth: int = 1) -> Any:
        """The value of a shape, or a mark that there is none."""
        if len(self.faults) >= MOST_FAULTS:
            return _NOTHING
        match shape:
            case OptionalShape(inner):
                return None if plain is None else self.value(inner, plain, path, depth)
            case ListShape() | RecordShape() | UnionShape() | FreeShape():
                return self._container(shape, plain, path, depth)
            case IntegerShape() | DecimalShape():
                return self._number(shape, plain, path)
            case BooleanShape():
                return plain if isinstance(plain, bool) else self._wrong_type(plain, path, Wanted.BOOLEAN)
            case _:
                return self._written(shape, plain, path)

    def _container(self, shape: Container, plain: Any, path: str, depth: int) -> Any:
        wanted = Wanted.LIST if isinstance(shape, ListShape) else Wanted.OBJECT
        if type(plain) not in _CONTAINERS[wanted]:
            return self._wrong_type(plain, path, wanted)
        if depth > DEEPEST:
            return self._note(Kind.TOO_DEEP, path, allowed=(str(DEEPEST),))
        if isinstance(plain, DoubledKeys):
            for key in plain.doubled:
                self._note(Kind.REPEATED_KEY, inside(path, key), found=shown(key))
        match shape:
            case ListShape():
                return self._list(shape, plain, path, depth)
            case RecordShape(record):
                return self._record(record, plain, path, depth)
            case UnionShape():
                return self._union(shape, plain, path, depth)
            case FreeShape():
                return self._free(plain, path, depth)

    def _list(self, shape: ListShape, plain: list[Any], path: str, depth: int) -> Any:
        if not plain and not shape.may_be_empty:
            return self._note(Kind.EMPTY, path, found=shown(plain))
        values = []
        for place, one in enumerate(plain):
            if len(self.faults) >= MOST_FAULTS:
                break
            values.append(self.value(shape.member, one, f"{path}[{place}]", depth + 1))
        return _NOTHING if _NOTHING in values else tuple(values)

    def _record(self, kind: type, plain: Mapping[str, Any], path: str, depth: int) -> Any:
        known = fields_of(kind)
        before = len(self.faults)
        meant = [self._unknown_key(key, plain, tuple(known), path) for key in plain if key not in known]
        values = {
            field.name: self._field(field, plain, path, depth)
            for field in known.values()
            if field.name in plain or (field.default is None and field.name not in meant)
        }
        return kind(**values) if len(self.faults) == before and _NOTHING not in values.values() else _NOTHING

    def _field(self, field: FieldShape, plain: Mapping[str, Any], path: str, depth: int) -> Any:
        there = inside(path, field.name)
        if field.name not in plain:
            return self._note(Kind.MISSING_KEY, there)
        return self.value(field.shape, plain[field.name], there, depth + 1)

    def _unknown_key(
        self, key: str, plain: Mapping[str, Any], known: tuple[str, ...], path: str
    ) -> str | None:
        """The key that was probably meant: then that it is missing needs no second fault."""
        if len(self.faults) >= MOST_FAULTS:
            return None
        near = nearest(key, [name for name in known if name not in plain])
        self._note(Kind.UNKNOWN_KEY, inside(path, key), shown(key), known, near)
        return near

    def _union(self, shape: UnionShape, plain: Mapping[str, Any], path: str, depth: int) -> Any:
        members = shape.by_tag()
        tags = tuple(sorted(members))
        if TAG not in plain:
            return self._note(Kind.MISSING_KEY, inside(path, TAG), allowed=tags)
        tag = plain[TAG]
        if not isinstance(tag, str) or tag not in members:
            near = nearest(tag, tags)
            return self._note(Kind.UNKNOWN_TYPE, inside(path, TAG), shown(tag), tags, near)
        rest = {key: value for key, value in plain.items() if key != TAG}
        return self._record(members[tag], rest, path, depth)

    def _free(self, plain: Mapping[str, Any], path: str, depth: int) -> Any:
        for key in plain:
            self._text(_ANY_TEXT, key, inside(path, key))
        values = {key: self._anything(one, inside(path, key), depth + 1) for key, one in plain.items()}
        return _NOTHING if _NOTHING in values.values() else values

    def _anything(self, plain: Any, path: str, depth: int) -> Any:
        match plain:
            case dict():
                return self._container(FreeShape(), plain, path, depth)
            case list():
                return self._each(plain, path, depth)
            case Absurd():
                return self._note(Kind.NO_NUMBER, path, found=shown(plain))
            case str():
                return self._text(_ANY_TEXT, plain, path)
            case _:
                return plain

    def _each(self, plain: list[Any], path: str, depth: int) -> Any:
        if depth > DEEPEST:
            return self._note(Kind.TOO_DEEP, path, allowed=(str(DEEPEST),))
        values = [self._anything(one, f"{path}[{place}]", depth + 1) for place, one in enumerate(plain)]
        return _NOTHING if _NOTHING in values else values

    def _number(self, shape: IntegerShape | DecimalShape, plain: Any, path: str) -> Any:
        exact = isinstance(shape, DecimalShape)
        wanted = Wanted.DECIMAL if exact else Wanted.INTEGER
        number = exact_number(plain) if exact and isinstance(plain, str) else plain
        if isinstance(number, Absurd):
            return self._note(Kind.NO_NUMBER, path, shown(plain), nearest=_with_a_point(plain))
        if isinstance(number, bool) or not isinstance(number, int | (Decimal if exact else int)):
            return self._wrong_type(plain, path, wanted)
        return self._within(shape, number, plain, path)

    def _within(
        self, shape: IntegerShape | DecimalShape, number: int | Decimal, plain: Any, path: str
    ) -> Any:
        if isinstance(number, Decimal) and isinstance(exact_number(str(number)), Absurd):
            return self._note(Kind.NO_NUMBER, path, shown(plain))
        if not shape.low <= number <= shape.high:
            return self._note(Kind.OUT_OF_RANGE, path, shown(plain), (str(shape.low), str(shape.high)))
        if isinstance(shape, IntegerShape):
            return number
        value = settled_decimal(Decimal(number))
        if _places(value) > shape.places:
            return self._note(Kind.TOO_MANY_DECIMALS, path, shown(plain), (str(shape.places),))
        return value

    def _written(self, shape: Shape, plain: Any, path: str) -> Any:
        """What stands as a text in JSON."""
        match shape:
            case DateShape():
                return self._date(plain, path)
            case ChoiceShape(kind):
                values = tuple(one.value for one in kind)
                if isinstance(plain, str) and plain in values:
                    return kind(plain)
                return self._note(Kind.NOT_ONE_OF, path, shown(plain), values, nearest(plain, values))
            case BytesShape():
                if not isinstance(plain, str) or not re.fullmatch(HEX, plain):
                    return self._wrong_type(plain, path, Wanted.HEX)
                return bytes.fromhex(plain)
            case TextShape():
                return self._text(shape, plain, path)
        raise TypeError(f"{shape!r} is not written as a text")

    def _date(self, plain: Any, path: str) -> Any:
        if not isinstance(plain, str):
            return self._wrong_type(plain, path, Wanted.DATE)
        try:
            return date.fromisoformat(plain) if re.fullmatch(DATE, plain) else self._no_date(plain, path)
        except ValueError:
            return self._no_date(plain, path)

    def _no_date(self, plain: str, path: str) -> _Nothing:
        return self._note(Kind.NO_DATE, path, shown(plain))

    def _text(self, shape: TextShape, plain: Any, path: str) -> Any:
        pattern = shape.pattern
        if not isinstance(plain, str):
            return self._wrong_type(plain, path, Wanted.TEXT)
        if len(plain) > shape.longest:
            return self._note(Kind.TOO_LONG, path, shown(plain), (str(shape.longest),))
        if _UNPRINTABLE.search(plain) or ("\n" in plain and not shape.many_lines):
            return self._note(Kind.UNPRINTABLE, path, shown(plain))
        if pattern is not None and not re.fullmatch(pattern, plain):
            return self._note(Kind.WRONG_FORM, path, shown(plain), (pattern,), _in_form(plain, pattern))
        return plain

    def _wrong_type(self, plain: Any, path: str, wanted: Wanted) -> _Nothing:
        return self._note(Kind.WRONG_TYPE, path, shown(plain), (wanted.value,))

    def _note(
        self,
        kind: Kind,
        path: str,
        found: str = "",
        allowed: tuple[str, ...] = (),
        nearest: str | None = None,
    ) -> _Nothing:
        if len(self.faults) < MOST_FAULTS:
            self.faults.append(
                DocumentFault(kind=kind, path=path, found=found, allowed=allowed, nearest=nearest)
            )
        return _NOTHING


def inside(path: str, key: str) -> str:
    """The path of a key of an object."""
    if not _PLAIN_KEY.fullmatch(key) or len(key) > 60:
        return f"{path}[{shown(key)}]"
    return f"{path}.{key}" if path else key


def nearest(found: object, allowed: Sequence[str]) -> str | None:
    """What was probably meant: the same word otherwise written, or the one that looks most like it."""
    if not isinstance(found, str):
        return None
    alike = {_bare(one): one for one in allowed}
    close = difflib.get_close_matches(_bare(shortened(found)), alike, n=1, cutoff=0.66)
    return alike[close[0]] if close else None


def _bare(word: str) -> str:
    """minimumSpend, minimum_spend and Minimum Spend are one word."""
    return re.sub(r"[^a-z0-9]+", "", word.lower())


def settled_decimal(number: Decimal) -> Decimal:
    """The same number in its one plain form: 10 for 10.00 and 1e1. At most 40 digits."""
    text = f"{number:f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return Decimal(0) if text in {"-0", ""} else Decimal(text)


def _places(number: Decimal) -> int:
    exponent = number.as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


def _with_a_point(plain: Any) -> str | None:
    """12,5 is what an Indonesian writes."""
    if not isinstance(plain, str) or plain.count(",") != 1:
        return None
    candidate = plain.strip().replace(",", ".")
    return None if isinstance(exact_number(candidate), Absurd) else candidate


def _in_form(plain: str, pattern: str) -> str | None:
    """The same text without blanks around it, or as an id: small letters, hyphens."""
    for candidate in (plain.strip(), re.sub(r"[^a-z0-9._-]+", "-", plain.strip().lower()).strip("-")):
        if candidate and re.fullmatch(pattern, candidate):
            return candidate
    return None
