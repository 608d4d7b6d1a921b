"""Text in the characters that a printer has."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.devices.printer.characters import NO_BREAK_SPACE, printable
from app.devices.printer.profile import CodePage


@given(st.text(), st.sampled_from(CodePage))
def test_every_character_is_one_printable_byte_of_the_page(text: str, page: CodePage) -> None:
    for character in printable(text, page):
        if character != NO_BREAK_SPACE:
            encoded = character.encode(page)
            assert len(encoded) == 1
            assert encoded[0] >= 0x20
            assert encoded[0] != 0x7F


@given(st.text(alphabet=st.characters(min_codepoint=32, max_codepoint=126)), st.sampled_from(CodePage))
def test_ascii_stays_as_it_is(text: str, page: CodePage) -> None:
    assert printable(text, page) == text


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("Café", "Café"),
        ("Cafe\u0301", "Café"),
        ("“Latte” ‘ok’", "\"Latte\" 'ok'"),
        ("2–3 — 4", "2-3 - 4"),
        ("咖啡", "??"),
        ("Łódź", "Lódz"),
        ("Rp10.000 → 1 poin…", "Rp10.000 -> 1 poin..."),
        ("Ａ①", "A1"),
        ("☕️ kopi", "? kopi"),
        ("2 × 500", "2 x 500"),
    ],
)
def test_what_the_page_lacks_is_written_otherwise(text: str, printed: str) -> None:
    assert printable(text, CodePage.CP437) == printed


def test_a_name_cannot_carry_a_printer_command() -> None:
    assert printable("Kopi\x1bp\x00\x19\n\x1dV\x7f\x85", CodePage.CP1252) == "Kopi p    V  "


def test_a_space_that_must_not_break_is_kept_for_the_layout() -> None:
    assert printable("Rp\u202f10", CodePage.CP858) == "Rp" + NO_BREAK_SPACE + "10"
