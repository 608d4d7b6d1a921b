"""Backups and restores as people and scripts use them."""

import json
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.entrypoints.keeper import BackupState, BackupStatus, Keeper
from app.services.backups import HOUR, Keeping
from app.services.demo_shop import PlayedClock
from app.storage.backup_folder import backups_in
from app.storage.terminal.check import check_store
from tests.support.damage import PAGE, another_process, flip
from tests.support.display import PATIENCE
from tests.support.selling import sell
from tests.support.shop import NOON, open_store, small_shop
from tests.support.strict_logs import ExpectLog
from tests.support.terminal_process import a_persons, run_setia


class Person:
    """Somebody with a shop, at a command line."""

    def __init__(self, home: Path, language: str = "en") -> None:
        self.home = home
        self.shop = home / "shop"
        self.language = language

    def does(self, *arguments: str | Path, **settings: str) -> subprocess.CompletedProcess[str]:
        environment = a_persons(self.home, SETIA_LANGUAGE=self.language, TZ="Asia/Jakarta", **settings)
        done = run_setia(*arguments, "--data", self.shop, environment=environment)
        assert "Traceback" not in done.stdout + done.stderr
        return done

    def backups(self) -> list[Path]:
        return [backup.path for backup in backups_in(self.shop / "backups")]


@pytest.fixture
def person(tmp_path: Path) -> Person:
    """His shop sold something, was backed up, and sold something again."""
    (tmp_path / "shop").mkdir()
    someone = Person(tmp_path)
    with small_shop(someone.shop) as shop:
        sell(shop, "BIJ-001")
        done = someone.does("db", "backup")
        assert (done.returncode, done.stderr) == (0, ""), "the till runs, and is backed up"
        sell(shop, "KOP-001")
    return someone


def records(shop: Path) -> int:
    store = open_store(shop, PlayedClock(NOON), None)  # type: ignore[arg-type]  # it only reads
    with store.reading() as unit:
        report = check_store(unit.connection)
    store.close()
    assert report.findings == ()
    return report.records


def test_a_backup_says_where_it_is(person: Person) -> None:
    done = person.does("db", "backup", "--json")
    told = json.loads(done.stdout)
    assert Path(told["path"]) == person.backups()[0]
    assert told["bytes"] == Path(told["path"]).stat().st_size
    assert (told["epoch"], told["seq"]) == (1, 10)


def test_a_backup_goes_where_it_is_told(person: Person, tmp_path: Path) -> None:
    done = person.does("db", "backup", tmp_path / "usb" / "shop")
    assert done.stdout.startswith(f"The backup is made and proved: {tmp_path / 'usb' / 'shop'}/setia-")
    assert len(backups_in(tmp_path / "usb" / "shop")) == 1


def test_the_setting_names_the_folder(person: Person, tmp_path: Path) -> None:
    person.does("db", "backup", SETIA_BACKUP_FOLDER=str(tmp_path / "nas"))
    assert len(backups_in(tmp_path / "nas")) == 1


def test_a_restore_lists_what_there_is(person: Person) -> None:
    done = person.does("db", "restore")
    assert done.returncode == 0
    assert str(person.backups()[0]) in done.stdout
    assert done.stdout.endswith(", up to record 9\n")


def test_a_restore_says_what_is_there_and_what_is_not(person: Person) -> None:
    done = person.does("db", "restore", "--latest")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.splitlines() == [
        f"The store is restored from {person.backups()[0]}.",
        "Everything up to record 9 of 22 Nov 2026 12.00 is in it.",
        "Later sales are missing: enter them again from their receipts.",
        f"The file that was replaced has 1 later record; it is kept as {person.shop}/store.before-epoch-2.db.",
    ]
    assert records(person.shop) == 10
    assert person.does("db", "check").returncode == 0


def test_a_restore_of_a_named_file_tells_a_script(person: Person, tmp_path: Path) -> None:
    moved = shutil.copyfile(person.backups()[0], tmp_path / "any name")
    told = json.loads(person.does("db", "restore", moved, "--json").stdout)
    assert told == {
        "source": str(moved),
        "epoch": 2,
        "aside": str(person.shop / "store.before-epoch-2.db"),
        "restored_epoch": 1,
        "restored_seq": 9,
        "restored_at": NOON,
        "enrolled": False,
        "later": 1,
    }


def test_a_shop_that_runs_is_not_restored(person: Person) -> None:
    with another_process(person.shop):
        done = person.does("db", "restore", "--latest")
    assert (done.returncode, done.stdout) == (5, "")
    assert done.stderr.startswith(f"{person.shop / 'store.db'} is in use. Close the till")
    assert records(person.shop) == 10


