"""Thirty receipts, read back from their bytes by an interpreter that shares nothing with what wrote them."""

from dataclasses import replace
from itertools import product
from pathlib import Path

import numpy as np
import pytest
import zxingcpp
from PIL import Image, ImageDraw

from app.devices.printer.profile import MIDDLE, NARROW, WIDE, PrinterProfile
from app.devices.printer.render import render
from app.emulators.escpos_paper import PaperParser
from app.emulators.paper import Paper
from app.services.receipt import Align, Emphasis, PairLine, QrCode, Receipt, RuleLine, TextLine
from tests.support.printing import RETURN_CODE, cafe_receipt, image_of
from tests.support.strict_logs import ExpectLog

CARD = "SETIA:M/7K3QF0ZR9V2XH5TBA"
LONG = "https://setia.example/s/" + "0123456789ABCDEF" * 8

SLIP = Receipt(
    number="KS-01-000483",
    opens_drawer=False,
    elements=(
        TextLine("Struk poin — bukan bukti pembayaran atau dokumen pajak", Align.CENTRE, Emphasis.BOLD),
        PairLine("Anggota", "李明 Müller-Søren"),
        PairLine("Poin “akhir pekan”", "1.250"),
        QrCode(CARD),
    ),
)
QUOTES = Receipt(
    number="KS-01-000484",
    opens_drawer=True,
    elements=(
        TextLine("Rumah Makan ‘Résumé’", Align.CENTRE, Emphasis.LARGE),
        PairLine("Nasi goreng “istimewa” – telur…", "Rp35.000"),
        PairLine("Crème brûlée × 2", "Rp48.000", Emphasis.BOLD),
        RuleLine(),
        TextLine("Jum’at & Sabtu: diskon 10 %"),
        QrCode(LONG),
    ),
)
COPY = replace(cafe_receipt(), elements=(TextLine("SALINAN #2", Align.CENTRE), *cafe_receipt().elements))
NAMES = Receipt(
    number="KS-01-000485",
    opens_drawer=False,
    elements=(
        TextLine("字" * 50),
        TextLine("Ny. Siti 王小明 Rahayu-Özdemir"),
        QrCode("1"),
        QrCode(RETURN_CODE),
    ),
)
RECEIPTS = (cafe_receipt(), SLIP, QUOTES, COPY, NAMES)
WRITTEN = str.maketrans({"—": "-", "–": "-", "“": '"', "”": '"', "‘": "'", "’": "'", "•": "*"})
LETTERS = {"…": "...", "→": "->", "ø": "o", "×": "x"}
IN_858 = "ø×"
HAN = "李明王小字"


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("printer") / "cache"


@pytest.fixture
def logo(tmp_path: Path) -> Path:
    picture = Image.new("RGBA", (900, 400), (0, 0, 0, 0))
    ImageDraw.Draw(picture).ellipse((100, 50, 800, 350), fill="black")
    picture.save(tmp_path / "logo.png")
    return tmp_path / "logo.png"


def squeezed(text: str) -> str:
    return "".join(text.split())


def expected(receipt: Receipt, columns: int, page: str) -> str:
    """Every letter in order, without the spaces that the layout decides."""
    written = ""
    for element in receipt.elements:
        match element:
            case TextLine():
                written += element.text
            case PairLine():
                written += element.left + element.right
            case RuleLine():
                written += "-" * columns
            case QrCode():
                pass
    for letter, instead in LETTERS.items():
        if page == "cp437" or letter not in IN_858:
            written = written.replace(letter, instead)
    return squeezed(written.translate(WRITTEN).translate(dict.fromkeys(map(ord, HAN), "?")))


def codes_on(paper: Paper, *, native: bool) -> list[str]:
    if native:
        return [symbol.payload.decode() for symbol in paper.qr_symbols]
    found = [zxingcpp.read_barcodes(np.array(image_of(raster))) for raster in paper.rasters]
    return [code.text for codes in found for code in codes]


CASES = list(product((NARROW, MIDDLE, WIDE), (True, False), range(len(RECEIPTS))))


@pytest.mark.parametrize(("profile", "native", "number"), CASES)
def test_a_receipt_is_read_back_letter_by_letter(
    profile: PrinterProfile, native: bool, number: int, cache: Path, logo: Path
) -> None:
    printer, receipt = replace(profile, native_qr=native), RECEIPTS[number]
    has_logo = number % 2 == 0
    parser = PaperParser(printer.dots, two_byte=True)
    parser.feed(render(receipt, printer, cache, logo if has_logo else None))
    paper = parser.paper
    assert squeezed(paper.text) == expected(receipt, printer.columns, printer.code_page)
    assert (paper.unknown, paper.unprinted, paper.unfinished) == ((), "", 0)
    assert all(len(line.text) <= printer.columns for line in paper.lines)
    wanted = [element.payload for element in receipt.elements if isinstance(element, QrCode)]
    assert codes_on(paper, native=native) == wanted
    assert len(paper.rasters) == has_logo + (0 if native else len(wanted))
    assert all(len(raster.rows[0]) * 8 <= printer.dots for raster in paper.rasters)
    assert len(paper.pulses) == receipt.opens_drawer


def test_these_are_thirty() -> None:
    assert len(CASES) == 30


def test_a_logo_that_is_none_does_not_stop_the_receipt(
    tmp_path: Path, cache: Path, expected_log: ExpectLog
) -> None:
    expected_log("the logo can't be read")
    (tmp_path / "logo.png").write_bytes(b"no picture")
    for path in (tmp_path / "logo.png", tmp_path / "missing.png"):
        parser = PaperParser(NARROW.dots)
        parser.feed(render(SLIP, NARROW, cache, path))
        assert squeezed(parser.paper.text) == expected(SLIP, 32, "cp437")
