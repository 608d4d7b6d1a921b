"""Writes settings that somebody changed on the screen into the user's file, and leaves the rest of it alone."""

import json
import os
import re
import tomllib
from collections.abc import Mapping
from pathlib import Path

Value = str | int | bool

_VALUE = r"""(?:"(?:[^"\\\n]|\\.)*"|'[^'\n]*'|[^#\n"']*?)"""
"""A string with its quotes, whatever is in it, or a bare word: what is behind it may be a comment."""


def remember(path: Path, key: str, *, on: bool) -> None:
    """Puts `key = true` or `key = false` in place of what it says of it, else first. Raises OSError, UnicodeError."""
    remember_all(path, {key: on})


def remember_all(path: Path, values: Mapping[str, Value]) -> None:
    """Puts each `key = value` in place of what the file says of it, else first; all of them or none.

    Raises OSError, UnicodeError; ValueError when the file would say something else than it should.
    """
    try:
        text = path.read_text("utf-8")
    except FileNotFoundError:
        text = ""
    for key, value in reversed(list(values.items())):
        text = _changed(text, key, value)
    said = tomllib.loads(text)  # its fault is a ValueError
    if any(said.get(key) != value for key, value in values.items()):
        raise ValueError(f"{path} says something else of {', '.join(values)}")
    path.parent.mkdir(parents=True, exist_ok=True)
    _put(path, text)


def _changed(text: str, key: str, value: Value) -> str:
    said = f"{key} = {_toml(value)}"
    pattern = rf"(?m)^[ \t]*{re.escape(key)}[ \t]*=[ \t]*{_VALUE}(?=[ \t]*(#|$))"
    changed, times = re.subn(pattern, lambda _: said, text, count=1)
    return changed if times else f"{said}\n{text}"


def _toml(value: Value) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return (
        str(value)
        if isinstance(value, int)
        else json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
    )


def _put(path: Path, text: str) -> None:
    """The old file or the new one is there, whenever the power goes."""
    building = path.with_name(path.name + ".new")
    with building.open("w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    building.replace(path)
