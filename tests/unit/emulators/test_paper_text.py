"""Paper as plain text."""

from app.emulators.paper import Alignment, Cut, Line, Paper, Pulse, QrSymbol, Raster, Run
from app.emulators.paper_text import as_text


def test_paper_is_drawn_between_two_edges() -> None:
    marks = (
        Pulse(2),
        Line((Run("SETIA", width=2, height=2),), Alignment.CENTRE),
        Line((Run("kiri"),)),
        Line((Run("kanan"),), Alignment.RIGHT),
        Raster((b"\0",) * 4),
        QrSymbol(b"AB", 3),
        Cut(partial=False),
    )
    assert as_text(Paper(16 * 12, marks)).splitlines() == [
        "+------------------+",
        "| [drawer 2]       |",
        "|    S E T I A     |",
        "| kiri             |",
        "|            kanan |",
        "|      [8x4]       |",
        "|    [QR b'AB']    |",
        "| 8<============== |",
        "+------------------+",
    ]


def test_what_went_wrong_stands_below() -> None:
    shown = as_text(Paper(16 * 12, (), (b"\x1b\x7f",), "half", 3))
    assert shown.splitlines()[2:] == ["! unknown: 1b 7f", "! unprinted: half", "! unfinished: 3"]
