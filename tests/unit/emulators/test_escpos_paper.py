"""How the emulated printer reads ESC/POS. Bytes are written as Epson's reference gives them."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.emulators.escpos_paper import PaperParser, StatusRequest
from app.emulators.paper import Alignment, Cut, Line, Paper, Pulse, QrSymbol, Raster, Run

JOB = (
    b"\x1b@\x1bt\x13\x1ba\x01\x1bE\x01Halo\n\x1bE\x00\x1d!\x11BIG\n\x1d!\x00\x1ba\x00caf\x82\n"
    b"\x1dv0\x00\x02\x00\x03\x00\x01\x02\x03\x04\x05\x06"
    b"\x1d(k\x03\x001C\x06\x1d(k\x05\x001P0AB\x1d(k\x03\x001Q0"
    b"\x1bp\x00\x19\xfa\x10\x04\x01\x1dVB\x00rest\n\x1dV\x01"
)


def paper_of(data: bytes, dots: int = 576, *, two_byte: bool = False) -> Paper:
    parser = PaperParser(dots, two_byte=two_byte)
    parser.feed(data)
    return parser.paper


def test_a_job_becomes_what_stands_on_its_paper() -> None:
    assert paper_of(JOB) == Paper(
        576,
        (
            Line((Run("Halo", bold=True),), Alignment.CENTRE),
            Line((Run("BIG", width=2, height=2),), Alignment.CENTRE),
            Line((Run("café"),)),
            Raster((b"\x01\x02", b"\x03\x04", b"\x05\x06")),
            QrSymbol(b"AB", 6),
            Pulse(2),
            Cut(partial=True),
            Line((Run("rest"),)),
            Cut(partial=True),
        ),
    )


@given(st.lists(st.integers(0, len(JOB)), max_size=12))
def test_fragments_change_nothing(cuts: list[int]) -> None:
    parser = PaperParser()
    edges = [0, *sorted(cuts), len(JOB)]
    requests = [request for start, end in pairwise(edges) for request in parser.feed(JOB[start:end])]
    assert parser.paper == paper_of(JOB)
    assert requests == [StatusRequest(1)]


@given(st.binary(max_size=400))
def test_any_bytes_are_survived(data: bytes) -> None:
    assert paper_of(data).dots == 576


@pytest.mark.parametrize("kind", [1, 2, 3, 4])
def test_a_status_request_is_handed_out_and_leaves_no_mark(kind: int) -> None:
    parser = PaperParser()
    assert parser.feed(b"\x10\x04" + bytes([kind])) == (StatusRequest(kind),)
    assert parser.feed(b"") == ()
    assert parser.paper == Paper(576)


@pytest.mark.parametrize(
    "command",
    [b"\x1b\x7f", b"\x1dz", b"\x07", b"\x1bt\x63", b"\x1ba\x07", b"\x1dV\x09", b"\x1dv0\x09\0\0\0\0"],
)
def test_an_unknown_command_is_kept_and_the_rest_still_printed(command: bytes) -> None:
    paper = paper_of(command + b"ok\n")
    assert paper.unknown == (command,)
    assert paper.text == "ok"


def test_the_end_of_a_broken_job_is_told() -> None:
    assert paper_of(b"half").unprinted == "half"
    assert paper_of(b"\x1dv0\x00\x02\x00\x03\x00\x01").unfinished == 9


def test_a_line_that_is_too_long_goes_on_in_the_next() -> None:
    assert [line.text for line in paper_of(b"x" * 40 + b"\n", dots=384).lines] == ["x" * 32, "x" * 8]
    assert [line.text for line in paper_of(b"\x1d!\x10" + b"x" * 20 + b"\n", dots=384).lines] == [
        "x" * 16,
        "x" * 4,
    ]


@pytest.mark.parametrize(("page", "letter"), [(0, b"\x82"), (19, b"\x82"), (16, b"\xe9"), (2, b"\x82")])
def test_code_pages_are_told_apart(page: int, letter: bytes) -> None:
    assert paper_of(b"\x1bt" + bytes([page]) + letter + b"\n").text == "é"


def test_the_euro_sign_is_where_code_page_858_put_it() -> None:
    assert paper_of(b"\x1bt\x13\xd5\n").text == "€"


def test_chinese_firmware_pairs_bytes_until_it_is_told_not_to() -> None:
    assert paper_of("咖".encode("gb18030") + b"\n", two_byte=True).text == "咖"
    assert paper_of(b"\x1c.\x82a\n", two_byte=True).text == "éa"
    assert paper_of(b"\x1c.\x1b@\x82a\n", two_byte=True).text != "éa"


def test_initialising_forgets_every_style() -> None:
    assert paper_of(b"\x1d!\x11\x1bE\x01\x1b-\x01\x1dB\x01\x1ba\x02\x1b@A\n").lines == (Line((Run("A"),)),)


def test_print_mode_sets_size_and_weight_at_once() -> None:
    assert paper_of(b"\x1b!\x38A\x1b!\x00b\n").lines == (
        Line((Run("A", bold=True, width=2, height=2), Run("b"))),
    )


def test_alignment_within_a_line_is_too_late() -> None:
    assert paper_of(b"A\x1ba\x01B\n").lines == (Line((Run("AB"),)),)


def test_feeding_lines_ends_the_one_that_was_begun() -> None:
    assert paper_of(b"A\x1bd\x03").lines == (Line((Run("A"),)), Line(), Line())


def test_a_tab_goes_to_the_next_stop() -> None:
    assert paper_of(b"abc\tx\n").text == "abc     x"
