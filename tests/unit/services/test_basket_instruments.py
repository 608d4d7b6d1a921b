"""Coupons, rewards and the channel of a basket reach the quote, and a sale keeps them."""

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from app.domain.programme.benefits import AmountOff, PercentOff
from app.domain.programme.conditions import CouponCode, ThroughChannel
from app.domain.programme.gifts import Reward
from app.domain.programme.promotions import Promotion, Scope
from app.domain.programme.settling import ServiceCharge
from app.services.open_basket import (
    OpenBasket,
    with_channel,
    with_coupon,
    with_member,
    with_reward,
    with_voucher,
    without_coupon,
    without_reward,
    without_voucher,
)
from app.services.outcomes import Published
from tests.support.selling import basket_of, member_at, pay, sell
from tests.support.shop import NOON, SmallShop, small_shop

EMPTY = OpenBasket(sale_id=b"sale", revision=3, opened_at=NOON)
SERVICE = ServiceCharge(name="Servis", percent=Decimal(5), channels=("dine-in",))


@pytest.fixture
def shop(tmp_path: Path) -> Iterator[SmallShop]:
    """A coupon takes Rp5.000 off, takeaway 10 %, a reward of 100 points Rp8.000; dine-in is served."""
    with small_shop(tmp_path) as shop:
        coupon = Promotion(
            id="coupon",
            name="Coupon",
            scope=Scope.ORDER,
            benefit=AmountOff(amount=5_000),
            conditions=(CouponCode(codes=("HEMAT",)),),
        )
        takeaway = Promotion(
            id="takeaway",
            name="Takeaway",
            benefit=PercentOff(percent=Decimal(10)),
            conditions=(ThroughChannel(channels=("takeaway",)),),
        )
        draft = replace(
            shop.programme,
            channels=("dine-in", "takeaway"),
            promotions=(coupon, takeaway),
            service_charge=SERVICE,
            rewards=(Reward(id="coffee", name="Coffee", points=100, gives=AmountOff(amount=8_000)),),
        )
        assert shop.till.publish(draft, 1, shop.manager_id) == Published(revision=2)
        yield shop


def payable(shop: SmallShop, basket: OpenBasket) -> int:
    return shop.till.quoted(basket, None).quote.payable


def test_a_coupon_counts_in_any_case_and_once(shop: SmallShop) -> None:
    basket = basket_of(shop, "KOP-003", member=None)
    entered = with_coupon(with_coupon(basket, " hemat "), "HEMAT")
    assert entered.coupons == ("hemat",)
    assert (payable(shop, basket), payable(shop, entered)) == (35_000, 30_000)
    assert payable(shop, without_coupon(entered, "Hemat")) == 35_000
    assert with_coupon(basket, "  ") == basket


def test_a_channel_opens_its_promotions_and_its_service_charge(shop: SmallShop) -> None:
    basket = basket_of(shop, "KOP-003", member=None)
    assert payable(shop, with_channel(basket, "takeaway")) == 31_500
    assert payable(shop, with_channel(basket, "dine-in")) == 36_750
    assert payable(shop, with_channel(with_channel(basket, "dine-in"), "")) == 35_000


def test_a_reward_takes_its_points_and_is_in_the_sale(shop: SmallShop) -> None:
    sell(shop, "BIJ-001")
    done = pay(shop, with_reward(basket_of(shop, "KOP-003"), "coffee"))
    assert (done.payable, done.points_spent) == (27_000, 100)
    assert member_at(shop).balance == 334 - 100 + 27
    with shop.store.reading() as unit:
        sale = unit.sales.by_id(done.sale_id)
    assert sale is not None
    assert sale.inputs.rewards == ("coffee",)


def test_a_basket_that_is_kept_keeps_all_of_it(shop: SmallShop) -> None:
    basket = with_channel(with_coupon(basket_of(shop, "KOP-003"), "HEMAT"), "takeaway")
    basket = with_reward(with_voucher(basket, "V-1"), "coffee")
    shop.till.keep(basket)
    assert shop.till.unfinished() == basket


def test_rewards_go_one_by_one_and_with_their_member(shop: SmallShop) -> None:
    siti, asep = member_at(shop), member_at(shop, 1)
    basket = with_reward(with_reward(with_reward(with_member(EMPTY, siti), "a"), "b"), "a")
    assert without_reward(basket, "a").rewards == ("a", "b")
    assert without_reward(basket, "c") == basket
    assert with_member(basket, replace(siti, balance=1)).rewards == ("a", "b", "a")
    assert with_member(basket, asep).rewards == with_member(basket, None).rewards == ()


def test_vouchers_are_carried_as_they_were_shown() -> None:
    basket = with_voucher(with_voucher(with_voucher(EMPTY, "V-1"), "v-1"), "V-2")
    assert basket.voucher_codes == ("V-1", "V-2")
    assert without_voucher(basket, "v-1").voucher_codes == ("V-2",)
