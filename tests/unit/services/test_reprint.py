"""A receipt is printed again as a copy, as often as asked, and only if there is one."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.services.spool_port import PrintJob
from tests.support.selling import sell
from tests.support.server_word import complaints
from tests.support.shop import SmallShop, small_shop


@pytest.fixture
def shop(tmp_path: Path) -> Iterator[SmallShop]:
    with small_shop(tmp_path) as shop:
        yield shop


def take(shop: SmallShop) -> PrintJob | None:
    with shop.store.writing() as unit:
        return unit.spool.take()


def test_copies_are_counted_and_show_the_receipt_as_it_was(shop: SmallShop) -> None:
    done = sell(shop, "KOP-001")
    original = take(shop)
    assert original is not None
    for _ in range(2):
        shop.clock.at += 1
        assert shop.till.reprint(done.sale_id)
    copies = [take(shop), take(shop)]
    assert [job.copy for job in copies if job is not None] == [1, 2]
    assert all(job is not None and job.receipt == original.receipt for job in copies)
    assert take(shop) is None
    assert complaints(shop) == []


def test_each_copy_wakes_the_printer(shop: SmallShop) -> None:
    done = sell(shop, "KOP-001")
    told = shop.told.times
    shop.till.reprint(done.sale_id)
    assert shop.told.times == told + 1


def test_what_was_never_sold_is_not_printed(shop: SmallShop) -> None:
    told = shop.told.times
    assert not shop.till.reprint(b"never sold")
    assert (take(shop), shop.told.times) == (None, told)


def test_a_job_that_a_crash_interrupted_is_unconfirmed_and_not_sent_again_by_itself(shop: SmallShop) -> None:
    sell(shop, "KOP-001")
    assert take(shop) is not None
    with shop.store.writing() as unit:
        assert unit.spool.give_up_sending() == 1
        assert unit.spool.give_up_sending() == 0
    assert take(shop) is None


def test_a_job_of_which_nothing_was_sent_is_taken_again_before_later_ones(shop: SmallShop) -> None:
    sell(shop, "KOP-001")
    shop.clock.at += 1
    sell(shop, "KOP-002")
    first = take(shop)
    assert first is not None
    with shop.store.writing() as unit:
        unit.spool.settle(first.job_id, "queued", "paper-out")
    assert take(shop) == first
