"""A restored store is the backup, whole, in an epoch of its own; whatever dies on the way, there is a store."""

import shutil
import signal
import subprocess
import sys
from pathlib import Path
from random import Random

import pytest
from sqlalchemy import select

from app.protocol.facts import ItemsListed, TerminalRestored
from app.protocol.record import Head, decode, fact_of
from app.services.backups import Backup, BackupTaken, Restored
from app.services.demo_shop import PlayedChance, PlayedClock
from app.services.ports import StoreFault, StoreFaultCode
from app.storage.key_file import KeyFile
from app.storage.migrate import SCHEMA
from app.storage.restore_store import finish_restore, restore
from app.storage.take_backup import take_backup
from app.storage.terminal.check import check_store
from app.storage.terminal.store import SqlTerminalStore
from app.storage.terminal.tables import journal, print_jobs
from app.storage.write_ahead_log import log_of
from tests.support.damage import PAGE, another_process, cut, flip, killed_after
from tests.support.selling import basket_of, sell
from tests.support.shop import NOON, SmallShop, open_store, small_shop
from tests.support.sources import ROOT

_PATIENCE = 60


class Place:
    """A shop's folder, with a backup after its first sale and a second sale after that."""

    def __init__(self, directory: Path) -> None:
        self.directory = directory
        self.path = directory / "store.db"
        shop = small_shop(directory)
        sell(shop, "BIJ-001")
        shop.till.keep(basket_of(shop, "KOP-001"))
        with shop.store.reading() as unit:
            self.head_of_backup = unit.journal.head()
        self.backup = self.back_up()
        sell(shop, "KOP-001")
        with shop.store.reading() as unit:
            self.head = unit.journal.head()
        shop.store.close()

    @property
    def keys(self) -> KeyFile:
        return KeyFile(self.directory / "store.key", self.path)

    def back_up(self, at: int = NOON) -> Backup:
        taken = take_backup(self.path, self.keys.key(), self.directory / "backups", at)
        assert isinstance(taken, BackupTaken)
        return taken.backup

    def restore(self, source: Path | None = None, seed: int = 3) -> Restored:
        clock, chance = PlayedClock(NOON), PlayedChance(Random(seed))
        return restore(source or self.backup.path, self.path, self.keys, clock, chance)

    def opened(self) -> SqlTerminalStore:
        return open_store(self.directory, PlayedClock(NOON), PlayedChance(Random(4)))

    def is_sound(self) -> Head:
        """Proves the store; its head."""
        store = self.opened()
        with store.reading() as unit:
            assert check_store(unit.connection).findings == ()
            head = unit.journal.head()
        store.close()
        return head

    def records(self) -> list[tuple[int, int, bytes]]:
        store = self.opened()
        with store.reading() as unit:
            rows = unit.connection.execute(
                select(journal.c.epoch, journal.c.seq, journal.c.record_hash).order_by(
                    journal.c.epoch, journal.c.seq
                )
            ).all()
        store.close()
        return [tuple(row) for row in rows]


@pytest.fixture
def place(tmp_path: Path) -> Place:
    (tmp_path / "shop").mkdir()
    return Place(tmp_path / "shop")


def fault(place: Place, source: Path | None = None) -> StoreFaultCode:
    before = {path.name: path.read_bytes() for path in place.directory.iterdir() if path.is_file()}
    with pytest.raises(StoreFault) as caught:
        place.restore(source)
    after = {path.name: path.read_bytes() for path in place.directory.iterdir() if path.is_file()}
    assert {name for name in after if after.get(name) != before.get(name)} <= {"store.lock", "store.door"}
    return caught.value.code


def test_everything_up_to_the_backup_is_there_and_a_new_epoch_begins(place: Place) -> None:
    done = place.restore()
    assert (done.content.seq, done.content.at, done.epoch, done.later) == (
        place.head_of_backup.seq,
        NOON,
        2,
        1,
    )
    head = place.is_sound()
    assert (head.epoch, head.seq) == (2, 1)
    records = place.records()
    assert records[-2] == (1, place.head_of_backup.seq, place.head_of_backup.record_hash)
    assert records[-1][:2] == (2, 1)


def test_the_new_epoch_begins_with_what_happened(place: Place) -> None:
    place.restore()
    store = place.opened()
    with store.reading() as unit:
        row = unit.connection.execute(select(journal.c.record).where(journal.c.epoch == 2)).scalar_one()
    store.close()
    last = place.head_of_backup
    assert fact_of(decode(row)) == TerminalRestored(
        after_epoch=1, after_seq=last.seq, after_hash=last.record_hash, rights_set_aside=False
    )


