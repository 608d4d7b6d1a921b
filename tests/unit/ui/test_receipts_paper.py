"""The receipts screen and the paper of the chosen sale."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.services.past_sales_port import PrintState
from app.ui.receipts.state import Trouble
from tests.support.receipts import ReceiptsCounter
from tests.support.selling import sell
from tests.support.shop import small_shop


@pytest.fixture
def counter(tmp_path: Path) -> Iterator[ReceiptsCounter]:
    with small_shop(tmp_path) as shop:
        made = ReceiptsCounter(shop)
        yield made
        made.hand.close()
        assert made.hand.faults == []


def test_a_receipt_in_doubt_that_came_out_counts_as_printed(counter: ReceiptsCounter) -> None:
    sell(counter.shop, "KOP-001")
    with counter.shop.store.writing() as unit:
        unit.spool.take()
        unit.spool.give_up_sending()
    counter.come()
    before = counter.state.past
    counter.presenter.came_out()
    counter.hand.settle()
    after = counter.state.past
    assert before is not None
    assert after is not None
    assert (before.printed, after.printed) == (PrintState.UNCONFIRMED, PrintState.SENT)
    assert counter.state.notice is Trouble.CAME_OUT


def test_a_receipt_that_waits_for_the_printer_can_not_have_come_out(counter: ReceiptsCounter) -> None:
    sell(counter.shop, "KOP-001")
    counter.come()
    counter.presenter.came_out()
    counter.hand.settle()
    assert counter.state.past is not None
    assert (counter.state.past.printed, counter.state.notice) == (PrintState.QUEUED, None)
