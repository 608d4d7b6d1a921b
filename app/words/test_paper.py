"""The paper that tells whether a printer is set up right: rulers of every width, a QR code, what to look for."""

from app.services.receipt import Align, Element, Emphasis, QrCode, Receipt, RuleLine, TextLine
from app.words.translate import Words

RULERS = (32, 42, 48)
TEST_CODE = "SETIA:TEST"


def rulers(words: Words) -> str:
    """Plain lines of so many digits; the printer itself breaks those that are too long for its paper."""
    lines = [words.gettext("Which line stays whole?")]
    for columns in RULERS:
        lines += [f"{columns}:", "".join(str(place % 10) for place in range(1, columns + 1))]
    return "\n".join((*lines, ""))


def test_paper(words: Words, columns: int) -> Receipt:
    """The rest of the test, for a printer of so many columns."""
    elements: tuple[Element, ...] = (
        RuleLine(),
        TextLine("Setia", Align.CENTRE, Emphasis.LARGE),
        TextLine(words.gettext("Test of {columns} columns", columns=columns), Align.CENTRE, Emphasis.BOLD),
        TextLine(words.gettext("This line is as wide as the one above and below it."), Align.LEFT),
        QrCode(TEST_CODE),
        TextLine(words.gettext("Scan the code: the till shows {code}.", code=TEST_CODE), Align.CENTRE),
        RuleLine(),
    )
    return Receipt(number="", elements=elements)
