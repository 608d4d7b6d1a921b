"""A backup is a proved copy of one moment of a store that goes on selling, or it isn't there."""

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.services.backups import HOUR, BackupTaken, Keeping, NoRoom
from app.services.ports import StoreFault, StoreFaultCode
from app.storage.backup_folder import backups_in, last_good, rotate
from app.storage.key_file import KeyFile
from app.storage.store_file import prove_file
from app.storage.take_backup import PART, take_backup
from app.storage.terminal.check import check_store
from app.storage.write_ahead_log import log_of
from tests.support.damage import PAGE, flip
from tests.support.selling import sell
from tests.support.shop import NOON, SmallShop, open_store, small_shop
from tests.support.sources import ROOT
from tests.support.unprivileged import unprivileged

_PATIENCE = 60


@pytest.fixture
def shop(tmp_path: Path) -> Iterator[SmallShop]:
    with small_shop(tmp_path / made(tmp_path, "shop")) as shop:
        sell(shop, "BIJ-001")
        yield shop


def made(parent: Path, name: str) -> Path:
    (parent / name).mkdir()
    return parent / name


def key_of(shop: SmallShop) -> bytes:
    return KeyFile(shop.directory / "store.key", shop.store.path).key()


def back_up(shop: SmallShop, folder: Path, at: int = NOON) -> BackupTaken:
    taken = take_backup(shop.store.path, key_of(shop), folder, at)
    assert isinstance(taken, BackupTaken), taken
    return taken


def fill(shop: SmallShop, rows: int) -> None:
    """Makes the store larger, 4 kB a row."""
    with shop.store.writing() as unit:
        for _ in range(rows):
            row = (os.urandom(16), os.urandom(4_000))
            unit.connection.exec_driver_sql("INSERT INTO unknown_changes VALUES ('filler', ?, ?)", row)


def test_a_backup_holds_everything_up_to_its_last_record(shop: SmallShop, tmp_path: Path) -> None:
    with shop.store.reading() as unit:
        head = unit.journal.head()
    taken = back_up(shop, tmp_path / "backups")
    content = prove_file(taken.backup.path, key_of(shop))
    assert (content.epoch, content.seq, content.head) == (head.epoch, head.seq, head.record_hash)
    assert (content.at, content.enrolled) == (NOON, False)
    name = taken.backup.name
    assert (name.epoch, name.seq, name.at) == (head.epoch, head.seq, NOON)
    assert taken.size == taken.backup.path.stat().st_size
    assert [path.name for path in (tmp_path / "backups").iterdir()] == [str(name)]


def test_a_backup_is_as_secret_as_the_store(shop: SmallShop, tmp_path: Path) -> None:
    raw = back_up(shop, tmp_path / "backups").backup.path.read_bytes()
    assert [
        word for word in (b"SQLite format 3", b"CREATE TABLE", b"Kopi Setia", b"argon2") if word in raw
    ] == []
    with pytest.raises(StoreFault) as caught:
        prove_file(next((tmp_path / "backups").iterdir()), bytes(32))
    assert caught.value.code is StoreFaultCode.WRONG_KEY


def test_a_backup_opens_as_a_store_that_was_closed_in_order(shop: SmallShop, tmp_path: Path) -> None:
    taken = back_up(shop, tmp_path / "backups")
    other = made(tmp_path, "other")
    (other / "store.db").write_bytes(taken.backup.path.read_bytes())
    (other / "store.key").write_bytes(key_of(shop))
    store = open_store(other, shop.clock, shop.chance)
    with store.reading() as unit:
        assert check_store(unit.connection).findings == ()
    store.close()


def test_sales_go_on_while_a_backup_is_made(shop: SmallShop, tmp_path: Path) -> None:
    fill(shop, 1_500)
    before = prove_open(shop)
    begun, sold = threading.Event(), threading.Event()
    steps: list[int] = []

    def progress(done: int, of: int) -> None:
        steps.append(done)
        begun.set()
        if len(steps) == 3:
            assert sold.wait(_PATIENCE), "a sale waits for the backup"

    taken: list[BackupTaken | NoRoom] = []
    backing_up = threading.Thread(
        target=lambda: taken.append(
            take_backup(shop.store.path, key_of(shop), tmp_path / "backups", NOON, progress)
        )
    )
    backing_up.start()
    assert begun.wait(_PATIENCE)
    for _ in range(3):
        sell(shop, "KOP-001")
    sold.set()
    backing_up.join(_PATIENCE)
    assert isinstance(taken[0], BackupTaken)
    assert steps == sorted(steps), "no sale made it begin again"
    assert prove_file(taken[0].backup.path, key_of(shop)).seq == before
    assert prove_open(shop) == before + 3


def prove_open(shop: SmallShop) -> int:
    with shop.store.reading() as unit:
        return unit.journal.head().seq


def test_a_backup_does_not_keep_the_log_from_being_taken_in(shop: SmallShop, tmp_path: Path) -> None:
    back_up(shop, tmp_path / "backups")
    with shop.store.engine.connect().execution_options(reading=True) as connection:
        busy, frames, moved = connection.exec_driver_sql("PRAGMA wal_checkpoint(FULL)").one()
    assert (busy, frames) == (0, moved)


