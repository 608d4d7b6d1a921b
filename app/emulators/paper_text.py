"""Paper as plain text, for a terminal."""

from app.emulators.paper import Alignment, Cut, Line, Mark, Paper, Pulse, QrSymbol, Raster
from app.emulators.print_head import CHARACTER_DOTS


def as_text(paper: Paper) -> str:
    """The paper between two edges, one text line for each line; what is no text stands in brackets."""
    columns = paper.dots // CHARACTER_DOTS
    edge = "+" + "-" * (columns + 2) + "+\n"
    rows = [f"| {_row(mark, columns)} |\n" for mark in paper.marks]
    notes = [f"! {note}\n" for note in _notes(paper)]
    return edge + "".join(rows) + edge + "".join(notes)


def _row(mark: Mark, columns: int) -> str:
    match mark:
        case Line():
            return _aligned(_spaced(mark), mark.alignment, columns)
        case Raster():
            return f"[{len(mark.rows[0]) * 8}x{len(mark.rows)}]".center(columns)
        case QrSymbol():
            return f"[QR {mark.payload!r}]".center(columns)
        case Cut():
            return "8<".ljust(columns, "-" if mark.partial else "=")
        case Pulse():
            return f"[drawer {mark.pin}]".ljust(columns)


def _spaced(line: Line) -> str:
    """Its characters, wide ones with room behind them."""
    return "".join(character + " " * (run.width - 1) for run in line.runs for character in run.text)


def _aligned(text: str, alignment: Alignment, columns: int) -> str:
    match alignment:
        case Alignment.LEFT:
            return text.ljust(columns)
        case Alignment.CENTRE:
            return text.center(columns)
        case Alignment.RIGHT:
            return text.rjust(columns)


def _notes(paper: Paper) -> list[str]:
    notes = [f"unknown: {command.hex(' ')}" for command in paper.unknown]
    if paper.unprinted:
        notes.append(f"unprinted: {paper.unprinted}")
    if paper.unfinished:
        notes.append(f"unfinished: {paper.unfinished}")
    return notes
