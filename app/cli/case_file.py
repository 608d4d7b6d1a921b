"""Cases to quote as files: a case may name the files of its programme and its items."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from app.protocol.document import read_plain
from app.protocol.document_faults import DocumentFault
from app.protocol.json_text import LARGEST_DOCUMENT, parse_json
from app.protocol.quote_case import QuoteCase

NAMED_FILES = ("programme", "items")
"""Keys of a case that may hold a path instead of a value."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FileFault:
    """A fault, and the file in which it is."""

    file: Path
    fault: DocumentFault


def read_case(path: Path) -> QuoteCase | tuple[FileFault, ...]:
    """The case of a file. Raises OSError for a file that can't be read, with its name."""
    plain = _parsed(path)
    if isinstance(plain, tuple):
        return _in(path, plain)
    files: dict[str, Path] = {}
    if isinstance(plain, dict):
        for key in NAMED_FILES:
            named = plain.get(key)
            if isinstance(named, str):
                name = read_plain(str, named)
                if isinstance(name, tuple):  # a NUL or half a character: no file is called so
                    return _in(path, [replace(fault, path=key) for fault in name])
                files[key] = path.parent / named
                inner = _parsed(files[key])
                if isinstance(inner, tuple):
                    return _in(files[key], inner)
                plain[key] = inner
    case = read_plain(QuoteCase, plain)
    if isinstance(case, tuple):
        return tuple(_placed(path, files, fault) for fault in case)
    return case


def _parsed(path: Path) -> Any:
    """Plain values, or a tuple of faults."""
    with path.open("rb") as file:
        return parse_json(file.read(LARGEST_DOCUMENT + 1))


def _in(path: Path, faults: Sequence[DocumentFault]) -> tuple[FileFault, ...]:
    return tuple(FileFault(file=path, fault=fault) for fault in faults)


def _placed(path: Path, files: dict[str, Path], fault: DocumentFault) -> FileFault:
    """The fault in the file that holds it, with its path there."""
    for key, file in files.items():
        rest = fault.path.removeprefix(key)
        if rest != fault.path and rest[:1] in {"", ".", "["}:
            return FileFault(file=file, fault=replace(fault, path=rest.removeprefix(".")))
    return FileFault(file=path, fault=fault)
