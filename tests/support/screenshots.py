"""Pictures of every screen, in both languages and two sizes: `python -m tests.support.screenshots OUT`."""

import os
import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import Qt

from app.ui.opening.view import Opening, OpeningStage
from app.ui.theme.tokens import DARK, LIGHT
from app.words.translate import Language
from tests.support.basket_scenes import basket_scenes
from tests.support.joining_scenes import joining_scenes
from tests.support.paying_scenes import paying_scenes
from tests.support.receipt_scenes import receipt_scenes
from tests.support.shop import MANAGER_PIN
from tests.support.window import Window

SIZES = ((1366, 768), (1024, 768))


def scenes(window: Window) -> Iterator[str]:
    """Walks through the screens; after each name, the window shows it."""
    keys, control = Qt.Key, Qt.KeyboardModifier.ControlModifier
    window.shell.opening(Opening(OpeningStage.DEMO_SHOP, 0.4))
    yield "opening"
    window.open()
    yield "login"
    window.touch("Ayu")
    window.type("123456")
    yield "login-wrong"
    window.log_in()
    yield "checkout-empty"
    for sku in ("KOP-001", "ROT-001", "KUE-001", "ROK-001"):
        window.scan_item(sku)
    window.scan_item("KOP-001")
    yield "checkout-guest"
    window.scan("8999999999994")
    yield "checkout-unknown"
    window.scan(window.shop.cards[0])
    yield "checkout-member"
    window.scan_item("BIJ-001")
    window.key(keys.Key_F12)
    yield "tender-cash"
    window.type("500000")
    yield "tender-keyed"
    window.key(keys.Key_Return)
    yield "finish"
    window.scan_item("KUE-001")
    window.scan_item("KOP-003")
    for _ in range(3):
        window.scan_item("BIJ-001")
    window.scan(window.shop.cards[0])
    yield "checkout-points"
    window.key(keys.Key_F6)
    yield "redeem"
    window.key(keys.Key_Return)
    yield "checkout-redeemed"
    window.touch("Mengapa" if window.language is Language.INDONESIAN else "Why")
    yield "why"
    window.key(keys.Key_Escape)
    window.key(keys.Key_F2)
    window.type("a")
    yield "find-member"
    window.key(keys.Key_Escape)
    window.key(keys.Key_F4)
    window.type("ko")
    yield "find-item"
    window.key(keys.Key_Escape)
    window.key(keys.Key_F7)
    yield "quantity"
    window.key(keys.Key_Escape)
    window.key(keys.Key_F12)
    window.touch("QRIS")
    yield "tender-qris"
    window.key(keys.Key_Return)
    yield "finish-tier"
    window.key(keys.Key_Escape)
    yield from joining_scenes(window)
    yield from paying_scenes(window)
    yield from basket_scenes(window)
    yield from receipt_scenes(window)
    window.key(keys.Key_F1)
    yield "shortcuts"
    window.key(keys.Key_Escape)
    window.touch("Program")
    yield "programme-pin"
    window.type(MANAGER_PIN)
    yield "programme"
    window.key(keys.Key_Escape)
    yield from _shift(window)
    window.key(keys.Key_L, control)
    yield "locked"


def _shift(window: Window) -> Iterator[str]:
    """From the float to the Z report."""
    keys, control = Qt.Key, Qt.KeyboardModifier.ControlModifier
    window.key(keys.Key_D, control)
    window.type("2")
    window.key(keys.Key_Return)
    window.type("3")
    yield "shift-float"
    window.key(keys.Key_F12)
    _sell(window)
    window.key(keys.Key_D, control)
    yield "shift-report"
    window.key(keys.Key_2)
    window.type("15000")
    window.key(keys.Key_Down)
    window.key(keys.Key_Down)
    yield "shift-out"
    window.key(keys.Key_Return)
    yield "shift-moved"
    window.key(keys.Key_5)
    yield "shift-manager"
    window.type(MANAGER_PIN)
    yield "shift-expected"
    yield from _close(window)


def _sell(window: Window) -> None:
    """One sale for cash and one by QRIS."""
    keys = Qt.Key
    for way in ("", "QRIS"):
        window.scan_item("BIJ-001")
        window.scan_item("ROT-001")
        window.key(keys.Key_F12)
        if way:
            window.touch(way)
        window.key(keys.Key_Return)
        window.key(keys.Key_Return)


def _close(window: Window) -> Iterator[str]:
    """A held basket first, then a count that is Rp500 short."""
    keys = Qt.Key
    window.key(keys.Key_Escape)
    window.scan_item("KOP-001")
    window.settle()
    window.key(keys.Key_D, Qt.KeyboardModifier.ControlModifier)
    window.key(keys.Key_F12)
    yield "shift-unsold"
    window.key(keys.Key_Escape)
    window.key(keys.Key_Delete)
    window.key(keys.Key_D, Qt.KeyboardModifier.ControlModifier)
    window.key(keys.Key_F12)
    yield "shift-count"
    window.touch("Per jumlah" if window.language is Language.INDONESIAN else "As one amount")
    yield "shift-sum"
    window.type("697000")
    window.key(keys.Key_Return)
    yield "shift-sure"
    window.key(keys.Key_Return)
    yield "shift-closed"
    window.key(keys.Key_Escape)


def main(out: Path) -> None:
    """Writes the pictures."""
    out.mkdir(parents=True, exist_ok=True)
    for language in Language:
        for width, height in SIZES:
            _shoot(out, language, width, height, dark=False)
    _shoot(out, Language.INDONESIAN, *SIZES[0], dark=True)


def _shoot(out: Path, language: Language, width: int, height: int, dark: bool) -> None:
    with (
        TemporaryDirectory() as directory,
        Window(Path(directory), language, DARK if dark else LIGHT) as window,
    ):
        window.shell.resize(width, height)
        for name in scenes(window):
            window.settle()
            kind = f"{language.value}-{width}{'-dark' if dark else ''}"
            window.shell.grab().save(str(out / f"{kind}-{name}.png"))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
