"""A file for a spreadsheet that is there whole or not at all."""

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TextIO


@contextmanager
def whole_file(path: Path) -> Iterator[TextIO]:
    """Written under another name and put in place when the block ends; nothing is left when it raises. OSError."""
    building = path.with_name(f"{path.name}.new")
    stream = private_text(building)
    try:
        yield stream
        stream.close()
        building.replace(path)
    except BaseException:
        with suppress(OSError):
            stream.close()
        building.unlink(missing_ok=True)
        raise


def private_text(path: Path) -> TextIO:
    """A new file that only this user can read. With a mark by which Excel knows UTF-8. OSError."""
    path.unlink(missing_ok=True)
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    return open(descriptor, "w", encoding="utf-8-sig", newline="")  # noqa: PTH123 - a descriptor has no path


def whole_bytes(path: Path, content: bytes) -> None:
    """Puts a file in place at once, that only this user can read. OSError."""
    building = path.with_name(f"{path.name}.new")
    building.unlink(missing_ok=True)
    try:
        with open(os.open(building, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as stream:  # noqa: PTH123
            stream.write(content)
        building.replace(path)
    except BaseException:
        building.unlink(missing_ok=True)
        raise
