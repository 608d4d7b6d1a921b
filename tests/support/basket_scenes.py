"""The sheets about the open basket besides selling it, for pictures: from an empty checkout to an empty one."""

from collections.abc import Iterator

from PySide6.QtCore import Qt

from tests.support.window import Window

_KEYS, _CONTROL = Qt.Key, Qt.KeyboardModifier.ControlModifier


def basket_scenes(window: Window) -> Iterator[str]:
    """After each name, the window shows it."""
    yield from _hold(window)
    yield from _by_hand(window)
    yield from _split(window)
    yield from _give_up(window)


def _hold(window: Window) -> Iterator[str]:
    for label, skus in (("meja 4", ("KOP-001", "ROT-001")), ("bu siti", ("BIJ-001",)), ("", ("KUE-001",))):
        for sku in skus:
            window.scan_item(sku)
        if label:
            window.scan(window.shop.cards[0])
        window.key(_KEYS.Key_F8)
        window.type(label)
        if label == "meja 4":
            yield "hold"
        window.key(_KEYS.Key_Return)
    yield "hold-done"
    window.key(_KEYS.Key_F8)
    window.key(_KEYS.Key_Down)
    yield "held"
    window.key(_KEYS.Key_Escape)


def _by_hand(window: Window) -> Iterator[str]:
    window.scan_item("KOP-003")
    window.key(_KEYS.Key_F11)
    yield "by-hand"
    window.type("30000")
    yield "by-hand-keyed"
    window.key(_KEYS.Key_Return)
    yield "by-hand-pin"
    window.key(_KEYS.Key_Escape)
    window.key(_KEYS.Key_Escape)


def _split(window: Window) -> Iterator[str]:
    for sku in ("KOP-003", "ROT-001", "KUE-001"):
        window.scan_item(sku)
    window.key(_KEYS.Key_B, _CONTROL)
    window.key(_KEYS.Key_Plus)
    window.scan(window.shop.cards[1])
    window.key(_KEYS.Key_Down)
    window.key(_KEYS.Key_Space)
    window.key(_KEYS.Key_Right)
    window.key(_KEYS.Key_Down)
    window.key(_KEYS.Key_Plus)
    yield "split"
    window.key(_KEYS.Key_Return)
    yield "held-parts"
    window.key(_KEYS.Key_Escape)


def _give_up(window: Window) -> Iterator[str]:
    """All that the scenes before left."""
    window.scan_item("KOP-001")
    window.key(_KEYS.Key_F9)
    yield "give-up"
    window.key(_KEYS.Key_Return)
    window.key(_KEYS.Key_F8)
    while window.shop.till.held():
        window.key(_KEYS.Key_Delete)
        window.key(_KEYS.Key_Return)
    window.key(_KEYS.Key_Escape)


def beside_scenes(window: Window) -> Iterator[str]:
    """The same checkout beside another till: a bill is entered, and paid there."""
    window.scan(window.shop.cards[0])
    window.key(_KEYS.Key_F4)
    window.type("a-0042")
    window.key(_KEYS.Key_Tab)
    window.type("150000")
    window.key(_KEYS.Key_Tab)
    window.type("50000")
    yield "bill"
    window.key(_KEYS.Key_Return)
    yield "bill-basket"
    window.key(_KEYS.Key_F12)
    yield "bill-pay"
    window.key(_KEYS.Key_Return)
    yield "bill-done"
    window.key(_KEYS.Key_Escape)
