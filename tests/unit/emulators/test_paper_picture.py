"""Paper as a picture."""

from pathlib import Path

import pytest
import zxingcpp
from PIL import Image, ImageStat

from app.emulators.escpos_paper import PaperParser
from app.emulators.paper import Alignment, Cut, Line, Mark, Paper, Pulse, QrSymbol, Raster, Run
from app.emulators.paper_picture import picture, shipped_font
from tests.support.printing import RETURN_CODE

EDGE = 24 + 36
"""Desk and margin around what is printed."""


def drawn(*marks: Mark, dots: int = 384) -> Image.Image:
    """What is printed, without desk and margin."""
    shown = picture(Paper(dots, marks)).convert("L")
    return shown.crop((EDGE, EDGE, EDGE + dots, shown.height - EDGE))


def inked(image: Image.Image) -> tuple[int, int, int, int]:
    """The box around what is black."""
    box = image.point(lambda level: 255 if level < 128 else 0).getbbox()
    assert box is not None
    return box


def test_the_font_is_shipped_with_its_licence() -> None:
    assert shipped_font().is_file()
    assert shipped_font().with_suffix(".LICENSE").is_file()


@pytest.mark.parametrize(("width", "height"), [(1, 1), (2, 2), (2, 1), (1, 2), (4, 3)])
def test_a_character_fills_the_cell_of_its_size(width: int, height: int) -> None:
    left, top, right, bottom = inked(drawn(Line((Run("\u2588", width=width, height=height),))))
    assert (left, right) == (0, 12 * width)
    assert top <= 1
    assert 0 <= 24 * height - bottom <= 1


def test_thirty_two_characters_reach_the_right_edge_and_no_further() -> None:
    _, _, right, _ = inked(drawn(Line((Run("M" * 32),))))
    assert 372 < right <= 384


@pytest.mark.parametrize(
    ("alignment", "left"), [(Alignment.LEFT, 0), (Alignment.CENTRE, 186), (Alignment.RIGHT, 372)]
)
def test_a_line_stands_where_it_is_aligned(alignment: Alignment, left: int) -> None:
    assert inked(drawn(Line((Run("\u2588"),), alignment)))[0] == left


def test_bold_is_blacker_and_inverted_is_blacker_still() -> None:
    looks = [Run("setia"), Run("setia", bold=True), Run("setia", inverted=True)]
    levels = [ImageStat.Stat(drawn(Line((run,)))).mean[0] for run in looks]
    assert levels == sorted(levels, reverse=True)
    assert len(set(levels)) == 3


def test_an_image_is_drawn_dot_by_dot_and_scaled_as_asked() -> None:
    assert inked(drawn(Raster((b"\x80", b"\x01")))) == (0, 0, 8, 2)
    assert inked(drawn(Raster((b"\x80", b"\x01"), Alignment.LEFT, 2, 3))) == (0, 0, 16, 6)


def test_a_qr_code_that_the_printer_drew_can_be_scanned_off_the_picture() -> None:
    shown = picture(Paper(576, (Line(), QrSymbol(RETURN_CODE.encode(), 6, Alignment.CENTRE), Line())))
    (read,) = zxingcpp.read_barcodes(shown)
    assert read.text == RETURN_CODE


def test_the_end_is_straight_where_it_was_cut_and_toothed_where_it_was_torn() -> None:
    def colours_of_last_row(*marks: Mark) -> int:
        shown = picture(Paper(384, marks))
        last = shown.crop((24, shown.height - 25, 24 + 384, shown.height - 24))
        return len(last.getcolors() or [])

    assert colours_of_last_row(Line(), Cut(partial=True)) == 1
    assert colours_of_last_row(Line()) > 1


def test_a_drawer_pulse_leaves_the_paper_as_it_is() -> None:
    assert picture(Paper(384, (Pulse(2), Line((Run("A"),))))) == picture(Paper(384, (Line((Run("A"),)),)))


def test_blank_paper_has_a_picture_too() -> None:
    assert picture(PaperParser(384).paper).width == 384 + 2 * EDGE


def test_another_font_can_be_given(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="cannot open"):
        picture(Paper(384, (Line((Run("A"),)),)), tmp_path / "none.ttf")