def test_the_till_sells_on_after_it(place: Place) -> None:
    place.restore()
    store = place.opened()
    with store.writing() as unit:
        unit.journal.append(ItemsListed(items=unit.catalogue.all_items()))
        assert unit.journal.head().seq == 2
    store.close()
    assert [record[:2] for record in place.records()[-2:]] == [(2, 1), (2, 2)]


def test_the_replaced_file_is_kept_and_opens(place: Place, tmp_path: Path) -> None:
    aside = place.restore().aside
    assert aside is not None
    other = tmp_path / "aside"
    other.mkdir()
    shutil.copyfile(aside, other / "store.db")
    shutil.copyfile(place.directory / "store.key", other / "store.key")
    store = open_store(other, PlayedClock(NOON), PlayedChance(Random(1)))
    with store.reading() as unit:
        assert unit.journal.head() == place.head
    store.close()


def test_no_epoch_is_ever_used_twice_in_a_folder(place: Place) -> None:
    assert [place.restore().epoch for _ in range(2)] == [2, 3]
    place.path.write_bytes(b"nothing that can be read")
    assert place.restore().epoch == 4
    assert place.restore().later == 1


def test_two_machines_that_restore_one_backup_differ_at_their_first_record(
    place: Place, tmp_path: Path
) -> None:
    other = tmp_path / "twin"
    shutil.copytree(place.directory, other)
    place.restore(seed=5)
    twin = restore(
        place.backup.path,
        other / "store.db",
        KeyFile(other / "store.key", other / "store.db"),
        PlayedClock(NOON),
        PlayedChance(Random(6)),
    )
    assert twin.epoch == 2
    store = open_store(other, PlayedClock(NOON), PlayedChance(Random(1)))
    with store.reading() as unit:
        head = unit.journal.head()
    store.close()
    assert (head.epoch, head.seq) == place.records()[-1][:2]
    assert head.record_hash != place.records()[-1][2], "so that the server sees the fork"


def test_what_was_in_progress_is_over(place: Place) -> None:
    place.restore()
    store = place.opened()
    with store.reading() as unit:
        assert unit.baskets.newest() is None
        states = set(unit.connection.execute(select(print_jobs.c.state)).scalars())
    store.close()
    assert states == {"unconfirmed"}


def test_an_enrolled_till_spends_what_it_had_only_when_the_server_says_so(tmp_path: Path) -> None:
    with small_shop(tmp_path) as shop:
        sell(shop, "BIJ-001")
        shop.store.set_server("https://centre.example", bytes(32))
        keys = KeyFile(tmp_path / "store.key", shop.store.path)
        taken = take_backup(shop.store.path, keys.key(), tmp_path / "backups", NOON)
        assert isinstance(taken, BackupTaken)
        assert held(shop.store, shop) > 0
    done = restore(taken.backup.path, tmp_path / "store.db", keys, shop.clock, shop.chance)
    assert done.content.enrolled
    store = open_store(tmp_path, shop.clock, shop.chance)
    assert held(store, shop) == 0
    with store.reading() as unit:
        assert check_store(unit.connection).findings == ()
        view = unit.members.view(shop.members[0], NOON)
        assert view is not None
        assert view.balance > 0, "the points are his, only not to be spent here yet"
    store.close()


def held(store: SqlTerminalStore, shop: SmallShop) -> int:
    with store.reading() as unit:
        return sum(lot.remaining for lot in unit.members.held_lots(shop.members[0], NOON))


def test_a_till_that_runs_is_not_replaced(place: Place) -> None:
    with another_process(place.directory):
        assert fault(place) is StoreFaultCode.IN_USE
    assert place.is_sound() == place.head


def test_a_rotten_backup_replaces_nothing(place: Place) -> None:
    flip(place.backup.path, 7 * PAGE + 1)
    assert fault(place) is StoreFaultCode.CORRUPT
    assert place.is_sound() == place.head


def test_a_cut_backup_replaces_nothing(place: Place) -> None:
    cut(place.backup.path, place.backup.path.stat().st_size - PAGE)
    assert fault(place) is StoreFaultCode.CORRUPT


def test_a_backup_of_another_till_replaces_nothing(place: Place, tmp_path: Path) -> None:
    (place.directory / "store.key").write_bytes(bytes(range(32)))
    assert fault(place) is StoreFaultCode.WRONG_KEY


