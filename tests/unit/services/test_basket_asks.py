"""What a basket's rules want to be told by the cashier: nothing that no rule of its own revision asks for."""

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from app.domain.programme.benefits import PercentOff
from app.domain.programme.conditions import AnyOf, Condition, CouponCode, MembersOnly, NoneOf, ThroughChannel
from app.domain.programme.document import Programme
from app.domain.programme.promotions import Promotion
from app.domain.programme.settling import ServiceCharge
from app.services.basket_asks import BasketAsks, asks_of_basket
from app.services.open_basket import with_channel
from tests.support.enrolling import publish
from tests.support.selling import basket_of
from tests.support.shop import SmallShop, small_programme, small_shop

CHANNELS = ("dine-in", "takeaway")
PLAIN = replace(small_programme(), channels=CHANNELS)
TAKEAWAY = ThroughChannel(channels=("takeaway",))
ASKED = BasketAsks(channels=CHANNELS)


def rule(*conditions: Condition, stopped: bool = False) -> Promotion:
    return Promotion(
        id="r", name="R", benefit=PercentOff(percent=Decimal(10)), conditions=conditions, stopped=stopped
    )


def when(*conditions: Condition, stopped: bool = False) -> Programme:
    return replace(PLAIN, promotions=(rule(*conditions, stopped=stopped),))


@pytest.fixture
def shop(tmp_path: Path) -> Iterator[SmallShop]:
    with small_shop(tmp_path) as made:
        yield made


def test_channels_that_no_rule_asks_for_are_not_asked_of_the_cashier() -> None:
    assert asks_of_basket(PLAIN) == BasketAsks()
    assert asks_of_basket(when(TAKEAWAY, stopped=True)) == BasketAsks()


@pytest.mark.parametrize(
    "condition", [TAKEAWAY, NoneOf(conditions=(TAKEAWAY,)), AnyOf(conditions=(MembersOnly(), TAKEAWAY))]
)
def test_a_rule_asks_for_a_channel_however_deep_it_hides_it(condition: Condition) -> None:
    assert asks_of_basket(when(condition)) == ASKED


def test_a_service_charge_asks_for_a_channel_if_it_is_for_some_only() -> None:
    service = ServiceCharge(name="Servis", percent=Decimal(5))
    assert asks_of_basket(replace(PLAIN, service_charge=service)) == BasketAsks()
    assert asks_of_basket(replace(PLAIN, service_charge=replace(service, channels=("dine-in",)))) == ASKED


def test_an_open_basket_asks_by_its_own_revision_and_none_or_a_blank_one_by_the_newest(
    shop: SmallShop,
) -> None:
    before, blank = basket_of(shop, "KOP-003", member=None), shop.till.open_basket()
    publish(shop, channels=CHANNELS, promotions=(rule(TAKEAWAY),))
    assert shop.till.basket_asks(before) == BasketAsks()
    assert shop.till.basket_asks(None) == shop.till.basket_asks(blank) == ASKED
    assert shop.till.basket_asks(with_channel(blank, "takeaway")) == BasketAsks()


def test_a_coupon_is_known_in_any_case_as_its_rule_writes_it() -> None:
    asks = asks_of_basket(when(AnyOf(conditions=(CouponCode(codes=("HEMAT15", "Poster")), MembersOnly()))))
    assert asks == BasketAsks(coupons=("HEMAT15", "Poster"))
    assert [asks.coupon(entered) for entered in (" hemat15 ", "POSTER", "hemat", "")] == [
        "HEMAT15",
        "Poster",
        "",
        "",
    ]
    assert asks_of_basket(when(CouponCode(codes=("HEMAT15",)), stopped=True)) == BasketAsks()
