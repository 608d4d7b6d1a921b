"""Settings from flags, the environment, the user's file and the machine's file, in this order, then defaults.

A key that nobody knows is an error that names the nearest right one.
"""

import difflib
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import Any

_PREFIX = "SETIA_"


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """language: `id` or `en`. printer: `virtual`, `tcp:HOST:PORT`, `file:PATH` or `none`. columns: 32, 42, 48.

    scanner: a serial port, `auto` or empty. camera: a number, device, file or address, or empty.
    """

    language: str = "id"
    printer: str = "virtual"
    columns: int = 32
    scanner: str = ""
    camera: str = ""


class SettingsFault(Exception):
    """A setting can't be used. where: the file, variable or flag; hint: the nearest right key, or what is expected."""

    def __init__(self, where: str, key: str, hint: str) -> None:
        super().__init__(f"{where}: {key}: {hint}")
        self.where = where
        self.key = key
        self.hint = hint


def load(flags: Mapping[str, str], environment: Mapping[str, str], files: tuple[Path, ...]) -> Settings:
    """The settings in force. files: the most important first; one that doesn't exist is passed over.

    Raises SettingsFault.
    """
    settings = Settings()
    for path in reversed(files):
        for key, value in _of_file(path):
            settings = _changed(settings, str(path), key, value)
    for name, value in sorted(environment.items()):
        if name.startswith(_PREFIX):
            settings = _changed(settings, name, name.removeprefix(_PREFIX).lower(), value)
    for key, value in flags.items():
        settings = _changed(settings, f"--{key}", key, value)
    return settings


def _of_file(path: Path) -> Iterator[tuple[str, Any]]:
    try:
        content = tomllib.loads(path.read_text("utf-8"))
    except FileNotFoundError:
        return
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise SettingsFault(str(path), "", str(error)) from error
    yield from content.items()


def _changed(settings: Settings, where: str, key: str, value: Any) -> Settings:
    known = {field.name: field.type for field in fields(Settings)}
    if key not in known:
        nearest = difflib.get_close_matches(key, known, n=1, cutoff=0.0)[0]
        raise SettingsFault(where, key, nearest)
    if isinstance(getattr(settings, key), int) and not isinstance(value, int):
        if not str(value).isdigit():
            raise SettingsFault(where, key, f"{value!r} is not a number")
        value = int(value)
    if not isinstance(value, type(getattr(settings, key))):
        raise SettingsFault(where, key, f"{value!r} is not a text")
    _check(where, key, value)
    return replace(settings, **{key: value})


def _check(where: str, key: str, value: Any) -> None:
    if key == "language" and value not in {"id", "en"}:
        raise SettingsFault(where, key, "id, en")
    if key == "columns" and value not in {32, 42, 48}:
        raise SettingsFault(where, key, "32, 42, 48")
    if key == "printer" and not _is_printer(value):
        raise SettingsFault(where, key, "virtual, none, tcp:HOST:PORT, file:PATH")


def _is_printer(value: str) -> bool:
    kind, _, rest = value.partition(":")
    if kind == "tcp":
        host, _, port = rest.rpartition(":")
        return bool(host) and port.isdigit()
    return value in {"virtual", "none"} or (kind == "file" and bool(rest))
