"""What waits for the server is worked out from the ends of the journal's epochs, and is what counting would give."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import delete, func, insert, select, tuple_, update

from app.storage.terminal.tables import identity, journal, shared, sync_state
from tests.support.selling import sell
from tests.support.shop import SmallShop, small_shop

EPOCHS = (1, 2, 5)


@pytest.fixture
def shop(tmp_path: Path) -> Iterator[SmallShop]:
    """Twice restored: two sales in each of three epochs, one of which a later one skipped."""
    with small_shop(tmp_path) as shop:
        for epoch in EPOCHS:
            with shop.store.writing() as unit:
                unit.connection.execute(update(identity).values(epoch=epoch))
            for _ in range(2):
                sell(shop, "KOP-001")
        yield shop


def confirmed(shop: SmallShop, epoch: int, seq: int) -> None:
    row = {"acked_epoch": epoch, "acked_seq": seq, "cursor": 0, "failures": 0, "retry_at": 0}
    with shop.store.writing() as unit:
        unit.connection.execute(delete(sync_state))
        unit.connection.execute(insert(sync_state), {"terminal_id": b"till", **row})


def waiting(shop: SmallShop) -> int:
    with shop.store.reading() as unit:
        return unit.journal.waiting()


def counted(shop: SmallShop, epoch: int, seq: int) -> int:
    after = tuple_(journal.c.epoch, journal.c.seq) > (epoch, seq)
    with shop.store.reading() as unit:
        return unit.connection.execute(select(func.count()).select_from(journal).where(after)).scalar_one()


def test_without_a_server_nothing_waits(shop: SmallShop) -> None:
    assert waiting(shop) == 0


def test_with_a_server_that_confirmed_nothing_everything_waits(shop: SmallShop) -> None:
    shop.store.set_server("https://centre.example", bytes(32))
    assert waiting(shop) == counted(shop, 0, 0) > 6


@pytest.mark.parametrize(("epoch", "seq"), [(1, 1), (1, 8), (2, 0), (2, 1), (2, 2), (5, 0), (5, 1), (5, 2)])
def test_what_is_confirmed_waits_no_longer(shop: SmallShop, epoch: int, seq: int) -> None:
    shop.store.set_server("https://centre.example", bytes(32))
    confirmed(shop, epoch, seq)
    assert waiting(shop) == counted(shop, epoch, seq)


def test_receipts_are_numbered_on_through_the_epochs_of_a_day(shop: SmallShop) -> None:
    numbers = [sell(shop, "KOP-001").receipt_number for _ in range(2)]
    assert [number[-4:] for number in numbers] == ["0007", "0008"]


def test_a_day_has_more_than_9999_receipts_if_it_must(shop: SmallShop) -> None:
    with shop.store.writing() as unit:
        newest = select(func.max(shared.sales.c.seq)).where(shared.sales.c.epoch == 5).scalar_subquery()
        last = (shared.sales.c.epoch == 5) & (shared.sales.c.seq == newest)
        unit.connection.execute(update(shared.sales).where(last).values(receipt_number="BDG1-261122-9999"))
    numbers = [sell(shop, "KOP-001").receipt_number for _ in range(2)]
    assert [number.rpartition("-")[2] for number in numbers] == ["10000", "10001"]
