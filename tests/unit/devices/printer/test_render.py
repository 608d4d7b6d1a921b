"""Print jobs, read back by a printer that shares nothing with what wrote them."""

import string
from dataclasses import replace
from pathlib import Path

import pytest
import zxingcpp
from hypothesis import given
from hypothesis import strategies as st

from app.devices.printer.profile import MIDDLE, NARROW, WIDE, CodePage, PrinterProfile
from app.devices.printer.render import module_dots, render
from app.emulators.escpos_paper import PaperParser
from app.emulators.paper import Alignment, Cut, Line, Paper, Pulse, Run
from app.services.receipt import Align, Element, Emphasis, PairLine, QrCode, Receipt, RuleLine, TextLine
from tests.support.printing import RETURN_CODE, cafe_receipt, image_of

PROFILES = [NARROW, MIDDLE, WIDE, replace(NARROW, code_page=CodePage.CP858), replace(WIDE, native_qr=True)]
PAYLOADS = st.text(
    alphabet=string.ascii_letters + string.digits + string.punctuation, min_size=1, max_size=120
)


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("printing") / "escpos"


def printed(receipt: Receipt, profile: PrinterProfile, cache: Path) -> Paper:
    parser = PaperParser(profile.dots, two_byte=True)
    assert parser.feed(render(receipt, profile, cache)) == ()
    return parser.paper


def one(*elements: Element) -> Receipt:
    return Receipt("1", elements)


@pytest.mark.parametrize("profile", PROFILES)
def test_a_whole_receipt_has_no_byte_that_a_printer_does_not_know(
    profile: PrinterProfile, cache: Path
) -> None:
    paper = printed(cafe_receipt(), profile, cache)
    assert (paper.unknown, paper.unprinted, paper.unfinished) == ((), "", 0)
    assert "Café au lait" in paper.text
    assert "Rp124.700" in paper.text


@given(text=st.text(max_size=60), amount=st.text(max_size=20), profile=st.sampled_from(PROFILES))
def test_no_text_makes_a_printer_do_anything_but_print(
    text: str, amount: str, profile: PrinterProfile, cache: Path
) -> None:
    paper = printed(one(TextLine(text), PairLine(text, amount)), profile, cache)
    assert (paper.unknown, paper.unprinted, paper.unfinished, paper.pulses) == ((), "", 0, ())


