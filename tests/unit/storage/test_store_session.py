"""A store that lost its newest changes doesn't open as if nothing had happened; one that was left in order does."""

import shutil
import subprocess
import sys
from pathlib import Path
from random import Random

import pytest

from app.services.demo_shop import PlayedChance, PlayedClock
from app.services.ports import StoreFault, StoreFaultCode
from app.storage import open_store as opening
from app.storage.store_session import alone_with
from app.storage.terminal.store import SqlTerminalStore
from app.storage.write_ahead_log import log_of
from tests.support.damage import another_process, cut, flip, killed_after
from tests.support.selling import sell
from tests.support.shop import NOON, open_store, small_shop
from tests.support.sources import ROOT

_WRITES = """
for number in range(6):
    with store.writing() as unit:
        row = ("filler", bytes([number]), bytes(5_000))
        unit.connection.exec_driver_sql("INSERT OR REPLACE INTO unknown_changes VALUES (?, ?, ?)", row)
"""


@pytest.fixture
def directory(tmp_path: Path) -> Path:
    with small_shop(tmp_path) as shop:
        sell(shop, "BIJ-001")
    return tmp_path


def opened(directory: Path) -> SqlTerminalStore:
    return open_store(directory, PlayedClock(NOON), PlayedChance(Random(1)))


def filler(directory: Path) -> int:
    store = opened(directory)
    with store.reading() as unit:
        count = unit.connection.exec_driver_sql("SELECT count(*) FROM unknown_changes").scalar_one()
    store.close()
    return int(count)


def fault(directory: Path) -> StoreFaultCode:
    with pytest.raises(StoreFault) as caught:
        opened(directory)
    assert caught.value.path == directory / "store.db"
    return caught.value.code


def test_a_killed_till_opens_again_with_all_that_it_committed(directory: Path) -> None:
    killed_after(directory, _WRITES)
    assert log_of(directory / "store.db").exists()
    assert filler(directory) == 6


def test_a_till_that_was_killed_right_after_it_opened_opens_again(directory: Path) -> None:
    killed_after(directory, "")
    assert filler(directory) == 0


def test_after_a_crash_nothing_is_added_behind_what_it_left(directory: Path) -> None:
    """Both marks of the next opening begin the log anew; the header counts."""
    killed_after(directory, _WRITES)
    log = log_of(directory / "store.db")
    left = times_begun(log)
    store = opened(directory)
    assert times_begun(log) == left + 2
    store.close()


def times_begun(log: Path) -> int:
    return int.from_bytes(log.read_bytes()[12:16], "big")


_ENDS_WITHOUT_CLOSING = (
    """
import sys
from pathlib import Path
from random import Random
from app.services.demo_shop import PlayedChance, PlayedClock
from tests.support.shop import NOON, open_store
store = open_store(Path(sys.argv[1]), PlayedClock(NOON), PlayedChance(Random(7)))
"""
    + _WRITES
)


@pytest.mark.parametrize(
    "ending", ["", "raise SystemExit(3)", "store.settle()", "import gc; del store; gc.collect()"]
)
def test_a_process_that_ends_without_closing_leaves_a_store_that_opens(directory: Path, ending: str) -> None:
    command = [sys.executable, "-c", _ENDS_WITHOUT_CLOSING + ending, str(directory)]
    subprocess.run(command, cwd=ROOT, timeout=60, check=False)
    assert filler(directory) == 6


def test_a_log_that_is_gone_is_noticed_after_a_long_day_too(directory: Path) -> None:
    killed_after(directory, _WRITES + "store.settle()" + _WRITES)
    log_of(directory / "store.db").unlink()
    assert fault(directory) is StoreFaultCode.CHANGES_LOST


def test_a_log_that_is_gone_is_noticed(directory: Path) -> None:
    killed_after(directory, _WRITES)
    log_of(directory / "store.db").unlink()
    assert fault(directory) is StoreFaultCode.CHANGES_LOST
    assert fault(directory) is StoreFaultCode.CHANGES_LOST, "and again: looking at it changes nothing"


def test_a_copy_of_the_store_alone_is_noticed_elsewhere(directory: Path, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    with another_process(directory, _WRITES):
        for name in ("store.db", "store.key"):
            shutil.copyfile(directory / name, elsewhere / name)
    assert fault(elsewhere) is StoreFaultCode.CHANGES_LOST


def test_a_log_that_is_empty_is_noticed(directory: Path) -> None:
    killed_after(directory, _WRITES)
    cut(log_of(directory / "store.db"), 0)
    assert fault(directory) is StoreFaultCode.CHANGES_LOST


def test_a_bit_in_the_log_is_noticed_and_the_log_is_left_as_it_is(directory: Path) -> None:
    killed_after(directory, _WRITES)
    log = log_of(directory / "store.db")
    flip(log, 32 + 24 + 100)
    before = log.read_bytes()
    assert fault(directory) is StoreFaultCode.CHANGES_LOST
    assert log.read_bytes() == before
    flip(log, 32 + 24 + 100)
    assert filler(directory) == 6


def test_a_log_that_came_back_is_read(directory: Path, tmp_path: Path) -> None:
    killed_after(directory, _WRITES)
    log = log_of(directory / "store.db")
    log.rename(tmp_path / "found")
    assert fault(directory) is StoreFaultCode.CHANGES_LOST
    for leftover in directory.glob("store.db-*"):
        leftover.unlink()
    (tmp_path / "found").rename(log)
    assert filler(directory) == 6


def test_a_store_that_was_closed_in_order_needs_no_log(directory: Path) -> None:
    assert not log_of(directory / "store.db").exists()
    assert filler(directory) == 0


def test_the_first_to_leave_does_not_close_for_the_others(directory: Path) -> None:
    one, other = opened(directory), opened(directory)
    one.close()
    assert log_of(directory / "store.db").exists()
    assert other.is_set_up()
    other.close()
    other.close()
    assert not log_of(directory / "store.db").exists()
    opened(directory).close()


def test_who_needs_the_store_alone_waits_for_nobody(directory: Path) -> None:
    with another_process(directory):
        with pytest.raises(StoreFault) as caught, alone_with(directory / "store.db"):
            pytest.fail("it was in use")
        assert caught.value.code is StoreFaultCode.IN_USE
    with alone_with(directory / "store.db"):
        pass


def test_nobody_comes_in_while_somebody_needs_the_store_alone(
    directory: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(opening, "BUSY_SECONDS", 0.05)
    with alone_with(directory / "store.db"):
        assert fault(directory) is StoreFaultCode.IN_USE
    opened(directory).close()
