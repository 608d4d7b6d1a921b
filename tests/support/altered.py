"""Values with one thing in them altered: each field of each class that a value holds, once."""

from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum
from typing import Any

Path = tuple[str | int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Altered:
    """The whole with `owner.field` altered, at a path."""

    owner: type
    field: str
    path: Path
    value: Any


def altered(whole: Any) -> dict[tuple[type, str], Altered]:
    """By class and field: the first place of each where a leaf could be altered."""
    found: dict[tuple[type, str], Altered] = {}
    for path, owner, field, leaf in _leaves(whole):
        if (owner, field) not in found:
            other = _other(leaf)
            if other is not None:
                whole_again = _with(whole, path, other)
                found[owner, field] = Altered(owner=owner, field=field, path=path, value=whole_again)
    return found


def _leaves(value: Any, path: Path = ()) -> Iterator[tuple[Path, type, str, Any]]:
    if isinstance(value, tuple):
        for place, member in enumerate(value):
            yield from _leaves(member, (*path, place))
    elif is_dataclass(value):
        for field in fields(value):
            inner = getattr(value, field.name)
            yield (*path, field.name), type(value), field.name, inner
            yield from _leaves(inner, (*path, field.name))


def _other(leaf: Any) -> Any:
    """Something else of the same type; None where there is nothing to alter."""
    match leaf:
        case bool():
            return not leaf
        case StrEnum():
            members = list(type(leaf))
            return members[(members.index(leaf) + 1) % len(members)] if len(members) > 1 else None
        case int():
            return leaf + 1
        case Decimal():
            return leaf + 1 if leaf < 99 else leaf - 1
        case date():
            return leaf + timedelta(days=1)
        case str():
            return f"{leaf}x"
        case (str(), *_) if not isinstance(leaf[0], StrEnum):
            return (*leaf, "another")
        case (_, _, *_):
            return leaf[:-1]
        case _:
            return None


def _with(value: Any, path: Path, new: Any) -> Any:
    if not path:
        return new
    step, *rest = path
    if isinstance(step, int):
        members = list(value)
        members[step] = _with(members[step], tuple(rest), new)
        return tuple(members)
    return replace(value, **{step: _with(getattr(value, step), tuple(rest), new)})
