"""What ESC/POS commands do to a print head.

Written from Epson's command reference, and from nothing that Setia prints with.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace

from app.emulators.paper import Alignment, Cut, QrSymbol, Raster
from app.emulators.print_head import PrintHead

Do = Callable[[PrintHead, bytes], bool]
"""Carries a command out with all its arguments; False when it doesn't know them."""

_CODE_PAGES = {0: "cp437", 2: "cp850", 16: "cp1252", 19: "cp858"}
_ALIGNMENTS = {0: Alignment.LEFT, 1: Alignment.CENTRE, 2: Alignment.RIGHT}
_MOST_RASTER_BYTES = 4 << 20


@dataclass(frozen=True, slots=True)
class Command:
    """`arguments`: bytes after the name. `more`: how many follow those, which the arguments tell."""

    arguments: int
    do: Do
    more: Callable[[bytes], int] = lambda _: 0


def _digit(argument: int) -> int:
    """Commands take 0 or "0", 1 or "1" alike."""
    return argument - 0x30 if 0x30 <= argument <= 0x39 else argument


def _reset(head: PrintHead, _: bytes) -> bool:
    head.reset()
    return True


def _nothing_to_see(_: PrintHead, __: bytes) -> bool:
    return True


def _print_mode(head: PrintHead, taken: bytes) -> bool:
    mode = taken[0]
    head.style = replace(
        head.style,
        bold=bool(mode & 0x08),
        underlined=bool(mode & 0x80),
        height=2 if mode & 0x10 else 1,
        width=2 if mode & 0x20 else 1,
    )
    return True


def _size(head: PrintHead, taken: bytes) -> bool:
    head.style = replace(head.style, width=(taken[0] >> 4 & 7) + 1, height=(taken[0] & 7) + 1)
    return True


def _bold(head: PrintHead, taken: bytes) -> bool:
    head.style = replace(head.style, bold=bool(taken[0] & 1))
    return True


def _underline(head: PrintHead, taken: bytes) -> bool:
    head.style = replace(head.style, underlined=_digit(taken[0]) != 0)
    return _digit(taken[0]) <= 2


def _invert(head: PrintHead, taken: bytes) -> bool:
    head.style = replace(head.style, inverted=bool(taken[0] & 1))
    return True


def _align(head: PrintHead, taken: bytes) -> bool:
    alignment = _ALIGNMENTS.get(_digit(taken[0]))
    if alignment is not None and head.at_line_start:  # printers take it at the start of a line only
        head.alignment = alignment
    return alignment is not None


def _select_page(head: PrintHead, taken: bytes) -> bool:
    head.page = _CODE_PAGES.get(taken[0], head.page)
    return taken[0] in _CODE_PAGES


def _two_byte_on(head: PrintHead, _: bytes) -> bool:
    head.two_byte = True
    return True


def _two_byte_off(head: PrintHead, _: bytes) -> bool:
    head.two_byte = False
    return True


def _feed_lines(head: PrintHead, taken: bytes) -> bool:
    head.feed(taken[0])
    return True


def _feed_dots(head: PrintHead, _: bytes) -> bool:
    if not head.at_line_start:
        head.end_line()
    return True


def _pulse(head: PrintHead, taken: bytes) -> bool:
    pin = {0: 2, 1: 5}.get(_digit(taken[0]))
    if pin is not None:
        head.open_drawer(pin)
    return pin is not None


def _cut(head: PrintHead, taken: bytes) -> bool:
    mode = _digit(taken[0])
    if mode not in (0, 1, 65, 66):
        return False
    head.make(Cut(partial=mode in (1, 66)))
    return True


def _raster(head: PrintHead, taken: bytes) -> bool:
    mode, row, bits = _digit(taken[1]), int.from_bytes(taken[2:4], "little"), taken[6:]
    if taken[:1] != b"0" or mode > 3 or not bits:
        return False
    rows = tuple(bits[start : start + row] for start in range(0, len(bits), row))
    head.make(Raster(rows, head.alignment, 1 + (mode & 1), 1 + (mode >> 1)))
    return True


def _raster_bytes(taken: bytes) -> int:
    """GS v 0 m xL xH yL yH: a row is x bytes, there are y rows."""
    size = int.from_bytes(taken[2:4], "little") * int.from_bytes(taken[4:6], "little")
    return size if size <= _MOST_RASTER_BYTES else 0


def _two_dimensional(head: PrintHead, taken: bytes) -> bool:
    """GS ( k pL pH cn fn …, of which a QR code has cn 49."""
    if taken[:1] != b"k":
        return False
    function, data = taken[3:5], taken[5:]
    if function == b"1C" and len(data) == 1 and 1 <= data[0] <= 16:
        head.qr_module = data[0]
    elif function == b"1P" and data[:1] == b"0":
        head.qr_payload = data[1:]
    elif function == b"1Q" and data == b"0" and head.qr_payload:
        head.make(QrSymbol(head.qr_payload, head.qr_module, head.alignment))
    else:
        return function in (b"1A", b"1E")  # the model and the error correction, which leave no trace here
    return True


def _block_bytes(taken: bytes) -> int:
    return int.from_bytes(taken[1:3], "little")


COMMANDS = {
    b"\x1b@": Command(0, _reset),
    b"\x1b!": Command(1, _print_mode),
    b"\x1b-": Command(1, _underline),
    b"\x1b2": Command(0, _nothing_to_see),  # line spacing
    b"\x1b3": Command(1, _nothing_to_see),
    b"\x1bE": Command(1, _bold),
    b"\x1bG": Command(1, _bold),
    b"\x1bJ": Command(1, _feed_dots),
    b"\x1bM": Command(1, _nothing_to_see),  # font
    b"\x1bR": Command(1, _nothing_to_see),  # national characters
    b"\x1ba": Command(1, _align),
    b"\x1bd": Command(1, _feed_lines),
    b"\x1bp": Command(3, _pulse),
    b"\x1bt": Command(1, _select_page),
    b"\x1c&": Command(0, _two_byte_on),
    b"\x1c.": Command(0, _two_byte_off),
    b"\x1d!": Command(1, _size),
    b"\x1d(": Command(3, _two_dimensional, _block_bytes),
    b"\x1dB": Command(1, _invert),
    b"\x1dV": Command(1, _cut, lambda taken: int(taken[0] in (65, 66))),
    b"\x1da": Command(1, _nothing_to_see),  # automatic status
    b"\x1dv": Command(6, _raster, _raster_bytes),
}
"""By lead byte and name."""