def test_without_a_good_backup_nothing_is_restored(person: Person) -> None:
    flip(person.backups()[0], 9 * PAGE)
    done = person.does("db", "restore", "--latest")
    assert done.returncode == 5
    assert done.stderr.startswith(f"No backup in {person.shop / 'backups'} is whole")
    assert records(person.shop) == 10


def test_a_new_machine_needs_the_old_key_first(person: Person, tmp_path: Path) -> None:
    backup = person.backups()[0]
    person.shop = tmp_path / "new"
    done = person.does("db", "restore", backup)
    assert done.returncode == 3
    assert done.stderr.startswith(f"The key file {tmp_path / 'new' / 'store.key'} is missing")
    assert not person.shop.exists()
    person.shop.mkdir()
    shutil.copyfile(tmp_path / "shop" / "store.key", person.shop / "store.key")
    assert person.does("db", "restore", backup).returncode == 0
    assert records(person.shop) == 10


@pytest.mark.parametrize("language", ["en", "id"])
def test_a_damaged_store_is_told_with_its_last_good_backup(person: Person, language: str) -> None:
    person.language = language
    flip(person.shop / "store.db", 100)
    done = person.does("db", "check")
    assert done.returncode == 5
    assert "`setia db restore --latest`" in done.stderr
    assert "22 Nov 2026 12.00" in done.stderr


def test_the_check_finds_a_page_that_nothing_reads(person: Person) -> None:
    with small_shop(person.home / fresh(person.home, "other")) as shop:
        with shop.store.writing() as unit:
            for number in range(20):
                row = (bytes([number]), bytes(4_000))
                unit.connection.exec_driver_sql("INSERT INTO unknown_changes VALUES ('x', ?, ?)", row)
        with shop.store.writing() as unit:
            unit.connection.exec_driver_sql("DELETE FROM unknown_changes")
    person.shop = person.home / "other"
    path = person.shop / "store.db"
    flip(path, path.stat().st_size - PAGE + 7)
    done = person.does("db", "check")
    assert done.returncode == 5
    assert f"page {path.stat().st_size // PAGE}: its bytes are not what was written." in done.stdout


def fresh(home: Path, name: str) -> str:
    (home / name).mkdir()
    return name


def test_the_doctor_tells_the_backup_s_age(person: Person) -> None:
    done = person.does("doctor", SETIA_PRINTER="none")
    assert "ok  Newest backup: 0 hours old" in done.stdout
    for path in person.backups():
        path.rename(path.with_name(path.name.replace("-2026", "-2025").replace("-2027", "-2025")))
    done = person.does("doctor", SETIA_PRINTER="none")
    (told,) = [line for line in done.stdout.splitlines() if "Newest backup" in line]
    assert told.startswith("!!  Newest backup: ")
    assert "days old" in told
    done = person.does("doctor", SETIA_PRINTER="none", SETIA_BACKUP_HOURS="0")
    assert "ok  Newest backup: not used" in done.stdout


@pytest.fixture
def told() -> list[BackupStatus]:
    return []


@pytest.fixture
def keeper(person: Person, told: list[BackupStatus]) -> Iterator[Keeper]:
    """Looks at once; its shop's only backup is two days old."""
    for path in person.backups():
        path.unlink()
    made = Keeper(
        directory=person.shop,
        folder=person.shop / "backups",
        terminal="86c32710",
        keeping=Keeping(every=HOUR, days=7, weeks=4),
        now=lambda: NOON,
        on_status=told.append,
        first_seconds=0,
    )
    yield made
    assert made.stop()


def test_a_running_till_is_backed_up_on_time(
    person: Person, keeper: Keeper, told: list[BackupStatus]
) -> None:
    with another_process(person.shop):
        keeper.start()
        wait_for(told)
    assert told[0].state is BackupState.KEPT, told
    assert told[0].detail.startswith(str(person.backups()[0]))


def wait_for(told: list[BackupStatus]) -> None:
    """Polls: the thread that tells is not ours."""
    script = "import time; time.sleep(0.05)"
    for _ in range(int(PATIENCE / 0.05)):
        if told:
            return
        subprocess.run([sys.executable, "-S", "-c", script], check=True)
    pytest.fail("the keeper says nothing")


def test_a_backup_that_fails_is_logged_and_told(
    person: Person, keeper: Keeper, told: list[BackupStatus], expected_log: ExpectLog
) -> None:
    expected_log(r"ERROR setia.backup: backup failed: .*store.db")
    flip(person.shop / "store.db", 20 * PAGE + 1)
    keeper.start()
    wait_for(told)
    assert told[0].state is BackupState.FAILED
    assert person.backups() == []
