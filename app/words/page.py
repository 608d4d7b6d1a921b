"""Plain text for a terminal of 80 columns: words on the left, figures on the right."""

import textwrap
from collections.abc import Iterator

WIDTH = 80
_GAP = 2
_STEP = 2
_LEAST = 24
"""Words get at least so many columns, however long the figure is."""


def pair(left: str, right: str, level: int = 0) -> Iterator[str]:
    """Words and, at the right edge of their last line, a figure; one that is too long stands below them.

    level: of indentation.
    """
    margin = " " * (_STEP * level)
    if len(right) > WIDTH - len(margin) - _LEAST - _GAP:
        yield from paragraph(left, level)
        yield from paragraph(right, level + 1)
        return
    lines = textwrap.wrap(left, WIDTH - len(margin) - len(right) - _GAP) or [""]
    yield from (margin + line for line in lines[:-1])
    last = margin + lines[-1]
    yield last + right.rjust(WIDTH - len(last)) if right else last.rstrip()


def paragraph(text: str, level: int = 0) -> Iterator[str]:
    """A sentence or more, wrapped."""
    margin = " " * (_STEP * level)
    yield from textwrap.wrap(text, WIDTH, initial_indent=margin, subsequent_indent=margin)


def rule() -> str:
    """A thin line from edge to edge."""
    return "─" * WIDTH
