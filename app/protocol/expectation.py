"""Compares a part of an answer that somebody expects with the answer: both as plain values."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any

_LONGEST = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """path: `quote.lines[0].net`. expected, found: as JSON, shortened; found is empty where nothing is.

    nearest: the key that was probably meant, where the answer has no such key.
    """

    path: str
    expected: str
    found: str = ""
    nearest: str = ""


def differences(expected: Any, found: Any, path: str = "") -> Iterator[Difference]:
    """What is expected and isn't so. A mapping is compared by the keys that it names.

    A list of as many entries is compared entry by entry; a shorter one must be found in that order; an empty one
    means that there is nothing.
    """
    if isinstance(expected, Mapping) and isinstance(found, Mapping):
        yield from _of_mapping(expected, found, path)
    elif isinstance(expected, list | tuple) and isinstance(found, list | tuple):
        yield from _of_list(list(expected), list(found), path)
    elif not _same(expected, found):
        yield Difference(path=path, expected=_shown(expected), found=_shown(found))


def _of_mapping(expected: Mapping[str, Any], found: Mapping[str, Any], path: str) -> Iterator[Difference]:
    for key, value in expected.items():
        place = f"{path}.{key}" if path else key
        if key in found:
            yield from differences(value, found[key], place)
        else:
            near = get_close_matches(key, list(found), n=1)
            yield Difference(path=place, expected=_shown(value), nearest=near[0] if near else "")


def _of_list(expected: list[Any], found: list[Any], path: str) -> Iterator[Difference]:
    if len(expected) == len(found):
        for place, (one, other) in enumerate(zip(expected, found, strict=True)):
            yield from differences(one, other, f"{path}[{place}]")
        return
    if not expected:
        yield Difference(path=path, expected="[]", found=_shown(found))
        return
    rest = iter(found)
    for place, one in enumerate(expected):
        if not any(next(differences(one, other), None) is None for other in rest):
            yield Difference(path=f"{path}[{place}]", expected=_shown(one))
            return


def _same(expected: Any, found: Any) -> bool:
    """Equal, and both a truth value or neither: Python takes `true` for 1."""
    return isinstance(expected, bool) == isinstance(found, bool) and bool(expected == found)


def _shown(value: Any) -> str:
    text = json.dumps(value, ensure_ascii=False, default=str)
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"
