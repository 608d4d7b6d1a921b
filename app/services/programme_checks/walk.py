"""Every value of a document with its path, so that a new model is looked at without being told."""

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from difflib import get_close_matches
from typing import Any, TypeVar

from app.services.programme_checks.finding import Path

T = TypeVar("T")


def walk(value: Any, path: Path = ()) -> Iterator[tuple[Path, Any]]:
    """A value and all values in it, from the outside in."""
    yield path, value
    if isinstance(value, tuple):
        for place, member in enumerate(value):
            yield from walk(member, (*path, place))
    elif is_dataclass(value):
        for field in fields(value):
            yield from walk(getattr(value, field.name), (*path, field.name))


def each(value: Any, kind: type[T], path: Path = ()) -> Iterator[tuple[Path, T]]:
    """The values of one class within a value, itself included."""
    for where, found in walk(value, path):
        if isinstance(found, kind):
            yield where, found


def nearest(wrong: str, right: set[str]) -> str:
    """The name that is most like a wrong one; empty when none is near."""
    folded = {name.lower(): name for name in sorted(right)}
    near = get_close_matches(wrong.lower(), folded, n=1)
    return folded[near[0]] if near else ""
