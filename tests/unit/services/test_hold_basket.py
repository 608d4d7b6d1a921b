"""A basket is put aside and comes back as it was on its own business day; after it, quoted again and saying so."""

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from app.domain.basket import UNIT, PaymentMethod, TenderKind
from app.domain.programme.benefits import PercentOff
from app.services.basket_port import Discard
from app.services.commit_sale import Payment
from app.services.give_up_basket import Discarded, DiscardReason, GivingUp
from app.services.hold_basket import (
    Held,
    HeldBasket,
    HoldProblem,
    HoldRefused,
    Recalled,
)
from app.services.open_basket import OpenBasket, TakenTender, with_coupon, with_quantity
from app.services.outcomes import PriceChanged, Published, SaleDone
from app.services.take_tender import TenderTaken
from tests.support.selling import basket_of, pay
from tests.support.shop import NOON, SmallShop, open_store, small_shop

HOUR = 3_600_000
LAST_MOMENT = NOON + 16 * HOUR - 1
"""03.59.59.999, a millisecond before the cut-over at 04.00."""


@pytest.fixture
def shop(tmp_path: Path) -> Iterator[SmallShop]:
    with small_shop(tmp_path) as shop:
        yield shop


def bread(shop: SmallShop) -> OpenBasket:
    """Rp28.500, for a member less 10 %: Rp25.650."""
    return basket_of(shop, "ROT-001")


def held(shop: SmallShop, basket: OpenBasket, label: str = "Meja 4") -> OpenBasket:
    outcome = shop.till.hold(basket, label, shop.cashier_id)
    assert isinstance(outcome, Held), outcome
    return outcome.basket


def recalled(shop: SmallShop, basket: OpenBasket) -> Recalled:
    outcome = shop.till.recall(basket.sale_id)
    assert isinstance(outcome, Recalled), outcome
    return outcome


def giving_up(staff_id: bytes, reason: DiscardReason = DiscardReason.MISTAKE) -> GivingUp:
    return GivingUp(reason=reason, staff_id=staff_id)


def better_bread(shop: SmallShop) -> None:
    """From now on bread is 20 % off."""
    bakery, cake = shop.programme.promotions
    better = replace(bakery, benefit=PercentOff(percent=Decimal(20)))
    published = shop.till.publish(replace(shop.programme, promotions=(better, cake)), 1, shop.manager_id)
    assert published == Published(revision=2)


def pay_in_part(shop: SmallShop, basket: OpenBasket, amount: int, *, last: bool = False) -> OpenBasket:
    tender = TakenTender(method=PaymentMethod.QRIS, amount=amount, received=amount, last=last)
    outcome = shop.till.take_tender(basket, tender)
    assert isinstance(outcome, TenderTaken), outcome
    return outcome.quoted.basket


def test_a_held_basket_is_listed_with_its_label_time_lines_and_who_held_it(shop: SmallShop) -> None:
    table = basket_of(shop, "KOP-001", "ROT-001", member=None)
    held(shop, table, "  Meja   4 ")
    shop.clock.at = NOON + HOUR
    named = basket_of(shop, "BIJ-001")
    held(shop, pay_in_part(shop, named, 100_000), "Bu Siti" + "!" * 40)
    assert shop.till.held() == (
        HeldBasket(
            sale_id=table.sale_id,
            label="Meja 4",
            held_at=NOON,
            held_by="Ayu",
            lines=2,
            price=52_500,
            paid=0,
            quantity=2 * UNIT,
            zone="Asia/Jakarta",
            payable=52_500,
        ),
        HeldBasket(
            sale_id=named.sale_id,
            label="Bu Siti" + "!" * 33,
            held_at=NOON + HOUR,
            held_by="Ayu",
            lines=1,
            price=334_000,
            paid=100_000,
            quantity=UNIT,
            zone="Asia/Jakarta",
            member="Siti Rahayu",
            payable=234_000,
        ),
    )


def test_a_held_basket_survives_a_restart_and_is_not_the_open_one(shop: SmallShop) -> None:
    basket = held(shop, with_coupon(bread(shop), "HEMAT"))
    shop.store.close()
    store = open_store(shop.directory, shop.clock, shop.chance)
    again = replace(shop.till, store=store)
    assert again.unfinished() is None
    assert [row.sale_id for row in again.held()] == [basket.sale_id]
    outcome = again.recall(basket.sale_id)
    assert isinstance(outcome, Recalled)
    assert basket.hold is not None
    assert outcome.basket == replace(basket, hold=None, label=basket.hold.label)
    assert again.unfinished() == outcome.basket
    assert again.held() == ()
    store.close()


def test_until_its_business_day_ends_it_keeps_its_revision_and_its_instant(shop: SmallShop) -> None:
    basket = held(shop, bread(shop))
    better_bread(shop)
    shop.clock.at = LAST_MOMENT
    outcome = recalled(shop, basket)
    assert (outcome.requoted, outcome.before, outcome.after) == (False, 25_650, 25_650)
    assert (outcome.basket.revision, outcome.basket.opened_at) == (1, NOON)
    assert pay(shop, outcome.basket).payable == 25_650


def test_after_its_business_day_it_is_quoted_again_and_says_what_changed(shop: SmallShop) -> None:
    basket = held(shop, bread(shop))
    better_bread(shop)
    shop.clock.at = LAST_MOMENT + 1
    outcome = recalled(shop, basket)
    assert (outcome.requoted, outcome.before, outcome.after) == (True, 25_650, 22_800)
    assert (outcome.basket.revision, outcome.basket.opened_at) == (2, LAST_MOMENT + 1)
    assert shop.till.unfinished() == outcome.basket
    assert pay(shop, outcome.basket).payable == 22_800