def test_a_backup_of_a_newer_version_replaces_nothing(place: Place) -> None:
    store = place.opened()
    with store.writing() as unit:
        unit.connection.exec_driver_sql(f"PRAGMA user_version = {SCHEMA + 1}")
    newer = place.back_up(NOON + 1_000)
    with store.writing() as unit:
        unit.connection.exec_driver_sql(f"PRAGMA user_version = {SCHEMA}")
    store.close()
    assert fault(place, newer.path) is StoreFaultCode.NEWER_SCHEMA


def test_a_file_that_is_not_there_replaces_nothing(place: Place) -> None:
    assert fault(place, place.directory / "backups" / "gone.db") is StoreFaultCode.MISSING


def test_a_store_whose_log_is_lost_may_go_on_from_itself(place: Place) -> None:
    killed_after(place.directory, _WRITES)
    log_of(place.path).unlink()
    done = place.restore(place.path)
    assert (done.epoch, done.later) == (2, 0)
    place.is_sound()
    assert place.records()[-2] == (1, place.head.seq, place.head.record_hash)


def test_a_store_whose_log_is_damaged_keeps_what_can_be_read_and_the_log_itself(place: Place) -> None:
    killed_after(place.directory, _WRITES)
    log = log_of(place.path)
    flip(log, 32 + 24 + 100)
    before = log.read_bytes()
    done = place.restore(place.path)
    place.is_sound()
    assert done.aside is not None
    assert log_of(done.aside).read_bytes() == before
    assert not log.exists()


_WRITES = """
for number in range(6):
    with store.writing() as unit:
        row = ("filler", bytes([number]), bytes(5_000))
        unit.connection.exec_driver_sql("INSERT OR REPLACE INTO unknown_changes VALUES (?, ?, ?)", row)
"""

_DIE_AT = """
import os, signal, sys
from pathlib import Path
from random import Random
from app.services.demo_shop import PlayedChance, PlayedClock
from app.storage.key_file import KeyFile
from app.storage.restore_store import restore
path, left = Path(sys.argv[1]), int(sys.argv[3])
def counted(work):
    def call(*arguments, **named):
        global left
        if left == 0:
            os.kill(os.getpid(), signal.SIGKILL)
        left -= 1
        return work(*arguments, **named)
    return call
for owner, name in ((Path, "replace"), (Path, "unlink"), (os, "fsync"), (Path, "write_bytes")):
    setattr(owner, name, counted(getattr(owner, name)))
keys = KeyFile(path.with_name("store.key"), path)
restore(Path(sys.argv[2]), path, keys, PlayedClock(1_795_323_600_000), PlayedChance(Random(3)))
"""


def restore_and_die(place: Place, step: int) -> bool:
    """Whether the restore was killed before its n-th change of a file; False: it was done before that."""
    done = subprocess.run(
        [sys.executable, "-c", _DIE_AT, str(place.path), str(place.backup.path), str(step)],
        cwd=ROOT,
        timeout=_PATIENCE,
        check=False,
    )
    assert done.returncode in {0, -signal.SIGKILL}
    return done.returncode != 0


def test_a_restore_that_dies_at_any_step_leaves_the_old_store_or_the_new_one(tmp_path: Path) -> None:
    (tmp_path / "first").mkdir()
    place = Place(tmp_path / "first")
    killed_after(place.directory, _WRITES)  # so that there is a log to put aside, too
    heads = set()
    step = 0
    while True:
        trial = tmp_path / f"trial-{step}"
        shutil.copytree(place.directory, trial)
        one = Place.__new__(Place)
        one.directory, one.path, one.backup = trial, trial / "store.db", place.backup
        killed = restore_and_die(one, step)
        finish_restore(one.path)
        head = one.is_sound()
        heads.add((head.epoch, head.seq))
        assert (head.epoch, head.seq) in {(1, place.head.seq), (2, 1)}
        assert list(trial.glob("*.restored")) == []
        assert one.restore().epoch == 2 + (head.epoch == 2) or head.epoch == 1
        assert list(trial.glob("*.making*")) == []
        shutil.rmtree(trial)
        if not killed:
            break
        step += 1
    assert step > 8
    assert heads == {(1, place.head.seq), (2, 1)}


def test_nothing_is_finished_that_was_not_begun(place: Place) -> None:
    finish_restore(place.path)
    assert place.is_sound() == place.head
