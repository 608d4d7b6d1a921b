"""Prices and discounts by hand: as far as the cashier may, further with a manager's PIN, and never past his limit."""

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from sqlalchemy import select, update

from app.domain.basket import UNIT, TenderKind
from app.domain.manual_limits import ManualReason, ManualVerdict
from app.domain.programme.settling import ManualRules
from app.protocol.facts import SaleCommitted
from app.services.approval import Approval
from app.services.approve_manual import ApprovalProblem, ApprovalRefused, Approved
from app.services.commit_sale import Payment
from app.services.front import LockedOut, WrongPin
from app.services.open_basket import (
    OpenBasket,
    with_item,
    with_manual_discount,
    with_manual_price,
    with_quantity,
)
from app.services.outcomes import Commit, Published, SaleDone, SaleRefusal, SaleRefused
from app.storage.terminal.tables import baskets, shared
from tests.support.selling import basket_of
from tests.support.shop import CASHIER_PIN, MANAGER_PIN, SmallShop, open_store, small_shop

WRONG = "000000"
NEEDS_MANAGER = SaleRefused(reason=SaleRefusal.NEEDS_MANAGER, rule_id="manual")
TOO_MUCH = SaleRefused(reason=SaleRefusal.TOO_MUCH_BY_HAND, rule_id="manual")


@pytest.fixture
def shop(tmp_path: Path) -> Iterator[SmallShop]:
    """A cashier may take 10 % off, a manager half."""
    with small_shop(tmp_path) as shop:
        rules = ManualRules(cashier_percent=Decimal(10), manager_percent=Decimal(50))
        published = shop.till.publish(replace(shop.programme, manual=rules), 1, shop.manager_id)
        assert isinstance(published, Published)
        yield shop


def coffee_at(shop: SmallShop, price: int) -> OpenBasket:
    """One Cold Brew of Rp35.000 at a price by hand."""
    return with_manual_price(basket_of(shop, "KOP-003", member=None), 1, price, ManualReason.DAMAGED)


def sold(shop: SmallShop, basket: OpenBasket, cashier_id: bytes | None = None) -> Commit:
    payable = shop.till.quoted(basket, TenderKind.QRIS).quote.payable
    payment = Payment(
        kind=TenderKind.QRIS, received=payable, expected=payable, cashier_id=cashier_id or shop.cashier_id
    )
    return shop.till.commit(basket, payment)


def approved(shop: SmallShop, basket: OpenBasket) -> OpenBasket:
    outcome = shop.till.approve_manual(basket, Approval(staff_id=shop.manager_id, pin=MANAGER_PIN))
    assert isinstance(outcome, Approved), outcome
    return outcome.basket


def fact(shop: SmallShop, done: Commit) -> SaleCommitted:
    assert isinstance(done, SaleDone), done
    with shop.store.reading() as unit:
        sale = unit.sales.by_id(done.sale_id)
    assert sale is not None
    return sale


def asked(shop: SmallShop, basket: OpenBasket, staff_id: bytes, pin: str) -> ApprovalRefused:
    outcome = shop.till.approve_manual(basket, Approval(staff_id=staff_id, pin=pin))
    assert isinstance(outcome, ApprovalRefused), outcome
    return outcome


def test_a_cashier_may_lower_a_price_up_to_the_limit_alone(shop: SmallShop) -> None:
    sale = fact(shop, sold(shop, coffee_at(shop, 31_500)))
    assert (sale.quote.payable, sale.approver_id) == (31_500, b"")
    assert sale.inputs.lines[0].manual is not None
    assert sale.inputs.lines[0].manual.reason == "damaged"


def test_above_the_limit_the_sale_is_refused_by_the_rule_until_a_manager_allows_it(shop: SmallShop) -> None:
    basket = coffee_at(shop, 31_499)
    assert sold(shop, basket) == NEEDS_MANAGER
    sale = fact(shop, sold(shop, approved(shop, basket)))
    assert (sale.quote.payable, sale.approver_id, sale.cashier_id) == (
        31_499,
        shop.manager_id,
        shop.cashier_id,
    )


def test_not_even_a_manager_goes_past_his_own_limit(shop: SmallShop) -> None:
    basket = coffee_at(shop, 17_499)
    assert sold(shop, basket) == sold(shop, basket, shop.manager_id) == TOO_MUCH
    assert asked(shop, basket, shop.manager_id, WRONG) == ApprovalRefused(problem=ApprovalProblem.TOO_MUCH)
    assert fact(shop, sold(shop, approved(shop, coffee_at(shop, 17_500)))).quote.payable == 17_500


def test_a_manager_who_sells_needs_nobody_s_word(shop: SmallShop) -> None:
    sale = fact(shop, sold(shop, coffee_at(shop, 20_000), shop.manager_id))
    assert (sale.cashier_id, sale.approver_id) == (shop.manager_id, b"")


def test_an_approval_that_nobody_needed_is_not_counted_as_one(shop: SmallShop) -> None:
    assert fact(shop, sold(shop, approved(shop, coffee_at(shop, 31_500)))).approver_id == b""


