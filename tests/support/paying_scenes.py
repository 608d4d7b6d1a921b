"""Pictures of redeeming and of paying in parts, for the walk over all screens."""

from collections.abc import Iterator
from dataclasses import replace

from PySide6.QtCore import Qt

from app.domain.programme.benefits import AmountOff
from app.domain.programme.gifts import Reward
from app.domain.programme.lines import Lines
from app.services.outcomes import Published
from app.words.translate import Words
from tests.support.gift_cards import load
from tests.support.gift_shop import open_a_cause, open_gift_shop
from tests.support.shop import SmallShop
from tests.support.window import Window

_KEYS = Qt.Key


def paying_scenes(window: Window) -> Iterator[str]:
    """From an empty basket to an empty basket."""
    open_gift_shop(window.shop)
    open_a_cause(window.shop)
    add_rewards(window.shop)
    window.scan(window.shop.cards[0])
    for sku in ("BIJ-001", "KOP-001", "KUE-001"):
        window.scan_item(sku)
    window.key(_KEYS.Key_F12)
    window.key(_KEYS.Key_Return)
    yield "finish-gifts"
    window.scan(window.shop.cards[0])
    for sku in ("BIJ-001", "KOP-001", "ROT-001"):
        window.scan_item(sku)
    window.key(_KEYS.Key_F5)
    yield "offers"
    window.key(_KEYS.Key_Escape)
    yield from _redeeming(window)
    yield from _paying(window)
    yield from _told(window)


def _redeeming(window: Window) -> Iterator[str]:
    window.key(_KEYS.Key_F6)
    yield "redeem-points"
    window.key(_KEYS.Key_Right)
    yield "redeem-rewards"
    window.key(_KEYS.Key_Return)
    window.key(_KEYS.Key_F6)
    window.key(_KEYS.Key_Right)
    window.key(_KEYS.Key_Right)
    yield "redeem-vouchers"
    window.key(_KEYS.Key_Return)
    window.key(_KEYS.Key_F6)
    for _ in range(3):
        window.key(_KEYS.Key_Right)
    yield "redeem-cashback"
    window.key(_KEYS.Key_Escape)


def _paying(window: Window) -> Iterator[str]:
    code = load(window.shop, 50_000)
    window.key(_KEYS.Key_F12)
    yield "tender-begun"
    window.type("100000")
    window.key(_KEYS.Key_Return)
    yield "tender-cash-short"
    window.key(_KEYS.Key_Right)
    window.key(_KEYS.Key_Return)
    yield "tender-split"
    window.rest_for_a_touch()
    window.touch(Words(window.language).gettext("Give back"))
    yield "tender-giving-back"
    window.key(_KEYS.Key_Escape)
    for _ in range(3):
        window.key(_KEYS.Key_Right)
    yield "tender-gift-card"
    window.key(_KEYS.Key_Return)
    yield "gift-code"
    window.key(_KEYS.Key_Escape)
    window.scan(code)
    yield "tender-gift-card-shown"
    window.key(_KEYS.Key_Return)
    for _ in range(4):
        window.key(_KEYS.Key_Right)
    yield "tender-cashback"
    window.key(_KEYS.Key_Return)
    yield "tender-three-parts"
    window.key(_KEYS.Key_Escape)
    yield "checkout-begun"
    window.key(_KEYS.Key_F12)
    window.key(_KEYS.Key_Return)
    window.key(_KEYS.Key_Escape)


def _told(window: Window) -> Iterator[str]:
    """A member who only told his number, and points that need his card."""
    window.scan_item("KOP-001")
    window.key(_KEYS.Key_F2)
    window.type("567890")
    window.key(_KEYS.Key_Return)
    window.key(_KEYS.Key_F6)
    yield "redeem-barred"
    window.key(_KEYS.Key_Escape)
    window.key(_KEYS.Key_Delete)


def add_rewards(shop: SmallShop) -> None:
    """Two that the first member can afford, one that nobody can, and points that need a card."""
    rewards = (
        Reward(id="five", name="Potongan Rp5.000", points=200, gives=AmountOff(amount=5_000)),
        Reward(id="large", name="Potongan Rp100.000", points=9_000, gives=AmountOff(amount=100_000)),
        Reward(
            id="cake",
            name="Rp9.000 untuk kue",
            points=50,
            gives=AmountOff(amount=9_000),
            lines=Lines(categories=("Kue",)),
        ),
    )
    newest = shop.till.programme()
    draft = replace(
        newest,
        rewards=(*newest.rewards, *rewards),
        points=replace(newest.points, proof_above=0),
    )
    assert isinstance(shop.till.publish(draft, newest.revision, shop.manager_id), Published)
