"""What a receipt printer can do, as the shop sets it up."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Literal


class CodePage(StrEnum):
    """The character sets a job may be written in; a value is Python's codec name."""

    CP437 = "cp437"
    CP850 = "cp850"
    CP858 = "cp858"
    CP1252 = "cp1252"


@dataclass(frozen=True, slots=True)
class PrinterProfile:
    """One kind of printer.

    `columns`: characters of font A in a line. `dots`: printable width of an image. `cuts`: there is a cutter.
    `native_qr`: the printer draws QR codes itself; without it they go as an image, which all of them print.
    """

    columns: Literal[32, 42, 48]
    dots: Literal[384, 512, 576]
    cuts: bool
    native_qr: bool
    code_page: CodePage


NARROW = PrinterProfile(columns=32, dots=384, cuts=False, native_qr=False, code_page=CodePage.CP437)
"""58 mm paper: the cheap printers, which have no cutter and of whose code pages only the first is sure."""

MIDDLE = PrinterProfile(columns=42, dots=512, cuts=True, native_qr=False, code_page=CodePage.CP858)
"""80 mm paper at 180 dots per inch, as in the TM-T88 family."""

WIDE = PrinterProfile(columns=48, dots=576, cuts=True, native_qr=False, code_page=CodePage.CP858)
"""80 mm paper at 203 dots per inch: most of the printers with a cutter."""
