"""Two lines of twenty characters as bytes, for displays that speak ESC/POS or CD5220: what both understand. Pure."""

from dataclasses import dataclass

COLUMNS = 20
RESET = b"\x1b@"
_CLEAR = b"\x0c"  # and the cursor goes to the upper left
_STAND_INS = str.maketrans(
    {"…": ".", "–": "-", "—": "-", "’": "'", "‘": "'", "“": '"', "”": '"', "é": "e", "×": "x"}
)


@dataclass(frozen=True, slots=True)
class Shown:
    """What a customer reads. A `right` text stands at the line's end, and the left one gives way."""

    upper: str = ""
    lower: str = ""
    upper_right: str = ""
    lower_right: str = ""


TRIAL = Shown(upper="1234567890" * 2, lower="SETIA", lower_right="TOTAL")
"""From edge to edge, in both lines."""


def display_bytes(shown: Shown) -> bytes:
    """Clears and writes both lines whole: the cursor goes on to the second by itself."""
    lines = (_line(shown.upper, shown.upper_right), _line(shown.lower, shown.lower_right))
    return _CLEAR + "".join(lines).encode("ascii", errors="replace")


def _line(left: str, right: str) -> str:
    """No character but letters: a name can't carry a command."""
    end = _letters(right)[-COLUMNS:]
    room = COLUMNS - len(end) - (1 if end and len(end) < COLUMNS else 0)
    return _letters(left)[:room].ljust(COLUMNS - len(end)) + end


def _letters(text: str) -> str:
    return "".join(character if character.isprintable() else " " for character in text.translate(_STAND_INS))
