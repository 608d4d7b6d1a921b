"""A receipt as a PDF: one page like the paper of 80 mm, with words that can be searched and copied.

Written out here, byte by byte: its fonts are those that every reader has, so no library and no screen is needed.
"""

from dataclasses import dataclass
from typing import Any

import zxingcpp

from app.devices.printer.characters import NO_BREAK_SPACE, printable
from app.devices.printer.layout import Laid, PaperLine, lay_out
from app.devices.printer.profile import CodePage
from app.devices.printer.written import in_code_page
from app.services.receipt import Align, Emphasis, Receipt

_COLUMNS = 48
_CODE_PAGE = CodePage.CP1252  # what PDF calls WinAnsiEncoding
_WIDTH, _MARGIN = 227.0, 14.0  # points; 80 mm
_SIZE = (_WIDTH - 2 * _MARGIN) / _COLUMNS / 0.6  # a letter of Courier is 0.6 of its size wide
_LEADING = 1.45
_QR_SIDE = 84.0
_QR_GAP = 8.0


@dataclass(frozen=True, slots=True)
class _Drawn:
    """PDF operators that draw downwards from y = 0, and how much height they take, in points."""

    operators: str
    height: float


def receipt_pdf(receipt: Receipt) -> bytes:
    """The whole file. Raises ValueError for a QR payload that no code holds."""
    drawn = [_draw(laid) for laid in lay_out(in_code_page(receipt, _CODE_PAGE), _COLUMNS)]
    height = sum(part.height for part in drawn) + 2 * _MARGIN
    content, y = [], height - _MARGIN
    for part in drawn:
        content.append(f"q 1 0 0 1 0 {y:.2f} cm\n{part.operators}Q\n")
        y -= part.height
    return _file("".join(content).encode("cp1252"), height, printable(receipt.number, _CODE_PAGE))


def _draw(laid: Laid) -> _Drawn:
    match laid:
        case PaperLine(text=text) if text == "-" * _COLUMNS:
            return _rule()
        case PaperLine():
            return _line(laid)
        case _:
            return _qr(laid.payload)


def _rule() -> _Drawn:
    height = _SIZE * _LEADING
    return _Drawn(f"0.5 w {_MARGIN} {-height / 2:.2f} m {_WIDTH - _MARGIN} {-height / 2:.2f} l S\n", height)


def _line(line: PaperLine) -> _Drawn:
    size = _SIZE * (2 if line.emphasis is Emphasis.LARGE else 1)
    text = line.text.replace(NO_BREAK_SPACE, " ")
    room = _WIDTH - 2 * _MARGIN - len(text) * size * 0.6
    share = {Align.LEFT: 0.0, Align.CENTRE: 0.5, Align.RIGHT: 1.0}[line.align]
    font = "/F1" if line.emphasis is Emphasis.NORMAL else "/F2"
    written = (
        f"BT {font} {size:.2f} Tf {_MARGIN + room * share:.2f} {-size:.2f} Td ({_escaped(text)}) Tj ET\n"
    )
    return _Drawn(written, size * _LEADING)


def _qr(payload: str) -> _Drawn:
    """Black on the page's white, each module a square."""
    code = zxingcpp.create_barcode(payload, zxingcpp.BarcodeFormat.QRCode)
    pixels: Any = code.to_image(scale=1, add_quiet_zones=False)
    rows: Any = memoryview(pixels).tolist()
    side = _QR_SIDE / len(rows)
    left = (_WIDTH - _QR_SIDE) / 2
    squares = [
        f"{left + place * side:.3f} {-_QR_GAP - (row + 1) * side:.3f} {side:.3f} {side:.3f} re"
        for row, modules in enumerate(rows)
        for place, light in enumerate(modules)
        if not light
    ]
    return _Drawn("\n".join(squares) + " f\n", _QR_SIDE + 2 * _QR_GAP)


def _escaped(text: str) -> str:
    return text.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")


def _file(content: bytes, height: float, title: str) -> bytes:
    """The objects of the file, and where each begins."""
    font = "<< /Type /Font /Subtype /Type1 /BaseFont /{} /Encoding /WinAnsiEncoding >>"
    resources = "<< /Font << /F1 5 0 R /F2 6 0 R >> >>"
    box = f"[0 0 {_WIDTH:.2f} {height:.2f}]"
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        f"<< /Type /Page /Parent 2 0 R /MediaBox {box} /Contents 4 0 R /Resources {resources} >>".encode(),
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content),
        font.format("Courier").encode(),
        font.format("Courier-Bold").encode(),
        f"<< /Title ({_escaped(title)}) /Producer (Setia) >>".encode("cp1252"),
    ]
    made = bytearray(b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n")
    starts = []
    for number, body in enumerate(objects, start=1):
        starts.append(len(made))
        made += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = len(made)
    made += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    made += b"".join(b"%010d 00000 n \n" % start for start in starts)
    made += b"trailer\n<< /Size %d /Root 1 0 R /Info 7 0 R >>\n" % (len(objects) + 1)
    return bytes(made + b"startxref\n%d\n%%%%EOF\n" % table)
