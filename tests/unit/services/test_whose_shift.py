"""Who sells in a shift that somebody else has opened, where the shop wants a manager's word for that."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from app.domain.basket import TenderKind
from app.services.approval import Approval, ApprovalFault
from app.services.commit_sale import Payment
from app.services.exchange_outcomes import ExchangeDone, ExchangeRefused
from app.services.found_shop import add_staff
from app.services.front import Role
from app.services.outcomes import SaleDone, SaleRefusal, SaleRefused
from tests.support.drawers import begin
from tests.support.exchanging import desk_of, exchanging
from tests.support.selling import basket_of, pay
from tests.support.server_word import complaints
from tests.support.shop import NOON, SmallShop, small_shop
from tests.support.taking_back import manager

COFFEE = 24_000


@pytest.fixture
def shop(tmp_path: Path) -> Iterator[SmallShop]:
    with small_shop(tmp_path) as shop:
        yield shop
        assert complaints(shop) == []


def test_a_shop_that_wants_it_lets_only_its_cashier_and_managers_sell_in_a_shift(shop: SmallShop) -> None:
    with shop.store.writing() as unit:
        budi = add_staff(unit, shop.chance, NOON, name="Budi", role=Role.CASHIER, pin="445566")
    strict = replace(shop.till, own_shift=True)
    begin(shop)

    def sold_by(staff_id: bytes, approval: Approval | None = None) -> object:
        basket = basket_of(shop, "KOP-001", member=None)
        by = Payment(kind=TenderKind.QRIS, received=COFFEE, expected=COFFEE, cashier_id=staff_id)
        return strict.commit(basket, replace(by, approval=approval))

    assert missing_word(sold_by(budi)) is ApprovalFault.NEEDS_MANAGER
    assert missing_word(sold_by(budi, manager(shop, "000000"))) is ApprovalFault.NOT_APPROVED
    allowed = sold_by(budi, manager(shop))
    assert isinstance(allowed, SaleDone)
    with shop.store.reading() as unit:
        sale = unit.sales.by_id(allowed.sale_id)
    assert sale is not None
    assert sale.approver_id == shop.manager_id
    assert isinstance(sold_by(shop.cashier_id), SaleDone)
    assert isinstance(sold_by(shop.manager_id), SaleDone)
    assert [strict.another_s_shift(one) for one in (budi, shop.cashier_id)] == ["Ayu", ""]
    strict = shop.till
    assert isinstance(sold_by(budi), SaleDone), "elsewhere it is only told"


def test_an_exchange_in_somebody_else_s_shift_takes_one_word_for_all_of_it(shop: SmallShop) -> None:
    with shop.store.writing() as unit:
        budi = add_staff(unit, shop.chance, NOON, name="Budi", role=Role.CASHIER, pin="445566")
    strict = replace(desk_of(shop), own_shift=True)
    begin(shop)
    wanted = exchanging(
        shop,
        pay(shop, basket_of(shop, "KOP-001", member=None), TenderKind.CASH),
        basket_of(shop, "KOP-003", member=None),
    )
    wanted = replace(wanted, back=replace(wanted.back, cashier_id=budi))
    refused = strict.exchange(wanted)
    assert isinstance(refused, ExchangeRefused)
    assert missing_word(refused.sale) is ApprovalFault.NEEDS_MANAGER
    allowed = replace(wanted, back=replace(wanted.back, approval=manager(shop)))
    assert isinstance(strict.exchange(allowed), ExchangeDone)


def missing_word(outcome: object) -> ApprovalFault:
    assert isinstance(outcome, SaleRefused)
    assert outcome.reason is SaleRefusal.OTHERS_SHIFT
    assert outcome.approval is not None
    return outcome.approval.fault
