"""The end of a sale, for pictures: the shop's own ways to pay, a slip's reference, paper or none, how it was."""

from collections.abc import Iterator
from dataclasses import replace

from PySide6.QtCore import Qt

from app.domain.basket import other_method
from app.domain.satisfaction import Question, RatingScale
from tests.support.window import Window

_KEYS = Qt.Key
_WAYS = ("GoPay", "OVO", "Voucher mal", "ShopeePay", "Kasbon karyawan")


def ending_scenes(window: Window) -> Iterator[str]:
    """Two sales, from an empty checkout to one. Before it opens the till has to be told (`asking_at_the_end`)."""
    for sku in ("BIJ-001", "KOP-001", "KUE-001"):
        window.scan_item(sku)
    window.key(_KEYS.Key_F12)
    for _ in range(3):
        window.key(_KEYS.Key_Right)
    yield "tender-other"
    window.key(_KEYS.Key_F7)
    window.type("GP-88213")
    yield "tender-reference"
    window.key(_KEYS.Key_Return)
    window.type("150000")
    yield "tender-other-part"
    window.key(_KEYS.Key_Return)
    yield "tender-other-taken"
    window.key(_KEYS.Key_Return)
    yield "finish-asks"
    window.key(_KEYS.Key_4)
    window.key(_KEYS.Key_F12)
    yield "finish-printed"
    window.scan(window.shop.cards[0])
    for _ in range(2):
        window.scan_item("BIJ-001")
    window.key(_KEYS.Key_F12)
    window.key(_KEYS.Key_Return)
    yield "finish-asks-member"
    window.key(_KEYS.Key_Return)
    window.key(_KEYS.Key_F, Qt.KeyboardModifier.ControlModifier)
    yield "receipts-not-printed"
    window.key(_KEYS.Key_Escape)


def asking_at_the_end(window: Window) -> None:
    """A shop that asks whether to print and how it was, and takes what its customers have."""
    window.shop.till = replace(
        window.shop.till,
        asks_to_print=True,
        other_tenders=tuple(other_method(name) for name in _WAYS),
        satisfaction=Question(scale=RatingScale.FACES, at_till=True),
    )


def empty_beside(window: Window) -> Iterator[str]:
    """A till beside another one, before the first bill."""
    window.shop.till = replace(window.shop.till, beside_till="Kasir 1")
    window.open()
    window.log_in()
    yield "beside-empty"
