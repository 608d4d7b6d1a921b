"""A till that was restored from a backup and its server agree again; a clone of it is noticed."""

import shutil
from dataclasses import replace
from pathlib import Path
from random import Random

from sqlalchemy import select

from app.services.backups import BackupTaken, Restored
from app.services.demo_shop import PlayedChance
from app.storage.key_file import KeyFile
from app.storage.restore_store import restore
from app.storage.server.tables import heads, terminals
from app.storage.take_backup import take_backup
from app.storage.terminal.check import check_store
from app.storage.terminal.sync import SqlSyncJournal, SqlSyncStore
from app.transport.exchange import Exchange
from tests.support.joined_centre import Joined
from tests.support.selling import member_at, sell
from tests.support.shop import SmallShop, open_store
from tests.support.strict_logs import ExpectLog
from tests.support.two_tills import exceptions, exchange_of, server_balance, settle


def enrolled(joined: Joined) -> SmallShop:
    """The shop's till, with a server that knows all of its past."""
    joined.centre = replace(joined.centre, clock=joined.shop.clock.now)
    shop = joined.shop
    shop.store.set_server("http://127.0.0.1", joined.centre.public_key)
    settle([exchange_of(shop, joined.centre)], shop)
    return shop


def backup_of(shop: SmallShop) -> Path:
    key = KeyFile(shop.directory / "store.key", shop.store.path).key()
    taken = take_backup(shop.store.path, key, shop.directory / "backups", shop.clock.now())
    assert isinstance(taken, BackupTaken)
    return taken.backup.path


def restored(shop: SmallShop, backup: Path, directory: Path, seed: int = 9) -> tuple[SmallShop, Restored]:
    """The shop at a till whose store came from a backup."""
    chance = PlayedChance(Random(seed))
    path = directory / "store.db"
    done = restore(backup, path, KeyFile(directory / "store.key", path), shop.clock, chance)
    store = open_store(directory, shop.clock, chance)
    again = replace(shop, directory=directory, store=store, chance=chance)
    again.till = replace(shop.till, store=store, chance=chance)
    return again, done


def epochs_at_server(joined: Joined) -> dict[int, int]:
    with joined.centre.database.reading() as connection:
        rows = connection.execute(select(heads.c.epoch, heads.c.seq)).all()
    assert len(rows) == len({row.epoch for row in rows}), "no epoch has two branches"
    return {row.epoch: row.seq for row in rows}


def is_sound(shop: SmallShop) -> None:
    with shop.store.reading() as unit:
        assert check_store(unit.connection).findings == ()


def test_a_restored_till_and_its_server_agree_again(joined: Joined) -> None:
    shop = enrolled(joined)
    sell(shop, "BIJ-001")
    backup = backup_of(shop)  # it has a sale that the server doesn't
    sell(shop, "BIJ-001")
    settle([exchange_of(shop, joined.centre)], shop)  # the server has both now
    before = server_balance(joined, 0)
    shop.store.close()
    again, done = restored(shop, backup, shop.directory)
    assert (done.content.enrolled, done.epoch, done.later) == (True, 2, 1)
    assert member_at(again).usable == 0, "what it could spend was perhaps spent"
    is_sound(again)
    sell(again, "KOP-001")
    settle([exchange_of(again, joined.centre)], again)
    is_sound(again)
    view = member_at(again)
    assert view.balance == server_balance(joined, 0) > before
    assert view.usable == view.balance, "the server says that it is his, and this till's"
    assert exceptions(joined) == 0
    with again.store.reading() as unit:
        last = unit.journal.head()
    assert epochs_at_server(joined)[2] == last.seq
    again.store.close()


def test_records_of_the_old_epoch_that_were_never_sent_go_out_first(joined: Joined) -> None:
    shop = enrolled(joined)
    known = epochs_at_server(joined)[1]
    sell(shop, "BIJ-001")
    backup = backup_of(shop)
    shop.store.close()
    again, done = restored(shop, backup, shop.directory)
    exchange = exchange_of(again, joined.centre)
    assert exchange.step().to_send == 1, "the new epoch's first record waits"
    assert epochs_at_server(joined) == {1: known + 1}
    exchange.step()
    assert epochs_at_server(joined) == {1: known + 1, 2: 1}
    again.store.close()
    assert done.content.acked == (1, known)


def test_a_till_that_was_restored_twice_is_no_fork(joined: Joined) -> None:
    shop = enrolled(joined)
    backup = backup_of(shop)
    shop.store.close()
    for epoch in (2, 3):
        shop, done = restored(shop, backup, shop.directory)
        assert done.epoch == epoch
        sell(shop, "KOP-001")
        settle([exchange_of(shop, joined.centre)], shop)
        is_sound(shop)
        shop.store.close()
    assert epochs_at_server(joined).keys() == {1, 2, 3}
    assert exceptions(joined) == 0


def test_two_machines_with_one_backup_are_a_fork_at_their_first_contact(
    joined: Joined, tmp_path: Path, expected_log: ExpectLog
) -> None:
    expected_log("WARNING app.transport.exchange: the server refused: fork")
    expected_log("WARNING app.transport.exchange: the server could not place record 1: fork")
    shop = enrolled(joined)
    backup = backup_of(shop)
    shop.store.close()
    twin = tmp_path / "twin"
    shutil.copytree(shop.directory, twin)
    one, _ = restored(shop, backup, shop.directory, seed=9)
    other, _ = restored(shop, backup, twin, seed=10)
    settle([exchange_of(one, joined.centre)], shop)
    settle([exchange_of(other, joined.centre)], shop)
    with joined.centre.database.reading() as connection:
        assert connection.execute(select(terminals.c.forked_at)).scalar_one() is not None
    assert member_at(other).usable == 0, "and it gets nothing to spend"
    one.store.close()
    other.store.close()


def test_a_server_that_lost_an_epoch_gets_all_of_them_again(joined: Joined) -> None:
    shop = enrolled(joined)
    backup = backup_of(shop)
    shop.store.close()
    again, _ = restored(shop, backup, shop.directory)
    exchange: Exchange = exchange_of(again, joined.centre)
    settle([exchange], again)
    state = SqlSyncStore(again.store).state()
    assert (state.acked_epoch, state.acked_seq) == (2, 1)
    journal = SqlSyncJournal(again.store)
    first, second = journal.sending(0, 0), journal.sending(1, journal.sending(0, 0).seq)
    assert (first.epoch, second.epoch) == (1, 2)
    assert journal.waiting(0, 0) == first.seq + 1
    assert journal.sending(2, 1) == journal.head()
    assert journal.waiting(2, 1) == 0
    again.store.close()