@pytest.mark.parametrize("profile", PROFILES)
def test_the_printer_never_wraps_a_line_itself(profile: PrinterProfile, cache: Path) -> None:
    elements = tuple(TextLine("x" * 100, emphasis=emphasis) for emphasis in Emphasis)
    expected = sum(-(-100 // (profile.columns // width)) for width in (1, 1, 2))
    lines = [line for line in printed(one(*elements), profile, cache).lines if line.text]
    assert len(lines) == expected


@pytest.mark.parametrize("profile", [NARROW, MIDDLE, WIDE])
@given(payload=PAYLOADS | st.just(RETURN_CODE))
def test_a_printed_qr_code_reads_as_its_payload(payload: str, profile: PrinterProfile, cache: Path) -> None:
    (raster,) = printed(one(QrCode(payload)), profile, cache).rasters
    assert len(raster.rows[0]) * 8 == profile.dots
    (read,) = zxingcpp.read_barcodes(image_of(raster))
    assert read.text == payload


def test_the_longest_qr_code_fits_the_narrowest_paper(cache: Path) -> None:
    payload = "setia" * 133 + "!"
    (raster,) = printed(one(QrCode(payload)), NARROW, cache).rasters
    (read,) = zxingcpp.read_barcodes(image_of(raster))
    assert read.text == payload


def test_a_printer_that_draws_qr_codes_gets_the_payload(cache: Path) -> None:
    paper = printed(one(QrCode(RETURN_CODE)), replace(WIDE, native_qr=True), cache)
    (symbol,) = paper.qr_symbols
    assert (symbol.payload, symbol.alignment) == (RETURN_CODE.encode(), Alignment.CENTRE)
    assert paper.rasters == ()
    before, after = (paper.marks[paper.marks.index(symbol) + step] for step in (-1, 1))
    assert before == after == Line((), Alignment.CENTRE)


@pytest.mark.parametrize("payload", ["", "é", "x" * 667])
def test_a_qr_code_that_cannot_be_printed_is_refused(payload: str) -> None:
    with pytest.raises(ValueError, match="666"):
        module_dots(payload, 384)


def test_emphasis_is_seen_on_paper_and_ends_with_its_line(cache: Path) -> None:
    elements = (
        TextLine("A", emphasis=Emphasis.LARGE),
        TextLine("B", emphasis=Emphasis.BOLD),
        TextLine("C", Align.RIGHT),
        RuleLine(),
    )
    assert printed(one(*elements), NARROW, cache).lines[:4] == (
        Line((Run("A", width=2, height=2),)),
        Line((Run("B", bold=True),)),
        Line((Run("C"),), Alignment.RIGHT),
        Line((Run("-" * 32),)),
    )


@pytest.mark.parametrize("page", list(CodePage))
def test_letters_with_accents_come_out_in_every_code_page(page: CodePage, cache: Path) -> None:
    paper = printed(one(TextLine("é è ü ñ Å")), replace(WIDE, code_page=page), cache)
    assert paper.lines[0].text == "é è ü ñ Å"


@pytest.mark.parametrize(
    ("page", "number"),
    [(CodePage.CP437, 0), (CodePage.CP850, 2), (CodePage.CP1252, 16), (CodePage.CP858, 19)],
)
def test_one_code_page_is_chosen_at_the_start_and_never_left(
    page: CodePage, number: int, cache: Path
) -> None:
    job = render(one(TextLine("é € ™ Σ ł 咖啡")), replace(WIDE, code_page=page), cache)
    assert job.startswith(b"\x1b@\x1c.\x1bt" + bytes([number]))
    assert job.count(b"\x1bt") == 1


def test_an_amount_with_a_no_break_space_stays_in_one_line(cache: Path) -> None:
    paper = printed(one(TextLine("Belanja lagi dan dapatkan hemat Rp\u00a010.000")), NARROW, cache)
    assert [line.text for line in paper.lines[:2]] == ["Belanja lagi dan dapatkan hemat", "Rp 10.000"]


def test_chinese_is_seen_to_be_missing_and_changes_nothing_after_it(cache: Path) -> None:
    paper = printed(one(TextLine("咖啡 é"), TextLine("é")), WIDE, cache)
    assert [line.text for line in paper.lines[:2]] == ["?? é", "é"]


def test_paper_is_cut_only_where_there_is_a_cutter(cache: Path) -> None:
    assert printed(one(TextLine("A")), NARROW, cache).cuts == ()
    paper = printed(one(TextLine("A")), WIDE, cache)
    assert paper.marks[-1] == Cut(partial=True)


@pytest.mark.parametrize("profile", [NARROW, WIDE])
def test_the_last_line_is_fed_past_the_edge_that_tears_it(profile: PrinterProfile, cache: Path) -> None:
    paper = printed(one(TextLine("A")), profile, cache)
    assert [line.text for line in paper.lines][1:5] == [""] * 4


def test_the_drawer_opens_before_the_paper_and_only_when_asked(cache: Path) -> None:
    asked = printed(Receipt("1", (TextLine("A"),), opens_drawer=True), NARROW, cache)
    assert asked.marks[0] == Pulse(2)
    assert printed(one(TextLine("A")), NARROW, cache).pulses == ()


def test_rendering_twice_gives_the_same_bytes(cache: Path) -> None:
    assert render(cafe_receipt(), WIDE, cache) == render(cafe_receipt(), WIDE, cache)
