"""A member's own PIN, for pictures and for the walk over all screens."""

from collections.abc import Iterator
from dataclasses import replace

from PySide6.QtCore import Qt

from app.words.translate import Words
from tests.support.enrolling import publish
from tests.support.office import opened
from tests.support.shop import MANAGER_PIN
from tests.support.window import Window

_KEYS, _CONTROL = Qt.Key, Qt.KeyboardModifier.ControlModifier
PIN = "270394"


def pin_scenes(window: Window) -> Iterator[str]:
    """Begins and ends with an empty checkout. Who tells a number may spend a hundred points."""
    shop = window.shop
    publish(shop, points=replace(shop.programme.points, proof_above=100))
    opened(shop, 1_500, 0)
    window.scan_item("BIJ-001")
    _tell(window)
    window.key(_KEYS.Key_P, _CONTROL)
    yield "pin-show"
    window.touch(Words(window.language).gettext("A manager allows it"))
    window.type(PIN)
    yield "pin-again"
    window.type(PIN)
    yield "pin-manager"
    window.type(MANAGER_PIN)
    yield "pin-set"
    window.key(_KEYS.Key_P, _CONTROL)
    yield "pin-choose"
    window.key(_KEYS.Key_Escape)
    window.touch(Words(window.language).gettext("Remove the member"))
    _tell(window)
    window.key(_KEYS.Key_F6)
    yield "redeem-proof"
    window.touch(Words(window.language).gettext("Type the PIN"))
    window.type("112")
    yield "pin-prove"
    window.type("112")
    yield "pin-wrong"
    window.type(PIN)
    yield "redeem-proved"
    window.key(_KEYS.Key_Escape)
    window.key(_KEYS.Key_Delete)
    window.touch(Words(window.language).gettext("Remove the member"))


def _tell(window: Window) -> None:
    """The member says the end of his number."""
    window.key(_KEYS.Key_F2)
    window.type("7890")
    window.key(_KEYS.Key_Return)
