"""Whether every page of a store is what was written, also the pages that no row needs at the moment."""

import re
from collections.abc import Sequence

from sqlalchemy import Connection

from app.services.check_store import Finding

_PAGE = re.compile(r"page (\d+)")
_TRIES = 3


def damaged_pages(connection: Connection) -> tuple[Finding, ...]:
    """Those whose authentication code is wrong. Reads the file, not the write-ahead log."""
    found = _found(connection)
    for _ in range(_TRIES):
        if not found:
            break
        found = _found(connection)  # a page that was being written just then looked damaged
    return tuple(
        Finding(code="damaged-page", where=_place(sentence), expected="", found=sentence)
        for sentence in found
    )


def _found(connection: Connection) -> Sequence[str]:
    return connection.exec_driver_sql("PRAGMA cipher_integrity_check").scalars().all()


def _place(sentence: str) -> str:
    number = _PAGE.search(sentence)
    return f"page {number[1]}" if number else sentence
