"""The published form of a document: JSON Schema (draft 2020-12) from the same shapes that the reader walks.

A schema can't say everything: digits after the point, doubled keys and days that a month lacks are the reader's.
What the reader accepts, the schema accepts.
"""

import inspect
import re
import sys
from collections.abc import Callable, Mapping
from decimal import Decimal
from enum import StrEnum
from functools import partial
from types import UnionType
from typing import Any, get_args

from app.protocol.json_text import NUMBER, SCHEMA_KEY
from app.protocol.reading import DATE, HEX, TAG, UNPRINTABLE
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
from app.protocol.writing import plain_of

DIALECT = "https://json-schema.org/draft/2020-12/schema"
_TEXT = "text"
_TEXT_LINES = "text-with-line-breaks"
_NUMBER_IN_TEXT = "number-in-text"
_NULL: dict[str, Any] = {"type": "null"}


def schema_of(kind: type, title: str | None = None) -> dict[str, Any]:
    """The schema of documents of a dataclass. title: what the document is called; None: the class's name."""
    definitions = _Definitions()
    root = definitions.record(kind, tag=None)
    root["properties"] = {SCHEMA_KEY: {"type": "string"}, **root["properties"]}
    return {
        SCHEMA_KEY: DIALECT,
        "title": title or kind.__name__,
        **root,
        "$defs": dict(sorted(definitions.found.items())),
    }


class _Definitions:
    """What a schema refers to by name, gathered while it is made."""

    def __init__(self) -> None:
        self.found: dict[str, dict[str, Any]] = {}

    def record(self, kind: type, tag: str | None) -> dict[str, Any]:
        """A dataclass as an object; with a tag, one that is told from others by its `type`."""
        whole, each = _descriptions(kind)
        tagged: dict[str, Any] = {} if tag is None else {TAG: {"const": tag}}
        fields = fields_of(kind).values()
        properties = {field.name: self._property(field, each.get(field.name)) for field in fields}
        required = [*tagged, *(field.name for field in fields if field.default is None)]
        return {
            "description": whole,
            "type": "object",
            "properties": {**tagged, **properties},
            **({"required": required} if required else {}),
            "additionalProperties": False,
        }

    def _property(self, field: FieldShape, description: str | None) -> dict[str, Any]:
        found = self.shape(field.shape)
        if description is not None:
            found = {"description": description, **found}
        if field.default is not None:
            found["default"] = _json(plain_of(field.shape, field.default()))
        return found

    def shape(self, shape: Shape) -> dict[str, Any]:
        """The schema of one value."""
        match shape:
            case OptionalShape(inner):
                return _or_null(self.shape(inner))
            case ListShape(member, may_be_empty):
                least = {} if may_be_empty else {"minItems": 1}
                return {"type": "array", "items": self.shape(member), **least}
            case RecordShape(kind):
                return self._reference(kind.__name__, lambda: self.record(kind, tag=None))
            case UnionShape():
                return self._union(shape)
            case ChoiceShape(kind):
                return self._reference(kind.__name__, lambda: _choice(kind))
            case TextShape():
                return self._text(shape)
            case DecimalShape(low, high):
                number = {"type": "number", "minimum": low, "maximum": high}
                return {"anyOf": [number, self._reference(_NUMBER_IN_TEXT, _any_number)]}
            case _:
                return _simple(shape)

    def _union(self, union: UnionShape) -> dict[str, Any]:
        def choices() -> dict[str, Any]:
            return {
                "oneOf": [
                    self._reference(tag, partial(self.record, member, tag))
                    for tag, member in union.by_tag().items()
                ]
            }

        name = _name_of(union)
        return choices() if name is None else self._reference(name, choices)

    def _text(self, text: TextShape) -> dict[str, Any]:
        if text.many_lines:
            found = self._reference(
                _TEXT_LINES, partial(_any_text, UNPRINTABLE, "Text, with line breaks or without.")
            )
        else:
            found = self._reference(_TEXT, partial(_any_text, UNPRINTABLE + "\\n", "One line of text."))
        found["maxLength"] = text.longest
        if text.pattern is not None:
            found["pattern"] = f"^(?:{text.pattern})$"
        return found

    def _reference(self, name: str, make: Callable[[], dict[str, Any]]) -> dict[str, Any]:
        """A reference to a definition, which is made the first time: a condition holds conditions."""
        if name not in self.found:
            self.found[name] = {}
            self.found[name] = make()
        return {"$ref": f"#/$defs/{name}"}


def _any_text(without: str, description: str) -> dict[str, Any]:
    return {"description": description, "type": "string", "pattern": f"^[^{without}]*$"}


def _any_number() -> dict[str, Any]:
    return {"description": "A number written as text.", "type": "string", "pattern": f"^(?:{NUMBER})$"}


def _choice(kind: type[StrEnum]) -> dict[str, Any]:
    return {"description": _words(kind), "type": "string", "enum": [one.value for one in kind]}


def _simple(shape: Shape) -> dict[str, Any]:
    match shape:
        case IntegerShape(low, high):
            return {"type": "integer", "minimum": low, "maximum": high}
        case BooleanShape():
            return {"type": "boolean"}
        case DateShape():
            return {"type": "string", "format": "date", "pattern": f"^{DATE}$"}
        case BytesShape():
            return {"type": "string", "pattern": f"^{HEX}$"}
        case FreeShape():
            return {"type": "object"}
    raise TypeError(f"{shape!r} is not simple")


def _or_null(schema: dict[str, Any]) -> dict[str, Any]:
    if "anyOf" in schema:
        return {**schema, "anyOf": [*schema["anyOf"], _NULL]}
    if "type" in schema:
        return {**schema, "type": [schema["type"], "null"]}
    return {"anyOf": [schema, _NULL]}


def _name_of(union: UnionShape) -> str | None:
    """The name under which the union stands in a module of one of its members; None: it has none."""
    members = frozenset(union.members)
    for member in union.members:
        for name, value in vars(sys.modules[member.__module__]).items():
            if isinstance(value, UnionType) and frozenset(get_args(value)) == members:
                return name
    return None


def _descriptions(kind: type) -> tuple[str, dict[str, str]]:
    """A docstring taken apart: about the whole, and by field what stands behind `field, field: `."""
    words = _words(kind)
    name = "|".join(fields_of(kind)) or "(?!)"
    parts = re.split(rf"(?<!\S)((?:{name})(?:, (?:{name}))*): ", words)
    each = {
        field: _sentence(text)
        for fields, text in zip(parts[1::2], parts[2::2], strict=True)
        for field in fields.split(", ")
    }
    return parts[0].strip() or words, each


def _sentence(text: str) -> str:
    words = text.strip().rstrip(".;")
    return f"{words[:1].upper()}{words[1:]}."


def _words(kind: type) -> str:
    """Its docstring on one line, about JSON."""
    return re.sub(r"\bNone\b", "null", " ".join((inspect.getdoc(kind) or "").split()))


def _json(plain: Any) -> Any:
    """A default as JSON knows it; a number with a fraction as text, which is a form it may have."""
    match plain:
        case Mapping():
            return {key: _json(one) for key, one in plain.items()}
        case list():
            return [_json(one) for one in plain]
        case Decimal():
            return int(plain) if plain == int(plain) else str(plain)
        case StrEnum():
            return plain.value
        case _:
            return plain
