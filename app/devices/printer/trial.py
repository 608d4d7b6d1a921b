"""Tries a printer: a paper with rulers and a QR code, or a pulse for the drawer. The same for commands and wizard."""

from pathlib import Path

from app.devices.printer.address import PrinterAddress
from app.devices.printer.profile import MIDDLE, NARROW, WIDE
from app.devices.printer.transport import NotSent, SendResult
from app.devices.printer.ways import transport_of
from app.services.print_fault import PrintFault
from app.words.test_paper import rulers, test_paper
from app.words.translate import Words

PULSE = b"\x1b@\x1bp\x00\x19\xfa"
"""Opens the drawer on the printer's first pin (ESC p), for 50 ms."""
_PLAIN = b"\x1b@\x1c."


def test_job(words: Words, columns: int, cache: Path) -> bytes:
    """The bytes of the test. columns: 32, 42 or 48. cache: the printer library's own folder."""
    # Deferred: escpos takes 200 ms to load.
    from app.devices.printer.render import render  # noqa: PLC0415

    profile = next(kept for kept in (NARROW, MIDDLE, WIDE) if kept.columns == columns)
    lines = _PLAIN + rulers(words).encode("ascii", "replace")
    return lines + render(test_paper(words, columns), profile, cache)


def dots_of(columns: int) -> int:
    """How wide a picture on such paper is."""
    return {32: NARROW.dots, 42: MIDDLE.dots}.get(columns, WIDE.dots)


def try_sending(address: PrinterAddress | None, data: bytes, *, answers: bool) -> SendResult:
    """What comes of a job; an address that leads nowhere is a printer that is off."""
    way = None if address is None else transport_of(address, answers=answers)
    return NotSent(PrintFault.OFF) if way is None else way.send(data)
