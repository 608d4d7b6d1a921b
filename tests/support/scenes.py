"""Every screen in every state that a picture or a check wants to see, chapter by chapter, each in a shop of its own."""

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from PySide6.QtCore import Qt

from app.ui.opening.state import Opening, OpeningStage
from app.ui.theme.tokens import LIGHT, Tokens
from app.words.translate import Language
from tests.support.asked_scenes import asked_scenes
from tests.support.basket_scenes import basket_scenes
from tests.support.device_scenes import device_scenes
from tests.support.ending_scenes import asking_at_the_end, empty_beside, ending_scenes
from tests.support.first_run_scenes import first_run_scenes
from tests.support.joining_scenes import joining_scenes
from tests.support.paying_scenes import paying_scenes
from tests.support.pin_scenes import pin_scenes
from tests.support.receipt_scenes import receipt_scenes
from tests.support.setup_scenes import setup_scenes
from tests.support.shift_scenes import shift_scenes
from tests.support.shop import MANAGER_PIN
from tests.support.window import Window

Chapter = Callable[[Window], Iterator[str]]
"""Drives a window that has not been opened yet; after each name, the window shows it."""


def walk(
    directory: Path, language: Language, size: tuple[int, int] = (1024, 768), tokens: Tokens = LIGHT
) -> Iterator[tuple[Window, str]]:
    """All chapters. directory: of the shops."""
    for name, chapter in CHAPTERS.items():
        with Window(directory / name, language, tokens) as window:
            window.shell.resize(*size)
            for scene in chapter(window):
                window.settle()
                yield window, scene


def _logged_in(scenes: Chapter) -> Chapter:
    """Begins at the empty checkout."""

    def chapter(window: Window) -> Iterator[str]:
        window.open()
        window.log_in()
        yield from scenes(window)

    return chapter


def _opening(window: Window) -> Iterator[str]:
    window.shell.opening(Opening(OpeningStage.DEMO_SHOP, 0.4))
    yield "opening"
    window.open()
    window.shell.show_sounds(True)
    yield "login"
    window.touch("Ayu")
    window.type("123456")
    yield "login-wrong"
    window.log_in()
    window.key(Qt.Key.Key_F1)
    yield "shortcuts"
    window.key(Qt.Key.Key_Escape)
    window.key(Qt.Key.Key_Menu)
    yield "menu"
    window.key(Qt.Key.Key_Escape)
    window.touch("Program")
    yield "programme-pin"
    window.type(MANAGER_PIN)
    yield "programme"
    window.key(Qt.Key.Key_Escape)
    window.key(Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    yield "locked"
    window.touch("Lencana" if window.language is Language.INDONESIAN else "Badges")
    yield "badges-pin"
    window.type(MANAGER_PIN)
    yield "badges"
    window.touch("Ayu")
    yield "badges-printed"
    window.key(Qt.Key.Key_Escape)


def _selling(window: Window) -> Iterator[str]:
    """From the opening to a sale that lifts a member into another tier."""
    keys = Qt.Key
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
    window.type("as")
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


def _ending(window: Window) -> Iterator[str]:
    asking_at_the_end(window)
    yield from _logged_in(ending_scenes)(window)


CHAPTERS: Mapping[str, Chapter] = {
    "opening": _opening,
    "selling": _logged_in(_selling),
    "joining": _logged_in(joining_scenes),
    "paying": _logged_in(paying_scenes),
    "pin": _logged_in(pin_scenes),
    "basket": _logged_in(basket_scenes),
    "asked": _logged_in(asked_scenes),
    "receipts": _logged_in(receipt_scenes),
    "shift": _logged_in(shift_scenes),
    "ending": _ending,
    "beside": empty_beside,
    "device-status": _logged_in(device_scenes),
    "setup": setup_scenes,
    "first-run": first_run_scenes,
}