def test_a_clock_that_was_ahead_when_it_was_opened_pins_nothing_to_the_future(shop: SmallShop) -> None:
    shop.clock.at = NOON + 400 * 24 * HOUR
    basket = held(shop, bread(shop))
    shop.clock.at = NOON
    outcome = recalled(shop, basket)
    assert (outcome.requoted, outcome.basket.opened_at) == (True, NOON)
    assert (outcome.before, outcome.after) == (28_500, 25_650)


def test_a_basket_that_stayed_open_overnight_shows_its_new_price_before_it_is_sold(shop: SmallShop) -> None:
    basket = bread(shop)
    shop.till.keep(basket)
    better_bread(shop)
    shop.clock.at = LAST_MOMENT + 1
    payment = Payment(kind=TenderKind.QRIS, received=25_650, expected=25_650, cashier_id=shop.cashier_id)
    changed = shop.till.commit(basket, payment)
    assert isinstance(changed, PriceChanged)
    newer = changed.quoted
    assert (newer.quote.payable, newer.basket.revision, newer.basket.opened_at) == (
        22_800,
        2,
        LAST_MOMENT + 1,
    )
    assert pay(shop, newer.basket).payable == 22_800


def test_a_basket_that_stayed_open_overnight_at_the_same_price_is_sold_as_of_now(shop: SmallShop) -> None:
    basket = basket_of(shop, "KOP-001", member=None)
    shop.clock.at = LAST_MOMENT + 1
    done = pay(shop, basket)
    with shop.store.reading() as unit:
        sale = unit.sales.by_id(done.sale_id)
    assert sale is not None
    assert (sale.inputs.opened_at, sale.quote.payable) == (LAST_MOMENT + 1, 24_000)


def test_what_was_paid_stays_with_a_held_basket(shop: SmallShop) -> None:
    basket = bread(shop)
    pay_in_part(shop, basket, 20_000)
    held(shop, basket)
    outcome = recalled(shop, basket)
    assert [tender.amount for tender in outcome.basket.tenders] == [20_000]
    assert (outcome.before, outcome.after) == (5_650, 5_650)
    assert pay(shop, outcome.basket).payable == 5_650


def test_what_was_paid_in_full_keeps_its_price_over_night(shop: SmallShop) -> None:
    basket = held(shop, pay_in_part(shop, bread(shop), 25_650, last=True))
    better_bread(shop)
    shop.clock.at = LAST_MOMENT + 1
    outcome = recalled(shop, basket)
    assert (outcome.requoted, outcome.before, outcome.after) == (False, 25_650, 25_650)
    payment = Payment(kind=TenderKind.QRIS, received=0, expected=25_650, cashier_id=shop.cashier_id)
    assert isinstance(shop.till.commit(outcome.basket, payment), SaleDone)


def test_a_held_basket_is_given_up_with_a_reason_that_is_kept(shop: SmallShop) -> None:
    basket = held(shop, bread(shop))
    shop.clock.at = NOON + HOUR
    outcome = shop.till.discard_held(
        basket.sale_id, giving_up(shop.manager_id, DiscardReason.NEVER_CAME_BACK)
    )
    assert outcome == Discarded(sale_id=basket.sale_id)
    assert shop.till.held() == ()
    with shop.store.reading() as unit:
        assert unit.baskets.given_up() == (
            Discard(
                sale_id=basket.sale_id,
                staff_id=shop.manager_id,
                reason="never-came-back",
                price=28_500,
                held_at=NOON,
                discarded_at=NOON + HOUR,
            ),
        )


def test_nothing_that_was_paid_is_given_up(shop: SmallShop) -> None:
    basket = held(shop, pay_in_part(shop, bread(shop), 20_000))
    refused = HoldRefused(problem=HoldProblem.PAID)
    assert shop.till.discard_held(basket.sale_id, giving_up(shop.cashier_id)) == refused
    assert len(shop.till.held()) == 1
    shop.till.give_back_tender(basket, 0)
    assert len(shop.till.held()) == 1
    assert isinstance(shop.till.discard_held(basket.sale_id, giving_up(shop.cashier_id)), Discarded)


def test_what_is_empty_sold_or_not_there_is_refused(shop: SmallShop) -> None:
    empty = shop.till.open_basket()
    assert shop.till.hold(empty, "A", shop.cashier_id) == HoldRefused(problem=HoldProblem.EMPTY)
    sold = bread(shop)
    pay(shop, sold)
    assert shop.till.hold(sold, "A", shop.cashier_id) == HoldRefused(problem=HoldProblem.ALREADY_SOLD)
    unknown = HoldRefused(problem=HoldProblem.UNKNOWN)
    assert shop.till.recall(sold.sale_id) == unknown
    assert shop.till.discard_held(empty.sale_id, giving_up(shop.cashier_id)) == unknown
    assert shop.till.held() == ()


def test_a_basket_that_was_left_open_can_be_recalled_too(shop: SmallShop) -> None:
    first, second = bread(shop), bread(shop)
    shop.till.keep(first)
    shop.clock.at = NOON + 1
    shop.till.keep(second)
    assert recalled(shop, first).basket == first
    shop.clock.at = NOON + 2
    assert recalled(shop, first).basket == shop.till.unfinished()


def test_a_basket_that_makes_no_sense_comes_back_without_a_price(shop: SmallShop) -> None:
    basket = held(shop, with_quantity(bread(shop), 1, 10**9 * UNIT))
    outcome = recalled(shop, basket)
    assert (outcome.requoted, outcome.before, outcome.after) == (False, None, None)
