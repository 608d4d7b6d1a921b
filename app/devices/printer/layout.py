"""Where each word of a receipt stands on the paper."""

from dataclasses import dataclass

from app.services.receipt import Align, Emphasis, PairLine, QrCode, Receipt, RuleLine, TextLine

_RULE = "-"
_HANGING = 2  # columns: the rest of a long name doesn't look like the next item


@dataclass(frozen=True, slots=True)
class PaperLine:
    """One line of paper, no longer than its columns (half of them when `LARGE`)."""

    text: str
    align: Align = Align.LEFT
    emphasis: Emphasis = Emphasis.NORMAL


Laid = PaperLine | QrCode


def lay_out(receipt: Receipt, columns: int) -> tuple[Laid, ...]:
    """The receipt's lines, top to bottom; a character is one column wide."""
    laid: list[Laid] = []
    for element in receipt.elements:
        match element:
            case TextLine():
                laid.extend(_text(element, columns))
            case PairLine():
                laid.extend(_pair(element, columns))
            case RuleLine():
                laid.append(PaperLine(_RULE * columns))
            case QrCode():
                laid.append(element)
    return tuple(laid)


def wrap(text: str, columns: int, hanging: int = 0) -> list[str]:
    """`text` in lines of at most `columns`, broken at spaces, or inside a word that is longer than a line.

    Leading spaces indent every line, `hanging` more columns all but the first. A text that fits keeps its inner
    spaces. Never empty.
    """
    text = text.rstrip(" ")
    if len(text) <= columns:
        return [text]
    indent = len(text) - len(text.lstrip(" "))
    if indent > columns // 2:
        indent = 0
    room = columns - indent - hanging
    first, *rest = _filled(_pieces(text, room), room, hanging)
    return [" " * indent + first, *(" " * (indent + hanging) + line for line in rest)]


def _pieces(text: str, room: int) -> list[str]:
    """The words of `text`, those that are longer than `room` in parts of it."""
    words = [word for word in text.split(" ") if word]
    return [word[start : start + room] for word in words for start in range(0, len(word), room)]


def _filled(pieces: list[str], room: int, more_in_first: int) -> list[str]:
    lines = [pieces[0]]
    for piece in pieces[1:]:
        if len(lines[-1]) + 1 + len(piece) <= room + (more_in_first if len(lines) == 1 else 0):
            lines[-1] += " " + piece
        else:
            lines.append(piece)
    return lines


def _text(line: TextLine, columns: int) -> list[PaperLine]:
    room = _room(line.emphasis, columns)
    text = line.text if line.align is Align.LEFT else line.text.strip(" ")
    return [PaperLine(part, line.align, line.emphasis) for part in wrap(text, room)]


def _pair(line: PairLine, columns: int) -> list[PaperLine]:
    """The name wraps above the amount, which takes a line of its own when the name's last line is too long."""
    room = _room(line.emphasis, columns)
    name, amount = wrap(line.left, room, _HANGING), wrap(line.right.strip(" "), room)
    gap = room - len(name[-1]) - len(amount[0])
    joined = (
        [name[-1] + " " * gap + amount[0]] if gap >= 1 or not name[-1] else [name[-1], amount[0].rjust(room)]
    )
    rest = [part.rjust(room) for part in amount[1:]]
    return [PaperLine(text, Align.LEFT, line.emphasis) for text in (*name[:-1], *joined, *rest)]


def _room(emphasis: Emphasis, columns: int) -> int:
    return columns // 2 if emphasis is Emphasis.LARGE else columns
