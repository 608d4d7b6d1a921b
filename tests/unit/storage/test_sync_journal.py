"""What goes to the server is read from the journal as it was written, in bounded batches."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.protocol.record import GENESIS, Head, chain, decode
from app.protocol.sidecar import digest
from app.protocol.terminal_sync import SyncState
from app.storage.terminal.sync import SqlSyncJournal, SqlSyncStore
from tests.support.selling import sell
from tests.support.shop import SmallShop, open_store, small_shop

NO_BOUND = 10**9


@pytest.fixture
def shop(tmp_path: Path) -> Iterator[SmallShop]:
    with small_shop(tmp_path) as shop:
        for _ in range(3):
            sell(shop, "KOP-001")
        yield shop


def test_batches_of_any_size_chain_from_the_first_record_to_the_head(shop: SmallShop) -> None:
    journal = SqlSyncJournal(shop.store)
    head = journal.head()
    for size in (1, 2, 5, 500):
        previous, seq = GENESIS, 1
        while seq <= head.seq:
            batch = journal.batch(head.epoch, seq, size, NO_BOUND)
            assert (batch.prev_hash, len(batch.records)) == (previous, min(size, head.seq - seq + 1))
            assert [decode(record).seq for record in batch.records] == list(
                range(seq, seq + len(batch.records))
            )
            seq += len(batch.records)
            previous = chain(previous, batch.records)[-1]
            assert journal.hash_at(head.epoch, seq - 1) == previous
        assert previous == head.record_hash


def test_a_batch_is_bounded_in_bytes_but_has_at_least_one_record(shop: SmallShop) -> None:
    journal = SqlSyncJournal(shop.store)
    sizes = [len(record) for record in journal.batch(1, 1, 500, NO_BOUND).records]
    assert len(journal.batch(1, 1, 500, 1).records) == 1
    assert len(journal.batch(1, 1, 500, sum(sizes[:4])).records) == 4
    assert len(journal.batch(1, 1, 500, sum(sizes[:4]) - 1).records) == 3


def test_the_side_cars_of_a_batch_are_those_that_its_records_digest(shop: SmallShop) -> None:
    batch = SqlSyncJournal(shop.store).batch(1, 4, 3, NO_BOUND)
    wanted = {decode(record).sidecar for record in batch.records} - {None}
    assert {digest(sidecar) for sidecar in batch.sidecars} == wanted
    assert len(wanted) == 3


def test_there_is_no_batch_and_no_hash_where_there_is_no_record(shop: SmallShop) -> None:
    journal = SqlSyncJournal(shop.store)
    head = journal.head()
    for epoch, seq in ((head.epoch, head.seq + 1), (head.epoch + 1, 1), (head.epoch, 0)):
        with pytest.raises(LookupError):
            journal.batch(epoch, seq, 500, NO_BOUND)
    assert journal.hash_at(head.epoch, head.seq + 1) is None
    assert journal.hash_at(head.epoch, 0) == GENESIS


def test_a_journal_without_records_starts_at_the_genesis(tmp_path: Path, shop: SmallShop) -> None:
    with shop.store.reading() as unit:
        who = unit.identity()
    (tmp_path / "new").mkdir()
    store = open_store(tmp_path / "new", shop.clock, shop.chance)
    store.set_up(who)
    assert SqlSyncJournal(store).head() == Head(epoch=1, seq=0, record_hash=GENESIS)
    store.close()


def test_where_the_sync_stands_survives_a_restart(shop: SmallShop) -> None:
    assert SqlSyncStore(shop.store).state() == SyncState()
    stands = SyncState(
        generation=b"g" * 16,
        acked_epoch=1,
        acked_seq=5,
        cursor=9,
        failures=2,
        retry_at=7,
        last_success_at=6,
        server_offset=-3,
    )
    SqlSyncStore(shop.store).save(SyncState(cursor=1))
    SqlSyncStore(shop.store).save(stands)
    shop.store.close()
    store = open_store(shop.directory, shop.clock, shop.chance)
    assert SqlSyncStore(store).state() == stands
    store.close()


def test_what_the_server_has_not_confirmed_waits_once_there_is_a_server(shop: SmallShop) -> None:
    assert shop.till.to_send().to_send == 0
    shop.store.set_server("https://centre.example", b"k" * 32)
    head = SqlSyncJournal(shop.store).head()
    assert shop.till.to_send().to_send == head.seq
    SqlSyncStore(shop.store).save(SyncState(acked_epoch=head.epoch, acked_seq=head.seq - 2))
    assert (shop.till.to_send().enrolled, shop.till.to_send().to_send) == (True, 2)
    sell(shop, "KOP-001")
    assert shop.till.to_send().to_send == 3
