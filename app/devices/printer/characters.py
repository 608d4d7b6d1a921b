"""Text that a printer's code page lacks, in characters that it has."""

import unicodedata

from app.devices.printer.profile import CodePage

UNPRINTABLE = "?"
NO_BREAK_SPACE = "\u00a0"

# What Unicode's own decompositions don't answer, or answer with a character that code pages lack.
_STAND_INS = {
    "\u2018": "'",
    "\u2019": "'",
    "\u201a": "'",
    "\u2032": "'",
    "\u201c": '"',
    "\u201d": '"',
    "\u201e": '"',
    "\u2033": '"',
    "\u2010": "-",
    "\u2011": "-",
    "\u2012": "-",
    "\u2013": "-",
    "\u2014": "-",
    "\u2212": "-",
    "\u2022": "*",
    "\u00b7": "*",
    "\u2026": "...",
    "\u00d7": "x",
    "\u2192": "->",
    "\u20ac": "EUR",
    "\u0141": "L",
    "\u0142": "l",
    "\u00d8": "O",
    "\u00f8": "o",
    "\u0131": "i",
    "\u202f": NO_BREAK_SPACE,
    "\u2007": NO_BREAK_SPACE,
}


def printable(text: str, code_page: CodePage) -> str:
    """`text` in which each character is one byte of `code_page`, or a no-break space.

    Line ends, tabs and control characters become spaces: a name can't carry a printer command. What can't be
    put in other letters becomes a visible "?".
    """
    return "".join(_in_code_page(character, code_page) for character in unicodedata.normalize("NFC", text))


def _in_code_page(character: str, code_page: CodePage) -> str:
    if character == NO_BREAK_SPACE:
        return character
    category = unicodedata.category(character)
    if category in {"Cc", "Zs", "Zl", "Zp"} and character not in _STAND_INS:
        return " "
    if category in {"Cf", "Mn", "Me"}:  # joiners, direction marks, accents without a letter
        return ""
    if _has(code_page, character):
        return character
    if character in _STAND_INS:
        return _STAND_INS[character]
    return _decomposed(character, code_page)


def _decomposed(character: str, code_page: CodePage) -> str:
    """The letters under the accents, "?" for each one that the page lacks too."""
    letters = [part for part in unicodedata.normalize("NFKD", character) if not unicodedata.combining(part)]
    return "".join(letter if _has(code_page, letter) else UNPRINTABLE for letter in letters) or UNPRINTABLE


def _has(code_page: CodePage, character: str) -> bool:
    try:
        return len(character.encode(code_page)) == 1
    except UnicodeEncodeError:
        return False