def test_a_discount_on_the_order_has_the_same_limits_of_what_it_is_taken_from(shop: SmallShop) -> None:
    basket = basket_of(shop, "KOP-003", "KOP-001", member=None)  # Rp59.000
    for off, outcome in ((5_900, None), (5_901, NEEDS_MANAGER), (29_501, TOO_MUCH)):
        taken = with_manual_discount(basket, ManualReason.COMPLAINT, amount=off)
        if outcome is None:
            assert shop.till.manual_verdict(taken, None, shop.cashier_id) is ManualVerdict.ALLOWED
        else:
            assert sold(shop, taken) == outcome
    percent = with_manual_discount(basket, ManualReason.COMPLAINT, basis_points=1_001)
    assert sold(shop, percent) == NEEDS_MANAGER
    sale = fact(shop, sold(shop, approved(shop, percent)))
    assert (sale.quote.payable, sale.approver_id) == (59_000 - 5_906, shop.manager_id)
    assert sale.inputs.manual is not None
    assert sale.inputs.manual.reason == "complaint"


def test_the_screen_learns_beforehand_whom_it_takes(shop: SmallShop) -> None:
    basket = coffee_at(shop, 20_000)
    assert shop.till.manual_verdict(basket, None, shop.cashier_id) is ManualVerdict.NEEDS_MANAGER
    assert shop.till.manual_verdict(basket, None, shop.manager_id) is ManualVerdict.ALLOWED
    assert shop.till.manual_verdict(approved(shop, basket), None, shop.cashier_id) is ManualVerdict.ALLOWED


def test_an_approval_holds_for_what_the_manager_saw_and_not_for_more(shop: SmallShop) -> None:
    basket = approved(shop, coffee_at(shop, 20_000))
    assert sold(shop, with_quantity(basket, 1, 2 * UNIT)) == NEEDS_MANAGER
    beans = with_manual_price(with_item(basket, shop.item("BIJ-001")), 2, 200_000, ManualReason.PRICE_MATCH)
    assert sold(shop, beans) == NEEDS_MANAGER
    assert sold(shop, with_manual_discount(basket, ManualReason.OTHER, amount=10_000)) == NEEDS_MANAGER
    assert fact(shop, sold(shop, with_item(basket, shop.item("KOP-001")))).approver_id == shop.manager_id


def test_who_is_no_manager_any_more_when_it_is_sold_has_allowed_nothing(shop: SmallShop) -> None:
    basket = approved(shop, coffee_at(shop, 20_000))
    with shop.store.writing() as unit:
        demoted = (
            update(shared.staff).where(shared.staff.c.staff_id == shop.manager_id).values(role="cashier")
        )
        unit.connection.execute(demoted)
    assert sold(shop, basket) == NEEDS_MANAGER


def test_an_approval_survives_a_restart_and_no_pin_is_kept(shop: SmallShop) -> None:
    basket = approved(shop, coffee_at(shop, 20_000))
    with shop.store.reading() as unit:
        states = unit.connection.execute(select(baskets.c.state)).scalars().all()
    assert not any(MANAGER_PIN.encode() in state for state in states)
    shop.store.close()
    store = open_store(shop.directory, shop.clock, shop.chance)
    again = replace(shop.till, store=store)
    assert again.unfinished() == basket
    store.close()


def test_wrong_pins_are_counted_and_lock(shop: SmallShop) -> None:
    basket = coffee_at(shop, 20_000)
    pins = [asked(shop, basket, shop.manager_id, WRONG).pin for _ in range(5)]
    assert pins == [
        WrongPin(left=4),
        WrongPin(left=3),
        WrongPin(left=2),
        WrongPin(left=1),
        LockedOut(seconds=60),
    ]
    refused = asked(shop, basket, shop.manager_id, MANAGER_PIN)
    assert refused == ApprovalRefused(problem=ApprovalProblem.NOT_APPROVED, pin=LockedOut(seconds=60))


def test_a_cashier_or_nobody_cannot_allow_it(shop: SmallShop) -> None:
    basket = coffee_at(shop, 20_000)
    assert asked(shop, basket, shop.cashier_id, CASHIER_PIN).problem is ApprovalProblem.NOT_A_MANAGER
    assert asked(shop, basket, b"nobody", MANAGER_PIN).problem is ApprovalProblem.NOT_APPROVED


def test_nothing_by_hand_and_a_basket_that_makes_no_sense_ask_for_no_pin(shop: SmallShop) -> None:
    plain = basket_of(shop, "KOP-003", member=None)
    assert asked(shop, plain, shop.manager_id, WRONG) == ApprovalRefused(
        problem=ApprovalProblem.NOTHING_BY_HAND
    )
    dearer = coffee_at(shop, 35_001)
    assert asked(shop, dearer, shop.manager_id, WRONG) == ApprovalRefused(
        problem=ApprovalProblem.INVALID_BASKET
    )
