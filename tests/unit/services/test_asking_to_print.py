"""A shop that asks first: the receipt is kept, the drawer opens all the same, and the first paper is no copy."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from app.devices.printer.profile import WIDE
from app.devices.printer.render import render
from app.domain.basket import TenderKind
from app.emulators.escpos_paper import PaperParser
from app.emulators.paper import Pulse
from app.services.commit_sale import Payment
from app.services.past_sales_port import PrintState
from app.services.queue_receipt import queue_receipt
from app.services.receipt import Receipt, TextLine
from app.services.sample_sale import sample_facts
from app.services.spool_port import PrintJob
from app.words.training import not_valid
from tests.support.selling import basket_of, pay
from tests.support.server_word import complaints
from tests.support.shop import SmallShop, small_shop


@pytest.fixture
def shop(tmp_path: Path) -> Iterator[SmallShop]:
    with small_shop(tmp_path) as shop:
        shop.till = replace(shop.till, asks_to_print=True)
        yield shop


def jobs(shop: SmallShop) -> list[PrintJob]:
    found = []
    with shop.store.writing() as unit:
        while (job := unit.spool.take()) is not None:
            found.append(job)
    return found


def state_of(shop: SmallShop, sale_id: bytes) -> PrintState:
    with shop.store.reading() as unit:
        return unit.past_sales.print_state(sale_id)


def test_nothing_is_printed_before_somebody_wants_it(shop: SmallShop) -> None:
    done = pay(shop, basket_of(shop, "KOP-001"))
    assert done.receipt_kept
    assert (jobs(shop), state_of(shop, done.sale_id)) == ([], PrintState.KEPT)
    assert complaints(shop) == []


def test_cash_opens_the_drawer_at_once_and_the_paper_later_does_not(shop: SmallShop) -> None:
    done = pay(shop, basket_of(shop, "KOP-001"), TenderKind.CASH)
    (pulse,) = jobs(shop)
    assert (pulse.receipt.elements, pulse.receipt.opens_drawer) == ((), True)
    assert shop.till.reprint(done.sale_id)
    (paper,) = jobs(shop)
    assert (paper.copy, paper.receipt.opens_drawer) == (0, False)
    assert paper.receipt.number == done.receipt_number


def test_the_first_paper_is_no_copy_and_the_next_ones_are(shop: SmallShop) -> None:
    done = pay(shop, basket_of(shop, "KOP-001"))
    for _ in range(3):
        shop.clock.at += 1
        assert shop.till.reprint(done.sale_id)
    assert [job.copy for job in jobs(shop)] == [0, 1, 2]


def test_the_same_sale_again_keeps_saying_that_its_paper_is_kept(shop: SmallShop) -> None:
    basket = basket_of(shop, "KOP-001")
    done = pay(shop, basket)
    payment = Payment(
        kind=TenderKind.QRIS, received=done.payable, expected=done.payable, cashier_id=shop.cashier_id
    )
    assert shop.till.commit(basket, payment) == done
    shop.till.reprint(done.sale_id)
    assert shop.till.commit(basket, payment) == replace(done, receipt_kept=False)


def test_a_receipt_with_a_code_on_it_is_always_printed(shop: SmallShop) -> None:
    sale = sample_facts(shop.clock.at).sale
    paper = Receipt(number="x", elements=(TextLine("x"),), opens_drawer=True)
    with shop.store.writing() as unit:
        assert not queue_receipt(unit, shop.chance, sale, paper, keep=True)
    assert [job.receipt for job in jobs(shop)] == [paper]


def test_a_pulse_takes_no_paper_and_none_comes_in_a_training(tmp_path: Path) -> None:
    pulse = Receipt(number="x", elements=(), opens_drawer=True)
    for receipt, pulses in ((pulse, 1), (not_valid(pulse), 0)):
        parser = PaperParser(WIDE.dots)
        parser.feed(render(receipt, WIDE, tmp_path / "cache"))
        assert [type(mark) for mark in parser.paper.marks] == [Pulse] * pulses
