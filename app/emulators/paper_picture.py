"""Paper as a picture of a till roll, one pixel for each dot of the printer."""

from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path

import zxingcpp
from PIL import Image, ImageChops, ImageDraw, ImageFont

from app.emulators.paper import Alignment, Cut, Line, Mark, Paper, Pulse, QrSymbol, Raster, Run
from app.emulators.print_head import CHARACTER_DOTS

FONT = "DejaVuSansMono.ttf"

_DESK, _ROLL, _INK = (203, 207, 214), (252, 251, 247), (36, 36, 42)
_SHADOW = (178, 183, 192)
_CHARACTER_HEIGHT = 24
_LINE_HEIGHT = 30
_FONT_SIZE = 20  # whose characters are 12 pixels wide
_MARGIN = 36
_DESK_MARGIN = 24
_TOOTH = 8
_CUT_HEIGHT = 2 * _TOOTH


def shipped_font() -> Path:
    """The font that comes with Setia, in the source tree or in an installed package."""
    here = Path(__file__).resolve()
    places = [here.parents[1] / "_resources" / "fonts" / FONT, here.parents[2] / "resources" / "fonts" / FONT]
    return next((place for place in places if place.is_file()), places[-1])


def picture(paper: Paper, font: Path | None = None) -> Image.Image:
    """`paper` on a desk. `font`: a monospaced TrueType file, or the shipped one."""
    is_cut = bool(paper.marks) and isinstance(paper.marks[-1], Cut)
    marks = paper.marks[:-1] if is_cut else paper.marks  # the last cut is the roll's own edge
    ink = _ink(marks, paper.dots, font or shipped_font())
    below = 0 if is_cut else _MARGIN
    roll = Image.new("RGB", (paper.dots + 2 * _MARGIN, _MARGIN + ink.height + below), _ROLL)
    roll.paste(_INK, (_MARGIN, _MARGIN), ink)
    return _on_desk(roll, is_cut=is_cut)


def _on_desk(roll: Image.Image, *, is_cut: bool) -> Image.Image:
    desk = Image.new("RGB", (roll.width + 2 * _DESK_MARGIN, roll.height + 2 * _DESK_MARGIN), _DESK)
    shape = _outline(roll.size, is_cut=is_cut)
    desk.paste(_SHADOW, (_DESK_MARGIN + 3, _DESK_MARGIN + 4), shape)
    desk.paste(roll, (_DESK_MARGIN, _DESK_MARGIN), shape)
    return desk


def _outline(size: tuple[int, int], *, is_cut: bool) -> Image.Image:
    """The roll's edges: straight where it was cut, toothed where it was torn off."""
    width, height = size
    shape = Image.new("L", size, 255)
    if not is_cut:
        draw = ImageDraw.Draw(shape)
        for left, right in pairwise(range(0, width + 2 * _TOOTH, _TOOTH)):
            tip = ((left + right) // 2, height - _TOOTH)
            draw.polygon([(left, height), tip, (right, height)], fill=0)
    return shape


def _ink(marks: Sequence[Mark], dots: int, font: Path) -> Image.Image:
    """A mask of what is black, as wide as the print head."""
    strips = [_strip(mark, dots, font) for mark in marks]
    ink = Image.new("L", (dots, max(1, sum(strip.height for strip in strips))), 0)
    top = 0
    for strip in strips:
        ink.paste(strip, (0, top))
        top += strip.height
    return ink


def _strip(mark: Mark, dots: int, font: Path) -> Image.Image:
    match mark:
        case Line():
            return _across(_line(mark, font), mark.alignment, dots)
        case Raster():
            return _across(_raster(mark), mark.alignment, dots)
        case QrSymbol():
            return _across(_qr(mark), mark.alignment, dots)
        case Cut():
            return _cut(dots)
        case Pulse():
            return Image.new("L", (dots, 0))


def _across(ink: Image.Image, alignment: Alignment, dots: int) -> Image.Image:
    room = dots - ink.width
    left = {Alignment.LEFT: 0, Alignment.CENTRE: room // 2, Alignment.RIGHT: room}[alignment]
    strip = Image.new("L", (dots, ink.height), 0)
    strip.paste(ink, (left, 0))
    return strip


def _line(line: Line, font: Path) -> Image.Image:
    """Runs stand on one baseline; the tallest makes the line."""
    runs = [_run(run, font) for run in line.runs]
    tallest = max((run.height for run in runs), default=_CHARACTER_HEIGHT)
    spacing = _LINE_HEIGHT - _CHARACTER_HEIGHT
    ink = Image.new("L", (sum(run.width for run in runs), tallest + spacing), 0)
    left = 0
    for run in runs:
        ink.paste(run, (left, tallest - run.height))
        left += run.width
    return ink


def _run(run: Run, font: Path) -> Image.Image:
    """Characters in their cells: drawn at the larger scale, then squeezed into the other."""
    scale = max(run.width, run.height)
    cell = CHARACTER_DOTS * scale
    typeface = ImageFont.truetype(font, _FONT_SIZE * scale)
    ink = Image.new("L", (cell * len(run.text), _CHARACTER_HEIGHT * scale), 0)
    draw = ImageDraw.Draw(ink)
    for place, character in enumerate(run.text):
        for shift in (0, scale) if run.bold else (0,):  # a printer's bold strikes twice
            draw.text((place * cell + shift, 0), character, fill=255, font=typeface)
    if run.underlined:
        draw.rectangle((0, ink.height - 2 * scale, ink.width, ink.height - scale), fill=255)
    if run.inverted:
        ink = ImageChops.invert(ink)
    return ink.resize((CHARACTER_DOTS * run.width * len(run.text), _CHARACTER_HEIGHT * run.height))


def _raster(raster: Raster) -> Image.Image:
    size = (len(raster.rows[0]) * 8, len(raster.rows))
    ink = Image.frombytes("1", size, b"".join(raster.rows)).convert("L")
    scaled = (size[0] * raster.horizontal_scale, size[1] * raster.vertical_scale)
    return ink.resize(scaled, Image.Resampling.NEAREST)


def _qr(symbol: QrSymbol) -> Image.Image:
    code = zxingcpp.create_barcode(symbol.payload.decode("utf-8", "replace"), zxingcpp.BarcodeFormat.QRCode)
    pixels = code.to_image(scale=symbol.module, add_quiet_zones=False)
    return ImageChops.invert(Image.fromarray(pixels))


def _cut(dots: int) -> Image.Image:
    strip = Image.new("L", (dots, _CUT_HEIGHT), 0)
    draw = ImageDraw.Draw(strip)
    for left in range(0, dots, 16):
        draw.line((left, _CUT_HEIGHT // 2, left + 8, _CUT_HEIGHT // 2), fill=96)
    return strip
