"""Beside another till: F4 or a scan enters its bill, F12 says what to key in there, Enter counts it once it is paid."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from app.services.other_bill import BillProblem, BillRefused
from app.services.outcomes import SaleRefusal, SaleRefused
from app.ui.checkout.bill_sheets import BillPaySheet, BillSheet
from app.ui.checkout.desks.bill import BillDesk
from app.ui.checkout.state import FinishPanel, ItemSearch, Trouble
from tests.support.counter import Counter
from tests.support.shop import SmallShop, small_shop


@pytest.fixture
def shop(tmp_path: Path) -> Iterator[SmallShop]:
    with small_shop(tmp_path) as made:
        made.till = replace(made.till, beside_till="Kasir 1")
        yield made


def desk(counter: Counter) -> BillDesk:
    return counter.presenter.bill


def f4(counter: Counter) -> None:
    counter.presenter.enter_goods()
    counter.hand.settle()


def enter_bill(counter: Counter, number: str, total: str, **parts: str) -> None:
    f4(counter)
    desk(counter).type_number(number)
    desk(counter).type_total(total)
    for category, keyed in parts.items():
        desk(counter).type_part(category, keyed)
    counter.enter()


def pay(counter: Counter) -> FinishPanel:
    counter.presenter.pay()
    counter.hand.settle()
    counter.enter()
    return counter.sheet(FinishPanel)


def test_a_bill_is_keyed_redeemed_and_counted(counter: Counter) -> None:
    counter.scan(counter.shop.cards[0])
    enter_bill(counter, "a-1", "150000", Roti="50000")
    assert counter.payable() == 145_000
    done = pay(counter).done
    assert (done.payable, done.change, done.points_earned) == (145_000, 0, 145)
    counter.enter()
    assert (counter.state.basket, counter.state.sheet) == (None, None)


def test_the_card_may_come_while_the_bill_is_keyed(counter: Counter) -> None:
    f4(counter)
    desk(counter).type_number("7")
    counter.scan(counter.shop.cards[0])
    desk(counter).type_total("10000")
    counter.enter()
    basket = counter.state.basket
    assert basket is not None
    assert basket.member is not None
    assert basket.bill is not None
    assert (basket.bill.number, counter.payable()) == ("7", 10_000)


def test_a_code_that_nobody_knows_is_the_bill_s_number(counter: Counter) -> None:
    counter.scan("INV/2026/00042")
    assert counter.sheet(BillSheet).number == "INV/2026/00042"
    counter.scan("INV/2026/00043")
    assert counter.sheet(BillSheet).number == "INV/2026/00043"


def test_goods_are_not_sold_here(counter: Counter) -> None:
    counter.scan_items("KOP-001")
    assert counter.says(Trouble.BESIDE_NO_ITEMS)
    assert counter.state.basket is None


def test_a_total_is_not_so_many_pieces(counter: Counter) -> None:
    enter_bill(counter, "1", "10000")
    counter.presenter.add(1, 1)
    counter.hand.settle()
    assert counter.says(Trouble.BESIDE_NO_ITEMS)
    assert counter.payable() == 10_000


def test_the_categories_are_those_that_rules_name(counter: Counter) -> None:
    f4(counter)
    assert counter.sheet(BillSheet).parts == (("Roti", ""), ("Kue", ""))


def test_what_is_missing_is_said_and_what_was_keyed_stays(counter: Counter) -> None:
    enter_bill(counter, "1", "")
    assert counter.says(BillRefused(problem=BillProblem.NO_TOTAL))
    assert counter.sheet(BillSheet).number == "1"
    desk(counter).type_total("1000")
    desk(counter).type_part("Roti", "1001")
    counter.enter()
    assert counter.says(BillRefused(problem=BillProblem.PARTS))


def test_a_total_takes_digits_alone(counter: Counter) -> None:
    f4(counter)
    desk(counter).type_total("Rp 0.125.000")
    assert counter.sheet(BillSheet).total == "125000"


def test_a_bill_that_counted_already_is_told_at_once(counter: Counter) -> None:
    enter_bill(counter, "1", "10000")
    number = pay(counter).done.receipt_number
    counter.enter()
    enter_bill(counter, "1", "10000")
    assert counter.says(BillRefused(problem=BillProblem.COUNTED, receipt_number=number))


def test_esc_before_it_is_paid_keeps_the_bill(counter: Counter) -> None:
    enter_bill(counter, "1", "10000")
    counter.presenter.pay()
    counter.hand.settle()
    assert counter.sheet(BillPaySheet).quoted is not None
    counter.presenter.leave()
    assert counter.payable() == 10_000


def test_a_double_enter_counts_once(counter: Counter) -> None:
    enter_bill(counter, "1", "10000")
    counter.presenter.pay()
    counter.hand.settle()
    counter.presenter.confirm()
    counter.presenter.confirm()
    counter.presenter.leave()
    counter.hand.settle()
    assert counter.sheet(FinishPanel).done.payable == 10_000
    assert counter.shop.told.times == 1


def test_a_till_that_sells_by_itself_finds_items_and_takes_no_bill(counter: Counter) -> None:
    counter.shop.till = replace(counter.shop.till, beside_till="")
    with Counter(counter.shop) as alone:
        f4(alone)
        alone.sheet(ItemSearch)
        alone.presenter.leave()
        alone.scan("INV/2026/00042")
        assert alone.state.sheet is None


def test_what_the_till_refuses_is_said(counter: Counter) -> None:
    enter_bill(counter, "1", "10000")
    counter.shop.till = replace(counter.shop.till, needs_shift=True)
    with Counter(counter.shop) as strict:
        strict.presenter.pay()
        strict.hand.settle()
        strict.enter()
        assert strict.says(SaleRefused(reason=SaleRefusal.NO_SHIFT))
