"""The bar on the member's card: how far it is to the next tier, this basket counted."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from app.services.quote_basket import quote_basket
from app.ui.checkout.way_up import WHOLE, WayUp, way_up
from tests.support.selling import basket_of, member_at
from tests.support.shop import SmallShop, small_shop

_SILVER = 500_000


@pytest.fixture
def shop(tmp_path: Path) -> Iterator[SmallShop]:
    made = small_shop(tmp_path)
    yield made
    made.store.close()


def way(shop: SmallShop, tier: str, reached: int) -> WayUp:
    """Of a member in a tier, when this basket brings the metric to `reached`."""
    with shop.store.reading() as unit:
        quoted = quote_basket(unit, basket_of(shop, "KOP-001"), None, shop.clock.now())
    assert quoted.quote.tier is not None
    told = replace(quoted.quote, tier=replace(quoted.quote.tier, metric_after=reached))
    return way_up(replace(member_at(shop), tier_id=tier), replace(quoted, quote=told))


def test_half_way_is_half_a_bar(shop: SmallShop) -> None:
    half = way(shop, "basic", _SILVER // 2)
    assert (half.share, half.left, half.above and half.above.id) == (WHOLE // 2, _SILVER // 2, "silver")


def test_a_basket_that_reaches_the_tier_leaves_nothing(shop: SmallShop) -> None:
    assert way(shop, "basic", _SILVER).left == 0
    assert way(shop, "basic", _SILVER + 1).share == WHOLE
    assert way(shop, "basic", _SILVER - 1).left == 1


def test_at_the_top_the_bar_is_full(shop: SmallShop) -> None:
    assert way(shop, "silver", _SILVER) == WayUp(above=None, share=WHOLE, left=0)