_BACK_UP = """
import os, signal, sys
from pathlib import Path
from app.storage.key_file import KeyFile
from app.storage.take_backup import take_backup
path = Path(sys.argv[1])
def progress(done, of):
    if done > of // 2:
        os.kill(os.getpid(), signal.SIGKILL)
take_backup(path, KeyFile(path.with_name("store.key"), path).key(), Path(sys.argv[2]), 1_795_323_600_000, progress)
"""


def test_a_backup_that_was_cut_off_is_never_offered_and_is_cleared_away_later(
    shop: SmallShop, tmp_path: Path
) -> None:
    fill(shop, 800)
    folder = tmp_path / "backups"
    done = subprocess.run(
        [sys.executable, "-c", _BACK_UP, str(shop.store.path), str(folder)],
        cwd=ROOT,
        timeout=_PATIENCE,
        check=False,
    )
    assert done.returncode == -signal.SIGKILL
    (part,) = folder.glob(f"*{PART}")
    assert part.stat().st_size > 0
    assert backups_in(folder) == ()
    assert last_good(folder, key_of(shop)) is None
    back_up(shop, folder)
    assert part.exists(), "it may be another process's"
    two_hours_ago = part.stat().st_mtime - 7_200
    os.utime(part, (two_hours_ago, two_hours_ago))
    back_up(shop, folder, NOON + HOUR)
    assert not part.exists()


def test_a_damaged_page_of_the_store_makes_no_backup(shop: SmallShop, tmp_path: Path) -> None:
    fill(shop, 50)
    shop.store.close()
    pages = shop.store.path.stat().st_size // PAGE
    flip(shop.store.path, (pages - 3) * PAGE + 77)
    with pytest.raises(StoreFault) as caught:
        take_backup(shop.store.path, key_of(shop), tmp_path / "backups", NOON)
    assert (caught.value.code, caught.value.path) == (StoreFaultCode.CORRUPT, shop.store.path)
    assert list((tmp_path / "backups").iterdir()) == []


def test_without_room_there_is_none_and_the_old_ones_stay(shop: SmallShop, tmp_path: Path) -> None:
    old = back_up(shop, tmp_path / "backups").backup
    skipped = take_backup(
        shop.store.path, key_of(shop), tmp_path / "backups", NOON + HOUR, reserve=1_000_000_000_000_000
    )
    assert isinstance(skipped, NoRoom)
    assert skipped.needed > skipped.free
    assert list((tmp_path / "backups").iterdir()) == [old.path]


def test_a_folder_that_may_not_be_written_is_named(shop: SmallShop, tmp_path: Path) -> None:
    folder = made(tmp_path, "backups")
    key = key_of(shop)
    folder.chmod(0o555)
    tmp_path.chmod(0o755)
    with unprivileged(), pytest.raises(StoreFault) as caught:
        take_backup(shop.store.path, key, folder, NOON)
    assert (caught.value.code, caught.value.path) == (StoreFaultCode.READ_ONLY, folder)


def test_a_folder_whose_place_is_a_file_is_named(shop: SmallShop, tmp_path: Path) -> None:
    (tmp_path / "backups").write_text("in the way")
    with pytest.raises(StoreFault) as caught:
        take_backup(shop.store.path, key_of(shop), tmp_path / "backups" / "here", NOON)
    assert caught.value.code is StoreFaultCode.MISSING


def test_the_last_good_one_is_the_newest_that_is_still_whole(shop: SmallShop, tmp_path: Path) -> None:
    folder = tmp_path / "backups"
    first = back_up(shop, folder).backup
    sell(shop, "KOP-001")
    second = back_up(shop, folder, NOON + HOUR).backup
    good = last_good(folder, key_of(shop))
    assert good is not None
    assert good.backup == second
    flip(second.path, 5 * PAGE + 9)
    good = last_good(folder, key_of(shop))
    assert good is not None
    assert good.backup == first
    assert last_good(folder, bytes(32)) is None
    assert last_good(tmp_path / "nowhere", key_of(shop)) is None


def test_tills_that_share_a_folder_leave_each_other_s_backups(shop: SmallShop, tmp_path: Path) -> None:
    folder = tmp_path / "backups"
    mine = [back_up(shop, folder, NOON + hour * HOUR).backup for hour in range(3)]
    with small_shop(made(tmp_path, "other"), seed=2) as other:
        others = back_up(other, folder).backup
        assert others.name.terminal != mine[0].name.terminal
        keeping = Keeping(every=HOUR, days=1, weeks=0)
        assert set(rotate(folder, mine[0].name.terminal, keeping, "Asia/Jakarta")) == set(mine[:2])
        assert set(backups_in(folder)) == {mine[2], others}
        good = last_good(folder, key_of(other))
        assert good is not None
        assert good.backup == others


def test_the_store_needs_no_log_of_a_backup(shop: SmallShop, tmp_path: Path) -> None:
    assert not log_of(back_up(shop, tmp_path / "backups").backup.path).exists()
