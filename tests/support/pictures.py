"""The pictures of the cashier's pages in `docs/cashier`: `python -m tests.support.pictures`, or `make pictures`.

They are small and of few colours. A picture is stale when the screen differs from it by more than a machine's way of
drawing letters.
"""

import os
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import numpy as np
from PIL import Image
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QImage

from app.words.translate import Language
from tests.support.scenes import walk

FOLDER = Path(__file__).parents[2] / "docs" / "cashier" / "pictures"
SHOWN = (
    "login", "shift-float", "checkout-guest", "checkout-member", "menu", "find-item", "find-member", "enrol",
    "enrol-asked", "joined", "about-member", "marks", "cards", "offers", "redeem-proof", "pin-prove", "pin-show",
    "redeem-points", "redeem-rewards", "why", "tender-cash", "tender-three-parts", "finish-tier", "hold", "held",
    "by-hand", "split", "give-up", "receipts", "return", "void", "claim", "exchange", "blind", "tender-other",
    "finish-asks", "shift-report",
    "shift-out", "shift-count", "shift-closed", "shortcuts", "programme", "locked",
    "devices-printer", "devices-scanned", "devices-camera", "devices-changes",
    "first-run-welcome", "first-run-shop", "first-run-programme", "first-run-items", "first-run-staff", "badges",
)  # fmt: skip
"""One of each screen and sheet."""
_SIZE = QSize(683, 512)
_COLOURS = 24
_COARSE = QSize(64, 48)
_ALIKE = 6.0
"""Of 255, the mean difference of two coarse pictures of one screen."""


def pictures(language: Language) -> Iterator[tuple[str, QImage]]:
    """Every picture of a language, at full size."""
    with TemporaryDirectory() as directory:
        for window, name in walk(Path(directory), language):
            if name in SHOWN:
                yield name, window.shell.grab().toImage()


def path_of(language: Language, name: str) -> Path:
    """Where it stands."""
    return FOLDER / language.value / f"{name}.png"


def is_alike(one: QImage, other: QImage) -> bool:
    """Whether two pictures show one screen, drawn here or on another machine."""
    return bool(np.abs(_coarse(one) - _coarse(other)).mean() <= _ALIKE)


def _coarse(image: QImage) -> "np.ndarray[tuple[int, int], np.dtype[np.float64]]":
    small = image.scaled(
        _COARSE, Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode.SmoothTransformation
    ).convertToFormat(QImage.Format.Format_Grayscale8)
    grey = np.frombuffer(small.constBits(), np.uint8)
    return grey.reshape(small.height(), small.bytesPerLine())[:, : small.width()].astype(float)


def main() -> None:
    """Draws them all anew."""
    for language in Language:
        path_of(language, "login").parent.mkdir(parents=True, exist_ok=True)
        for name, image in pictures(language):
            _small(image).save(path_of(language, name), optimize=True)


def _small(image: QImage) -> Image.Image:
    """Sharp enough to read, and of so few colours that it weighs little."""
    small = image.scaled(
        _SIZE, Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode.SmoothTransformation
    ).convertToFormat(QImage.Format.Format_RGB888)
    pixels = np.frombuffer(small.constBits(), np.uint8).reshape(small.height(), small.bytesPerLine())
    coloured = pixels[:, : small.width() * 3].reshape(small.height(), small.width(), 3)
    return Image.fromarray(coloured).quantize(_COLOURS)


if __name__ == "__main__":
    main()
