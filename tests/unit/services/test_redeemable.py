"""What is shown before it is taken is what the basket does then."""

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from app.domain.basket import Item, ItemKind
from app.domain.programme.benefits import AmountOff
from app.domain.programme.gifts import Reward
from app.domain.programme.lines import Lines
from app.domain.programme.people import Donation
from app.domain.programme.points import CashbackRules
from app.domain.quote import RefusalReason
from app.protocol.facts import ItemsListed
from app.services.causes import causes_of, given_to, rounding_up
from app.services.open_basket import asking, asking_wallet, with_donation, with_reward, with_voucher
from app.services.outcomes import Published
from tests.support.gift_shop import gift_programme, open_gift_shop
from tests.support.selling import basket_of, pay, sell
from tests.support.shop import SmallShop, small_shop

MONEY = Reward(id="money", name="Rp5.000", points=200, gives=AmountOff(amount=5_000))
CAKE = Reward(
    id="cake", name="Kue", points=50, gives=AmountOff(amount=9_000), lines=Lines(categories=("Kue",))
)


@pytest.fixture
def shop(tmp_path: Path) -> Iterator[SmallShop]:
    with small_shop(tmp_path) as shop:
        open_gift_shop(shop)
        draft = gift_programme(shop.programme)
        draft = replace(draft, rewards=(*draft.rewards, MONEY, CAKE))
        assert isinstance(shop.till.publish(draft, 2, shop.manager_id), Published)
        yield shop


def rewards(shop: SmallShop, *skus: str, member: int | None = 0) -> dict[str, RefusalReason | int]:
    """By id: what one takes off, or why it can't be had."""
    found = shop.till.redeemable(basket_of(shop, *skus, member=member)).rewards
    return {one.reward.id: one.refusal.reason if one.refusal else one.worth for one in found}


def test_a_reward_says_what_it_takes_off_or_why_it_cannot_be_had(shop: SmallShop) -> None:
    sell(shop, "BIJ-001")  # 334 points
    assert rewards(shop, "KOP-001") == {"mug": 0, "money": 5_000, "cake": RefusalReason.NO_ELIGIBLE_LINE}
    assert rewards(shop, "KUE-001")["cake"] == 9_000


def test_a_member_without_points_sees_how_many_are_missing(shop: SmallShop) -> None:
    choice = shop.till.redeemable(basket_of(shop, "KOP-001")).rewards[-1]
    assert (choice.reward.id, choice.refusal and choice.refusal.distance) == ("money", 200)


def test_a_guest_sees_rewards_that_are_for_members(shop: SmallShop) -> None:
    assert set(rewards(shop, "KOP-001", member=None).values()) == {RefusalReason.NEEDS_MEMBER}


def test_a_reward_that_is_taken_is_counted_and_the_last_that_one_may_have_is_refused(shop: SmallShop) -> None:
    sell(shop, "BIJ-001")
    basket = with_reward(basket_of(shop, "KOP-001"), "mug")
    mug = next(one for one in shop.till.redeemable(basket).rewards if one.reward.id == "mug")
    assert mug.taken == 1
    assert mug.refusal is not None
    assert mug.refusal.reason is RefusalReason.NO_RIGHT


def test_points_as_money_do_not_hide_what_a_reward_is_worth(shop: SmallShop) -> None:
    sell(shop, "BIJ-001")
    basket = asking(basket_of(shop, "KOP-001"), 300)
    worth = {one.reward.id: one.worth for one in shop.till.redeemable(basket).rewards}
    assert worth["money"] == 5_000


def test_a_member_s_vouchers_are_listed_with_their_worth_and_stay_when_shown(shop: SmallShop) -> None:
    first, second = (change.code for change in sell(shop, "BIJ-001").vouchers)
    basket = basket_of(shop, "KOP-001")
    assert [one.worth for one in shop.till.redeemable(basket).vouchers] == [10_000, 10_000]
    shown = {one.code: one.shown for one in shop.till.redeemable(with_voucher(basket, first)).vouchers}
    assert shown == {first: True, second: False}


def test_a_used_voucher_is_not_listed(shop: SmallShop) -> None:
    first, second = (change.code for change in sell(shop, "BIJ-001").vouchers)
    pay(shop, with_voucher(basket_of(shop, "KOP-001"), first))
    assert [one.code for one in shop.till.redeemable(basket_of(shop, "KOP-001")).vouchers] == [second]


def test_the_wallet_says_what_this_basket_allows(shop: SmallShop) -> None:
    for _ in range(10):
        sell(shop, "KOP-003")  # 1.750 each
    draft = replace(
        gift_programme(shop.programme), cashback=CashbackRules(spend_percent=Decimal(50), spend_minimum=1_000)
    )
    assert isinstance(shop.till.publish(draft, 3, shop.manager_id), Published)
    basket = asking_wallet(basket_of(shop, "KOP-001"), 2_000)
    wallet = shop.till.redeemable(basket).wallet
    assert wallet is not None
    assert (wallet.usable, wallet.asked) == (17_500, 2_000)
    assert wallet.most == shop.till.quoted(basket, None).quote.total // 2


def test_a_sale_says_what_it_gave_and_by_which_rule(shop: SmallShop) -> None:
    done = sell(shop, "BIJ-001")
    assert [(by.rule_id, by.points) for by in done.earned_by] == [("points", 334)]
    assert [change.kind_id for change in done.vouchers] == ["ten", "ten"]


def test_money_is_given_to_a_cause_that_is_open_and_has_an_item(shop: SmallShop) -> None:
    item = Item(sku="DON", gtin="", name="Donasi", category="Donasi", price=1_000, kind=ItemKind.DONATION)
    reef = Donation(id="reef", name="Karang", charity="Yayasan Laut", permit="123/HUK-PS/2026", sku="DON")
    with shop.store.writing() as unit:
        unit.journal.append(ItemsListed(items=(item,)))
    draft = replace(gift_programme(shop.programme), donations=(reef, replace(reef, id="paper", sku=None)))
    assert isinstance(shop.till.publish(draft, 3, shop.manager_id), Published)
    basket = basket_of(shop, "KOP-001", member=None)
    (cause,) = shop.till.causes(basket)
    given = with_donation(with_donation(basket, cause.item, 500), cause.item, 1_000)
    assert (given_to(given, cause), shop.till.quoted(given, None).quote.payable) == (1_000, 25_000)
    assert pay(shop, given).payable == 25_000
    assert with_donation(given, cause.item, 0).lines == basket.lines
    with shop.store.reading() as unit:
        assert causes_of(unit, basket, shop.clock.now()) == (cause,)


@pytest.mark.parametrize(("due", "more"), [(24_345, 655), (24_000, 1_000), (25_000, 1_000), (0, 1_000)])
def test_what_is_to_pay_is_rounded_up_to_a_sum_that_people_say(due: int, more: int) -> None:
    assert rounding_up(due) == more
