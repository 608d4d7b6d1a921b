"""The open basket is given up on purpose: with a reason, by whoever may, and never with somebody's money in it."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from app.domain.basket import PaymentMethod
from app.services.approval import Approval
from app.services.basket_port import Discard
from app.services.front import WrongPin
from app.services.give_up_basket import Discarded, DiscardReason, GivingUp
from app.services.hold_basket import HoldProblem, HoldRefused
from app.services.open_basket import OpenBasket, TakenTender
from app.services.take_tender import TenderTaken
from app.services.till import Till
from tests.support.selling import basket_of, pay
from tests.support.shop import CASHIER_PIN, MANAGER_PIN, NOON, SmallShop, small_shop


@pytest.fixture
def shop(tmp_path: Path) -> Iterator[SmallShop]:
    with small_shop(tmp_path) as shop:
        yield shop


@pytest.fixture
def strict(shop: SmallShop) -> Till:
    """The till of a shop where only a manager gives baskets up."""
    return replace(shop.till, void_needs_manager=True)


def kept(shop: SmallShop) -> OpenBasket:
    basket = basket_of(shop, "KOP-001", "ROT-001")
    shop.till.keep(basket)
    return basket


def by(staff_id: bytes, approval: Approval | None = None) -> GivingUp:
    return GivingUp(reason=DiscardReason.CHANGED_MIND, staff_id=staff_id, approval=approval)


def noted(shop: SmallShop) -> tuple[Discard, ...]:
    with shop.store.reading() as unit:
        return unit.baskets.given_up()


def test_the_open_basket_is_given_up_with_who_and_why(shop: SmallShop) -> None:
    basket = kept(shop)
    assert shop.till.void_open(basket, by(shop.cashier_id)) == Discarded(sale_id=basket.sale_id)
    assert shop.till.unfinished() is None
    assert noted(shop) == (
        Discard(
            sale_id=basket.sale_id,
            staff_id=shop.cashier_id,
            reason="changed-mind",
            price=52_500,
            held_at=0,
            discarded_at=NOON,
        ),
    )


def test_asked_twice_it_is_noted_once(shop: SmallShop) -> None:
    basket = kept(shop)
    for _ in range(2):
        assert isinstance(shop.till.void_open(basket, by(shop.cashier_id)), Discarded)
    assert len(noted(shop)) == 1


def test_what_was_paid_goes_back_first(shop: SmallShop) -> None:
    basket = kept(shop)
    tender = TakenTender(method=PaymentMethod.QRIS, amount=20_000, received=20_000)
    assert isinstance(shop.till.take_tender(basket, tender), TenderTaken)
    assert shop.till.void_open(basket, by(shop.cashier_id)) == HoldRefused(problem=HoldProblem.PAID)
    shop.till.give_back_tender(basket, 0)
    assert isinstance(shop.till.void_open(basket, by(shop.cashier_id)), Discarded)


def test_a_sold_basket_is_not_given_up(shop: SmallShop) -> None:
    basket = kept(shop)
    pay(shop, basket)
    assert shop.till.void_open(basket, by(shop.cashier_id)) == HoldRefused(problem=HoldProblem.ALREADY_SOLD)
    assert noted(shop) == ()


def test_a_basket_without_a_line_is_forgotten_and_nobody_is_asked(shop: SmallShop, strict: Till) -> None:
    assert isinstance(strict.void_open(shop.till.open_basket(), by(shop.cashier_id)), Discarded)
    assert (shop.till.unfinished(), noted(shop)) == (None, ())


def test_where_the_shop_wants_it_a_cashier_needs_a_manager(shop: SmallShop, strict: Till) -> None:
    basket = kept(shop)
    assert strict.void_open(basket, by(shop.cashier_id)) == HoldRefused(problem=HoldProblem.NEEDS_MANAGER)
    wrong = strict.void_open(basket, by(shop.cashier_id, Approval(staff_id=shop.manager_id, pin="000000")))
    assert wrong == HoldRefused(problem=HoldProblem.NOT_APPROVED, pin=WrongPin(left=4))
    own = Approval(staff_id=shop.cashier_id, pin=CASHIER_PIN)
    assert strict.void_open(basket, by(shop.cashier_id, own)) == HoldRefused(
        problem=HoldProblem.NOT_A_MANAGER
    )
    assert shop.till.unfinished() == basket
    word = Approval(staff_id=shop.manager_id, pin=MANAGER_PIN)
    assert isinstance(strict.void_open(basket, by(shop.cashier_id, word)), Discarded)
    assert [each.approver_id for each in noted(shop)] == [shop.manager_id]


def test_holding_a_basket_first_is_no_way_around_the_manager(shop: SmallShop, strict: Till) -> None:
    basket = kept(shop)
    strict.hold(basket, "", shop.cashier_id)
    refused = strict.discard_held(basket.sale_id, by(shop.cashier_id))
    assert refused == HoldRefused(problem=HoldProblem.NEEDS_MANAGER)
    assert isinstance(strict.discard_held(basket.sale_id, by(shop.manager_id)), Discarded)
    assert [each.approver_id for each in noted(shop)] == [b""]
