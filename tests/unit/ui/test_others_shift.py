"""Somebody sells in a shift that another has opened, where the shop wants a manager's word for that."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from app.domain.basket import PaymentMethod
from app.services.approval import ApprovalFault
from app.services.found_shop import add_staff
from app.services.front import Role
from app.services.outcomes import SaleRefusal, SaleRefused
from app.ui.checkout.bill_sheets import BillPaySheet
from app.ui.checkout.state import FinishPanel, TenderSheet, Trouble
from app.ui.checkout.word_wording import word_sentence
from app.words.translate import Language, Words
from tests.support.counter import Counter
from tests.support.drawers import begin
from tests.support.shop import NOON, SmallShop, small_shop

CASH, QRIS = PaymentMethod.CASH, PaymentMethod.QRIS


@pytest.fixture
def shop(tmp_path: Path) -> Iterator[SmallShop]:
    with small_shop(tmp_path) as made:
        begin(made)
        made.till = replace(made.till, own_shift=True)
        with made.store.writing() as unit:
            made.cashier_id = add_staff(unit, made.chance, NOON, name="Budi", role=Role.CASHIER, pin="445566")
        yield made


@pytest.fixture
def counter(shop: SmallShop) -> Iterator[Counter]:
    with Counter(shop) as made:
        made.presenter.dismiss()
        yield made


def paying(counter: Counter) -> None:
    counter.scan_items("KOP-001")
    counter.pay()
    counter.enter()


def approver(counter: Counter) -> bytes:
    with counter.shop.store.reading() as unit:
        sale = unit.sales.by_id(counter.sheet(FinishPanel).done.sale_id)
    assert sale is not None
    return sale.approver_id


def test_a_manager_s_pin_lets_the_sale_go_into_it(counter: Counter) -> None:
    paying(counter)
    assert counter.state.word is not None
    sentence = word_sentence(Words(Language.ENGLISH), counter.state)
    assert sentence == "The open shift is somebody else’s. A manager lets this sale go into it."
    counter.manager_allows("000000")
    assert counter.manager_was_refused().fault is ApprovalFault.NOT_APPROVED
    counter.manager_allows()
    assert approver(counter) == counter.shop.manager_id
    assert counter.state.word is None


def test_the_next_sale_asks_again(counter: Counter) -> None:
    paying(counter)
    counter.manager_allows()
    counter.enter()
    paying(counter)
    assert counter.state.word is not None


def test_without_a_word_the_payment_is_as_it_was_and_says_why(counter: Counter) -> None:
    paying(counter)
    counter.presenter.leave()
    assert counter.state.word is None
    assert not counter.sheet(TenderSheet).committing
    said = counter.said()
    assert isinstance(said, SaleRefused)
    assert said.reason is SaleRefusal.OTHERS_SHIFT
    assert counter.quantities() == {"KOP-001": 1}


def test_while_the_manager_is_asked_nothing_of_the_sale_changes(counter: Counter) -> None:
    paying(counter)
    counter.scan_items("KOP-002")
    assert counter.said() is Trouble.ASKING_MANAGER
    counter.presenter.undo()
    counter.presenter.payment.choose(QRIS)
    counter.presenter.payment.refer()
    counter.hand.settle()
    assert counter.sheet(TenderSheet).way is CASH
    counter.manager_allows()
    assert counter.sheet(FinishPanel).done.payable == 24_000


def test_what_was_paid_by_qris_already_stays_paid(counter: Counter) -> None:
    counter.scan_items("KOP-001")
    counter.pay()
    counter.presenter.payment.choose(QRIS)
    counter.hand.settle()
    counter.enter()
    assert counter.state.word is not None
    counter.presenter.leave()
    counter.hand.settle()
    assert [basket.tenders[0].amount for basket in counter.shop.till.paid_and_not_sold()] == [24_000]
    counter.enter()
    counter.manager_allows()
    assert approver(counter) == counter.shop.manager_id


def test_a_bill_of_the_till_beside_this_one_asks_as_well(shop: SmallShop) -> None:
    shop.till = replace(shop.till, beside_till="Kasir 1")
    with Counter(shop) as counter:
        counter.presenter.bill.open("a-1")
        counter.presenter.bill.type_total("150000")
        counter.enter()
        counter.pay()
        counter.enter()
        assert counter.state.word is not None
        counter.presenter.leave()
        assert counter.state.sheet is None
        assert not counter.presenter.word.is_open
        counter.pay()
        counter.sheet(BillPaySheet)
        counter.enter()
        counter.manager_allows()
        assert approver(counter) == shop.manager_id
