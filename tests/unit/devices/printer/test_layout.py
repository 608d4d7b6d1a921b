"""Where the words of a receipt stand."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.devices.printer.layout import PaperLine, lay_out, wrap
from app.services.receipt import Align, Element, Emphasis, PairLine, QrCode, Receipt, RuleLine, TextLine

TEXTS = st.text(alphabet=st.characters(min_codepoint=32, max_codepoint=126), max_size=90)
AMOUNTS = st.integers(-(10**12), 10**12).map(lambda rupiah: f"Rp{rupiah:,}".replace(",", "."))
ELEMENTS = st.one_of(
    st.builds(TextLine, TEXTS, st.sampled_from(Align), st.sampled_from(Emphasis)),
    st.builds(PairLine, TEXTS, AMOUNTS | TEXTS, st.sampled_from(Emphasis)),
    st.just(RuleLine()),
)
COLUMNS = st.sampled_from([32, 42, 48])


def lines_of(element: Element, columns: int = 32) -> list[str]:
    laid = lay_out(Receipt("1", (element,)), columns)
    return [line.text for line in laid if isinstance(line, PaperLine)]


@given(st.lists(ELEMENTS, max_size=6), COLUMNS)
def test_no_line_is_longer_than_the_paper(elements: list[Element], columns: int) -> None:
    for line in lay_out(Receipt("1", tuple(elements)), columns):
        assert isinstance(line, PaperLine)
        room = columns // 2 if line.emphasis is Emphasis.LARGE else columns
        assert len(line.text) <= room


@given(TEXTS, AMOUNTS, st.sampled_from(Emphasis), COLUMNS)
def test_an_amount_is_never_cut_nor_glued_to_its_name(
    name: str, amount: str, emphasis: Emphasis, columns: int
) -> None:
    *_, last = lines_of(PairLine(name, amount, emphasis), columns)
    if len(amount) <= (columns // 2 if emphasis is Emphasis.LARGE else columns):
        assert last.endswith(amount)
        assert last == amount or last.removesuffix(amount).endswith(" ")


@given(TEXTS, st.integers(8, 48), st.integers(0, 2))
def test_wrapping_keeps_every_character_but_spaces(text: str, columns: int, hanging: int) -> None:
    assert "".join(wrap(text, columns, hanging)).replace(" ", "") == text.replace(" ", "")


@given(TEXTS, TEXTS, COLUMNS)
def test_a_pair_keeps_every_character_but_spaces(left: str, right: str, columns: int) -> None:
    printed = "".join(lines_of(PairLine(left, right), columns)).replace(" ", "")
    assert printed == (left + right).replace(" ", "")


def test_a_name_and_its_amount_stand_at_the_two_edges() -> None:
    assert lines_of(PairLine("Subtotal", "Rp120.000")) == ["Subtotal               Rp120.000"]


def test_a_long_name_wraps_above_its_amount() -> None:
    assert lines_of(PairLine("1 Roti Bakar Cokelat Keju Spesial Keluarga", "Rp38.000")) == [
        "1 Roti Bakar Cokelat Keju",
        "  Spesial Keluarga      Rp38.000",
    ]


def test_an_amount_that_does_not_fit_beside_the_name_gets_its_own_line() -> None:
    assert lines_of(PairLine("Kopi Susu Gula Aren Besar", "Rp1.250.000")) == [
        "Kopi Susu Gula Aren Besar",
        "                     Rp1.250.000",
    ]


def test_a_wrapped_discount_stays_indented_under_its_item() -> None:
    assert lines_of(PairLine("  Diskon anggota Emas ulang tahun lima persen", "-Rp1.600")) == [
        "  Diskon anggota Emas ulang",
        "    tahun lima persen   -Rp1.600",
    ]


def test_a_large_pair_has_half_of_the_columns() -> None:
    assert lines_of(PairLine("TOTAL", "Rp124.700", Emphasis.LARGE)) == ["TOTAL  Rp124.700"]
    assert lines_of(PairLine("TOTAL", "Rp1.250.000", Emphasis.LARGE)) == ["TOTAL", "     Rp1.250.000"]


def test_an_amount_wider_than_the_paper_goes_on_in_the_next_line() -> None:
    assert lines_of(PairLine("", "1" * 40)) == ["1" * 32, " " * 24 + "1" * 8]


@pytest.mark.parametrize("columns", [32, 42, 48])
def test_a_rule_crosses_the_paper(columns: int) -> None:
    assert lines_of(RuleLine(), columns) == ["-" * columns]


def test_an_empty_text_is_an_empty_line() -> None:
    assert lines_of(TextLine("")) == [""]


def test_alignment_and_emphasis_go_with_every_line_of_a_paragraph() -> None:
    laid = lay_out(Receipt("1", (TextLine("satu dua tiga empat lima", Align.CENTRE, Emphasis.LARGE),)), 32)
    assert laid == (
        PaperLine("satu dua tiga", Align.CENTRE, Emphasis.LARGE),
        PaperLine("empat lima", Align.CENTRE, Emphasis.LARGE),
    )


def test_a_qr_code_stands_where_it_was() -> None:
    laid = lay_out(Receipt("1", (TextLine("a"), QrCode("X"), TextLine("b"))), 32)
    assert laid == (PaperLine("a"), QrCode("X"), PaperLine("b"))
