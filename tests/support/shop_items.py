"""Baskets for random histories: the small shop's items, one that is weighed, and one that goes with another."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace

from hypothesis import strategies as st

from app.domain.basket import UNIT, Item, Line
from app.services.open_basket import OpenBasket
from tests.support.programme_parts import PLAN_ITEMS
from tests.support.shop import small_items

EXTRAS = (
    Item(sku="BER-001", gtin="", name="Beras curah", category="Beras", price=129_900, weighed=True),
    Item(sku="SHT-001", gtin="", name="Extra shot", category="Tambahan", price=6_500),
    Item(sku="PER-001", gtin="", name="Permen", category="Permen", price=1_053),
    *PLAN_ITEMS,
)
ITEMS = {item.sku: item for item in (*small_items(), *EXTRAS)}
_APART = ("BER-001", "SHT-001", *(item.sku for item in PLAN_ITEMS))
_PLAIN = sorted(sku for sku in ITEMS if sku not in _APART)


@dataclass(frozen=True)
class Wanted:
    """A line of a basket. grams: of what is weighed; 0: pieces. shot: with an extra."""

    sku: str
    pieces: int
    grams: int = 0
    shot: bool = False


_GOODS = st.one_of(
    st.builds(
        Wanted, st.sampled_from(_PLAIN), st.integers(1, 4), shot=st.sampled_from((False, False, False, True))
    ),
    st.builds(Wanted, st.just("BER-001"), st.just(0), st.integers(1, 3_000)),
)
GOODS = st.lists(_GOODS, min_size=1, max_size=4)
REWARDS = {"reward": "coffee", "club": "club-month", "mug": "voucher", "cake": "cake-gift"}
EXTRAS_OF_BASKETS = st.sets(st.sampled_from(("coupon", "takeaway", *REWARDS)))
CHEAP = st.lists(
    st.builds(Wanted, st.sampled_from(("KOP-002", "ROK-001", "PER-001")), st.just(1)), min_size=1, max_size=2
)
"""Enough to spend points on, and too little to earn many."""


def with_goods(basket: OpenBasket, goods: Iterable[Wanted], extras: Collection[str] = ()) -> OpenBasket:
    """The basket with these lines, and with a coupon, a channel, a reward."""
    lines: list[Line] = []
    for wanted in goods:
        quantity = wanted.grams or wanted.pieces * UNIT
        number = len(lines) + 1
        lines.append(Line(number=number, item=ITEMS[wanted.sku], quantity=quantity))
        if wanted.shot:
            lines.append(Line(number=number + 1, item=ITEMS["SHT-001"], quantity=quantity, parent=number))
    return replace(
        basket,
        lines=tuple(lines),
        coupons=("HEMAT",) if "coupon" in extras else (),
        channel="takeaway" if "takeaway" in extras else "",
        rewards=tuple(REWARDS[extra] for extra in sorted(extras) if extra in REWARDS),
    )
