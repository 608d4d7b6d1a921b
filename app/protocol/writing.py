"""Values as JSON text for people: no defaults, `type` first, short things on one line, numbers exact."""

import json
from collections.abc import Mapping
from dataclasses import is_dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any

from app.protocol.plain import tag_of
from app.protocol.reading import TAG, settled_decimal
from app.protocol.shape import ListShape, OptionalShape, Shape, UnionShape, fields_of, shape_of

_WIDTH = 100
_INDENT = "  "


def written(value: Any) -> str:
    """The text of a document, with a line break at its end."""
    return json_text(plain_of(shape_of(type(value)), value))


def json_text(plain: Any) -> str:
    """Dicts, lists, numbers and texts as JSON for people, with a line break at its end."""
    return _spread(plain, "") + "\n"


def plain_of(shape: Shape, value: Any) -> Any:
    """The value as dicts and lists of texts, numbers, enums, dates and bytes, without what is default."""
    match shape:
        case OptionalShape(inner):
            return None if value is None else plain_of(inner, value)
        case ListShape(member):
            return [plain_of(member, one) for one in value]
        case UnionShape():
            return {TAG: tag_of(value.__class__), **_record(value)}
        case _:
            return _record(value) if is_dataclass(value) else value


def _record(value: Any) -> dict[str, Any]:
    found = {}
    for field in fields_of(value.__class__).values():
        one = getattr(value, field.name)
        if field.default is None or one != field.default():
            found[field.name] = plain_of(field.shape, one)
    return found


def _spread(plain: Any, margin: str, before: int = 0) -> str:
    """On one line if that fits behind what stands `before` it, else one entry per line."""
    line = _line(plain)
    if len(margin) + before + len(line) <= _WIDTH or not plain or not isinstance(plain, Mapping | list):
        return line
    inner = margin + _INDENT
    if isinstance(plain, Mapping):
        names = ((f"{_text(key)}: ", one) for key, one in plain.items())
        entries = [name + _spread(one, inner, len(name)) for name, one in names]
        opened, closed = "{", "}"
    else:
        entries = [_spread(one, inner) for one in plain]
        opened, closed = "[", "]"
    body = ",\n".join(inner + entry for entry in entries)
    return f"{opened}\n{body}\n{margin}{closed}"


def _line(plain: Any) -> str:
    match plain:
        case Mapping():
            return "{" + ", ".join(f"{_text(key)}: {_line(one)}" for key, one in plain.items()) + "}"
        case list():
            return "[" + ", ".join(map(_line, plain)) + "]"
        case _:
            return _atom(plain)


def _atom(value: Any) -> str:
    match value:
        case StrEnum():
            return _text(value.value)
        case Decimal():
            return str(settled_decimal(value))
        case date():
            return _text(value.isoformat())
        case bytes():
            return _text(value.hex())
        case _:
            return _text(value)


def _text(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)
