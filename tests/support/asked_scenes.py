"""What rules want to be told by the cashier, for pictures: from an empty checkout to an empty one."""

from collections.abc import Iterator
from decimal import Decimal

from PySide6.QtCore import Qt

from app.domain.programme.benefits import AmountOff, PercentOff
from app.domain.programme.conditions import CouponCode, ThroughChannel
from app.domain.programme.promotions import Promotion, Scope
from app.words.translate import Words
from tests.support.enrolling import publish
from tests.support.shop import SmallShop
from tests.support.window import Window

_KEYS = Qt.Key
CHANNELS = ("makan-di-tempat", "bawa-pulang", "ojek-online")
TAKEAWAY = Promotion(
    id="bawa-pulang-hemat",
    name="Bawa pulang hemat",
    benefit=PercentOff(percent=Decimal(10)),
    conditions=(ThroughChannel(channels=("bawa-pulang",)),),
)
COUPON = Promotion(
    id="poster",
    name="Kupon poster",
    scope=Scope.ORDER,
    benefit=AmountOff(amount=5_000),
    conditions=(CouponCode(codes=("HEMAT15", "POSTER")),),
)


def ask_the_cashier(shop: SmallShop) -> None:
    """From now on a tenth is off what is taken away, and Rp5.000 for a code of a poster."""
    publish(shop, channels=CHANNELS, promotions=(*shop.programme.promotions, TAKEAWAY, COUPON))


def asked_scenes(window: Window) -> Iterator[str]:
    """After each name, the window shows it."""
    ask_the_cashier(window.shop)
    for sku in ("KOP-001", "KUE-001"):
        window.scan_item(sku)
    window.key(_KEYS.Key_F8)
    window.key(_KEYS.Key_Return)  # the badge beside what is chosen
    for sku in ("KOP-001", "KUE-001", "ROT-001"):
        window.scan_item(sku)
    window.key(_KEYS.Key_Menu)
    yield "menu-asked"
    window.rest_for_a_touch()
    window.touch(Words(window.language).gettext("Way of buying"))
    window.key(_KEYS.Key_Down)
    window.key(_KEYS.Key_Down)
    yield "channel"
    window.key(_KEYS.Key_Return)
    yield "channel-chosen"
    yield from _coupons(window)


def _coupons(window: Window) -> Iterator[str]:
    window.key(_KEYS.Key_F5)
    yield "offers-coupon"
    window.rest_for_a_touch()
    show = Words(window.language).gettext("Show: {offer}", offer=COUPON.name)
    window.touch(show)
    yield "coupon"
    window.type("hemat")
    window.key(_KEYS.Key_Return)
    yield "coupon-unknown"
    for code in ("hemat15", "poster"):
        window.key(_KEYS.Key_A, Qt.KeyboardModifier.ControlModifier)
        window.type(code)
        window.key(_KEYS.Key_Return)
    yield "coupon-entered"
    window.key(_KEYS.Key_Return)
    yield "coupon-taken"
