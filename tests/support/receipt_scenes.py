"""The receipts screen, scene by scene: finding, returning, voiding, claiming, exchanging, without a receipt."""

from collections.abc import Iterator

from PySide6.QtCore import Qt

from tests.support.selling import sell
from tests.support.shop import MANAGER_PIN
from tests.support.window import Window

_KEYS = Qt.Key


def receipt_scenes(window: Window) -> Iterator[str]:
    """From the checkout, with nothing open, and back to it."""
    guest = sell(window.shop, "KOP-002", "KUE-001", member=None)
    window.shop.clock.at += 600_000
    member = sell(window.shop, "KOP-001", "KOP-001", "KUE-001", "ROT-001", member=1)
    yield from _finding(window, member.receipt_number)
    yield from _returning(window)
    yield from _voiding(window)
    yield from _claiming(window, guest.receipt_number)
    yield from _exchanging(window)
    yield from _without_receipt(window)
    window.key(_KEYS.Key_Escape)


def _finding(window: Window, number: str) -> Iterator[str]:
    window.scan(f"SETIA:R/{number}")
    yield "receipt-scanned"
    window.key(_KEYS.Key_Return)
    yield "receipts"
    window.type("77")
    window.key(_KEYS.Key_Return)
    yield "receipts-unknown-number"
    window.key(_KEYS.Key_Escape)


def _returning(window: Window) -> Iterator[str]:
    window.key(_KEYS.Key_Return)
    yield "return-empty"
    window.key(_KEYS.Key_Right)
    window.key(_KEYS.Key_Return)
    yield "return-without-reason"
    window.type("3")
    yield "return"
    window.key(_KEYS.Key_Return)
    yield "returned"
    window.key(_KEYS.Key_Return)


def _voiding(window: Window) -> Iterator[str]:
    window.key(_KEYS.Key_F9)
    yield "void"
    window.key(_KEYS.Key_Return)
    window.type("000000")
    yield "void-wrong-pin"
    window.type(MANAGER_PIN)
    yield "voided"
    window.key(_KEYS.Key_Return)


def _claiming(window: Window, number: str) -> Iterator[str]:
    window.scan(f"SETIA:R/{number}")
    window.key(_KEYS.Key_F2)
    window.type("as")
    yield "claim-search"
    window.key(_KEYS.Key_Return)
    yield "claim"
    window.key(_KEYS.Key_Return)
    yield "claimed"
    window.key(_KEYS.Key_Return)


def _exchanging(window: Window) -> Iterator[str]:
    window.key(_KEYS.Key_F4)
    window.key(_KEYS.Key_Right)
    window.type("2")
    window.key(_KEYS.Key_Return)
    yield "exchange-empty"
    window.scan_item("BIJ-001")
    yield "exchange"
    window.key(_KEYS.Key_F4)
    window.type("ko")
    yield "exchange-search"
    window.key(_KEYS.Key_Escape)
    window.key(_KEYS.Key_Return)
    yield "exchanged"
    window.key(_KEYS.Key_Return)


def _without_receipt(window: Window) -> Iterator[str]:
    window.key(_KEYS.Key_F8)
    yield "blind-empty"
    window.scan_item("KUE-001")
    window.scan_item("BIJ-001")
    yield "blind"
    window.key(_KEYS.Key_Escape)
