"""Writes one setting that somebody changed on the screen into the user's file, and leaves the rest of it alone."""

import re
from pathlib import Path


def remember(path: Path, key: str, *, on: bool) -> None:
    """Puts `key = true` or `key = false` in place of what it says of it, else first. Raises OSError, UnicodeError."""
    try:
        text = path.read_text("utf-8")
    except FileNotFoundError:
        text = ""
    said = f"{key} = {'true' if on else 'false'}"
    changed, times = re.subn(
        rf"(?m)^[ \t]*{re.escape(key)}[ \t]*=[^#\n]*?(?=[ \t]*(#|$))", said, text, count=1
    )
    path.parent.mkdir(parents=True, exist_ok=True)
    building = path.with_name(path.name + ".new")
    building.write_text(changed if times else f"{said}\n{text}", "utf-8")
    building.replace(path)
