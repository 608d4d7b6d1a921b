"""What a camera over a counter sees: a phone that shows a member's code, a printed label, an empty counter."""

import math

import cv2
import numpy as np
import zxingcpp
from numpy.typing import NDArray

from app.emulators.lens import Look, Picture, exposed
from app.services.scans import Symbology

_WIDTH, _HEIGHT = 1280, 720
_WRITERS = {
    Symbology.QR: zxingcpp.BarcodeFormat.QRCode,
    Symbology.EAN_13: zxingcpp.BarcodeFormat.EAN13,
    Symbology.EAN_8: zxingcpp.BarcodeFormat.EAN8,
    Symbology.UPC_A: zxingcpp.BarcodeFormat.UPCA,
    Symbology.UPC_E: zxingcpp.BarcodeFormat.UPCE,
    Symbology.CODE_128: zxingcpp.BarcodeFormat.Code128,
    Symbology.CODE_39: zxingcpp.BarcodeFormat.Code39,
    Symbology.ITF: zxingcpp.BarcodeFormat.ITF,
    Symbology.PDF_417: zxingcpp.BarcodeFormat.PDF417,
    Symbology.DATA_MATRIX: zxingcpp.BarcodeFormat.DataMatrix,
    Symbology.AZTEC: zxingcpp.BarcodeFormat.Aztec,
}


def draw_code(text: str, symbology: Symbology, width: int) -> NDArray[np.uint8]:
    """A code with its quiet zone, grey, as wide as whole modules allow but at most `width` pixels if it can be."""
    code = zxingcpp.create_barcode(text, _WRITERS[symbology])
    modules = np.array(code.to_image(scale=1, add_quiet_zones=True)).shape[1]
    return np.array(code.to_image(scale=max(1, width // modules), add_quiet_zones=True), dtype=np.uint8)


def phone_scene(text: str, look: Look, random: np.random.Generator) -> Picture:
    """A member's QR on a phone held over the counter; `look.inverted` is the phone's dark mode."""
    phone = np.full((640, 340, 3), 24, np.uint8)
    screen = phone[24:-24, 14:-14]
    screen[:] = 30 if look.inverted else 245
    code = draw_code(text, Symbology.QR, 280)
    _paste(screen, 255 - code if look.inverted else code)
    return _seen(phone, look, random)


def label_scene(text: str, symbology: Symbology, look: Look, random: np.random.Generator) -> Picture:
    """A printed code on a paper label."""
    code = draw_code(text, symbology, 520)
    label = np.full((max(300, code.shape[0] + 60), code.shape[1] + 60, 3), 250, np.uint8)
    _paste(label, code)
    return _seen(255 - label if look.inverted else label, look, random)


def empty_scene(random: np.random.Generator, look: Look | None = None) -> Picture:
    """The counter, with nobody at it."""
    return exposed(_counter(), look or Look(), random)


def _paste(surface: Picture, code: NDArray[np.uint8]) -> None:
    top, left = (surface.shape[0] - code.shape[0]) // 2, (surface.shape[1] - code.shape[1]) // 2
    surface[top : top + code.shape[0], left : left + code.shape[1]] = code[:, :, np.newaxis]


def _counter() -> Picture:
    """Boards of a wooden counter."""
    across = np.arange(_WIDTH)
    grain = 12 * np.sin(across / 37.0) + 8 * np.sin(across / 11.0)
    boards = np.where(across % 213 < 4, -40.0, 0.0)
    row = np.clip(np.array([60.0, 95.0, 135.0])[np.newaxis, :] + (grain + boards)[:, np.newaxis], 0, 255)
    return np.broadcast_to(row, (_HEIGHT, _WIDTH, 3)).astype(np.uint8)


def _seen(thing: Picture, look: Look, random: np.random.Generator) -> Picture:
    placing = _placing(thing.shape[1], thing.shape[0], look)
    size = (_WIDTH, _HEIGHT)
    laid = cv2.warpPerspective(thing, placing, size, flags=cv2.INTER_AREA)
    mask = cv2.warpPerspective(np.full(thing.shape[:2], 255, np.uint8), placing, size)
    scene = np.where(mask[:, :, np.newaxis] > 127, laid, _counter())
    return exposed(scene.astype(np.uint8), look, random)


def _placing(width: int, height: int, look: Look) -> NDArray[np.float32]:
    """The thing's corners, turned, tilted about the upright axis and seen by a pinhole camera, to pixels."""
    tilt, turn = math.radians(look.tilt), math.radians(look.turn)
    distance = 1400.0
    centre_x, centre_y = _WIDTH / 2 + look.across, _HEIGHT / 2 + look.down
    corners = []
    for x, y in (
        (-width / 2, -height / 2),
        (width / 2, -height / 2),
        (width / 2, height / 2),
        (-width / 2, height / 2),
    ):
        turned_x = x * math.cos(turn) - y * math.sin(turn)
        turned_y = x * math.sin(turn) + y * math.cos(turn)
        nearness = distance / (distance + turned_x * math.sin(tilt))
        factor = look.scale * nearness
        corners.append((centre_x + turned_x * math.cos(tilt) * factor, centre_y + turned_y * factor))
    flat = np.array([(0, 0), (width, 0), (width, height), (0, height)], np.float32)
    return np.asarray(cv2.getPerspectiveTransform(flat, np.array(corners, np.float32)), dtype=np.float32)
