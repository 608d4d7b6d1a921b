"""After a sale in a shop that asks: F12 prints, Enter goes on without paper."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from app.ui.checkout.state import FinishPanel, Trouble
from app.ui.receipts.state import Trouble as ReceiptsTrouble
from tests.support.counter import Counter
from tests.support.receipts import ReceiptsCounter
from tests.support.shop import SmallShop, small_shop


@pytest.fixture
def shop(tmp_path: Path) -> Iterator[SmallShop]:
    with small_shop(tmp_path) as shop:
        shop.till = replace(shop.till, asks_to_print=True)
        yield shop


def papers(shop: SmallShop) -> list[int]:
    """Which copy each paper is."""
    found = []
    with shop.store.writing() as unit:
        while (job := unit.spool.take()) is not None:
            if job.receipt.elements:
                found.append(job.copy)
    return found


def test_f12_prints_once_and_the_next_is_a_copy(shop: SmallShop) -> None:
    with Counter(shop) as counter:
        counter.scan_items("KOP-001")
        assert counter.sell().kept
        counter.pay()
        assert (counter.sheet(FinishPanel).kept, counter.said()) == (False, Trouble.PRINTING)
        counter.pay()
        assert papers(shop) == [0]
        shop.clock.at += 1
        counter.presenter.reprint()
        counter.hand.settle()
        assert counter.says(Trouble.REPRINTING)
        assert papers(shop) == [1]


def test_enter_goes_on_without_paper_and_ctrl_r_brings_it_later(shop: SmallShop) -> None:
    with Counter(shop) as counter:
        counter.scan_items("KOP-001")
        counter.sell()
        counter.enter()
        assert (counter.state.sheet, papers(shop)) == (None, [])
        counter.presenter.reprint()
        counter.hand.settle()
        assert counter.says(Trouble.PRINTING)
        assert papers(shop) == [0]


def test_a_scan_goes_on_without_paper(shop: SmallShop) -> None:
    with Counter(shop) as counter:
        counter.scan_items("KOP-001")
        counter.sell()
        counter.scan_items("KUE-001")
        assert (counter.state.sheet, counter.quantities(), papers(shop)) == (None, {"KUE-001": 1}, [])


def test_where_receipts_always_come_f12_does_nothing_more(tmp_path: Path) -> None:
    with small_shop(tmp_path) as shop, Counter(shop) as counter:
        counter.scan_items("KOP-001")
        assert not counter.sell().kept
        counter.pay()
        assert papers(shop) == [0]


def test_the_receipts_screen_prints_what_was_left_out_as_no_copy(shop: SmallShop) -> None:
    with Counter(shop) as counter:
        counter.scan_items("KOP-001")
        counter.sell()
    receipts = ReceiptsCounter(shop)
    receipts.come()
    for said in (ReceiptsTrouble.PRINTING, ReceiptsTrouble.REPRINTING):
        shop.clock.at += 1
        receipts.presenter.reprint()
        receipts.hand.settle()
        assert receipts.state.notice is said
    assert papers(shop) == [0, 1]
