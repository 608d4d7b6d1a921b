"""A receipt as the bytes of one print job, ESC/POS."""

import logging
from pathlib import Path
from typing import Any

from app.devices.printer.characters import NO_BREAK_SPACE
from app.devices.printer.layout import Laid, PaperLine, lay_out
from app.devices.printer.library import open_paper
from app.devices.printer.profile import PrinterProfile
from app.devices.printer.written import in_code_page
from app.services.receipt import Align, Emphasis, QrCode, Receipt

_log = logging.getLogger("setia.printer")

# FS . leaves the two-byte mode that printers with Chinese firmware start in, where "é" eats its neighbour.
_SINGLE_BYTE_MODE = b"\x1c."
_LINES_TO_TEAR_BAR = 4
_DRAWER_PIN = 2
_ALIGNMENTS = {Align.LEFT: "left", Align.CENTRE: "center", Align.RIGHT: "right"}

# ISO/IEC 18004: bytes that versions 1, 2, … hold at error correction M; version v has 17 + 4v modules a side.
_QR_ROOM = (14, 26, 42, 62, 84, 106, 122, 152, 180, 213, 251, 287, 331, 362, 412, 450, 504, 560, 624, 666)
_QR_CORRECTION_M = 1
_QR_LARGEST_MODULE = 8
_QR_SMALLEST_MODULE = 3


def render(receipt: Receipt, profile: PrinterProfile, cache: Path, logo: Path | None = None) -> bytes:
    """The whole job. `cache`: a private folder of the printer library, see `library`. `logo`: a picture above it; one
    that can't be read is left out.

    Raises `ValueError` for a QR payload that is empty, not ASCII or above 666 bytes, `UnsafeCacheError`.
    """
    paper = open_paper(profile, cache)
    paper.hw("INIT")
    _raw(paper, _SINGLE_BYTE_MODE)
    paper.charcode(profile.code_page.upper())
    if receipt.opens_drawer:  # first, so that the drawer is open while the paper still comes
        paper.cashdraw(_DRAWER_PIN)
    if not receipt.elements:  # a drawer's pulse alone: no paper
        pulse: bytes = paper.output
        return pulse
    if logo is not None:
        _print_logo(paper, logo, profile)
    for laid in lay_out(in_code_page(receipt, profile.code_page), profile.columns):
        _print(paper, laid, profile)
    if profile.cuts:
        paper.cut("PART")
    else:
        paper.print_and_feed(_LINES_TO_TEAR_BAR)
    job: bytes = paper.output
    return job


def _print(paper: Any, laid: Laid, profile: PrinterProfile) -> None:
    match laid:
        case PaperLine():
            _print_line(paper, laid)
        case QrCode():
            _print_qr(paper, laid.payload, profile)


def _print_logo(paper: Any, logo: Path, profile: PrinterProfile) -> None:
    """In black and white, no wider than the paper and no higher than a third of that."""
    from PIL import Image, UnidentifiedImageError  # noqa: PLC0415 - most shops have none

    try:
        with Image.open(logo) as picture:
            grey = Image.alpha_composite(Image.new("RGBA", picture.size, "white"), picture.convert("RGBA"))
    except (OSError, UnidentifiedImageError, Image.DecompressionBombError):
        _log.warning("the logo can't be read", extra={"event": "print.no-logo"})
        return
    grey = grey.convert("L")
    grey.thumbnail((profile.dots, profile.dots // 3))
    paper.set(align="left", normal_textsize=True)
    paper.image(grey, impl="bitImageRaster", center=True)


def _print_line(paper: Any, line: PaperLine) -> None:
    large = line.emphasis is Emphasis.LARGE
    paper.set(
        align=_ALIGNMENTS[line.align],
        bold=line.emphasis is Emphasis.BOLD,
        normal_textsize=not large,
        double_width=large,
        double_height=large,
    )
    paper.textln(line.text.replace(NO_BREAK_SPACE, " "))


def _print_qr(paper: Any, payload: str, profile: PrinterProfile) -> None:
    size = module_dots(payload, profile.dots)
    if profile.native_qr:
        paper.set(align="center", normal_textsize=True)
        paper.ln()  # the quiet zone, which the image below comes with
        paper.qr(payload, ec=_QR_CORRECTION_M, size=size, native=True)
        paper.ln()
    else:
        paper.set(align="left", normal_textsize=True)  # the image is padded to the paper's width
        paper.qr(payload, ec=_QR_CORRECTION_M, size=size, center=True)


def module_dots(payload: str, dots: int) -> int:
    """The side of one QR module: as large as half of the paper allows, and never too small to be scanned."""
    if not payload.isascii() or not 1 <= len(payload) <= _QR_ROOM[-1]:
        raise ValueError("a QR code holds 1 to 666 ASCII characters")
    version = next(number for number, room in enumerate(_QR_ROOM, start=1) if len(payload) <= room)
    fitting = dots // 2 // (17 + 4 * version)
    return max(_QR_SMALLEST_MODULE, min(_QR_LARGEST_MODULE, fitting))


def _raw(paper: Any, command: bytes) -> None:
    paper._raw(command)  # noqa: SLF001 the library has no public way to send a command that it doesn't know
